import type { Logger } from '../../../subgraphs/kit/process/logger.ts';
import type { Limits } from '../config.ts';
import type { Metrics } from '../metrics.ts';
import type { Snapshot, SnapshotSource } from '../supergraph/snapshot.ts';
import type { SendTogether } from '../transport/send-together.ts';
import type { SubgraphCall } from '../transport/subgraph-call.ts';
import type { Meter } from '../quota/metered.ts';
import type { GrantPolicies } from './authorise.ts';
import type { Sharing } from './sharing.ts';
import type { RequestContext } from './parsed-request.ts';
import type { NoteRefused } from './tell-refusals.ts';

/** What outlives one request: made once by gateway.ts and handed to every stage that needs more than its own value. */
export interface Engine {
  readonly snapshots: SnapshotSource;
  readonly call: SubgraphCall;
  readonly together: SendTogether;
  /** Absent: HUB_SHARING=off. */
  readonly sharing?: Sharing | undefined;
  /** Null: HUB_LIMITS=off. */
  readonly limits: Limits | null;
  readonly introspection: boolean;
  /** Decides on `@policy`; without it none is granted. */
  readonly grantPolicies?: GrantPolicies | undefined;
  /** Counts what apps take; absent where nobody is measured. */
  readonly meter?: Meter | undefined;
  /** Is told what was refused before anything was fetched. */
  readonly refused?: NoteRefused | undefined;
  readonly metrics: Metrics;
  readonly log: Logger;
}

/** What one operation is run with; the snapshot is the one that its document was validated against. */
export interface Running {
  readonly engine: Engine;
  readonly snapshot: Snapshot;
  readonly context: RequestContext;
}
