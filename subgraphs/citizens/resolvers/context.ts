import type { SubgraphContext } from '../../kit/index.ts';
import type { CitizensStore } from '../citizen.store.ts';
import type { ConsentLoaders } from '../consent.store.ts';

export type Context = SubgraphContext<CitizensStore, ConsentLoaders>;
