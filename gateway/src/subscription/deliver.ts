import { GraphQLError } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';
import { errorsOf } from '../errors.ts';
import { toWire } from '../request/respond.ts';
import type { Responding } from '../request/respond.ts';
import type { ShapedResponse } from '../shape/shape-response.ts';
import type { JoinedEvent } from './join.ts';
import { StreamRefusedError } from './upstream.ts';

/** One event in wire form, and what its socket has to know of it. */
export interface Delivery {
  /** The payload of a `next` message: JSON of { data, errors, extensions }. */
  readonly payload: string;
  readonly cursor: string | undefined;
  /** Of a live event; undefined for the present state and for what was missed earlier, whose age says nothing of us. */
  readonly committedAtMs: number | undefined;
  /** Missed earlier and told now: sent at the reader's own pace. */
  readonly catchUp: boolean;
}

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
}

export interface Delivering {
  readonly shape: (joined: JoinedEvent) => ShapedResponse;
  readonly responding: Responding;
}

/**
 * The last stage: shaped events to wire form, errors masked. Of the subgraph's extensions the client sees `cursor`,
 * `start` and `resync`. What a subgraph answers without data, it answers in place of a stream: the payload is then
 * errors alone, as for a request that could not begin.
 * @throws StreamEndedError in place of whatever ended the events
 */
export async function* deliverEvents(
  events: AsyncIterable<JoinedEvent>,
  { shape, responding }: Delivering,
): AsyncGenerator<Delivery, void> {
  let cursor: string | undefined;
  try {
    for await (const joined of events) {
      yield toDelivery(joined, shape(joined), responding);
      cursor = joined.event.cursor ?? cursor;
    }
  } catch (error) {
    throw endedBy(error, cursor, responding);
  }
}

/** What ends a stream, in wire form. `cursor` is where the client can go on from. */
export function endedBy(
  thrown: unknown,
  cursor: string | undefined,
  responding: Responding,
): StreamEndedError {
  if (thrown instanceof StreamEndedError) return thrown;
  const errors =
    thrown instanceof StreamRefusedError
      ? thrown.errors.map(({ message, extensions }) => new GraphQLError(message, { extensions }))
      : errorsOf(thrown);
  const wire = toWire(errors, responding);
  if (cursor === undefined) return new StreamEndedError(wire);
  return new StreamEndedError(
    wire.map((error) => ({ ...error, extensions: { ...error.extensions, cursor } })),
  );
}

function toDelivery({ event }: JoinedEvent, shaped: ShapedResponse, responding: Responding): Delivery {
  const { cursor, start, resync, committedAtMs, catchUp } = event;
  const errors = toWire(shaped.errors, responding);
  const extensions = {
    ...(cursor === undefined ? {} : { cursor }),
    ...(start ? { start } : {}),
    ...(resync ? { resync } : {}),
  };
  const members = [
    ...(event.data === undefined ? [] : [`"data":${shaped.data}`]),
    ...(errors.length > 0 ? [`"errors":${JSON.stringify(errors)}`] : []),
    ...(Object.keys(extensions).length > 0 ? [`"extensions":${JSON.stringify(extensions)}`] : []),
  ];
  const payload = `{${members.join(',')}}`;
  const isLive = !catchUp && !start && !resync;
  return { payload, cursor, committedAtMs: isLive ? committedAtMs : undefined, catchUp };
}
