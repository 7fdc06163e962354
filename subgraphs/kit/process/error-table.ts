/**
 * The one table of error codes that clients meet in `extensions.code`. A code that is not listed here never
 * leaves a process: what is thrown without one is a fault of ours and is masked as INTERNAL_SERVER_ERROR.
 *
 * `status` is the HTTP status when the error ends the request before execution began; errors raised while
 * executing always travel in a 200 beside `data` (GraphQL over HTTP, "Status codes").
 */
export interface ErrorKind {
  readonly status: number;
  /** `internal` messages are masked and logged with the request id; `client` ones are safe to show. */
  readonly audience: 'client' | 'internal';
}

const client = (status: number): ErrorKind => ({ status, audience: 'client' });
const internal = (status: number): ErrorKind => ({ status, audience: 'internal' });

export const errorTable = {
  BAD_USER_INPUT: client(400),
  UNAUTHENTICATED: client(401),
  FORBIDDEN: client(403),
  NOT_FOUND: client(404),
  CONFLICT: client(409),
  ILLEGAL_TRANSITION: client(409),
  RATE_LIMITED: client(429),
  QUOTA_EXCEEDED: client(429),
  COST_LIMIT: client(400),
  PLAN_TOO_COMPLEX: client(400),
  PLAN_NOT_POSSIBLE: client(400),
  IDEMPOTENCY_KEY_REUSED: client(409),
  TOO_MANY_SUBSCRIPTIONS: client(429),
  SLOW_CONSUMER: client(429),
  SUBSCRIPTION_JWT_EXPIRED: client(401),
  SUBSCRIPTION_RIGHTS_ENDED: client(403),
  SUBSCRIPTION_SCHEMA_RELOAD: client(503),
  SERVER_DRAINING: client(503),
  OVERLOADED: client(503),
  UNAVAILABLE: client(503),
  SUBGRAPH_UNAVAILABLE: client(502),
  SUBGRAPH_TIMEOUT: client(504),
  SUBGRAPH_RESPONSE_TOO_LARGE: client(502),
  SUBGRAPH_BAD_RESPONSE: client(502),
  INTERNAL_SERVER_ERROR: internal(500),
  GRAPHQL_PARSE_FAILED: client(400),
  GRAPHQL_VALIDATION_FAILED: client(400),
  OPERATION_RESOLUTION_FAILURE: client(400),
  PERSISTED_QUERY_NOT_FOUND: client(200),
  BAD_REQUEST: client(400),
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof errorTable;

/** The kind of a code taken from anywhere (a subgraph's answer, say), or undefined when it is not ours. */
export function errorKind(code: unknown): ErrorKind | undefined {
  return typeof code === 'string' && Object.hasOwn(errorTable, code)
    ? errorTable[code as ErrorCode]
    : undefined;
}
