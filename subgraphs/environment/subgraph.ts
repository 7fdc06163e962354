import { defineSubgraph } from '../kit/index.ts';
import { createLoaders, openEnvironmentStore } from './environment.store.ts';
import { resolvers } from './resolvers/resolvers.ts';
import { sweepTimer } from './sensor.store.ts';
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
  timers: { [sweepTimer]: (timer, tx, store) => store.sensors.sweep(timer, tx) },
  // Sensors of private persons; all other stations belong to organisations.
  exportPerson: (personId, store) => store.sensors.exportPerson(personId),
  erasePerson: (personId, tx, store) => store.sensors.erasePerson(personId, tx),
});
