import type { GraphQLFormattedError } from 'graphql';
import type { SharedEvent } from '../subscription/shared-event.ts';
import { BatchFrames } from './batch-frames.ts';
import type { Framing } from './outbox.ts';

/** A protocol in which a live stream leaves by an HTTP answer. Every text goes out as it stands. */
export interface StreamForm {
  readonly name: 'event-stream' | 'multipart';
  readonly contentType: string;
  /** The first words, before anything has happened. */
  readonly begin: () => string;
  /** Says that the server lives, and nothing else: clients pass over it. */
  readonly heartbeat: string;
  readonly event: (event: SharedEvent) => Buffer;
  /** The last words: the stream is complete, or over for these errors. */
  readonly end: (errors: readonly GraphQLFormattedError[]) => string;
  /** Whether an operation that is refused is told so in the stream; otherwise by an answer with a status of its own. */
  readonly tellsRefusals: boolean;
}

/** Nothing in a frame differs from watcher to watcher: each event's is made once for all who watch by this form. */
export function createFraming({ event: frameOf }: StreamForm): Framing {
  let last: { readonly event: SharedEvent; readonly frame: Buffer } | undefined;
  const of = (event: SharedEvent): Buffer => {
    if (last?.event !== event) last = { event, frame: frameOf(event) };
    return last.frame;
  };
  const batches = new BatchFrames(of);
  return {
    text: (text) => Buffer.from(text),
    of,
    ofBatch: (batch, head) => batches.of(batch, head),
  };
}
