import { GraphQLError } from 'graphql';
import { hubError } from './errors.ts';
import { databaseError, isUnavailable } from './mongo.ts';
import { errorKind } from './process/error-table.ts';
import { inputFault } from './process/input-fault.ts';
import type { Logger } from './process/logger.ts';

/** Where an error came from, for the log line that stands for a masked one. */
export interface MaskContext {
  readonly log: Logger;
  readonly requestId: string;
}

/**
 * What of an error may leave the subgraph. Codes of the one table pass; a database that does not answer becomes
 * UNAVAILABLE; everything else (mongoose's, a bug's) becomes INTERNAL_SERVER_ERROR without message or stack and is
 * logged with the request id. Locations and path stay.
 */
export function maskError(error: GraphQLError, { log, requestId }: MaskContext): GraphQLError {
  if (errorKind(error.extensions['code'])?.audience === 'client') return strip(error, error);
  const cause = rootCause(error);
  // graphql-js speaks for itself only about what a client sent: variables and arguments that do not fit.
  if (cause instanceof GraphQLError && !error.path)
    return strip(error, hubError('BAD_USER_INPUT', error.message, { ...inputFault(error) }));
  log.error({ requestId, path: error.path?.join('.'), cause: describe(cause) }, 'a request failed');
  return strip(error, databaseError(cause) ?? internalError(requestId));
}

/** The database did not answer, or something else asks for patience (UNAVAILABLE): the same question may succeed soon. */
export function isAway(error: GraphQLError): boolean {
  return error.extensions['code'] === 'UNAVAILABLE' || isUnavailable(rootCause(error));
}

function internalError(requestId: string): GraphQLError {
  return hubError('INTERNAL_SERVER_ERROR', 'Something went wrong here.', { requestId });
}

function strip(place: GraphQLError, shown: Error): GraphQLError {
  const extensions = shown instanceof GraphQLError ? shown.extensions : {};
  const { nodes, source, positions, path } = place;
  return new GraphQLError(shown.message, { nodes, source, positions, path, extensions });
}

function rootCause(error: GraphQLError): unknown {
  let cause: unknown = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

// Duck-typed: errors of Node's core are of another realm under Jest.
function describe(cause: unknown): object {
  if (typeof cause !== 'object' || cause === null) return { message: String(cause) };
  const read = (key: string): unknown => (key in cause ? Reflect.get(cause, key) : undefined);
  return { name: read('name'), message: read('message'), stack: read('stack') };
}
