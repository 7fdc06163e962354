import type { ClientSession, Model, mongo } from 'mongoose';
import type { DatedEntry, JournalEntry, NewEntry, NewTimer, SubgraphParts, Tx } from '../kit/index.ts';
import type { Viewer } from '../kit/process/viewer.ts';
import type { WorkingCalendar } from '../kit/working-days.ts';
import { clusterTimer } from './cluster.events.ts';
import { noSuchReport, orThrow, requireCapacity, requireStanding, staleVersion } from './errors.ts';
import type { Given, ReportFacts } from './facts.rules.ts';
import { currentTerm } from './facts.rules.ts';
import type { CommentRow } from './comment.model.ts';
import type { FollowRow } from './follow.model.ts';
import { joinParent } from './join.store.ts';
import { uploadsIn } from './media.rules.ts';
import type { Attaching, MediaDesk } from './attach.store.ts';
import { attachMedia } from './attach.store.ts';
import { queueOf } from './membership.rules.ts';
import { insertAll } from '../kit/mongo.ts';
import type { PlaceStore } from './place.store.ts';
import { actorOf, reportAsOf, reportEntry, reportIdOf } from './report.events.ts';
import type { ReportRow } from './report.model.ts';
import type { Actor, StepName, StepPath, StepRule } from './report.rules.ts';
import { isPublicState, reportSteps, silenceMs } from './report.rules.ts';
import { cross, settle } from './sla.events.ts';
import { nextCrossing } from './sla.rules.ts';
import { keepSlaTimer, loadMs, setSlaTimer } from './sla.store.ts';
import type { Taken } from './step.rules.ts';
import { takePath } from './step.rules.ts';
import { followsCalendar } from './term.rules.ts';
import type { Writer } from './update.events.ts';
import { stepUpdates } from './update.events.ts';
import type { UpdateRow } from './update.model.ts';
import { audienceOf } from './update.rules.ts';
import { couldAct, mayAct, mayView } from './visibility.rules.ts';

/** What every write needs. */
export interface Desk {
  readonly parts: SubgraphParts;
  readonly reports: Model<ReportRow>;
  readonly updates: Model<UpdateRow>;
  /** The driver's own, for rows that the rules have made whole: a model would check each of them again. */
  readonly native: {
    readonly reports: mongo.Collection<ReportRow>;
    readonly updates: mongo.Collection<UpdateRow>;
  };
  readonly follows: Model<FollowRow>;
  readonly comments: Model<CommentRow>;
  readonly places: PlaceStore;
  readonly media: MediaDesk;
}

/** One call of a mutation on a report that is there. */
export interface ReportCall {
  readonly viewer: Viewer;
  /** The mutation's name. */
  readonly operation: string;
  readonly id: string;
  readonly expectedVersion?: number | null | undefined;
  readonly clientMutationId?: string | null | undefined;
  /** What the client sent, for the idempotency key. */
  readonly args: unknown;
  /** Hub clock unless given; the sample data is written in the past. */
  readonly now?: Date;
}

/** What a step is given, as the client sent it: ids still to be looked up. */
export interface Sent extends Omit<Given, 'agency' | 'parent'> {
  readonly agencyId?: string | null;
  readonly duplicateOf?: string | null;
}

export interface StepCall extends ReportCall {
  readonly path: StepPath;
  readonly sent: Sent;
  /** What else is written with the steps; it is given the report as it was before them. */
  readonly also?: (report: ReportRow, tx: Tx) => Promise<void>;
}

/** The timer that closes a published answer which nobody rates. */
export const closeSilentTimer = 'close-silent';

/**
 * Takes the steps of one call in one transaction, or none of them.
 * @returns the report as of that change, also on a repeat of the call
 * @throws GraphQLError UNAUTHENTICATED and FORBIDDEN for who may not, NOT_FOUND for what the viewer may not see,
 *   CONFLICT for a stale version or a second rating, ILLEGAL_TRANSITION, BAD_USER_INPUT
 */
export async function takeSteps(desk: Desk, call: StepCall): Promise<ReportRow> {
  const who = actorsOf(call.path);
  for (const actor of who) requireCapacity(couldAct(call.viewer, actor), call.viewer);
  let saved: Saved | undefined;
  const entry = await runOnce(desk, call, async (tx) => {
    const stored = await visibleReport(desk, call, tx.session);
    for (const actor of who) requireStanding(mayAct(stored, call.viewer, actor));
    requireVersion(stored, call.expectedVersion);
    saved = await writeSteps(desk, { stored, tx, call });
    await call.also?.(stored, tx);
    return saved.entry;
  });
  // What was just written need not be read; a repeat of the call gets the report of the first.
  return saved?.entry._id === entry._id ? reportAsOf(saved.row, entry) : rowAsOf(desk, entry);
}

/** Closes what nobody rated in time, dated to the end of that time; nothing when somebody did or time is left. */
export async function closeSilently(desk: Desk, id: string, tx: Tx): Promise<void> {
  const row = await desk.reports.findById(id).session(tx.session).lean<ReportRow>();
  const end = row?.publishedAt && endOfSilence(row.publishedAt);
  if (!row || !end || end > tx.now) return;
  const calendar = await desk.places.calendar(tx.session);
  const verdict = takePath(row, [['CLOSE_SILENT']], { reportId: id, given: {}, now: end, calendar });
  if ('problem' in verdict) return;
  await saveSteps(desk, { stored: row, row, taken: verdict.value, writer: null, tx, at: end });
}

/**
 * Tells that a report is due soon or overdue, dated to that moment, and sets the timer for what comes next. Several that
 * have come due, on many reports, are told in the order of their moments, one timer each.
 */
export async function crossDue(desk: Desk, id: string, tx: Tx): Promise<void> {
  const row = await desk.reports.findById(id).session(tx.session).lean<ReportRow>();
  const crossing = row && nextCrossing(currentTerm(row));
  if (!row || !crossing) return;
  const due = crossing.at > tx.now ? null : cross(row, crossing);
  if (due) {
    await saveNext(desk, due.row, { version: row.version, session: tx.session });
    await tx.append(due.entry.entry);
  }
  const next = nextCrossing(currentTerm(due?.row ?? row));
  if (next) await setSlaTimer(desk.parts.clock, { id, crossing: next, tx });
}

/** Runs a write with the idempotency of its call; writes on one report wait for each other inside this process. */
export function runOnce(
  { parts }: Desk,
  call: ReportCall,
  body: (tx: Tx) => Promise<JournalEntry>,
): Promise<JournalEntry> {
  const { viewer, clientMutationId, operation, args, now } = call;
  const request = { viewer, clientMutationId, operation, args, queue: `Report:${call.id}` };
  return parts.once(now ? { ...request, now } : request, body);
}

/** @throws GraphQLError NOT_FOUND also for a report that the viewer may not see */
export async function visibleReport(
  { reports }: Desk,
  { id, viewer }: Pick<ReportCall, 'id' | 'viewer'>,
  session: ClientSession,
): Promise<ReportRow> {
  const row = await reports.findById(id).session(session).lean<ReportRow>();
  if (!row || !mayView(row, viewer)) throw noSuchReport();
  return row;
}

export function requireVersion(row: Pick<ReportRow, 'version'>, expected: number | null | undefined): void {
  if (typeof expected === 'number' && expected !== row.version) throw staleVersion(row.version);
}

/** Replaces what is stored by the next version of it. */
export async function saveNext(
  { native: { reports } }: Pick<Desk, 'native'>,
  next: ReportRow,
  was: { version: number; session: ClientSession },
): Promise<void> {
  const filter = { _id: next._id, version: was.version };
  const { matchedCount } = await reports.replaceOne(filter, next, { session: was.session });
  // Another writer cannot have come between in one transaction: it would have ended in a write conflict.
  if (matchedCount !== 1)
    throw new Error(`expected version ${was.version} of report ${next._id}, found none`);
}

export async function insertUpdates(
  { native }: Pick<Desk, 'native'>,
  lines: readonly UpdateRow[],
  { session }: Tx,
): Promise<void> {
  await insertAll(native.updates, lines, session);
}

/** The report as of an entry. */
export async function rowAsOf({ reports }: Desk, entry: JournalEntry): Promise<ReportRow> {
  const row = await reports.findById(reportIdOf(entry)).lean<ReportRow>();
  if (!row) throw noSuchReport();
  return reportAsOf(row, entry);
}

/** The row of a report from what the rules made of it. */
export function withFacts(
  row: ReportRow,
  facts: ReportFacts,
  lastChange: ReportRow['lastChange'],
): ReportRow {
  const { queueOf: _left, ...rest } = row;
  const queue = queueOf(facts);
  return {
    ...rest,
    ...facts,
    lastChange,
    isPublic: isPublicState(facts.state),
    followsCalendar: followsCalendar(currentTerm(facts)),
    ...(queue === null ? {} : { queueOf: queue }),
  };
}

function actorsOf(path: StepPath): ReadonlySet<Actor> {
  return new Set(path.flat().map((step) => reportSteps[step].who));
}

async function writeSteps(
  desk: Desk,
  { stored, tx, call }: { readonly stored: ReportRow; readonly tx: Tx; readonly call: StepCall },
): Promise<Saved> {
  const { session, now } = tx;
  // What came due before this step is told before it, also when its timer is late.
  const { row, entries: due } = settle(stored, { now });
  const calendar = await desk.places.calendar();
  const taken = await decideSteps(desk, { row, call, now, calendar, session });
  await attachMedia(desk.media, [proofOf(taken, { report: row, viewer: call.viewer, at: now })], tx);
  return saveSteps(desk, { stored, due, row, taken, writer: call.viewer, tx, at: now });
}

/** The photos among the evidence of an answer that these steps give, if they give one. */
export function proofOf(taken: readonly Taken[], by: Pick<Attaching, 'report' | 'viewer' | 'at'>): Attaching {
  const answered = taken.find(({ step }) => ruleOf(step).needs.includes('evidence'));
  const ids = uploadsIn(answered?.facts.answer?.evidence ?? []);
  return { ...by, ids, role: 'EVIDENCE', field: 'evidence' };
}

function ruleOf(step: StepName): StepRule {
  return reportSteps[step];
}

/** What a call is decided on, besides the database. */
export interface Deciding {
  readonly row: ReportRow;
  readonly call: Pick<StepCall, 'path' | 'sent'>;
  readonly now: Date;
  readonly calendar: WorkingCalendar;
  readonly session?: ClientSession;
}

/** The steps that a call takes on a report, by the rules. @throws GraphQLError as `takeSteps` */
export async function decideSteps(desk: Desk, deciding: Deciding): Promise<readonly Taken[]> {
  const { row, call, now, calendar } = deciding;
  const given = await lookUp(desk, deciding);
  return orThrow(takePath(row, call.path, { reportId: row._id, given, now, calendar }));
}

async function lookUp({ places, reports }: Desk, { row, call, now, session }: Deciding): Promise<Given> {
  const needs = new Set(call.path.flat().flatMap((step) => reportSteps[step].needs));
  const { agencyId, duplicateOf, ...given } = call.sent;
  const agency = agencyId ?? row.agencyId;
  const parent =
    needs.has('parent') && duplicateOf
      ? await reports
          .findById(duplicateOf, { state: 1 })
          .session(session ?? null)
          .lean<ReportRow>()
      : null;
  return {
    ...given,
    agency: needs.has('agency') && agency ? await places.agencyAt(agency, now, session) : null,
    parent: parent && { id: parent._id, state: parent.state },
  };
}

interface Steps {
  readonly row: ReportRow;
  readonly taken: readonly Taken[];
  readonly writer: Writer;
  readonly tx: Tx;
  readonly at: Date;
}

/** What steps leave behind: the report after them, lines of its history and entries of the journal. */
export interface Written {
  readonly next: ReportRow;
  readonly lines: readonly UpdateRow[];
  readonly entries: readonly NewEntry[];
}

export async function composeSteps(
  desk: Desk,
  { row, taken, writer, at }: Omit<Steps, 'tx'>,
): Promise<Written> {
  let next = row;
  const entries: NewEntry[] = [];
  const lines: UpdateRow[] = [];
  for (const link of taken) {
    const was = next;
    next = withFacts(next, link.facts, lastChangeOf(link, at));
    const sealed = await sealWords(desk, link, row);
    lines.push(...stepUpdates(next, link, { writer, sealed }));
    entries.push(reportEntry(next, writer ? actorOf(row, writer) : { role: 'system' }, was));
  }
  return { next, lines, entries };
}

interface Saving extends Steps {
  /** The report as it is stored, before `due` was told of it. */
  readonly stored: ReportRow;
  readonly due?: readonly DatedEntry[];
}

/** A report as it is stored after its steps, and the entry of the last of them. */
interface Saved {
  readonly entry: JournalEntry;
  readonly row: ReportRow;
}

/** The report, its history, its timers and its journal entries, all in the caller's transaction. */
async function saveSteps(desk: Desk, saving: Saving): Promise<Saved> {
  const { stored, due = [], tx, at } = saving;
  const { next, lines, entries } = await composeSteps(desk, saving);
  const after = settle(next, { since: at, now: at });
  await saveNext(desk, after.row, { version: stored.version, session: tx.session });
  await insertUpdates(desk, lines, tx);
  await keepTimers(desk, { row: stored, next: after.row, tx });
  // Behind this write: a look at all reports around would make acceptances of one category wait for each other.
  if (!stored.isPublic && after.row.isPublic)
    await tx.setTimer({ kind: clusterTimer, key: after.row._id, at: tx.now });
  for (const { entry } of due) await tx.append(entry);
  const written: JournalEntry[] = [];
  for (const entry of entries) written.push(await tx.append(entry));
  for (const { entry } of after.entries) await tx.append(entry);
  await joinParent(desk, next, tx);
  const last = written.at(-1);
  if (!last) throw new Error('expected at least one step, got none');
  return { entry: last, row: after.row };
}

/** The words of a step are public from the start only where they are meant for all who see a public report. */
function lastChangeOf({ step, from, facts, text }: Taken, at: Date): ReportRow['lastChange'] {
  const why = audienceOf(step) === 'open' && isPublicState(facts.state) ? text : null;
  return { step, from, to: facts.state, why, at };
}

/** What the reporter writes to the agency lies under the reporter's key. */
async function sealWords({ parts }: Desk, { step, text }: Taken, { reporterId }: ReportRow) {
  const own = reportSteps[step].who === 'reporter' && audienceOf(step) === 'private';
  return own && reporterId !== null ? parts.personKeys.seal(reporterId, text) : null;
}

/** What the timers of a report follow from. */
type Timed = Pick<ReportRow, '_id' | 'state' | 'publishedAt' | 'terms'>;

/** Moves the timers of a report to what it is by now; `row` is what it was, null for a new one. */
export async function keepTimers(
  { parts }: Desk,
  change: { readonly row: Timed | null; readonly next: Timed; readonly tx: Tx },
): Promise<void> {
  const { row, next, tx } = change;
  await keepSlaTimer(parts.clock, change);
  // Silence is counted from the publication; any step out of PUBLISHED ends it.
  if (row?.state === 'PUBLISHED') await tx.clearTimer(closeSilentTimer, row._id);
  if (next.state !== 'PUBLISHED' || next.publishedAt === null) return;
  const end = endOfSilence(next.publishedAt);
  const now = parts.clock.now();
  const at = end > now ? end : new Date(now.getTime() + loadMs);
  await tx.setTimer({ kind: closeSilentTimer, key: next._id, at });
}

/** The timers of reports that are new here, in one command. */
export async function startTimers(desk: Desk, rows: readonly Timed[], tx: Tx): Promise<void> {
  const timers: NewTimer[] = [];
  const setTimer = async (timer: NewTimer): Promise<void> => void timers.push(timer);
  for (const next of rows) await keepTimers(desk, { row: null, next, tx: { ...tx, setTimer } });
  await tx.setTimers(timers);
}

export function endOfSilence(publishedAt: Date): Date {
  return new Date(publishedAt.getTime() + silenceMs);
}
