import type { Env } from '../subgraphs/kit/process/env.ts';

/** What `start/main.mjs` hands to the module of a command. The module's `run` resolves to the exit code. */
export interface CommandInput {
  readonly args: readonly string[];
  readonly env: Env;
  /** The repository's folder. */
  readonly root: string;
  /** Where everything that outlives a start is kept. */
  readonly dataDir: string;
  /** Whether this process holds the lock of `dataDir`: then nobody else uses it. */
  readonly ownsData: boolean;
  /** Aborts at the first Ctrl-C or SIGTERM. */
  readonly signal: AbortSignal;
}
