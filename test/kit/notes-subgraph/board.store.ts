import type { ClientSession, Model } from 'mongoose';
import { trusted } from 'mongoose';
import type {
  Connection,
  JournalEntry,
  ListMove,
  NewEntry,
  PageOrder,
  SubgraphParts,
  Tx,
  Viewer,
} from '../../../subgraphs/kit/index.ts';
import { findPage, hasRole, notFound } from '../../../subgraphs/kit/index.ts';
import type { NoteAudience, NoteRow } from './note.model.ts';

/** Where a note hangs and who sees it there: all that a board's membership depends on. */
export interface Pinned {
  readonly board: string | null;
  readonly audience: NoteAudience;
}

export const newestFirst: PageOrder = [
  { field: 'updatedAt', direction: -1, kind: 'date' },
  { field: '_id', direction: 1, kind: 'string' },
];

export const pinnedOf = ({ board, audience = 'ALL' }: Partial<NoteRow>): Pinned => ({
  board: board ?? null,
  audience,
});

/** The entry of a change of a note that hung as `was`. */
export function noteEntry(row: NoteRow, kind: string, was: Pinned): NewEntry {
  const { _id: entityId, version, text } = row;
  const now = pinnedOf(row);
  const boards = new Set([was.board, now.board].filter((board) => board !== null));
  const topics = [`Note:${entityId}`, ...[...boards].map((board) => `Board:${board}`)];
  return { entity: 'Note', entityId, kind, version, payload: { text, now, was }, topics };
}

/** What an entry does to a board, as the viewer sees it: the board and the right to see are one question. */
export function boardMove(board: string, viewer: Viewer, entry: JournalEntry): ListMove {
  const { now, was } = parsePayload(entry.payload);
  const holds = (pinned: Pinned): boolean =>
    pinned.board === board && (pinned.audience === 'ALL' || hasRole(viewer, 'officer'));
  return { id: entry.entityId, version: entry.version, before: holds(was), after: holds(now) };
}

/** The note as it was after the change; null when it has been thrown away since. */
export function noteAsOf(row: NoteRow | undefined, entry: JournalEntry): NoteRow | null {
  const { text, now } = parsePayload(entry.payload);
  return row
    ? { ...row, text, version: entry.version, updatedAt: entry.at, ...now, board: now.board ?? '' }
    : null;
}

export function boardPage(
  notes: Model<NoteRow>,
  query: { readonly board: string; readonly viewer: Viewer; readonly first: number },
  session: ClientSession,
): Promise<Connection<NoteRow>> {
  const audiences: NoteAudience[] = hasRole(query.viewer, 'officer') ? ['ALL', 'OFFICERS'] : ['ALL'];
  const filter = { board: query.board, audience: trusted({ $in: audiences }) };
  return findPage(notes, { args: { first: query.first }, order: newestFirst, filter, session });
}

/** Changes a note by what `change` makes of it, null deletes it; the owner only. */
export function changeNote(
  { transact }: SubgraphParts,
  notes: Model<NoteRow>,
  call: {
    readonly viewer: Viewer;
    readonly id: string;
    readonly kind: string;
    readonly change: (row: NoteRow) => Partial<NoteRow> | null;
  },
): Promise<JournalEntry> {
  const { viewer, id, kind, change } = call;
  return transact({ queue: `Note:${id}` }, async (tx: Tx) => {
    const { session } = tx;
    const row = await notes.findOne({ _id: id, owner: viewer.id ?? '' }, null, { session }).lean<NoteRow>();
    if (!row) throw notFound('note');
    const changed = change(row);
    const next: NoteRow = { ...row, ...(changed ?? { board: undefined }), version: row.version + 1 };
    if (changed === null) await notes.deleteOne({ _id: id }, { session });
    else await notes.replaceOne({ _id: id }, { ...next, updatedAt: tx.now }, { session });
    return tx.append(noteEntry(next, kind, pinnedOf(row)));
  });
}

function parsePayload(payload: JournalEntry['payload']): { text: string; now: Pinned; was: Pinned } {
  return payload as { text: string; now: Pinned; was: Pinned };
}
