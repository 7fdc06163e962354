import type { WireError } from './errors.ts';

/** What one call may ask for beside its variables. */
export interface CallOptions {
  /** Ends the call at once, also while it waits for another try; it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** For the whole call with all tries; the hub's own (30 s) when left out. */
  readonly deadlineMs?: number | undefined;
  /** How often what is safe is tried again; the hub's own (4) when left out, 0 for never. */
  readonly retries?: number | undefined;
  /**
   * Of a mutation: sent twice under one key, of 1 to 128 characters, within 24 hours it is done once. One is made for each call
   * when left out; false for none, and then nothing is sent twice.
   */
  readonly idempotencyKey?: string | false | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Takes the errors of an answer that has data all the same, which is then returned with null at their paths. */
  readonly onPartial?: ((errors: readonly WireError[]) => void) | undefined;
  /** Told of each try that failed, before the wait for the next. */
  readonly onRetry?: ((retry: number, cause: unknown) => void) | undefined;
}
