import type { Registry } from 'prom-client';
import { Counter, Gauge } from 'prom-client';
import type { Metrics } from '../metrics.ts';
import { BulkHistogram } from '../bulk-histogram.ts';
import type { Series } from '../bulk-histogram.ts';
import type { EventBatch, SharedEvent } from './shared-event.ts';
import type { UpstreamEvent } from './upstream-event.ts';

/** What the gateway counts of its live streams. */
export interface StreamMetrics {
  opened(): void;
  /** `reason` is `complete`, `client` (it left or closed its socket) or a code of the error table. */
  ended(reason: string): void;
  /** An event was read from its subgraph, joined and made into bytes: how long it took to each. */
  joined(read: UpstreamEvent, made: SharedEvent): void;
  /** An event is handed to one socket. */
  delivered(event: SharedEvent, nowMs: number): void;
  /** The same for live events that came together. */
  deliveredBatch(batch: EventBatch, nowMs: number): void;
  /** So many streams went on behind their cursor, by what this gateway still had (`topic`) or a tier of the subgraph. */
  resumed(by: string, streams: number): void;
  /** So many streams were given the present state in place of what is no longer held. */
  resynced(streams: number): void;
  /** The trigger was opened again, behind its last cursor. */
  reopened(subgraph: string): void;
  /** Asked at each scrape: WebSockets open to clients, and streams open to subgraphs. */
  watchSockets(count: () => number): void;
  /** Live streams that are HTTP answers. */
  watchHttpStreams(count: () => number): void;
  /** Streams that wait for their turn to be opened. */
  watchOpening(turns: Turns): void;
  watchUpstreams(count: () => number): void;
  watchTopics(counts: () => { readonly topics: number; readonly lanes: number }): void;
  watchQueues(queued: () => Queued): void;
}

/** Streams that wait for their turn to be opened, and how many have waited so far. */
export interface Turns {
  readonly waiting: number;
  readonly waited: number;
}

/** What waits in the queues of all sockets, and in the fullest. */
export interface Queued {
  readonly events: number;
  readonly bytes: number;
  readonly most: number;
}

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 30, 300];

/** Where metrics are shown. */
export type MetricsPage = Pick<Metrics, 'registry' | 'show'>;

export function createStreamMetrics(page: MetricsPage): StreamMetrics {
  const registers = [page.registry];
  const subscribers = new Gauge({ name: 'hub_subscribers', help: 'Live streams open to clients', registers });
  const reopened = counter(registers, 'hub_upstream_reopened_total', {
    help: 'Streams of a subgraph that were opened again behind their last cursor',
    label: 'subgraph',
  });
  const ends = counter(registers, 'hub_streams_ended_total', {
    help: 'Live streams that ended, by reason: complete, client or an error code',
    label: 'reason',
  });
  const resumes = counter(registers, 'hub_streams_resumed_total', {
    help: 'Streams that went on behind a cursor: from what this gateway still had (topic), or by the costliest tier that the subgraph read (ring, stream, journal)',
    label: 'by',
  });
  const resyncs = new Counter({
    name: 'hub_streams_resynced_total',
    help: 'Streams that were given the present state in place of what was no longer held',
    registers,
  });
  const watch = (name: string, help: string, size: () => number): void =>
    watched({ name, help, size }, registers);
  return {
    ...latencies(page),
    opened: () => subscribers.inc(),
    ended: (reason) => {
      subscribers.dec();
      ends(reason, 1);
    },
    reopened: (subgraph) => reopened(subgraph, 1),
    resumed: resumes,
    resynced: (streams) => resyncs.inc(streams),
    watchSockets: (size) => watch('hub_client_sockets', 'WebSockets open to clients', size),
    watchHttpStreams: (size) => watch('hub_client_http_streams', 'Live streams that are HTTP answers', size),
    watchOpening: (turns) => {
      const waiting = 'Live streams that wait for their turn to be opened';
      watch('hub_streams_waiting', waiting, () => turns.waiting);
      const waited = 'Live streams that had to wait for their turn to be opened';
      watch('hub_streams_waited', waited, () => turns.waited);
    },
    watchUpstreams: (size) => watch('hub_upstream_streams', 'Streams open to subgraphs', size),
    watchTopics: (counts) => {
      watch('hub_topics', 'What is watched, equal streams counted once', () => counts().topics);
      watch(
        'hub_topic_lanes',
        'Executions behind the topics: one each, and one for each group that catches up',
        () => counts().lanes,
      );
    },
    watchQueues: (queued) => {
      watch('hub_queued_events', 'Messages that wait for their sockets', () => queued().events);
      watch('hub_queued_bytes', 'Bytes of them', () => queued().bytes);
      watch('hub_queued_events_max', 'Messages that wait for the slowest socket', () => queued().most);
    },
  };
}

/** An event's way in pieces; together they are from commit to socket. */
function latencies({
  registry,
  show,
}: MetricsPage): Pick<StreamMetrics, 'joined' | 'delivered' | 'deliveredBatch'> {
  const hops = new BulkHistogram({
    name: 'hub_event_seconds',
    help: 'A live event, by hop: from commit to its subgraph (feed), to this gateway (gateway), joined and made into bytes (join), handed to a socket (socket); from commit to socket (all)',
    buckets: seconds,
    labels: ['hop'],
  });
  const hop = {
    feed: hops.of('feed'),
    gateway: hops.of('gateway'),
    join: hops.of('join'),
    socket: hops.of('socket'),
    all: hops.of('all'),
  };
  const sockets = observeSockets(hop);
  show(() => {
    sockets.settle();
    return hops.text();
  });
  new Counter({
    name: 'hub_events_delivered_total',
    help: 'Events handed to sockets',
    registers: [registry],
    collect() {
      this.inc(sockets.takeCount());
    },
  });
  return {
    joined: ({ committedAtMs, place, receivedAtMs }, event) => {
      if (event.committedAtMs === undefined || committedAtMs === undefined) return;
      if (place) {
        hop.feed.add(between(committedAtMs, place.readAtMs));
        hop.gateway.add(between(place.readAtMs, receivedAtMs));
      }
      hop.join.add(between(receivedAtMs, event.madeAtMs));
    },
    delivered: sockets.delivered,
    deliveredBatch: sockets.deliveredBatch,
  };
}

interface SocketHops {
  readonly socket: Series;
  readonly all: Series;
}

interface SocketObservations extends Pick<StreamMetrics, 'delivered' | 'deliveredBatch'> {
  /** Everything has been observed when this returns. */
  settle(): void;
  /** Events handed to sockets since it was last asked. */
  takeCount(): number;
}

/** A thousand sockets are handed one batch in the same millisecond: that is one observation, made a thousand times. */
function observeSockets({ socket, all }: SocketHops): SocketObservations {
  let count = 0;
  let last: EventBatch | undefined;
  let lastMs = 0;
  let times = 0;
  const observe = ({ committedAtMs, madeAtMs }: SharedEvent, nowMs: number, often: number): void => {
    if (committedAtMs === undefined) return;
    socket.add(between(madeAtMs, nowMs), often);
    all.add(between(committedAtMs, nowMs), often);
  };
  const settle = (): void => {
    if (last && times > 0) for (const event of last.events) observe(event, lastMs, times);
    last = undefined;
    times = 0;
  };
  return {
    settle,
    takeCount: () => {
      const taken = count;
      count = 0;
      return taken;
    },
    delivered: (event, nowMs) => {
      count += 1;
      observe(event, nowMs, 1);
    },
    deliveredBatch: (batch, nowMs) => {
      count += batch.events.length;
      if (batch !== last || nowMs !== lastMs) {
        settle();
        last = batch;
        lastMs = nowMs;
      }
      times += 1;
    },
  };
}

function between(fromMs: number, toMs: number): number {
  return Math.max(0, toMs - fromMs) / 1_000;
}

function counter(
  registers: Registry[],
  name: string,
  { help, label }: { help: string; label: string },
): (value: string, by: number) => void {
  const counted = new Counter({ name, help, labelNames: [label], registers });
  return (value, by) => counted.inc({ [label]: value }, by);
}

function watched(gauge: { name: string; help: string; size: () => number }, registers: Registry[]): void {
  const { name, help, size } = gauge;
  new Gauge({
    name,
    help,
    registers,
    collect() {
      this.set(size());
    },
  });
}
