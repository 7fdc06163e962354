// Made by `hue-hub-sdk generate`. Do not edit.
import { operation, type Area, type Operation } from '../generated-code.ts';
import type {
  WardQuery,
  WardQueryVariables,
  WardAtQuery,
  WardAtQueryVariables,
  WardsQuery,
  WardsQueryVariables,
  AgencyQuery,
  AgencyQueryVariables,
  AgenciesQuery,
  AgenciesQueryVariables,
  JurisdictionQuery,
  JurisdictionQueryVariables,
  CalendarQuery,
  CalendarQueryVariables,
  WorkingDueQuery,
  WorkingDueQueryVariables,
} from './types.ts';

const WardFieldsFragmentText = 'fragment WardFields on Ward{code name nameEn fullName fullNameEn lat lon areaKm2 agency{id name}}';

const AgencyFieldsFragmentText = 'fragment AgencyFields on Agency{id code name nameEn level state validFrom validTo parent{id name}ward{code name}successors{id name}}';

const CalendarDayFieldsFragmentText = 'fragment CalendarDayFields on CalendarDay{date kind name}';

export const WardDocument: Operation<WardQuery, WardQueryVariables, 'query', 'ward'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'ward',
  field: 'ward',
  text: 'query ward($code:String!$boundary:Boolean!=false){ward(code:$code){...WardFields boundary@include(if:$boundary)}}',
  hash: 'd1ccad290fed17132801ba2f33f687cb7f63a8c24c5eab183d7a71933011d98e',
}, [WardFieldsFragmentText]);

export const WardAtDocument: Operation<WardAtQuery, WardAtQueryVariables, 'query', 'wardAt'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'wardAt',
  field: 'wardAt',
  text: 'query wardAt($lat:Float!$lon:Float!$boundary:Boolean!=false){wardAt(lat:$lat lon:$lon){...WardFields boundary@include(if:$boundary)}}',
  hash: '60a7fad33c1d410ef91457b5af9365fbb61514c5a19de11a27c1102ac9f389e7',
}, [WardFieldsFragmentText]);

export const WardsDocument: Operation<WardsQuery, WardsQueryVariables, 'query', 'wards'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'wards',
  field: 'wards',
  text: 'query wards($first:Int$after:String$boundary:Boolean!=false){wards(first:$first after:$after){nodes{...WardFields boundary@include(if:$boundary)}pageInfo{hasNextPage endCursor}}}',
  hash: '1c49d75a68aed273cc177eba55132e1e36a08da9ed3b899f7378b21b2adc199a',
  paged: true,
}, [WardFieldsFragmentText]);

export const AgencyDocument: Operation<AgencyQuery, AgencyQueryVariables, 'query', 'agency'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'agency',
  field: 'agency',
  text: 'query agency($id:ID$code:String$asOf:Date){agency(id:$id code:$code asOf:$asOf){...AgencyFields}}',
  hash: '91e3a5cc2e70260f457eee02fce2ce2f9c0f017a0f9fb9fed5c42df45620d610',
}, [AgencyFieldsFragmentText]);

export const AgenciesDocument: Operation<AgenciesQuery, AgenciesQueryVariables, 'query', 'agencies'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'agencies',
  field: 'agencies',
  text: 'query agencies($level:AgencyLevel$asOf:Date$first:Int$after:String){agencies(level:$level asOf:$asOf first:$first after:$after){nodes{...AgencyFields}pageInfo{hasNextPage endCursor}}}',
  hash: 'ae6e1fbbbb7e69f6d22819091422056ec67effa288960156d4c495ffee684125',
  paged: true,
}, [AgencyFieldsFragmentText]);

export const JurisdictionDocument: Operation<JurisdictionQuery, JurisdictionQueryVariables, 'query', 'jurisdiction'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'jurisdiction',
  field: 'jurisdiction',
  text: 'query jurisdiction($categoryCode:String!$wardCode:String!){jurisdiction(categoryCode:$categoryCode wardCode:$wardCode){...AgencyFields}}',
  hash: '7cc0a1ee2059c6280ffa3c3f29db812412671d58a9dbd5d426281945ff10abb6',
}, [AgencyFieldsFragmentText]);

export const CalendarDocument: Operation<CalendarQuery, CalendarQueryVariables, 'query', 'calendar'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'calendar',
  field: 'calendar',
  text: 'query calendar($year:Int!){calendar(year:$year){year status version note days{...CalendarDayFields}}}',
  hash: '39d2acb22041f04ffa9e8e168ef1824df5608be563c60a7974a001eb78dafb3e',
}, [CalendarDayFieldsFragmentText]);

export const WorkingDueDocument: Operation<WorkingDueQuery, WorkingDueQueryVariables, 'query', 'workingDue'> = /* @__PURE__ */ operation({
  kind: 'query',
  name: 'workingDue',
  field: 'workingDue',
  text: 'query workingDue($from:DateTime!$days:Int!){workingDue(from:$from days:$days){dueAt status skipped{...CalendarDayFields}}}',
  hash: 'df80961998c4186291924786cde939fd1a98dcfca4c559327e67109fa52c7ce3',
}, [CalendarDayFieldsFragmentText]);

export type AgenciesOperations = {
  /**
   * One ward or commune by its official code. NOT_FOUND when there is none.
   */
  readonly ward: typeof WardDocument;
  /**
   * The ward in which a point lies, or the nearest one within 300 m (boundaries are simplified). A point further out is
   * BAD_USER_INPUT with rule `outside_city`, and with `hint: "swapped?"` when latitude and longitude look exchanged.
   */
  readonly wardAt: typeof WardAtDocument;
  /**
   * The 40 wards and communes of the city since 1 July 2025, ordered by code.
   */
  readonly wards: typeof WardsDocument;
  /**
   * One agency (cơ quan) by exactly one of id and code; both or none is BAD_USER_INPUT with rule `exactly_one`. A merged
   * agency keeps answering for its old id and names its successors.
   */
  readonly agency: typeof AgencyDocument;
  /**
   * The agencies that exist on a date, ordered by code.
   */
  readonly agencies: typeof AgenciesDocument;
  /**
   * The agency that answers for a category of field report in a ward: the agency named for exactly this category and ward,
   * else the one named for the category in any ward, else the ward's own committee (Ủy ban nhân dân phường, xã).
   */
  readonly jurisdiction: typeof JurisdictionDocument;
  /**
   * The working calendar of a year: holidays, swapped days off and made-up working days (lịch nghỉ lễ, hoán đổi, làm bù).
   * A year without a calendar is BAD_USER_INPUT with rule `calendar_year`.
   */
  readonly calendar: typeof CalendarDocument;
  /**
   * The end of a term in working days. Day 0 is the local date of `from`, day 1 the next working day; due is the end of
   * the last day, 23:59:59+07:00, and late is strictly after it. A term that runs into a year without a calendar is
   * BAD_USER_INPUT with rule `calendar_year`: there is no guess.
   */
  readonly workingDue: typeof WorkingDueDocument;
};

export const agencies: Area<'agencies', AgenciesOperations> = {
  name: 'agencies',
  operations: {
    ward: WardDocument,
    wardAt: WardAtDocument,
    wards: WardsDocument,
    agency: AgencyDocument,
    agencies: AgenciesDocument,
    jurisdiction: JurisdictionDocument,
    calendar: CalendarDocument,
    workingDue: WorkingDueDocument,
  },
};
