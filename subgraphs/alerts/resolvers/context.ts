import type { SubgraphContext } from '../../kit/index.ts';
import type { AlertsLoaders, AlertsStore } from '../alerts.store.ts';

export type Context = SubgraphContext<AlertsStore, AlertsLoaders>;
