import { defineSubgraph } from '../kit/index.ts';
import { createLoaders, openAgenciesStore } from './agency.store.ts';
import { resolvers } from './resolvers.ts';
import { seed } from './seed.ts';

/** Wards, agencies, who answers for what, officers on duty, and the working calendar. */
export const agencies = defineSubgraph({
  name: 'agencies',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers,
  openStore: openAgenciesStore,
  createLoaders,
  seed,
  // Nothing here belongs to a private person: officers are known by their post, and nobody else is known at all.
  exportPerson: async () => ({}),
  erasePerson: async () => ({}),
});
