import { defineSubgraph } from '../kit/index.ts';
import { expireKey } from './key.store.ts';
import { peerFields } from './peers.store.ts';
import { resolvers } from './resolvers.ts';
import { seed } from './seed.ts';
import { createVendorsLoaders, erasePerson, exportPerson, openVendorsStore } from './vendors.store.ts';

/** Who builds on the hub: organisations, their apps and keys, and what each may take. */
export const vendors = defineSubgraph({
  name: 'vendors',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers,
  openStore: openVendorsStore,
  createLoaders: createVendorsLoaders,
  timers: { keyEnds: (timer, tx, store) => expireKey(store, timer, tx) },
  peerFields,
  seed,
  exportPerson,
  erasePerson,
});
