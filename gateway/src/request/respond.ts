import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { Logger } from '../../../subgraphs/kit/process/logger.ts';
import { errorKind, errorTable } from '../errors.ts';
import type { ErrorCode } from '../errors.ts';

export interface Responding {
  readonly requestId: string;
  readonly log: Logger;
  /** How many errors one answer lists; the rest are counted in the log only. */
  readonly maxErrors?: number | undefined;
}

/**
 * The only way in which an error leaves: an error of the table with the audience `client` as it is, without
 * suggestions, stack or anything else that is not meant to be seen; every other one as INTERNAL_SERVER_ERROR with the
 * request id, under which the log has the whole of it.
 */
export function toWire(errors: readonly GraphQLError[], context: Responding): GraphQLFormattedError[] {
  const shown = errors.slice(0, context.maxErrors ?? 100);
  if (shown.length < errors.length)
    context.log.warn({ requestId: context.requestId, errors: errors.length }, 'not all errors were listed');
  return shown.map((error) => formatError(error, context));
}

function formatError(error: GraphQLError, context: Responding): GraphQLFormattedError {
  const kind = errorKind(error.extensions['code']);
  const { message, locations, path } = error;
  const where = { ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
  if (kind?.audience === 'client') {
    return { message: withoutHints(message), ...where, extensions: visible(error.extensions) };
  }
  const cause = error.originalError ?? error;
  context.log.error(
    { requestId: context.requestId, path, reason: cause.message, stack: cause.stack },
    'an error was masked',
  );
  return {
    message: 'Something went wrong on our side.',
    ...where,
    extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: context.requestId },
  };
}

/** The code that an error leaves with: of the table, whatever its origin wrote. */
export function wireCode(error: GraphQLError | undefined): string {
  const code = error?.extensions['code'];
  return typeof code === 'string' && errorKind(code) ? code : 'INTERNAL_SERVER_ERROR';
}

const hidden = new Set(['http', 'stacktrace', 'exception', 'serviceName']);

function visible(extensions: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(extensions).filter(([key]) => !hidden.has(key)));
}

function withoutHints(message: string): string {
  return message.replace(/ ?Did you mean .+\?$/s, '');
}

/** Refused for its document or its variables: what the client sent is a well-formed request that asks for something impossible. */
const ofTheDocument: ReadonlySet<unknown> = new Set<ErrorCode>([
  'BAD_USER_INPUT',
  'COST_LIMIT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PLAN_NOT_POSSIBLE',
  'PLAN_TOO_COMPLEX',
]);

/**
 * The HTTP status of an answer without `data` (GraphQL over HTTP, "Status Codes"): a document that was refused is a
 * 200 for a client that knows only `application/json`, where any other status would mean that no GraphQL server
 * answered; everything else has the status of its code.
 */
export function refusalStatus(
  errors: readonly Pick<GraphQLFormattedError, 'extensions'>[],
  mediaType: string,
): number {
  const code = errors[0]?.extensions?.['code'];
  if (ofTheDocument.has(code) && mediaType === 'application/json') return 200;
  return errorKind(code)?.status ?? errorTable.INTERNAL_SERVER_ERROR.status;
}
