import DataLoader from 'dataloader';
import type { ClientSession, PipelineStage } from 'mongoose';
import { trusted } from 'mongoose';
import { nativeDb } from '../kit/mongo.ts';
import { readProjectionStatus } from '../kit/projection.ts';
import { readSnapshot } from '../kit/snapshot.ts';
import type { JournalEntry, Projection, SubgraphParts, Tx } from '../kit/index.ts';
import { civilDateOf } from '../kit/working-days.ts';
import { figuresNotReady } from './errors.ts';
import type { Period, PeriodPieces } from './period.rules.ts';
import { monthOf, piecesOf } from './period.rules.ts';
import type { StatsDimension, StatsFilter, StatsQuestion, Sum, Sums } from './stats.rules.ts';
import { dimensionFields, familyOf, nothing, orderKeys, SumUp, totalOf } from './stats.rules.ts';
import type { CellRow, FigureRow } from './tally.model.ts';
import type { Desk } from './step.store.ts';
import type { Tally } from './tally.store.ts';
import { countAll, countEntries, figuresName, figuresVersion, openTally } from './tally.store.ts';

/** What is open now, whenever it was received. */
export interface Backlog {
  readonly open: number;
  readonly overdue: number;
}

export interface StatsGroup {
  /** The agency, ward, category or month; null for what no agency has. */
  readonly key: string | null;
  readonly sum: Sum;
  /** Null for a month. */
  readonly backlog: Backlog | null;
}

export interface StatsAnswer {
  /** Every change up to this moment is counted. */
  readonly asOf: Date;
  readonly total: Sum;
  readonly backlog: Backlog;
  /** Empty unless the question asks for a breakdown. */
  readonly groups: readonly StatsGroup[];
}

/** The statistics of reports, and how they are kept up. */
export interface FiguresStore {
  /** @throws GraphQLError UNAVAILABLE before all reports were counted once */
  read(question: StatsQuestion): Promise<StatsAnswer>;
  /** Counts the reports that these entries changed. */
  countEntries(entries: readonly JournalEntry[], tx: Tx): Promise<void>;
  /** Counts the next batch of all reports; see `countAll`. */
  countAll(after: string, tx: Tx): Promise<string | null>;
}

export async function openFiguresStore({ parts, reports, places }: Desk): Promise<FiguresStore> {
  const tally = await openTally(parts);
  const counting = { tally, reports, places };
  return {
    read: (question) => readStats(parts, tally, question),
    countEntries: (entries, tx) => countEntries(counting, entries, tx),
    countAll: (after, tx) => countAll(counting, after, tx),
  };
}

/** One agency or ward within a period, as an entity of another area asks for it. */
export interface GroupKey {
  readonly by: 'AGENCY' | 'WARD';
  readonly key: string;
  readonly period: Period;
}

export type DatedGroup = StatsGroup & Pick<StatsAnswer, 'asOf'>;

/** Figures of single agencies and wards within one request: all of one period are one reading. */
export function createGroupLoader(figures: FiguresStore): DataLoader<GroupKey, DatedGroup, string> {
  const readOnce = new Map<string, Promise<StatsAnswer>>();
  const answerTo = ({ by, period }: GroupKey): Promise<StatsAnswer> => {
    const name = JSON.stringify([by, period]);
    const answer = readOnce.get(name) ?? figures.read({ by, filter: {}, period });
    readOnce.set(name, answer);
    return answer;
  };
  const load = async (asked: GroupKey): Promise<DatedGroup> => {
    const { asOf, groups } = await answerTo(asked);
    const group = groups.find(({ key }) => key === asked.key);
    return { asOf, ...(group ?? { key: asked.key, sum: nothing, backlog: noBacklog }) };
  };
  return new DataLoader((keys) => Promise.all(keys.map(load)), { cacheKeyFn: (key) => JSON.stringify(key) });
}

/** Keeps the statistics up behind the writes: the journal says what changed, and no writer waits for a counter. */
export const figuresProjection: Projection<{ readonly figures: FiguresStore }> = {
  version: figuresVersion,
  apply: (entries, tx, { figures }) => figures.countEntries(entries, tx),
  rebuild: (after, tx, { figures }) => figures.countAll(after, tx),
};

interface Reading {
  readonly tally: Tally;
  readonly question: StatsQuestion;
  readonly now: Date;
  readonly session: ClientSession;
}

/** Answers from the sums; all of an answer is of one moment. */
async function readStats(
  { db, clock }: SubgraphParts,
  tally: Tally,
  question: StatsQuestion,
): Promise<StatsAnswer> {
  const now = clock.now();
  const native = nativeDb(db);
  const figures = { name: figuresName, version: figuresVersion };
  const { isWhole, asOf } = await readProjectionStatus({ db: native, clock }, figures);
  if (!isWhole) throw figuresNotReady();
  const { value } = await readSnapshot(native, async (session) => {
    const reading = { tally, question, now, session };
    return { sums: await readSums(reading), backlogs: await readBacklogs(reading) };
  });
  return { asOf, ...answerOf(question, value.sums, value.backlogs) };
}

function answerOf(
  { by }: StatsQuestion,
  sums: Sums,
  backlogs: ReadonlyMap<string | null, Backlog>,
): Omit<StatsAnswer, 'asOf'> {
  const keys = by === null ? [] : [...new Set([...sums.keys(), ...(by === 'MONTH' ? [] : backlogs.keys())])];
  const backlog = [...backlogs.values()].reduce(addBacklogs, noBacklog);
  const groups = (by === null ? [] : orderKeys(keys, by, sums)).map((key) => ({
    key,
    sum: sums.get(key) ?? nothing,
    backlog: by === 'MONTH' ? null : (backlogs.get(key) ?? noBacklog),
  }));
  return { total: totalOf(sums), backlog, groups };
}

const noBacklog: Backlog = { open: 0, overdue: 0 };

function addBacklogs(a: Backlog, b: Backlog): Backlog {
  return { open: a.open + b.open, overdue: a.overdue + b.overdue };
}

async function readSums(reading: Reading): Promise<Sums> {
  const { question, now } = reading;
  const pieces = piecesOf(question.period, civilDateOf(now));
  const up = new SumUp();
  for (const cell of await readCells(reading, pieces))
    up.add(keyOf(question.by, cell), { hours: {}, ...cell });
  for (const days of pieces.days)
    for (const figure of await readDays(reading, days))
      for (const { agencyId, ...sum } of figure.portions)
        if (fits(question.filter, agencyId)) {
          const { day, wardCode, categoryCode } = figure;
          up.add(keyOf(question.by, { month: monthOf(day), wardCode, categoryCode, agencyId }), sum);
        }
  return up.sums();
}

type Keys = Pick<CellRow, 'month' | 'wardCode' | 'categoryCode' | 'agencyId'>;

function keyOf(by: StatsDimension | null, keys: Keys): string | null {
  if (by === null) return null;
  return by === 'MONTH' ? keys.month : keys[dimensionFields[by]];
}

/** The other fields of a filter are asked for in the query: a report lies in one ward, but may count with two agencies. */
function fits({ agencyId: wanted }: StatsFilter, agencyId: string | null): boolean {
  return wanted === undefined || wanted === agencyId;
}

async function readCells(
  { tally, question, session }: Reading,
  { months }: PeriodPieces,
): Promise<readonly CellRow[]> {
  if (months === null) return [];
  const { filter } = question;
  const [index = 'month'] = Object.keys(filter);
  return tally.cells
    .find({ family: familyOf(question), ...filter, month: trusted({ $gte: months.from, $lte: months.to }) })
    .hint(index)
    .session(session)
    .lean<CellRow[]>();
}

async function readDays(
  { tally, question, session }: Reading,
  { from, to }: PeriodPieces['days'][number],
): Promise<readonly FigureRow[]> {
  const { agencyId: _, ...place } = question.filter;
  return tally.figures
    .find({ day: trusted({ $gte: from, $lte: to }), ...place })
    .hint('day')
    .session(session)
    .lean<FigureRow[]>();
}

/** Counted from the index of open reports alone. */
async function readBacklogs(reading: Reading): Promise<ReadonlyMap<string | null, Backlog>> {
  const { tally, session } = reading;
  const rows = await tally.figures
    .aggregate<Backlog & { readonly _id: string | null }>(backlogPipeline(reading))
    .hint('open')
    .session(session);
  return new Map(rows.map(({ _id, open, overdue }) => [_id, { open, overdue }]));
}

const openFields = {
  agencyId: 'open.holderId',
  wardCode: 'wardCode',
  categoryCode: 'categoryCode',
} as const;

function backlogPipeline({ question, now }: Reading): PipelineStage[] {
  const { by, filter } = question;
  const match = Object.entries(filter).map(([field, value]) => [parseField(field), value] as const);
  const key = by === null || by === 'MONTH' ? null : `$${openFields[dimensionFields[by]]}`;
  const due = '$open.overdueAfter';
  const isOverdue = { $and: [{ $gt: [due, null] }, { $lt: [due, now] }] };
  return [
    { $match: { isOpen: true, ...Object.fromEntries(match) } },
    { $group: { _id: key, open: { $sum: 1 }, overdue: { $sum: { $cond: [isOverdue, 1, 0] } } } },
  ];
}

// A filter has no other fields.
function parseField(field: string): string {
  return openFields[field as keyof typeof openFields];
}
