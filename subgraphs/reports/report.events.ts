import type { JournalEntry, NewEntry } from '../kit/index.ts';
import type { Viewer } from '../kit/process/viewer.ts';
import type { ReportFacts } from './facts.rules.ts';
import type { ListPlace, ListStanding } from './membership.rules.ts';
import { listTopics, queueOf, queueTopic } from './membership.rules.ts';
import type { LastChange, ReportRow } from './report.model.ts';
import { isPublicState } from './report.rules.ts';
import { isReporter, mayView, mayViewInternal } from './visibility.rules.ts';

/** The topics of one report: what everybody may see of it, and what only the offices see. */
export const reportTopic = (id: string): string => `Report:${id}`;
export const officeTopic = (id: string): string => `Report:${id}:offices`;

/** Members of a report that a change may alter and that everybody may know once the report is public. */
const publicFacts = [
  'state',
  'version',
  'mode',
  'agencyId',
  'assignedAgencies',
  'terms',
  'plannedFor',
  'acceptedAt',
  'resolvedAt',
  'publishedAt',
  'closedAt',
  'outcome',
  'duplicateOf',
] as const satisfies readonly (keyof ReportFacts)[];
type PublicFacts = Pick<ReportRow, (typeof publicFacts)[number]>;

/** The public part of a report after a change: ids, codes, states and times, no text and no position before it is public. */
export interface ReportPayload extends PublicFacts {
  readonly reportId: string;
  readonly code: string;
  readonly categoryCode: string;
  readonly wardCode: string;
  readonly receivedAt: Date;
  readonly dueAt: Date | null;
  readonly lat?: number;
  readonly lon?: number;
  /** How many answers are published, and what the last of them was rated. */
  readonly rounds: number;
  readonly rating: ReportRow['rounds'][number]['rating'];
  readonly reopened: boolean;
  readonly lastChange: LastChange;
  /** What decided before the change in which lists the report was; null at its receipt. */
  readonly was: ListStanding | null;
}

/**
 * The journal entry of a change that made `row` what it is. `was` is the report before it, null for a receipt; left out
 * where the change brings it into no list and takes it out of none.
 */
export function reportEntry(
  row: ReportRow,
  actor: NonNullable<NewEntry['actor']>,
  was: ListStanding | null = row,
): NewEntry {
  const { step, from, to, why } = row.lastChange;
  return {
    entity: 'Report',
    entityId: row._id,
    kind: step,
    from,
    to,
    why,
    version: row.version,
    payload: { ...payloadOf(row, was) },
    topics: [reportTopic(row._id), ...listTopics(placeOf(row), { was, now: row })],
    actor,
  };
}

/** The journal entry of a note among the offices: an entity of its own, so that the report's versions have no hole for the public. */
export function internalNoteEntry(
  row: ReportRow,
  note: { readonly id: string; readonly at: Date; readonly actor: NonNullable<NewEntry['actor']> },
): NewEntry {
  const lastChange: LastChange = {
    step: 'INTERNAL_NOTE',
    from: row.state,
    to: row.state,
    why: null,
    at: note.at,
  };
  const queue = queueOf(row);
  return {
    entity: 'ReportNote',
    entityId: note.id,
    kind: 'INTERNAL_NOTE',
    version: 1,
    payload: { ...payloadOf({ ...row, lastChange }, row) },
    topics: [officeTopic(row._id), ...(queue === null ? [] : [queueTopic(queue)])],
    actor: note.actor,
  };
}

/**
 * Who acted, as the audit trail keeps it. The link between a reporter and a report is P3 and the journal is for ever,
 * so of a reporter it names the capacity only.
 */
export function actorOf(
  report: Pick<ReportRow, 'reporterId'>,
  viewer: Viewer,
): NonNullable<NewEntry['actor']> {
  if (viewer.id === null || isReporter(report, viewer)) return { role: 'reporter' };
  return { role: viewer.roles.includes('ioc') ? 'ioc' : 'officer', id: viewer.id };
}

/** A report as it is shown: at a moment of its past, or now. */
export interface ReportView extends ReportRow {
  /** The moment that is shown; now when absent. */
  readonly shownAt?: Date;
}

/** The report of an entry as it was right after that change: today's texts, the facts of then. */
export function reportAsOf(row: ReportRow, entry: JournalEntry): ReportView {
  const payload = reportPayload(entry);
  const facts = Object.fromEntries(publicFacts.map((member) => [member, payload[member]]));
  const rounds = row.rounds.slice(0, payload.rounds);
  const answered = payload.state === 'RESOLVED' || payload.state === 'UNABLE';
  return {
    ...row,
    ...facts,
    rounds: rounds.map((round, index) =>
      index === rounds.length - 1 ? { ...round, rating: payload.rating, reopened: payload.reopened } : round,
    ),
    answer: answered ? (row.answer ?? row.rounds[payload.rounds]?.answer ?? null) : null,
    isPublic: isPublicState(payload.state),
    lastChange: payload.lastChange,
    // A deadline that has come is written a little later, or much when nobody was there to write it.
    shownAt: payload.lastChange.at,
  };
}

/** The same as an event of a stream: null when this viewer did not see the report, or this of it, after that change. */
export function eventFor(row: ReportRow | null, entry: JournalEntry, viewer: Viewer): ReportView | null {
  const then = row && reportAsOf(row, entry);
  const mayHear = entry.kind === 'INTERNAL_NOTE' ? mayViewInternal : mayView;
  return then && mayHear(then, viewer) ? then : null;
}

/** The report that an entry of ours is about. */
export function reportIdOf(entry: JournalEntry): string {
  return reportPayload(entry).reportId;
}

/**
 * The reports that these entries are about, each once. Also of looks at a report and what else is written down of one, whose
 * payload is not that of a change.
 */
export function reportIdsOf(entries: readonly JournalEntry[]): string[] {
  const about = entries.filter(({ entity }) => entity === 'Report');
  return [...new Set(about.map(({ entityId }) => entityId))];
}

/** What an entry of ours says; of internal notes and changes without a new version too. */
export function reportPayload(entry: JournalEntry): ReportPayload {
  return parsePayload(entry.payload);
}

function placeOf({ wardCode, position }: ReportRow): ListPlace {
  const [lon, lat] = position.coordinates;
  return { wardCode, lat, lon };
}

function payloadOf(row: ReportRow, was: ListStanding | null): ReportPayload {
  const { lat, lon } = placeOf(row);
  const isKnown = row.isPublic || (was !== null && isPublicState(was.state));
  const last = row.rounds.at(-1);
  return {
    reportId: row._id,
    code: row.code,
    categoryCode: row.categoryCode,
    wardCode: row.wardCode,
    receivedAt: row.receivedAt,
    state: row.state,
    version: row.version,
    mode: row.mode,
    agencyId: row.agencyId,
    assignedAgencies: row.assignedAgencies,
    terms: row.terms,
    plannedFor: row.plannedFor,
    acceptedAt: row.acceptedAt,
    resolvedAt: row.resolvedAt,
    publishedAt: row.publishedAt,
    closedAt: row.closedAt,
    outcome: row.outcome,
    duplicateOf: row.duplicateOf,
    dueAt: row.terms.at(-1)?.dueAt ?? null,
    ...(isKnown ? { lat, lon } : {}),
    rounds: row.rounds.length,
    rating: last?.rating ?? null,
    reopened: last?.reopened ?? false,
    lastChange: row.lastChange,
    was: was && { state: was.state, agencyId: was.agencyId },
  };
}

// Only payloads that `payloadOf` made are read with it.
function parsePayload(payload: JournalEntry['payload']): ReportPayload {
  return payload as unknown as ReportPayload;
}
