import { GraphQLError } from 'graphql';
import type { ErrorCode } from './process/error-table.ts';

export type ErrorExtra = Readonly<Record<string, unknown>>;

/** An operating error for the client: `message` is safe to show, `code` is from the one table. */
export function hubError(code: ErrorCode, message: string, extra: ErrorExtra = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { ...extra, code } });
}

/** BAD_USER_INPUT for one argument: `field` names it, `rule` says what it broke. */
export function badInput(
  at: { readonly field: string; readonly rule: string } & ErrorExtra,
  message: string,
): GraphQLError {
  return hubError('BAD_USER_INPUT', message, at);
}

/** NOT_FOUND: also the answer for what exists but is not the viewer's (no enumeration). */
export function notFound(what: string): GraphQLError {
  return hubError('NOT_FOUND', `There is no such ${what}.`);
}

/** CONFLICT: somebody else was first; read again and decide. */
export function conflict(message: string, extra: ErrorExtra = {}): GraphQLError {
  return hubError('CONFLICT', message, extra);
}

export function forbidden(message = 'You may not do this.'): GraphQLError {
  return hubError('FORBIDDEN', message);
}

export function unauthenticated(message = 'Sign in first.'): GraphQLError {
  return hubError('UNAUTHENTICATED', message);
}

/**
 * What was thrown, as an error. Node's core and the driver's sockets may throw what is none of this realm's errors, with a
 * `code` that tells what happened: it stays as the cause.
 */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown), { cause: thrown });
}
