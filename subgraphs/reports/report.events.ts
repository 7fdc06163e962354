import type { JournalEntry, NewEntry } from '../kit/index.ts';
import type { Viewer } from '../kit/process/viewer.ts';
import type { ReportFacts } from './facts.rules.ts';
import type { LastChange, ReportRow } from './report.model.ts';
import { isPublicState } from './report.rules.ts';
import { isReporter, mayView } from './visibility.rules.ts';

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
}

/** The journal entry of a change that made `row` what it is. */
export function reportEntry(row: ReportRow, actor: NonNullable<NewEntry['actor']>): NewEntry {
  const { step, from, to, why } = row.lastChange;
  return {
    entity: 'Report',
    entityId: row._id,
    kind: step,
    from,
    to,
    why,
    version: row.version,
    payload: { ...payloadOf(row) },
    topics: [reportTopic(row._id)],
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
  return {
    entity: 'ReportNote',
    entityId: note.id,
    kind: 'INTERNAL_NOTE',
    version: 1,
    payload: { ...payloadOf({ ...row, lastChange }) },
    topics: [officeTopic(row._id)],
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
  const payload = parsePayload(entry);
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
    shownAt: entry.at,
  };
}

/** The same as an event of a stream: null when this viewer did not see the report after that change. */
export function eventFor(row: ReportRow | null, entry: JournalEntry, viewer: Viewer): ReportView | null {
  const then = row && reportAsOf(row, entry);
  return then && mayView(then, viewer) ? then : null;
}

/** The report that an entry of ours is about. */
export function reportIdOf(entry: JournalEntry): string {
  return parsePayload(entry).reportId;
}

function payloadOf(row: ReportRow): ReportPayload {
  const [lon, lat] = row.position.coordinates;
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
    ...(row.isPublic ? { lat, lon } : {}),
    rounds: row.rounds.length,
    rating: last?.rating ?? null,
    reopened: last?.reopened ?? false,
    lastChange: row.lastChange,
  };
}

// Only entries that `payloadOf` made are read with it.
function parsePayload(entry: JournalEntry): ReportPayload {
  return entry.payload as unknown as ReportPayload;
}
