import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import type { Caller } from './flights.ts';
import type { TlsSettings } from './tls-settings.ts';

/** The part of a subgraph's address that a call needs. */
export interface SubgraphEndpoint {
  readonly name: string;
  readonly url: string;
  /** Absent for a foreign subgraph: it then gets neither signature nor viewer. */
  readonly signingKey?: string | undefined;
  readonly tls?: TlsSettings | undefined;
}

export interface SubgraphRequest {
  readonly subgraph: SubgraphEndpoint;
  /** JSON of { query, variables }, as it is sent. */
  readonly body: string;
  /** Of a fetch of entities: what its body is made of. */
  readonly entities?: AskedEntities | undefined;
  /** Only queries are ever sent a second time. */
  readonly kind: 'query' | 'mutation' | 'subscription';
  /** False: nothing selected depends on who asks, and the viewer is not sent. */
  readonly identity: boolean;
}

export interface AskedEntities {
  /** The body up to its list of representations; those and `]}}` follow. */
  readonly before: string;
  /** The representations, as JSON. */
  readonly texts: readonly string[];
  readonly operation: string;
  readonly variables: readonly SentVariable[];
}

export interface SentVariable {
  readonly name: string;
  readonly json: string;
}

export interface CallContext {
  readonly requestId: string;
  readonly viewer: Viewer;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: Caller;
}

/** An error as a subgraph wrote it; nothing in it is trusted. */
export interface RawError {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** A well-formed GraphQL response: `data` is an object, at most `maxNesting` deep, or null with at least one error. */
export interface SubgraphAnswer {
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly RawError[];
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
  /** Others hold it too, so that nobody may change it; otherwise it is the caller's own, who may. */
  readonly shared?: boolean | undefined;
}

/**
 * Calls one subgraph once. Rejects only with errors of the table: SUBGRAPH_UNAVAILABLE, SUBGRAPH_TIMEOUT,
 * SUBGRAPH_RESPONSE_TOO_LARGE, SUBGRAPH_BAD_RESPONSE.
 */
export type SubgraphCall = (request: SubgraphRequest, context: CallContext) => Promise<SubgraphAnswer>;
