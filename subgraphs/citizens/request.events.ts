import type { JournalEntry, NewEntry } from '../kit/index.ts';
import type { RequestRow } from './request.model.ts';

/** The topic of one request. Its id is random: it says that entries belong together, not to whom. */
export const requestTopic = (id: string): string => `DataRequest:${id}`;

/** Members of a request that a change may alter: kinds, states and times, no word and nobody's id. */
const journalled = [
  'kind',
  'state',
  'version',
  'receivedAt',
  'thirdParty',
  'answerDueAt',
  'missingYear',
  'acknowledgedAt',
  'dueAt',
  'extendedDays',
  'orderedAt',
  'closedAt',
  'marks',
  'awaited',
  'areas',
  'lastChange',
  'copyUntil',
] as const satisfies readonly (keyof RequestRow)[];
type RequestPayload = Pick<RequestRow, (typeof journalled)[number]>;

export type RequestActor =
  | { readonly role: 'person' | 'system' }
  | { readonly role: 'identityOfficer'; readonly id: string };

/** The journal entry of a change that made `row` what it is; `version` 0 for what the clock tells. */
export function requestEntry(row: RequestRow, actor: RequestActor, version: number = row.version): NewEntry {
  const { step, from, to } = row.lastChange;
  return {
    entity: 'DataRequest',
    entityId: row._id,
    kind: step,
    from,
    to,
    version,
    payload: { ...payloadOf(row) },
    topics: [requestTopic(row._id)],
    actor,
  };
}

/** The request of an entry as it stood right after that change: the words that were there by then, the facts of then. */
export function requestAsOf(row: RequestRow, entry: JournalEntry): RequestRow {
  const then = { ...row, ...parseMembers(entry.payload) };
  return {
    ...then,
    extensionReason: then.extendedDays === null ? null : row.extensionReason,
    answer: then.closedAt === null && then.orderedAt === null ? null : row.answer,
  };
}

function payloadOf(row: RequestRow): RequestPayload {
  return parseMembers(Object.fromEntries(journalled.map((member) => [member, row[member]])));
}

// Only rows, and entries that `requestEntry` made, are read with it.
function parseMembers(members: Readonly<Record<string, unknown>>): RequestPayload {
  return members as unknown as RequestPayload;
}
