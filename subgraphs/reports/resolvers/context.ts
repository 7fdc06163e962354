import type { SubgraphContext } from '../../kit/index.ts';
import type { ReportsLoaders, ReportsStore } from '../report.store.ts';

export type Context = SubgraphContext<ReportsStore, ReportsLoaders>;
