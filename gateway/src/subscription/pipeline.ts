import { prepareStream } from './prepare-stream.ts';
import type { LiveStream, StreamRequest, StreamTools } from './prepare-stream.ts';
import { deliverEvents } from './deliver.ts';
import { joinEvents } from './join.ts';
import { shapeEvent } from './shape-event.ts';
import { openUpstream } from './open-upstream.ts';

/**
 * EVENT: upstream -> join -> shape -> deliver; the socket's own queue comes behind it (server/outbox.ts). Each stream
 * has one upstream of its own. Ends when its signal is aborted, and lets the subgraph go then, once.
 * @throws errors of the table when the operation is refused; nothing has then been opened
 */
export async function openStream(tools: StreamTools, request: StreamRequest): Promise<LiveStream> {
  const prepared = await prepareStream(tools, request);
  const upstream = openUpstream(tools, prepared);
  const joined = joinEvents(upstream, prepared.joining);
  const deliveries = deliverEvents(joined, {
    shape: (event) => shapeEvent(event, prepared.joining),
    responding: request.context,
  });
  return { deliveries, isPublic: prepared.joining.split.isPublic };
}
