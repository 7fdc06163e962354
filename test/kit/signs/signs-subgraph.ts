import { defineSubgraph } from '../../../subgraphs/kit/index.ts';

/** An area with something deprecated in it: the city's own have nothing yet. */
export const signs = defineSubgraph<object, object>({
  name: 'signs',
  schema: new URL('signs.graphql', import.meta.url),
  resolvers: { Query: { sign: () => 'mới', oldSign: () => 'cũ' } },
  openStore: () => Promise.resolve({}),
  createLoaders: () => ({}),
  exportPerson: () => Promise.resolve({}),
  erasePerson: () => Promise.resolve({}),
});
