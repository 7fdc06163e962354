import { defineSubgraph } from '../kit/index.ts';
import { lookOf } from './citizen.events.ts';
import { openCitizensStore } from './citizen.store.ts';
import { resolvers } from './resolvers.ts';
import { seed } from './seed.ts';

/** Who you are, and who looked at what of yours. */
export const citizens = defineSubgraph({
  name: 'citizens',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers,
  openStore: openCitizensStore,
  createLoaders: () => ({}),
  async followsAll(...[entry, tx, store, source]) {
    const look = lookOf(entry, source);
    if (look) await store.addLook(look, tx);
  },
  seed,
  exportPerson: async (personId, store) => ({ ...(await store.exportPerson(personId)) }),
  erasePerson: async (personId, tx, store) => ({ ...(await store.erasePerson(personId, tx)) }),
});
