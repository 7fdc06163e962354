/** How one subgraph is called over HTTP. Each may be set for all subgraphs or for one. */
export interface SubgraphSettings {
  /** Sockets open at a time; what comes on top waits for one, within its deadline. */
  readonly connections: number;
  /** Calls that may be under way or wait; what comes on top fails at once, so that a slow subgraph holds no memory. */
  readonly maxInFlight: number;
  readonly connectMs: number;
  /** From the call to the head of the answer. */
  readonly headersMs: number;
  /** From the call to the last byte of the answer, all attempts together. */
  readonly deadlineMs: number;
  readonly maxResponseBytes: number;
  /** How often a query is sent again whose connection broke, or in whose place a proxy answered 502, 503 or 504. */
  readonly maxRetries: number;
  /** Retries that calls allow, in percent of them; ten are there to begin with, and one a second comes back. */
  readonly retryPercent: number;
  /** Before a retry there is a wait between nothing and this, twice as much for the one after it. */
  readonly retryBackOffMs: number;
  /** The breaker opens when so many percent of the calls of a window have failed; 0: never. */
  readonly breakerPercent: number;
  readonly breakerWindowMs: number;
  /** Fewer calls than this in a window say nothing. */
  readonly breakerMinCalls: number;
  /** How long an open breaker refuses every call, until one is let through to see. */
  readonly breakerOpenMs: number;
}

export const defaultSubgraphSettings: SubgraphSettings = Object.freeze({
  connections: 64,
  maxInFlight: 1_000,
  connectMs: 1_000,
  headersMs: 5_000,
  deadlineMs: 5_000,
  maxResponseBytes: 10 * 1024 * 1024,
  maxRetries: 1,
  retryPercent: 10,
  retryBackOffMs: 50,
  breakerPercent: 50,
  breakerWindowMs: 10_000,
  breakerMinCalls: 20,
  breakerOpenMs: 5_000,
});

/** The least and the most that each may be. */
export const settingRanges: Readonly<Record<keyof SubgraphSettings, readonly [number, number]>> = {
  connections: [1, 1_000],
  maxInFlight: [1, 100_000],
  connectMs: [1, 600_000],
  headersMs: [1, 600_000],
  deadlineMs: [1, 600_000],
  maxResponseBytes: [1, 1024 * 1024 * 1024],
  maxRetries: [0, 5],
  retryPercent: [0, 100],
  retryBackOffMs: [0, 60_000],
  breakerPercent: [0, 100],
  breakerWindowMs: [100, 600_000],
  breakerMinCalls: [1, 100_000],
  breakerOpenMs: [1, 30_000],
};
