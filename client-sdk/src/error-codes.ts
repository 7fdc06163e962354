/**
 * The codes of the hub's one error table, and what each means for another try of the same: `final`, it is the answer; `again`, it
 * passes, so one after a wait may do; `later`, only once the time is over that the hub names; `token`, another token may mend it;
 * `text`, the hub does not know the document by its hash.
 */
export const errorCodes = {
  BAD_USER_INPUT: 'final',
  UNAUTHENTICATED: 'token',
  FORBIDDEN: 'final',
  NOT_FOUND: 'final',
  CONFLICT: 'final',
  ILLEGAL_TRANSITION: 'final',
  RATE_LIMITED: 'again',
  QUOTA_EXCEEDED: 'later',
  COST_LIMIT: 'final',
  PLAN_TOO_COMPLEX: 'final',
  PLAN_NOT_POSSIBLE: 'final',
  IDEMPOTENCY_KEY_REUSED: 'final',
  TOO_MANY_SUBSCRIPTIONS: 'final',
  SLOW_CONSUMER: 'again',
  SUBSCRIPTION_JWT_EXPIRED: 'token',
  SUBSCRIPTION_RIGHTS_ENDED: 'final',
  SUBSCRIPTION_SCHEMA_RELOAD: 'again',
  SERVER_DRAINING: 'again',
  OVERLOADED: 'again',
  UNAVAILABLE: 'again',
  SUBGRAPH_UNAVAILABLE: 'again',
  SUBGRAPH_TIMEOUT: 'again',
  SUBGRAPH_RESPONSE_TOO_LARGE: 'final',
  SUBGRAPH_BAD_RESPONSE: 'final',
  INTERNAL_SERVER_ERROR: 'final',
  GRAPHQL_PARSE_FAILED: 'final',
  GRAPHQL_VALIDATION_FAILED: 'final',
  OPERATION_RESOLUTION_FAILURE: 'final',
  PERSISTED_QUERY_NOT_FOUND: 'text',
  BAD_REQUEST: 'final',
} as const;

/** Every code that the hub's errors may have; a newer hub may know more. */
export type HubErrorCode = keyof typeof errorCodes;

export type Disposition = (typeof errorCodes)[HubErrorCode];

/** What is to be made of an error; of a code that this release does not know, that it is the answer. */
export function dispositionOf(code: string): Disposition {
  return isKnown(code) ? errorCodes[code] : 'final';
}

function isKnown(code: string): code is HubErrorCode {
  return Object.hasOwn(errorCodes, code);
}
