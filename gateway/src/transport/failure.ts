import type { GraphQLError } from 'graphql';
import { clientError } from '../errors.ts';
import type { ErrorCode } from '../errors.ts';

/** What a client gets to read. Which subgraph it was stands in the log only. */
const messages = {
  SUBGRAPH_UNAVAILABLE: 'A part of the graph cannot be reached at the moment.',
  SUBGRAPH_TIMEOUT: 'A part of the graph did not answer in time.',
  SUBGRAPH_RESPONSE_TOO_LARGE: 'A part of the graph gave an answer that is too large.',
  SUBGRAPH_BAD_RESPONSE: 'A part of the graph gave an answer that cannot be used.',
} as const satisfies Partial<Record<ErrorCode, string>>;

export type FailureCode = keyof typeof messages;

/** A call that has failed, as an error of the table with the reason in its cause. */
export function failure(code: FailureCode, subgraph: string, reason: unknown): GraphQLError {
  const message = reason instanceof Error ? reason.message : String(reason);
  return clientError(code, messages[code], {
    cause: new Error(`subgraph ${subgraph}: ${message}`, { cause: reason }),
  });
}
