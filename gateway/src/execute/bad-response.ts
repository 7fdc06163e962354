import type { GraphQLError } from 'graphql';
import { clientError } from '../errors.ts';

/** A subgraph's answer that GraphQL or federation does not allow. What it holds is not repeated to the client. */
export function badResponse(subgraph: string): GraphQLError {
  return clientError('SUBGRAPH_BAD_RESPONSE', 'A part of the graph gave an answer that cannot be used.', {
    cause: new Error(`subgraph ${subgraph}: not the answer that the plan asked for`),
  });
}
