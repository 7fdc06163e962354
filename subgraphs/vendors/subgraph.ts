import { defineSubgraph } from '../kit/index.ts';
import { closeRun, judgeRun } from './conformance.store.ts';
import { expireKey } from './key.store.ts';
import { peerFields } from './peers.store.ts';
import { resolvers } from './resolvers/resolvers.ts';
import { seed } from './seed.ts';
import { createVendorsLoaders, erasePerson, exportPerson, openVendorsStore } from './vendors.store.ts';

/** Who builds on the hub: organisations, their apps and keys, and what each may take. */
export const vendors = defineSubgraph({
  name: 'vendors',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers,
  openStore: openVendorsStore,
  createLoaders: createVendorsLoaders,
  timers: {
    keyEnds: (timer, tx, store) => expireKey(store, timer, tx),
    runCloses: (timer, tx, store) => closeRun(store, timer, tx),
    runIsJudged: (timer, tx, store) => judgeRun(store, timer, tx),
  },
  peerFields,
  seed,
  exportPerson,
  erasePerson,
});
