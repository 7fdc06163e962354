import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { clientError } from '../errors.ts';
import type { Engine } from '../request/engine.ts';
import type { RequestContext } from '../request/parsed-request.ts';
import { refusalStatus, toWire, wireCode } from '../request/respond.ts';

/** What one operation carries through Apollo Server. */
export interface ApolloContext extends RequestContext {
  /** The media type of the answer. */
  readonly mediaType: string;
  readonly holdOn: () => void;
  /** Refuses the operation with this error, whatever Apollo Server makes of it. */
  readonly refuse: (error: GraphQLError) => void;
}

/** Puts an operation's errors into wire form, gives a refusal the status of domain.md §0, and counts. */
export function answerPlugin(engine: Engine): ApolloServerPlugin<ApolloContext> {
  return {
    unexpectedErrorProcessingRequest: ({ requestContext, error }) => {
      const { document, operation, contextValue } = requestContext;
      // Thrown by a rule of graphql-js in place of being listed, as for a condition on a subscription's root field.
      if (document && !operation && error instanceof GraphQLError)
        contextValue.refuse(clientError('GRAPHQL_VALIDATION_FAILED', error.message, { nodes: error.nodes }));
      return Promise.resolve();
    },
    requestDidStart: () => {
      const beganMs = performance.now();
      return Promise.resolve({
        willSendResponse: (sending) => {
          answer(sending);
          const took = (performance.now() - beganMs) / 1_000;
          engine.metrics.request(sending.operation?.operation ?? 'none', outcomeOf(sending), took);
          return Promise.resolve();
        },
      });
    },
  };
}

type Sending = GraphQLRequestContextWillSendResponse<ApolloContext>;

function answer({ response, errors, contextValue }: Sending): void {
  if (response.body.kind !== 'single' || !errors || errors.length === 0) return;
  const result = response.body.singleResult;
  result.errors = toWire(errors, contextValue);
  if (result.data !== undefined) response.http.status = 200;
  else response.http.status = ownStatus(errors) ?? refusalStatus(errors, contextValue.mediaType);
}

/** What Apollo refuses for its form (a mutation by GET) comes with its status. */
function ownStatus(errors: readonly GraphQLError[]): number | undefined {
  const http = wireCode(errors[0]) === 'BAD_REQUEST' ? errors[0]?.extensions['http'] : undefined;
  if (typeof http !== 'object' || http === null || !('status' in http)) return undefined;
  return typeof http.status === 'number' ? http.status : undefined;
}

function outcomeOf({ response, errors }: Sending): string {
  if (!errors || errors.length === 0) return 'ok';
  const hasData = response.body.kind === 'single' && response.body.singleResult.data !== undefined;
  return hasData ? 'partial' : wireCode(errors[0]);
}

export function parseApolloContext(context: unknown): ApolloContext {
  return context as ApolloContext;
}
