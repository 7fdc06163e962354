import type { SubgraphContext } from '../../kit/index.ts';
import type { EnvironmentLoaders, EnvironmentStore } from '../environment.store.ts';

export type Context = SubgraphContext<EnvironmentStore, EnvironmentLoaders>;
