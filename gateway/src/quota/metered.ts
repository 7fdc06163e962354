import type { Logger } from '../../../subgraphs/kit/process/logger.ts';
import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import type { Allowance } from '../identity/identity.ts';
import type { QuotaCounter } from './counter.ts';
import type { RateBuckets } from './shared-rate.ts';

/** `public`: neither a write nor anything that depends on who asks. */
export type Use = 'public' | 'personal';

/** What one app takes, at this gateway. */
export interface Metered {
  /**
   * Counts an operation before it is run.
   * @throws RATE_LIMITED, QUOTA_EXCEEDED (each with `retryAfter`, seconds), UNAVAILABLE when nothing can be counted, OVERLOADED
   */
  charge(cost: number, use: Use): Promise<void>;
  /** True when so many events could be counted at once. */
  trySpend(events: number): boolean;
  /** Counts events that could not be. @throws as `charge`, but for the rate */
  spend(events: number, use: Use): Promise<void>;
}

/** Measures apps. Whoever has no allowance, as every person and every stranger, is not measured. */
export interface Meter {
  of(viewer: Viewer): Metered | undefined;
}

export interface MeterParts {
  readonly counter: QuotaCounter;
  readonly allowanceOf: (viewer: Viewer) => Allowance | undefined;
  /** Of requests, for all gateways; without them each counts for itself. */
  readonly buckets?: RateBuckets;
  /** Told of every figure of the counter. */
  readonly onUsed: (allowance: Allowance, day: string, used: number) => void;
  readonly nowMs?: () => number;
  readonly log: Logger;
}
