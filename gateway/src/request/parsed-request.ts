import type { Logger } from '../../../subgraphs/kit/process/logger.ts';
import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import type { KnownOperation } from '../program/known-documents.ts';
import type { Caller } from '../transport/flights.ts';

/** One operation of a document that has passed parse and validate. Variables are still as the client sent them. */
export interface ParsedRequest {
  readonly known: KnownOperation;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What travels with one request through every stage. */
export interface RequestContext {
  readonly requestId: string;
  readonly viewer: Viewer;
  /** Aborted when the client is gone, the deadline has passed or the server's grace time is over. */
  readonly signal: Caller;
  readonly log: Logger;
}
