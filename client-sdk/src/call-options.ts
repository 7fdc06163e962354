/** What one call may ask for beside its variables. */
export interface CallOptions {
  /** Gives the call up; it then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** For the whole call with all tries; the hub's own (30 s) when left out. */
  readonly deadlineMs?: number | undefined;
  /** Of a mutation: sent twice under one key it is done once. One is made for each call when left out. */
  readonly idempotencyKey?: string | undefined;
  /** How often what is safe is tried again; 0 for never. */
  readonly retries?: number | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}
