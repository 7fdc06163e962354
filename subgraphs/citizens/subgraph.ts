import { defineSubgraph } from '../kit/index.ts';
import { citizenTimers, openCitizensStore } from './citizen.store.ts';
import { createConsentLoaders } from './consent.store.ts';
import { resolvers } from './resolvers/resolvers.ts';
import { seed } from './seed.ts';

/** Who you are, what you agreed to, what you ask about your own data, and who looked at what of yours. */
export const citizens = defineSubgraph({
  name: 'citizens',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers,
  openStore: openCitizensStore,
  createLoaders: ({ consents }) => createConsentLoaders(consents),
  follows: [{ source: 'agencies', apply: (entry, tx, store) => store.followFacts(entry, tx) }],
  followsAll: (...[entry, tx, store, source]) => store.hear(entry, source, tx),
  timers: citizenTimers,
  projections: {
    ownLooks: {
      version: 1,
      apply: (entries, tx, store) => store.hearOwn(entries, tx),
      rebuild: async () => null,
    },
  },
  seed,
  exportPerson: (personId, store) => store.exportPerson(personId),
  erasePerson: (personId, tx, store) => store.erasePerson(personId, tx),
});
