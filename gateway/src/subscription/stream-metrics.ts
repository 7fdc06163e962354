import type { Registry } from 'prom-client';
import { Counter, Gauge, Histogram } from 'prom-client';

/** What the gateway counts of its live streams. */
export interface StreamMetrics {
  opened(): void;
  /** `reason` is `complete`, `client` (it left or closed its socket) or a code of the error table. */
  ended(reason: string): void;
  /** One event has been handed to a socket; `committedAtMs` is when the change behind it was committed. */
  delivered(committedAtMs: number | undefined): void;
  /** The trigger was opened again, behind its last cursor. */
  reopened(subgraph: string): void;
  /** Asked at each scrape: WebSockets open to clients, and streams open to subgraphs. */
  watchSockets(count: () => number): void;
  watchUpstreams(count: () => number): void;
}

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 30, 300];

export function createStreamMetrics(registry: Registry): StreamMetrics {
  const registers = [registry];
  const subscribers = new Gauge({ name: 'hub_subscribers', help: 'Live streams open to clients', registers });
  const events = new Counter({
    name: 'hub_events_delivered_total',
    help: 'Events handed to sockets',
    registers,
  });
  const ends = new Counter({
    name: 'hub_streams_ended_total',
    help: 'Live streams that ended, by reason: complete, client or an error code',
    labelNames: ['reason'],
    registers,
  });
  const reopened = new Counter({
    name: 'hub_upstream_reopened_total',
    help: 'Streams of a subgraph that were opened again behind their last cursor',
    labelNames: ['subgraph'],
    registers,
  });
  const latency = new Histogram({
    name: 'hub_commit_to_socket_seconds',
    help: 'From the commit of a change to its event being handed to a socket',
    buckets: seconds,
    registers,
  });
  return {
    opened: () => subscribers.inc(),
    ended: (reason) => {
      subscribers.dec();
      ends.inc({ reason });
    },
    delivered: (committedAtMs) => {
      events.inc();
      if (committedAtMs !== undefined) latency.observe(Math.max(0, Date.now() - committedAtMs) / 1_000);
    },
    reopened: (subgraph) => reopened.inc({ subgraph }),
    watchSockets: (size) =>
      watched({ name: 'hub_client_sockets', help: 'WebSockets open to clients', size }, registers),
    watchUpstreams: (size) =>
      watched({ name: 'hub_upstream_streams', help: 'Streams open to subgraphs', size }, registers),
  };
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
