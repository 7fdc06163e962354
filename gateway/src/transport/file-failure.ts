import type { GraphQLError } from 'graphql';
import type { Deadline } from './deadline.ts';
import type { FailureCode } from './failure.ts';
import { failure } from './failure.ts';

/** An answer about a file that came and is none. */
export class UnusableAnswerError extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`HTTP ${status} without an error of the table`);
    this.status = status;
  }
}

/** A request for a file that has failed, as an error of the table with the reason in its cause. */
export function fileFailure(subgraph: string, error: unknown, deadline: Deadline): GraphQLError {
  return failure(codeOf(error, deadline), subgraph, error);
}

/** Jest's realm has another Error class than Node's core: only codes are looked at. */
function codeOf(error: unknown, deadline: Deadline): FailureCode {
  if (deadline.passed()) return 'SUBGRAPH_TIMEOUT';
  if (error instanceof UnusableAnswerError)
    // What a proxy says in the place of a subgraph that is away.
    return [502, 503, 504].includes(error.status) ? 'SUBGRAPH_UNAVAILABLE' : 'SUBGRAPH_BAD_RESPONSE';
  const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : '';
  return code === 'HUB_BODY_TOO_LARGE' ? 'SUBGRAPH_RESPONSE_TOO_LARGE' : 'SUBGRAPH_UNAVAILABLE';
}
