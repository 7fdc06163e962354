import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import type { SubgraphAddress } from '../supergraph/snapshot.ts';

/** One stream asked of a subgraph. */
export interface StreamCall {
  readonly subgraph: SubgraphAddress;
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Resume behind this cursor; absent: begin with the present state. */
  readonly after?: string | undefined;
  /** A subgraph of ours is asked to tell where each event lies, and once when all up to this place has been given ('' for any). */
  readonly tell: string;
  /** Null: the call carries no identity, because every field it selects is public. */
  readonly viewer: Viewer | null;
}

/** The payload of one `next` as the subgraph sent it; nothing in it has been checked. */
export interface StreamAnswer {
  readonly data?: unknown;
  readonly errors?: unknown;
  readonly extensions?: unknown;
}

/**
 * Who listens to one stream. After `refused`, `complete` or `lost` nothing follows; after the stream was closed by its
 * owner nothing follows either, `lost` included.
 */
export interface StreamSink {
  /** `bytes` is the size of the message on the wire. */
  next(answer: StreamAnswer, bytes: number): void;
  /** The subgraph ended the stream with an `error` message. */
  refused(errors: readonly unknown[]): void;
  complete(): void;
  /** The socket broke or could not be opened: what the subgraph thinks of the stream is not known. */
  lost(reason: string): void;
}

/** Opens one stream; the function returned ends it, may be called often and works once. */
export type OpenSubgraphStream = (call: StreamCall, sink: StreamSink) => () => void;
