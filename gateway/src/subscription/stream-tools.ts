import type { Closable } from '../../../subgraphs/kit/process/shutdown.ts';
import type { Engine } from '../request/engine.ts';
import { createSubgraphStreams } from '../transport/ws-subgraph.ts';
import type { StreamTools } from './prepare-stream.ts';
import { createStreamMetrics } from './stream-metrics.ts';
import { defaultUpstreamLimits } from './upstream-limits.ts';
import type { UpstreamLimits } from './upstream-limits.ts';

/** What all live streams of a gateway share: the sockets to its subgraphs and the counters. Close it behind the last stream. */
export function openStreamTools(
  engine: Engine,
  upstreamLimits: UpstreamLimits = defaultUpstreamLimits,
): StreamTools & Closable {
  const subgraphs = createSubgraphStreams();
  const metrics = createStreamMetrics(engine.metrics.registry);
  metrics.watchUpstreams(() => subgraphs.counts().streams);
  return {
    engine,
    open: subgraphs.open,
    upstreamLimits,
    metrics,
    close: () => Promise.resolve(subgraphs.close()),
  };
}
