import type { GraphQLError } from 'graphql';
import { clientError } from '../errors.ts';
import type { ErrorCode } from '../errors.ts';

/** Of an answer with 429, in seconds: what the refusal says, or one. */
export function retryAfter(
  errors: readonly { readonly extensions?: Readonly<Record<string, unknown>> }[],
): string {
  const seconds = errors[0]?.extensions?.['retryAfter'];
  return typeof seconds === 'number' ? String(seconds) : '1';
}

/** A request that is refused for what HTTP says of it, with a status that its error code alone does not give. */
export class HttpRefusal extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly error: GraphQLError;

  constructor(
    status: number,
    message: string,
    detail: {
      readonly code?: ErrorCode;
      readonly headers?: Readonly<Record<string, string>>;
      readonly extensions?: Readonly<Record<string, unknown>>;
    } = {},
  ) {
    super(message);
    this.status = status;
    this.headers = detail.headers ?? {};
    this.error = clientError(detail.code ?? 'BAD_REQUEST', message, { extensions: detail.extensions });
  }
}
