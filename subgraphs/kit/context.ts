import type { LogAccess } from './access-log.ts';
import type { LiveStreams } from './event-source.ts';
import type { Logger } from './process/logger.ts';
import type { Viewer } from './process/viewer.ts';

/** What every resolver receives: one per request, and one per event of a subscription. */
export interface SubgraphContext<Store, Loaders> {
  readonly viewer: Viewer;
  readonly store: Store;
  readonly loaders: Loaders;
  readonly requestId: string;
  /** Hub clock at the start of the request. */
  readonly now: Date;
  readonly log: Logger;
  /** Writes down a look at a protected value; await it BEFORE the value is returned. Once per (request, entity, fields). */
  readonly access: LogAccess;
  /** Live streams of this subscribe; outside a subscription every use throws. */
  readonly live: LiveStreams;
}
