import { defineSubgraph } from '../kit/index.ts';
import { createLoaders, openEnvironmentStore } from './environment.store.ts';
import { resolvers } from './resolvers/resolvers.ts';
import { seed } from './seed.ts';

/** Air, rivers, rain and reservoirs: stations, readings, VN_AQI and flood alarms. */
export const environment = defineSubgraph({
  name: 'environment',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers,
  openStore: openEnvironmentStore,
  createLoaders,
  follows: [{ source: 'agencies', apply: (entry, tx, store) => store.places.follow(entry, tx) }],
  seed,
  importFile: (tools, store) => store.imports.run(tools),
  // Stations belong to organisations and measure no one: nothing here is about a private person.
  exportPerson: async () => ({}),
  erasePerson: async () => ({}),
});
