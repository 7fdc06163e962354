import type DataLoader from 'dataloader';
import type { PageArgs, Resolvers, SubgraphContext } from '../../../subgraphs/kit/index.ts';
import {
  forbidden,
  listEventType,
  notFound,
  streamList,
  unauthenticated,
} from '../../../subgraphs/kit/index.ts';
import { boardMove, boardPage, noteAsOf } from './board.store.ts';
import type { NoteRow } from './note.model.ts';
import type { NewNote, NoteEdit, NotePin, NotesStore } from './note.store.ts';

export interface NoteLoaders {
  readonly note: DataLoader<string, NoteRow | null>;
}

type Context = SubgraphContext<NotesStore, NoteLoaders>;

/** A note of somebody else is no different from none. */
async function mine(id: string, { loaders, viewer }: Context): Promise<NoteRow> {
  const row = await loaders.note.load(id);
  if (row && row.owner === viewer.id) return row;
  throw notFound('note');
}

function signedIn({ viewer }: Context): string {
  if (viewer.id === null) throw unauthenticated();
  return viewer.id;
}

export const resolvers: Resolvers<Context> = {
  Query: {
    note: (_: unknown, { id }: { id: string }, context) => mine(id, context),
    notes: async (_: unknown, args: PageArgs, context) => context.store.page(signedIn(context), args),
  },
  Mutation: {
    createNote: async (_: unknown, note: NewNote, context) => {
      signedIn(context);
      return mine(await context.store.create(context.viewer, note), context);
    },
    editNote: async (_: unknown, edit: NoteEdit, context) => {
      signedIn(context);
      return mine(await context.store.edit(context.viewer, edit), context);
    },
    pinNote: async (_: unknown, pin: NotePin, context) =>
      mine(await context.store.pin(context.viewer, pin), context),
    deleteNote: (_: unknown, { id }: { id: string }, { store, viewer }) => store.remove(viewer, id),
  },
  Subscription: {
    noteChanged: {
      subscribe: async (_: unknown, { id }: { id: string }, context) => {
        await mine(id, context);
        return context.live.stream<NoteRow>({
          topics: [`Note:${id}`],
          snapshot: async (session) => (await context.store.byIds([id], session))[0] ?? null,
          // The event as it was, not the row as it is by now.
          event: async ({ entry }) => {
            const [row] = await context.store.byIds([id]);
            const text = String(entry.payload['text']);
            return row ? { ...row, text, version: entry.version, updatedAt: entry.at } : null;
          },
        });
      },
    },
    boardChanged: {
      subscribe: (_: unknown, { board, first }: { board: string; first: number }, { live, store, viewer }) =>
        streamList<NoteRow>(live, {
          topics: [`Board:${board}`],
          page: (session) => boardPage(store.notes, { board, viewer, first }, session),
          move: (entry) => boardMove(board, viewer, entry),
          row: async (entry) => noteAsOf((await store.byIds([entry.entityId]))[0], entry),
        }),
    },
  },
  NoteListEvent: listEventType('NoteList'),
  Note: {
    __resolveReference: ({ id }: { id: string }, context: Context) => mine(id, context),
    id: (row: NoteRow) => row._id,
    phone: async (row: NoteRow, _: unknown, { access, store, viewer }) => {
      if (viewer.id !== row.owner) throw forbidden();
      await access({
        whose: row.owner,
        entity: 'Note',
        entityId: row._id,
        fields: ['phone'],
        purpose: 'own',
      });
      return store.phoneOf(row);
    },
  },
};
