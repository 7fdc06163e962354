import type { Closable } from '../../../subgraphs/kit/process/shutdown.ts';
import type { OpenSession } from '../identity/session.ts';
import type { RedeemTicket } from '../identity/stream-tickets.ts';
import type { Engine } from '../request/engine.ts';
import { createSubgraphStreams } from '../transport/ws-subgraph.ts';
import { batchJoins } from './batch-joins.ts';
import { Flow } from './flow.ts';
import { createStreamMetrics } from './stream-metrics.ts';
import type { StreamRegistry } from './stream-registry.ts';
import type { StreamTools } from './stream-tools.ts';
import { TopicKeys } from './topic-key.ts';
import { Topics } from './topics.ts';
import { defaultUpstreamLimits } from './upstream-limits.ts';
import type { UpstreamLimits } from './upstream-limits.ts';
import { WriteTurn } from './write-turn.ts';

/** All live streams of a gateway: what doors open theirs with. */
export interface Streams extends StreamTools {
  readonly topics: Topics;
  /** For a door, once it knows who is there. */
  readonly openSession: OpenSession;
  /** Where commands find streams; absent in the bare engine, which has no commands. */
  readonly registry?: StreamRegistry | undefined;
  /** Who is behind the `ticket` of an address, for doors whose clients cannot send headers; absent likewise. */
  readonly redeemTicket?: RedeemTicket | undefined;
}

export interface StreamsOptions extends Pick<Streams, 'openSession' | 'registry' | 'redeemTicket'> {
  readonly limits?: UpstreamLimits;
}

const recentBounds = Object.freeze({ maxEvents: 64, maxBytes: 64 * 1024, maxAgeMs: 5_000 });

/** Opens what all live streams share: the sockets to the subgraphs, the topics and the counters. Close it behind the last stream. */
export function openStreams(engine: Engine, options: StreamsOptions): Streams & Closable {
  const { limits: upstreamLimits = defaultUpstreamLimits, ...own } = options;
  const subgraphs = createSubgraphStreams();
  const metrics = createStreamMetrics(engine.metrics);
  metrics.watchUpstreams(() => subgraphs.counts().streams);
  const flow = new Flow();
  const tools: StreamTools = {
    engine,
    open: subgraphs.open,
    call: batchJoins(engine.call),
    upstreamLimits,
    recentBounds,
    metrics,
    keys: new TopicKeys(),
    flow,
    turn: new WriteTurn(flow),
  };
  const topics = new Topics(tools);
  return {
    ...tools,
    topics,
    ...own,
    close: async () => {
      await topics.close();
      subgraphs.close();
    },
  };
}
