import type { Closable } from '../../../subgraphs/kit/process/shutdown.ts';
import type { Engine } from '../request/engine.ts';
import { createSubgraphStreams } from '../transport/ws-subgraph.ts';
import { batchJoins } from './batch-joins.ts';
import { Flow } from './flow.ts';
import { createStreamMetrics } from './stream-metrics.ts';
import type { StreamTools } from './stream-tools.ts';
import { TopicKeys } from './topic-key.ts';
import { Topics } from './topics.ts';
import { defaultUpstreamLimits } from './upstream-limits.ts';
import type { UpstreamLimits } from './upstream-limits.ts';

/** All live streams of a gateway: what doors open theirs with. */
export interface Streams extends StreamTools {
  readonly topics: Topics;
}

const recentBounds = Object.freeze({ maxEvents: 64, maxBytes: 64 * 1024, maxAgeMs: 5_000 });

/** Opens what all live streams share: the sockets to the subgraphs, the topics and the counters. Close it behind the last stream. */
export function openStreams(
  engine: Engine,
  upstreamLimits: UpstreamLimits = defaultUpstreamLimits,
): Streams & Closable {
  const subgraphs = createSubgraphStreams();
  const metrics = createStreamMetrics(engine.metrics);
  metrics.watchUpstreams(() => subgraphs.counts().streams);
  const tools: StreamTools = {
    engine,
    open: subgraphs.open,
    call: batchJoins(engine.call),
    upstreamLimits,
    recentBounds,
    metrics,
    keys: new TopicKeys(),
    flow: new Flow(),
  };
  const topics = new Topics(tools);
  return {
    ...tools,
    topics,
    close: async () => {
      await topics.close();
      subgraphs.close();
    },
  };
}
