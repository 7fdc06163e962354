import type { Logger } from '../../../subgraphs/kit/process/logger.ts';
import type { Limits } from '../config.ts';
import type { Metrics } from '../metrics.ts';
import type { SnapshotSource } from '../supergraph/snapshot.ts';
import type { SubgraphCall } from '../transport/subgraph-call.ts';

/** What outlives one request: made once by gateway.ts and handed to every stage that needs more than its own value. */
export interface Engine {
  readonly snapshots: SnapshotSource;
  readonly call: SubgraphCall;
  /** Null: HUB_LIMITS=off. */
  readonly limits: Limits | null;
  readonly introspection: boolean;
  readonly planDeadlineMs: number;
  readonly metrics: Metrics;
  readonly log: Logger;
}
