import type { Viewer } from '../kit/index.ts';

/** One call of a mutation. */
export interface WriteCall {
  readonly viewer: Viewer;
  /** The mutation's name. */
  readonly operation: string;
  readonly clientMutationId: string | null | undefined;
  /** What the client asked for: what the key stands for. */
  readonly args: unknown;
}
