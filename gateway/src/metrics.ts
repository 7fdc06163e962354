import type { IntervalHistogram } from 'node:perf_hooks';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { BulkHistogram } from './bulk-histogram.ts';
import type { SubgraphHealth } from './transport/http-subgraph.ts';

/** What the gateway counts. One set per gateway, so that two in one process do not mix. */
export interface Metrics {
  /** Anything else that wants to be shown registers itself here, or gives its own text in Prometheus' format. */
  readonly registry: Registry;
  show(text: () => string): void;
  /** One client operation has been answered; `outcome` is `ok`, `partial` or the code of the first error. */
  request(operation: string, outcome: string, seconds: number): void;
  /** One call to a subgraph has ended; `outcome` is `ok` or a code of the error table. */
  fetch(subgraph: string, outcome: string, seconds: number): void;
  /** Work was not done, because equal work was in flight: a whole operation, or one fetch of a subgraph. */
  shared(what: 'operation' | 'fetch', subgraph: string): void;
  /** An operation that was not known has been planned and compiled. */
  planned(seconds: number): void;
  /** An operation that is expensive to plan has been on the planners' thread; `outcome` as in plan/plan-workers.ts. */
  plannedOnThread(outcome: string): void;
  /** `health` is asked at each scrape. */
  watchSubgraphs(health: () => readonly SubgraphHealth[]): void;
  /** `state` is asked at each scrape. */
  watchSupergraph(state: () => ServedSchema): void;
  /** `size` is asked at each scrape. */
  cache(name: string, size: () => CacheSize): void;
  /** The text of /metrics. */
  text(): Promise<string>;
  close(): void;
}

/** What is served, and why a newer file is not. */
export interface ServedSchema {
  readonly schemaId: string;
  readonly reloadError: string | null;
}

export interface CacheSize {
  readonly entries: number;
  /** What its entries take in memory, about; absent where they are in the bytes of another. */
  readonly bytes?: number | undefined;
}

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** The returned set measures event-loop delay until `close`. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new BulkHistogram({
    name: 'hub_request_seconds',
    help: 'Time from the parsed request to its answer, by operation type and outcome',
    labels: ['operation', 'outcome'],
    buckets: seconds,
  });
  const fetches = new BulkHistogram({
    name: 'hub_subgraph_fetch_seconds',
    help: 'Time of one call to a subgraph, by subgraph and outcome',
    labels: ['subgraph', 'outcome'],
    buckets: seconds,
  });
  const plans = new Histogram({
    name: 'hub_plan_seconds',
    help: 'Time to plan and compile an operation that was not known',
    buckets: seconds,
    registers,
  });
  const onThread = new Counter({
    name: 'hub_plan_thread_total',
    help: 'Operations that were planned beside the main loop, by how that went',
    labelNames: ['outcome'],
    registers,
  });
  const shown = [requests, fetches].map((histogram) => () => histogram.text());
  const shared = new Counter({
    name: 'hub_shared_total',
    help: 'Operations and fetches that waited for an equal one in flight, by subgraph',
    labelNames: ['what', 'subgraph'],
    registers,
  });
  const caches = showCaches(registers);
  const delay = measureEventLoop(registry);
  return {
    registry,
    request: (operation, outcome, took) => requests.of(operation, outcome).add(took),
    fetch: (subgraph, outcome, took) => fetches.of(subgraph, outcome).add(took),
    shared: (what, subgraph) => shared.inc({ what, subgraph }),
    planned: (took) => plans.observe(took),
    plannedOnThread: (outcome) => onThread.inc({ outcome }),
    watchSubgraphs: (health) => watchSubgraphs(health, registers),
    watchSupergraph: (state) => watchSupergraph(state, registers),
    cache: (name, size) => void caches.set(name, size),
    show: (text) => void shown.push(text),
    text: async () => [await registry.metrics(), ...shown.map((text) => `${text()}\n`)].join('\n'),
    close: () => void delay.disable(),
  };
}

function showCaches(registers: Registry[]): Map<string, () => CacheSize> {
  const caches = new Map<string, () => CacheSize>();
  new Gauge({
    name: 'hub_cache_entries',
    help: 'Entries held, by cache',
    labelNames: ['cache'],
    registers,
    collect() {
      for (const [cache, size] of caches) this.set({ cache }, size().entries);
    },
  });
  new Gauge({
    name: 'hub_cache_bytes',
    help: 'What the entries of a cache take in memory, about',
    labelNames: ['cache'],
    registers,
    collect() {
      for (const [cache, size] of caches) {
        const { bytes } = size();
        if (bytes !== undefined) this.set({ cache }, bytes);
      }
    },
  });
  return caches;
}

const breakerStates = { closed: 0, 'half-open': 1, open: 2 } as const;

function watchSubgraphs(health: () => readonly SubgraphHealth[], registers: Registry[]): void {
  new Gauge({
    name: 'hub_subgraph_calls_in_flight',
    help: 'Calls to a subgraph under way or waiting for a socket',
    labelNames: ['subgraph'],
    registers,
    collect() {
      for (const { name, inFlight } of health()) this.set({ subgraph: name }, inFlight);
    },
  });
  new Gauge({
    name: 'hub_subgraph_breaker',
    help: 'Circuit breaker of a subgraph: 0 closed, 1 half-open, 2 open',
    labelNames: ['subgraph'],
    registers,
    collect() {
      for (const { name, breaker } of health()) this.set({ subgraph: name }, breakerStates[breaker]);
    },
  });
}

/** To raise an alarm by, since nobody reads a log all day. */
function watchSupergraph(state: () => ServedSchema, registers: Registry[]): void {
  new Gauge({
    name: 'hub_supergraph_refused',
    help: '1 while the supergraph file says something that is not served: the schema before it is',
    labelNames: ['serving'],
    registers,
    collect() {
      const { schemaId, reloadError } = state();
      this.reset();
      this.set({ serving: schemaId }, reloadError === null ? 0 : 1);
    },
  });
}

function measureEventLoop(registry: Registry): IntervalHistogram {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  new Gauge({
    name: 'hub_event_loop_delay_seconds',
    help: 'Event-loop delay since the last scrape, by quantile',
    labelNames: ['quantile'],
    registers: [registry],
    collect() {
      for (const quantile of [50, 99, 100])
        this.set({ quantile: String(quantile / 100) }, delay.percentile(quantile) / 1e9);
      delay.reset();
    },
  });
  new Gauge({
    name: 'process_resident_memory_bytes',
    help: 'Resident memory of the process',
    registers: [registry],
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  return delay;
}
