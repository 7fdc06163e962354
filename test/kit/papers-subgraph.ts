import { badInput, batchById, defineSubgraph } from '../../subgraphs/kit/index.ts';
import type { Viewer } from '../../subgraphs/kit/index.ts';
import { nativeDb } from '../../subgraphs/kit/mongo.ts';
import type { UploadKind } from '../../subgraphs/kit/upload-kind.ts';
import type { Uploads } from '../../subgraphs/kit/uploads.ts';
import type { NotesStore } from './notes-subgraph/note.store.ts';
import { openNotesStore } from './notes-subgraph/note.store.ts';
import type { NoteLoaders } from './notes-subgraph/resolvers.ts';
import { resolvers } from './notes-subgraph/resolvers.ts';

interface PaperRow {
  readonly _id: string;
  readonly fileId: string;
  readonly ownerId: string;
  readonly isOpen: boolean;
}

export interface PapersStore extends NotesStore {
  readonly uploads: Uploads;
  /** Makes papers of uploads, all in one transaction. */
  file(viewer: Viewer, ids: readonly string[]): Promise<void>;
  /** Opens a paper for everybody, or closes it again. */
  setOpen(id: string, isOpen: boolean): Promise<void>;
}

/** A paper begins with `%`; what is longer than 300,000 bytes is none. */
const paper: UploadKind = {
  maxBytes: 300_000,
  mayUse: (viewer) => !viewer.roles.includes('vendor'),
  prepare: async (bytes) => {
    if (bytes[0] !== 0x25) throw badInput({ field: 'bytes', rule: 'media_type' }, 'This is no paper.');
    const facts = { type: 'text/plain', width: null, height: null };
    return {
      original: { ...facts, bytes, isPrivate: true },
      cover: { ...facts, bytes: bytes.subarray(0, 10), isPrivate: false },
    };
  },
};

/** An area that takes files and nothing else of interest: for the kit's own tests, and the gateway's. */
export const papers = defineSubgraph<PapersStore, NoteLoaders>({
  name: 'papers',
  schema: new URL('./notes-subgraph/schema.graphql', import.meta.url),
  resolvers,
  openStore: async (parts) => {
    const rows = nativeDb(parts.db).collection<PaperRow>('papers');
    const uploads = await parts.openUploads({ PAPER: paper });
    return {
      ...(await openNotesStore(parts)),
      uploads,
      file: (viewer, ids) =>
        parts.transact({}, async (tx) => {
          const claim = { ids, viewer, kind: 'PAPER', field: 'papers' };
          const [claimed = []] = await uploads.claim([claim], tx);
          for (const { id, ownerId, files } of claimed) {
            const row = { _id: id, ownerId, fileId: files['original']?.fileId ?? '', isOpen: false };
            await rows.insertOne(row, { session: tx.session });
          }
        }),
      setOpen: async (id, isOpen) => void (await rows.updateOne({ _id: id }, { $set: { isOpen } })),
    };
  },
  createLoaders: (store) => ({
    note: batchById(
      (ids) => store.byIds(ids),
      (row) => row._id,
    ),
  }),
  files: {
    uploads: (store) => store.uploads,
    find: async ({ name, viewer }, store) => {
      const row = await nativeDb(store.parts.db).collection<PaperRow>('papers').findOne({ _id: name });
      return row && (row.isOpen || row.ownerId === viewer.id) ? row : null;
    },
  },
  exportPerson: async (personId, store) => ({ uploads: [...(await store.uploads.pendingOf(personId))] }),
  erasePerson: async (personId, tx, store) => ({ uploads: await store.uploads.removePending(personId, tx) }),
});
