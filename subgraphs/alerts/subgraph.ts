import { defineSubgraph } from '../kit/index.ts';
import { createLoaders, erasePerson, exportPerson, openAlertsStore } from './alerts.store.ts';
import { resolvers } from './resolvers/resolvers.ts';
import { seed } from './seed.ts';
import { draftBySelf } from './self-draft.store.ts';
import { beginTimer, expiryTimer } from './thread.store.ts';

/** Warnings to the public by CAP 1.2: drafted, approved by a second person, updated, cancelled, run out. */
export const alerts = defineSubgraph({
  name: 'alerts',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers,
  openStore: openAlertsStore,
  createLoaders,
  follows: [
    { source: 'agencies', apply: (entry, tx, { places }) => places.follow(entry, tx) },
    { source: 'environment', apply: (entry, tx, store) => draftBySelf(store, entry, tx) },
    { source: 'reports', apply: (entry, tx, store) => draftBySelf(store, entry, tx) },
  ],
  timers: {
    [beginTimer]: (timer, tx, { threads }) => threads.onDue(timer, tx),
    [expiryTimer]: (timer, tx, { threads }) => threads.onDue(timer, tx),
  },
  seed,
  exportPerson,
  erasePerson,
});
