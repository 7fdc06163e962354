import DataLoader from 'dataloader';
import type { Model } from 'mongoose';
import { trusted } from 'mongoose';
import type { Connection, PageArgs, SubgraphParts } from '../kit/index.ts';
import { batchById } from '../kit/loader.ts';
import { openModel } from '../kit/mongo.ts';
import type { PageOrder } from '../kit/page.ts';
import { findPage, readFirst, sealCursor } from '../kit/page.ts';
import type { CivilDate } from '../kit/working-days.ts';
import { agencyEntry, jurisdictionEntry, jurisdictionId, officerEntry } from './agency.events.ts';
import type { AgencyRow, JurisdictionRow, OfficerRow } from './agency.model.ts';
import type { AgencyFact, AgencyLevel, JurisdictionFact, OfficerFact } from './agency.rules.ts';
import { agencySchema, jurisdictionSchema, officerSchema } from './agency.model.ts';
import type { CalendarStore } from './calendar.store.ts';
import { openCalendarStore } from './calendar.store.ts';
import type { NewFact } from './fact.store.ts';
import { addFacts } from './fact.store.ts';
import type { WardRow } from './ward.model.ts';
import type { WardStore } from './ward.store.ts';
import { openWardStore } from './ward.store.ts';

/** All that this subgraph keeps. */
export interface AgenciesStore {
  readonly agencies: AgencyStore;
  readonly wards: WardStore;
  readonly calendars: CalendarStore;
}

/** One set per request: rows asked for in one tick are one query. */
export interface AgenciesLoaders {
  readonly wards: DataLoader<string, WardRow | null>;
  readonly agencies: DataLoader<string, AgencyRow | null>;
  /** Every holder that a code ever had. */
  readonly holders: DataLoader<string, readonly AgencyRow[]>;
  readonly officers: DataLoader<string, OfficerRow | null>;
  readonly officersOf: DataLoader<string, readonly OfficerRow[]>;
}

export interface AgencyStore {
  byIds(ids: readonly string[]): Promise<AgencyRow[]>;
  /** Every holder that these codes ever had. */
  byCodes(codes: readonly string[]): Promise<AgencyRow[]>;
  /** The agencies at work on a date, in order of code. */
  onDate(ask: AgencyListing): Promise<Connection<AgencyRow>>;
  officersByIds(ids: readonly string[]): Promise<OfficerRow[]>;
  /** All officers of several agencies, in order of id. */
  officersOf(agencyIds: readonly string[]): Promise<OfficerRow[]>;
  /** Officers of one agency, in order of id. */
  officerPage(agencyId: string, args: PageArgs): Promise<Connection<OfficerRow>>;
  /** All that is said about a category, none for an unknown one. */
  jurisdictions(categoryCode: string): Promise<JurisdictionRow[]>;
  /** Each writes facts, all or none, each with its journal entry; a repeat of one that is there is nothing. */
  addAgencies(facts: readonly AgencyFact[]): Promise<void>;
  addOfficers(facts: readonly OfficerFact[]): Promise<void>;
  addJurisdictions(facts: readonly JurisdictionFact[]): Promise<void>;
}

export interface AgencyListing {
  readonly date: CivilDate;
  readonly level?: AgencyLevel | null | undefined;
  readonly args: PageArgs;
}

const agencyOrder: PageOrder = [
  { field: 'code', direction: 1, kind: 'string' },
  { field: '_id', direction: 1, kind: 'string' },
];
const officerOrder: PageOrder = [{ field: '_id', direction: 1, kind: 'string' }];

/** The first page of officers that were loaded whole, so that many agencies' officers are one query. */
export function firstOfficers(
  rows: readonly OfficerRow[],
  first: number | null | undefined,
): Connection<OfficerRow> {
  const nodes = rows.slice(0, readFirst(first));
  const edges = nodes.map((node) => ({ node, cursor: sealCursor(node, officerOrder) }));
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: rows.length > nodes.length,
      hasPreviousPage: false,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

interface Models {
  readonly agencies: Model<AgencyRow>;
  readonly officers: Model<OfficerRow>;
  readonly jurisdictions: Model<JurisdictionRow>;
}

export async function openAgenciesStore(parts: SubgraphParts): Promise<AgenciesStore> {
  return {
    agencies: await openAgencyStore(parts),
    wards: await openWardStore(parts),
    calendars: await openCalendarStore(parts),
  };
}

export function createLoaders({ wards, agencies }: AgenciesStore): AgenciesLoaders {
  return {
    wards: batchById(
      (codes) => wards.byCodes(codes),
      (ward) => ward.code,
    ),
    agencies: batchById(
      (ids) => agencies.byIds(ids),
      (agency) => agency.id,
    ),
    holders: batchGroups(
      (codes) => agencies.byCodes(codes),
      (agency) => agency.code,
    ),
    officers: batchById(
      (ids) => agencies.officersByIds(ids),
      (officer) => officer.id,
    ),
    officersOf: batchGroups(
      (ids) => agencies.officersOf(ids),
      (officer) => officer.agencyId,
    ),
  };
}

function batchGroups<Row>(
  fetch: (keys: readonly string[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => string,
): DataLoader<string, readonly Row[]> {
  return new DataLoader(async (keys) => {
    const rows = await fetch(keys);
    return keys.map((key) => rows.filter((row) => keyOf(row) === key));
  });
}

async function openAgencyStore(parts: SubgraphParts): Promise<AgencyStore> {
  const models: Models = {
    agencies: await openModel(parts.db, 'Agency', agencySchema()),
    officers: await openModel(parts.db, 'Officer', officerSchema()),
    jurisdictions: await openModel(parts.db, 'Jurisdiction', jurisdictionSchema()),
  };
  return { ...readers(models), ...writers(models, parts) };
}

type Readers = Omit<AgencyStore, 'addAgencies' | 'addOfficers' | 'addJurisdictions'>;

function readers({ agencies, officers, jurisdictions }: Models): Readers {
  return {
    byIds: (ids) =>
      agencies
        .find({ _id: oneOf(ids) })
        .lean<AgencyRow[]>()
        .exec(),
    byCodes: (codes) =>
      agencies
        .find({ code: oneOf(codes) })
        .lean<AgencyRow[]>()
        .exec(),
    onDate: ({ date, level, args }) =>
      findPage(agencies, {
        args,
        order: agencyOrder,
        filter: {
          ...(level ? { level } : {}),
          // `$not` also passes null: from before the records began, and not ended.
          validFrom: trusted({ $not: { $gt: date } }),
          validTo: trusted({ $not: { $lt: date } }),
        },
      }),
    officersByIds: (ids) =>
      officers
        .find({ _id: oneOf(ids) })
        .lean<OfficerRow[]>()
        .exec(),
    officersOf: (agencyIds) =>
      officers
        .find({ agencyId: oneOf(agencyIds) })
        .sort({ _id: 1 })
        .lean<OfficerRow[]>()
        .exec(),
    officerPage: (agencyId, args) => findPage(officers, { args, order: officerOrder, filter: { agencyId } }),
    jurisdictions: (categoryCode) => jurisdictions.find({ categoryCode }).lean<JurisdictionRow[]>().exec(),
  };
}

function writers(
  { agencies, officers, jurisdictions }: Models,
  { transact }: SubgraphParts,
): Omit<AgencyStore, keyof Readers> {
  const add = <Row>(model: Model<Row>, facts: readonly NewFact<Row>[]): Promise<void> =>
    transact({}, (tx) => addFacts(model, facts, tx));
  return {
    addAgencies: (facts) =>
      add(
        agencies,
        facts.map((fact) => ({ row: { _id: fact.id, ...fact, version: 1 }, entry: agencyEntry(fact, 1) })),
      ),
    addOfficers: (facts) =>
      add(
        officers,
        facts.map((fact) => ({ row: { _id: fact.id, ...fact, version: 1 }, entry: officerEntry(fact, 1) })),
      ),
    addJurisdictions: (facts) =>
      add(
        jurisdictions,
        facts.map((fact) => ({
          row: { _id: jurisdictionId(fact), ...fact, version: 1 },
          entry: jurisdictionEntry(fact, 1),
        })),
      ),
  };
}

function oneOf(values: readonly string[]): { $in: string[] } {
  return trusted({ $in: [...values] });
}
