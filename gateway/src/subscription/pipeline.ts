import { checkCost } from '../request/cost.ts';
import { generationFor } from '../supergraph/snapshot.ts';
import { LiveStream } from './live-stream.ts';
import type { OpenedStream } from './live-stream.ts';
import type { Streams } from './open-streams.ts';
import type { PreparedStream, StreamRequest } from './prepare-stream.ts';
import { prepareCurrent } from './prepare-current.ts';
import type { StreamReader } from './shared-event.ts';

/**
 * EVENT: upstream -> join -> shape -> deliver, once for a topic; then fan-out to its readers, each with a queue of its
 * own behind it. What a stream needs that nobody else has in common is prepared here. The stream follows its session by
 * itself: it ends when what it depends on is taken back.
 * @throws errors of the table when the operation is refused; nothing has then been opened
 */
export async function openStream(
  streams: Streams,
  request: StreamRequest,
  reader: StreamReader,
): Promise<OpenedStream> {
  const prepared = await prepareCurrent(streams, request);
  const { engine } = streams;
  const { variables, snapshot } = prepared.operation;
  const cost = checkCost(snapshot, prepared.parsed.known, { variables, limits: engine.limits });
  const use = prepared.isPublic ? 'public' : 'personal';
  await engine.meter?.of(request.context.viewer)?.charge(cost, use);
  return new LiveStream(streams, { request, prepared: await upToDate(streams, request, prepared), reader });
}

/** A schema may have been swapped in while the app was charged; nobody would take a stream of the old one over. */
async function upToDate(
  streams: Streams,
  request: StreamRequest,
  prepared: PreparedStream,
): Promise<PreparedStream> {
  const current = generationFor(streams.engine.snapshots.current(), request.session.identity.sandbox);
  return prepared.operation.snapshot === current ? prepared : prepareCurrent(streams, request);
}
