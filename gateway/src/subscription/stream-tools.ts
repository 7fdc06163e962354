import type { Engine } from '../request/engine.ts';
import type { SubgraphCall } from '../transport/subgraph-call.ts';
import type { OpenSubgraphStream } from '../transport/subgraph-stream.ts';
import type { Flow } from './flow.ts';
import type { RecentBounds } from './recent-events.ts';
import type { StreamMetrics } from './stream-metrics.ts';
import type { TopicKeys } from './topic-key.ts';
import type { UpstreamLimits } from './upstream-limits.ts';
import type { WriteTurn } from './write-turn.ts';

/** What outlives one stream. */
export interface StreamTools {
  readonly engine: Engine;
  readonly open: OpenSubgraphStream;
  /** For joins: what several topics ask at the same moment goes in one request. */
  readonly call: SubgraphCall;
  readonly upstreamLimits: UpstreamLimits;
  readonly recentBounds: RecentBounds;
  readonly metrics: StreamMetrics;
  readonly keys: TopicKeys;
  readonly flow: Flow;
  /** In which live events are handed out and written. */
  readonly turn: WriteTurn;
}
