import { GraphQLError } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';
import { clientError, errorsOf } from '../errors.ts';
import type { ErrorCode } from '../errors.ts';
import { toWire } from '../request/respond.ts';
import type { Responding } from '../request/respond.ts';
import { StreamRefusedError } from './upstream.ts';

/** The stream is over with errors; they are in wire form already, with the cursor to go on from where there is one. */
export class StreamEndedError extends Error {
  readonly errors: readonly GraphQLFormattedError[];

  constructor(errors: readonly GraphQLFormattedError[]) {
    super('the stream ended with errors');
    this.errors = errors;
  }

  /** The code of the first error: the reason that metrics count. */
  get code(): string {
    const code = this.errors[0]?.extensions?.['code'];
    return typeof code === 'string' ? code : 'INTERNAL_SERVER_ERROR';
  }

  /** The same for one reader, who can go on from there. */
  at(cursor: string | undefined): StreamEndedError {
    if (cursor === undefined) return this;
    return new StreamEndedError(
      this.errors.map((error) => ({ ...error, extensions: { ...error.extensions, cursor } })),
    );
  }
}

/** What ends a stream, in wire form. */
export function endedBy(thrown: unknown, responding: Responding): StreamEndedError {
  if (thrown instanceof StreamEndedError) return thrown;
  const errors =
    thrown instanceof StreamRefusedError
      ? thrown.errors.map(({ message, extensions }) => new GraphQLError(message, { extensions }))
      : errorsOf(thrown);
  return new StreamEndedError(toWire(errors, responding));
}

const refusals: ReadonlySet<unknown> = new Set<ErrorCode>(['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND']);

/** What a stream is refused with that ran before: then it has lost what it was let in for, unless the reason is another. */
export function lossOf(errors: readonly GraphQLFormattedError[]): StreamEndedError {
  const isLoss = errors.every(({ extensions }) => refusals.has(extensions?.['code']));
  return isLoss ? rightsLost() : new StreamEndedError(errors);
}

/** The end of a stream that may not go on by the rights of now. */
export function rightsLost(): StreamEndedError {
  const text = 'The rights that this stream needs have ended.';
  const { message, extensions } = clientError('SUBSCRIPTION_RIGHTS_ENDED', text);
  return new StreamEndedError([{ message, extensions }]);
}
