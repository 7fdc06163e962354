import { randomUUID } from 'node:crypto';
import { trusted } from 'mongoose';
import type { ClientSession, Model } from 'mongoose';
import type { Connection, PageArgs, SubgraphParts, Tx, Viewer } from '../../../subgraphs/kit/index.ts';
import { conflict, findPage, notFound, openModel } from '../../../subgraphs/kit/index.ts';
import { changeNote, newestFirst, noteEntry, pinnedOf } from './board.store.ts';
import type { NoteAudience, NoteRow } from './note.model.ts';
import { noteSchema } from './note.model.ts';

export interface NewNote {
  readonly text: string;
  readonly phone?: string | null;
  readonly extra?: Readonly<Record<string, unknown>> | null;
  readonly clientMutationId?: string | null;
}

export interface NoteEdit {
  readonly id: string;
  readonly text: string;
  readonly expectedVersion: number;
  readonly clientMutationId?: string | null;
}

export interface NotePin {
  readonly id: string;
  readonly board?: string | null;
  readonly audience: NoteAudience;
}

export interface NotesStore {
  readonly parts: SubgraphParts;
  readonly notes: Model<NoteRow>;
  byIds(ids: readonly string[], session?: ClientSession): Promise<NoteRow[]>;
  page(owner: string, args: PageArgs): Promise<Connection<NoteRow>>;
  create(viewer: Viewer, note: NewNote): Promise<string>;
  edit(viewer: Viewer, edit: NoteEdit): Promise<string>;
  pin(viewer: Viewer, pin: NotePin): Promise<string>;
  remove(viewer: Viewer, id: string): Promise<string>;
  phoneOf(row: NoteRow): Promise<unknown>;
  eraseOwner(owner: string, tx: Tx): Promise<number>;
}

export async function openNotesStore(parts: SubgraphParts): Promise<NotesStore> {
  const notes = await openModel(parts.db, 'Note', noteSchema);
  return {
    parts,
    notes,
    byIds: (ids, session) =>
      notes.find({ _id: trusted({ $in: [...ids] }) }, null, session ? { session } : {}).lean<NoteRow[]>(),
    page: (owner, args) => findPage(notes, { args, order: newestFirst, filter: { owner } }),
    create: (viewer, note) => create(parts, notes, { viewer, note }),
    edit: (viewer, edit) => editText(parts, notes, { viewer, edit }),
    pin: async (viewer, { id, board, audience }) => {
      const change = () => ({ board: board ?? undefined, audience });
      return (await changeNote(parts, notes, { viewer, id, kind: 'pinned', change })).entityId;
    },
    remove: async (viewer, id) =>
      (await changeNote(parts, notes, { viewer, id, kind: 'deleted', change: () => null })).entityId,
    phoneOf: async (row) => (row.phone ? parts.personKeys.open(row.phone) : null),
    eraseOwner: async (owner, { session }) => (await notes.deleteMany({ owner }, { session })).deletedCount,
  };
}

async function create(
  { once, personKeys }: SubgraphParts,
  notes: Model<NoteRow>,
  { viewer, note }: { readonly viewer: Viewer; readonly note: NewNote },
): Promise<string> {
  const { clientMutationId, ...args } = note;
  const owner = viewer.id ?? '';
  const entry = await once({ viewer, clientMutationId, operation: 'createNote', args }, async (tx) => {
    const row: NoteRow = {
      _id: randomUUID(),
      owner,
      text: note.text,
      version: 1,
      updatedAt: tx.now,
      ...(note.extra && { extra: note.extra }),
      ...(note.phone && { phone: await personKeys.seal(owner, note.phone) }),
    };
    await notes.create([row], { session: tx.session });
    return tx.append(noteEntry(row, 'created', pinnedOf({})));
  });
  return entry.entityId;
}

async function editText(
  { once }: SubgraphParts,
  notes: Model<NoteRow>,
  { viewer, edit }: { readonly viewer: Viewer; readonly edit: NoteEdit },
): Promise<string> {
  const { clientMutationId, ...args } = edit;
  const request = { viewer, clientMutationId, operation: 'editNote', args, queue: `Note:${edit.id}` };
  const entry = await once(request, async (tx) => {
    const changed = await notes
      .findOneAndUpdate(
        { _id: edit.id, version: edit.expectedVersion, owner: viewer.id ?? '' },
        { text: edit.text, updatedAt: tx.now, $inc: { version: 1 } },
        { session: tx.session, returnDocument: 'after' },
      )
      .lean<NoteRow | null>();
    if (changed) return tx.append(noteEntry(changed, 'edited', pinnedOf(changed)));
    const present = await notes
      .findOne({ _id: edit.id }, null, { session: tx.session })
      .lean<NoteRow | null>();
    throw present?.owner === viewer.id ? conflict('The note was changed meanwhile.') : notFound('note');
  });
  return entry.entityId;
}
