import { defineSubgraph } from '../kit/index.ts';
import { createLoaders, openReportsStore } from './report.store.ts';
import { resolvers } from './resolvers/resolvers.ts';
import { searchName, searchProjection } from './search.store.ts';
import { seed } from './seed.ts';
import { recountTimer } from './recount.store.ts';
import { slaTimer } from './sla.store.ts';
import { figuresProjection } from './stats.store.ts';
import { closeSilentTimer } from './step.store.ts';
import { figuresName } from './tally.store.ts';

/** Field reports (phản ánh hiện trường): from a citizen's finding to a published, rated answer. */
export const reports = defineSubgraph({
  name: 'reports',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers,
  openStore: openReportsStore,
  createLoaders,
  follows: [{ source: 'agencies', apply: (entry, tx, store) => store.follow(entry, tx) }],
  timers: {
    [closeSilentTimer]: (timer, tx, store) => store.closeSilently(timer.key, tx),
    [slaTimer]: (timer, tx, store) => store.crossDue(timer.key, tx),
    [recountTimer]: (timer, tx, store) => store.recount(timer, tx),
  },
  files: { uploads: ({ media }) => media.uploads, find: (ask, { media }) => media.find(ask) },
  projections: { [figuresName]: figuresProjection, [searchName]: searchProjection },
  seed,
  exportPerson: (personId, store) => store.exportPerson(personId),
  erasePerson: (personId, tx, store) => store.erasePerson(personId, tx),
});
