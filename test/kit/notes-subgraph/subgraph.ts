import { batchById, defineSubgraph } from '../../../subgraphs/kit/index.ts';
import { openNotesStore } from './note.store.ts';
import { resolvers } from './resolvers.ts';

/** The smallest area with everything that the kit gives: a sample for the kit's own tests. */
export const notes = defineSubgraph({
  name: 'notes',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers,
  openStore: openNotesStore,
  createLoaders: (store) => ({
    note: batchById(
      (ids) => store.byIds(ids),
      (row) => row._id,
    ),
  }),
  exportPerson: async (personId, store) => ({ notes: await store.notes.find({ owner: personId }).lean() }),
  erasePerson: async (personId, tx, store) => ({ notes: await store.eraseOwner(personId, tx) }),
});
