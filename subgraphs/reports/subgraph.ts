import { defineSubgraph } from '../kit/index.ts';
import { createLoaders, openReportsStore, reportTimers } from './report.store.ts';
import { resolvers } from './resolvers/resolvers.ts';
import { searchName, searchProjection } from './search.store.ts';
import { seed } from './seed.ts';
import { figuresProjection } from './stats.store.ts';
import { figuresName } from './tally.store.ts';

/** Field reports (phản ánh hiện trường): from a citizen's finding to a published, rated answer. */
export const reports = defineSubgraph({
  name: 'reports',
  schema: new URL('./schema.graphql', import.meta.url),
  resolvers,
  openStore: openReportsStore,
  createLoaders,
  follows: [{ source: 'agencies', apply: (entry, tx, store) => store.follow(entry, tx) }],
  timers: reportTimers,
  files: { uploads: ({ media }) => media.uploads, find: (ask, { media }) => media.find(ask) },
  projections: { [figuresName]: figuresProjection, [searchName]: searchProjection },
  seed,
  exportPerson: (personId, store) => store.exportPerson(personId),
  erasePerson: (personId, tx, store) => store.erasePerson(personId, tx),
});
