import type { BackOff } from './back-off.ts';
import type { QueueBounds } from './queue.ts';

export interface UpstreamLimits {
  /** Events read ahead of the joins. */
  readonly readAhead: QueueBounds;
  /** How long a subgraph may be away before the first event, and after it. */
  readonly firstEventMs: number;
  readonly reconnectMs: number;
  readonly backOff: BackOff;
  /** How long an event waits for a join whose subgraph is away, before it is given without what is missing. */
  readonly joinPatienceMs: number;
  /** Over how long the ends of streams are spread that a new schema does not allow any more. */
  readonly reloadSpreadMs: number;
}

export const defaultUpstreamLimits: UpstreamLimits = {
  readAhead: { maxItems: 1_024, maxBytes: 4 * 1024 * 1024, whenFull: 'refuse' },
  firstEventMs: 3_000,
  reconnectMs: 120_000,
  backOff: { firstMs: 100, maxMs: 5_000 },
  joinPatienceMs: 10_000,
  reloadSpreadMs: 10_000,
};
