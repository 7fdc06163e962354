import { badInput, forbidden, notFound, unauthenticated } from '../kit/errors.ts';
import type { PageArgs, Resolvers, SubgraphContext } from '../kit/index.ts';
import type { Place } from '../kit/area-map.ts';
import { hasRole } from '../kit/process/viewer.ts';
import type { CalendarDay, CivilDate } from '../kit/working-days.ts';
import { civilDateOf, workingDue } from '../kit/working-days.ts';
import type { AgencyRow, OfficerRow } from './agency.model.ts';
import type { AgencyLevel } from './agency.rules.ts';
import { agencyCode, hasBegun, holderOn, jurisdictionFor, stateOn } from './agency.rules.ts';
import type { AgenciesLoaders, AgenciesStore } from './agency.store.ts';
import { firstOfficers } from './agency.store.ts';
import type { CalendarFact } from './calendar.rules.ts';
import type { CalendarFault } from './calendar.rules.ts';
import { calendarFault, maxTermDays, noteFault, tidyDays, tidyText } from './calendar.rules.ts';
import {
  badAgencyCode,
  badKey,
  badTerm,
  exactlyOne,
  noCalendar,
  unknownCategory,
  unknownWard,
} from './errors.ts';
import type { WardRow } from './ward.model.ts';

type Context = SubgraphContext<AgenciesStore, AgenciesLoaders>;

/** An agency as it is seen on a date, today when none was asked for. */
type AgencyView = AgencyRow & { readonly asOf?: CivilDate | undefined };

export const resolvers: Resolvers<Context> = {
  Query: {
    ward: (_: unknown, { code }: { code: string }, { loaders }) => findWard(loaders, code),
    wards: (_: unknown, args: PageArgs, { store }) => store.wards.page(args),
    wardAt: (_: unknown, place: Place, { store }) => store.wards.at(place),
    agency: (_: unknown, ask: AgencyAsk, context) => findAgency(ask, context),
    agencies: async (_: unknown, { level, asOf, ...args }: AgenciesAsk, { store, now }) => {
      const page = await store.agencies.onDate({ date: asOf ?? civilDateOf(now), level, args });
      const nodes = page.nodes.map((node) => ({ ...node, asOf }));
      return {
        ...page,
        nodes,
        edges: page.edges.map(({ node, cursor }) => ({ cursor, node: { ...node, asOf } })),
      };
    },
    jurisdiction: (_: unknown, ask: JurisdictionAsk, context) => findJurisdiction(ask, context),
    calendar: async (_: unknown, { year }: { year: number }, { store }) => {
      const calendar = await store.calendars.year(year);
      if (!calendar) throw noCalendar(year, 'year');
      return calendar;
    },
    workingDue: async (_: unknown, { from, days }: { from: Date; days: number }, { store }) => {
      if (days < 1 || days > maxTermDays) throw badTerm(maxTermDays);
      const answer = workingDue(await store.calendars.working(), { from, days });
      if (answer.kind === 'calendar_year') throw noCalendar(answer.year, 'days');
      return { ...answer, status: answer.provisional ? 'PROVISIONAL' : 'PUBLISHED' };
    },
  },
  Mutation: {
    setCalendar: (_: unknown, write: SetCalendar, context) => setCalendar(write, context),
  },
  Ward: {
    __resolveReference: ({ code }: { code: unknown }, { loaders }: Context) =>
      findWard(loaders, readKey('code', code)),
    agency: ({ agencyId }: WardRow, _: unknown, { loaders }) => loaders.agencies.load(agencyId),
  },
  Agency: {
    __resolveReference: (key: { id?: unknown; code?: unknown }, context: Context) =>
      key.id === undefined
        ? findAgency({ code: readKey('code', key.code) }, context)
        : findAgency({ id: readKey('id', key.id) }, context),
    parent: ({ parentId }: AgencyView, _: unknown, { loaders }) =>
      parentId && loaders.agencies.load(parentId),
    successors: ({ successorIds }: AgencyView, _: unknown, { loaders }) =>
      successorIds.map((id) => loaders.agencies.load(id)),
    state: (agency: AgencyView, _: unknown, { now }) => stateOn(agency, agency.asOf ?? civilDateOf(now)),
    ward: ({ wardCode }: AgencyView, _: unknown, { loaders }) => wardCode && loaders.wards.load(wardCode),
    officers: async ({ id }: AgencyView, args: PageArgs, { store, loaders }) =>
      args.after
        ? store.agencies.officerPage(id, args)
        : firstOfficers(await loaders.officersOf.load(id), args.first),
  },
  Officer: {
    __resolveReference: async ({ id }: { id: unknown }, { loaders }: Context) => {
      const officer = await loaders.officers.load(readKey('id', id));
      if (!officer) throw notFound('officer');
      return officer;
    },
    agency: ({ agencyId }: OfficerRow, _: unknown, { loaders }) => loaders.agencies.load(agencyId),
  },
};

interface AgencyAsk {
  readonly id?: string | null;
  readonly code?: string | null;
  readonly asOf?: CivilDate | null;
}

interface AgenciesAsk extends PageArgs {
  readonly level?: AgencyLevel | null;
  readonly asOf?: CivilDate;
}

interface JurisdictionAsk {
  readonly categoryCode: string;
  readonly wardCode: string;
}

interface SetCalendar {
  readonly year: number;
  readonly days: readonly CalendarDay[];
  readonly expectedVersion: number;
  readonly status?: CalendarFact['status'] | null;
  readonly note?: string | null;
  readonly clientMutationId?: string | null;
}

async function findWard(loaders: AgenciesLoaders, code: string): Promise<WardRow> {
  const ward = await loaders.wards.load(code);
  if (!ward) throw notFound('ward');
  return ward;
}

/** By exactly one of id and code. Without `asOf` an agency that ended, or has yet to begin, answers too. */
async function findAgency({ id, code, asOf }: AgencyAsk, { loaders, now }: Context): Promise<AgencyView> {
  if ((id ?? null) === null ? (code ?? null) === null : (code ?? null) !== null)
    throw exactlyOne('id', 'code');
  const agency = await (typeof id === 'string'
    ? loaders.agencies.load(id)
    : holderOf(loaders, code ?? '', asOf ?? civilDateOf(now)));
  if (!agency || (asOf && !hasBegun(agency, asOf))) throw notFound('agency');
  return { ...agency, asOf: asOf ?? undefined };
}

async function holderOf(
  loaders: AgenciesLoaders,
  text: string,
  date: CivilDate,
): Promise<AgencyRow | undefined> {
  const code = agencyCode(text);
  if (!code) throw badAgencyCode();
  const holders = await loaders.holders.load(code);
  return holderOn(holders, date) ?? holders.at(0);
}

async function findJurisdiction(
  ask: JurisdictionAsk,
  { store, loaders }: Context,
): Promise<AgencyRow | null> {
  const [ward, facts] = await Promise.all([
    loaders.wards.load(ask.wardCode),
    store.agencies.jurisdictions(ask.categoryCode),
  ]);
  const found = jurisdictionFor(facts, ask);
  if (!found) throw unknownCategory();
  if (!ward) throw unknownWard();
  return loaders.agencies.load(found === 'ward' ? ward.agencyId : found.agencyId);
}

async function setCalendar(write: SetCalendar, { viewer, store }: Context): Promise<CalendarFact> {
  if (viewer.id === null) throw unauthenticated();
  if (!hasRole(viewer, 'ioc')) throw forbidden();
  const { year, expectedVersion, clientMutationId } = write;
  const note = tidyText(write.note ?? '') || null;
  refuse(calendarFault(year, write.days) ?? noteFault(note));
  return store.calendars.set({
    calendar: { year, status: write.status ?? 'PUBLISHED', note, days: tidyDays(write.days) },
    expectedVersion,
    clientMutationId,
    viewer,
    actor: { role: 'ioc', id: viewer.id },
  });
}

function refuse(fault: CalendarFault | null): void {
  if (fault) throw badInput({ field: fault.field, rule: fault.rule }, fault.message);
}

/** A key of a representation: `_entities` takes any JSON, so its type is checked here (threats.md D01). */
function readKey(field: string, value: unknown): string {
  if (typeof value !== 'string') throw badKey(field);
  return value;
}
