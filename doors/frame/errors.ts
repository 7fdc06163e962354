import { GraphQLError } from 'graphql';
import type { ErrorCode } from '../../subgraphs/kit/process/error-table.ts';
import type { WireError } from './host.ts';

export type { ErrorCode } from '../../subgraphs/kit/process/error-table.ts';

/** An error of the one table; its message is shown to the client. */
export function doorError(
  code: ErrorCode,
  message: string,
  extra: Readonly<Record<string, unknown>> = {},
): GraphQLError {
  return new GraphQLError(message, { extensions: { ...extra, code } });
}

/** BAD_USER_INPUT for one member of the request, by the name that it has in the standard; `rule` says what it broke. */
export function badInput(
  at: { readonly field: string; readonly rule: string },
  message: string,
): GraphQLError {
  return doorError('BAD_USER_INPUT', message, at);
}

/** What a graph operation said, thrown on: it has been masked already. */
export function asThrown({ message, extensions = {} }: WireError): GraphQLError {
  return new GraphQLError(message, { extensions: { ...extensions } });
}

/** A refusal with a status and headers that its code alone does not give. */
export class StatusError extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly error: GraphQLError;

  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
    this.error = doorError('BAD_REQUEST', message);
  }
}
