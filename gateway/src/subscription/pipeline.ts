import { knowOperation } from '../request/know-operation.ts';
import { endedBy } from './ended.ts';
import type { Streams } from './open-streams.ts';
import { prepareStream } from './prepare-stream.ts';
import type { PreparedStream, StreamRequest } from './prepare-stream.ts';
import type { StreamReader } from './shared-event.ts';
import { ShapedReader } from './shaped-reader.ts';
import { Subscriber } from './subscriber.ts';

/** A stream that runs. */
export interface OpenedStream {
  /** Nothing in it depends on who asks: it may outlive the viewer's token. */
  readonly isPublic: boolean;
  /** The reader wants no more. Idempotent, also when the stream is over. */
  leave(): void;
}

/**
 * EVENT: upstream -> join -> shape -> deliver, once for a topic; then fan-out to its readers, each with a queue of its
 * own behind it. What a stream needs that nobody else has in common is prepared here.
 * @throws errors of the table when the operation is refused; nothing has then been opened
 */
export async function openStream(
  streams: Streams,
  request: StreamRequest,
  reader: StreamReader,
): Promise<OpenedStream> {
  const prepared = await prepareCurrent(streams, request);
  const { viewer, requestId, log } = request.context;
  const { shaping, after } = prepared;
  const onError = (error: unknown): void => subscriber.end(endedBy(error, { requestId, log }));
  const shaped = shaping && new ShapedReader({ reader, shaping, onError });
  const subscriber = new Subscriber({ reader: shaped ?? reader, viewer, requestId, log, after });
  streams.topics.join(prepared, subscriber);
  const leave = (): void => {
    subscriber.leave();
    shaped?.stop();
  };
  return { isPublic: prepared.operation.split.isPublic, leave };
}

/** Prepared in the generation that is served when it begins: a schema may have been swapped in meanwhile. */
async function prepareCurrent(streams: Streams, request: StreamRequest): Promise<PreparedStream> {
  const prepared = await prepareStream(streams, request);
  const { engine } = streams;
  const snapshot = engine.snapshots.current();
  if (request.snapshot === snapshot) return prepared;
  const { known } = request.parsed;
  const again = { source: known.source, operationName: known.operation.name?.value };
  const parsed = { ...request.parsed, known: knowOperation(again, engine, snapshot) };
  return prepareCurrent(streams, { ...request, snapshot, parsed });
}
