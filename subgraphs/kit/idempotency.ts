import type { JournalEntry } from './journal.ts';
import type { Viewer } from './process/viewer.ts';
import type { Tx } from './transact.ts';

export interface OnceRequest {
  readonly viewer: Viewer;
  readonly clientMutationId: string | null | undefined;
  /** The mutation's name. */
  readonly operation: string;
  /** What the client asked for; equal values in another order of keys are the same request. */
  readonly args: unknown;
  /** See `TransactOptions.queue`. */
  readonly queue?: string;
}

/**
 * Runs a write at most once per (viewer, clientMutationId) and 24 hours: a repeat gets the entry of the first,
 * whatever has happened since. Without a clientMutationId it is a plain transaction.
 * @throws GraphQLError IDEMPOTENCY_KEY_REUSED when the key came with another request before
 */
export type Once = (request: OnceRequest, body: (tx: Tx) => Promise<JournalEntry>) => Promise<JournalEntry>;
