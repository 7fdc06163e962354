import { randomUUID } from 'node:crypto';
import { Schema, trusted } from 'mongoose';
import type { ClientSession, Model } from 'mongoose';
import type {
  Connection,
  PageArgs,
  PageOrder,
  Sealed,
  SubgraphParts,
  Tx,
  Viewer,
} from '../../../subgraphs/kit/index.ts';
import { conflict, findPage, notFound, openModel } from '../../../subgraphs/kit/index.ts';

export interface NoteRow {
  readonly _id: string;
  readonly owner: string;
  readonly text: string;
  readonly version: number;
  readonly updatedAt: Date;
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly phone?: Sealed;
}

const noteSchema = new Schema<NoteRow>({
  _id: String,
  owner: { type: String, required: true },
  text: { type: String, required: true },
  version: { type: Number, required: true },
  updatedAt: { type: Date, required: true },
  extra: Schema.Types.Mixed,
  phone: { type: { personId: String, keyId: String, box: String }, _id: false },
});
noteSchema.index({ owner: 1, updatedAt: -1, _id: 1 });

const newestFirst: PageOrder = [
  { field: 'updatedAt', direction: -1, kind: 'date' },
  { field: '_id', direction: 1, kind: 'string' },
];

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

export interface NotesStore {
  readonly parts: SubgraphParts;
  readonly notes: Model<NoteRow>;
  byIds(ids: readonly string[], session?: ClientSession): Promise<NoteRow[]>;
  page(owner: string, args: PageArgs): Promise<Connection<NoteRow>>;
  create(viewer: Viewer, note: NewNote): Promise<string>;
  edit(viewer: Viewer, edit: NoteEdit): Promise<string>;
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
    return tx.append(entryOf(row, 'created'));
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
    if (changed) return tx.append(entryOf(changed, 'edited'));
    const present = await notes
      .findOne({ _id: edit.id }, null, { session: tx.session })
      .lean<NoteRow | null>();
    throw present?.owner === viewer.id ? conflict('The note was changed meanwhile.') : notFound('note');
  });
  return entry.entityId;
}

function entryOf(row: NoteRow, kind: string) {
  const { _id: entityId, version, text } = row;
  return { entity: 'Note', entityId, kind, version, payload: { text }, topics: [`Note:${entityId}`] };
}
