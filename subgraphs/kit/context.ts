import type { LogAccess } from './access-log.ts';
import { createAccessLog } from './access-log.ts';
import type { Call } from './call.ts';
import type { Clock } from './clock.ts';
import type { LiveStreams } from './event-source.ts';
import type { Logger } from './process/logger.ts';
import type { Viewer } from './process/viewer.ts';
import type { Transact } from './transact.ts';

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

export interface ContextParts<Store, Loaders> {
  readonly store: Store;
  readonly createLoaders: (store: Store, viewer: Viewer) => Loaders;
  readonly transact: Transact;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Logger;
}

/** Nothing in a context outlives its request or event, so nothing in it can be seen by another viewer. */
export function createContext<Store, Loaders>(
  parts: ContextParts<Store, Loaders>,
  { viewer, requestId }: Call,
  live: LiveStreams,
): SubgraphContext<Store, Loaders> {
  const { store, createLoaders, transact, clock, log } = parts;
  return {
    viewer,
    store,
    loaders: createLoaders(store, viewer),
    requestId,
    now: clock.now(),
    log: log.child({ requestId }),
    access: createAccessLog({ transact, viewer, requestId }),
    live,
  };
}

export const noLiveStreams: LiveStreams = Object.freeze({
  stream: () => {
    throw new Error('expected a subscription: only there are live streams');
  },
});
