import type { JournalEntry, SubgraphParts, Tx, Viewer } from '../kit/index.ts';

/** One call of a mutation. */
export interface WriteCall {
  readonly viewer: Viewer;
  /** The mutation's name. */
  readonly operation: string;
  readonly clientMutationId?: string | null | undefined;
  /** What the client asked for: what the key stands for. */
  readonly args: unknown;
  /** Sample data is written in the past. */
  readonly now?: Date | undefined;
}

/** Runs a write with the idempotency of its call; writes of one queue wait for each other inside this process. */
export function runOnce(
  { once }: Pick<SubgraphParts, 'once'>,
  { call, queue }: { readonly call: WriteCall; readonly queue: string },
  body: (tx: Tx) => Promise<JournalEntry>,
): Promise<JournalEntry> {
  const { viewer, operation, clientMutationId, args, now } = call;
  const request = { viewer, operation, clientMutationId, args, queue };
  return once(now ? { ...request, now } : request, body);
}
