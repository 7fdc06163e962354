import { knowOperation } from '../request/know-operation.ts';
import { generationFor, viewOf } from '../supergraph/snapshot.ts';
import type { Snapshot } from '../supergraph/snapshot.ts';
import { prepareStream } from './prepare-stream.ts';
import type { PreparedStream, StreamRequest } from './prepare-stream.ts';
import type { StreamTools } from './stream-tools.ts';

/**
 * Prepared in the generation that is served when it is done: a schema may have been swapped in meanwhile, or since the
 * request was parsed. @throws errors of the table
 */
export async function prepareCurrent(tools: StreamTools, request: StreamRequest): Promise<PreparedStream> {
  const current = (): Snapshot =>
    generationFor(tools.engine.snapshots.current(), request.session.identity.sandbox);
  const snapshot = current();
  const prepared = await prepareStream(tools, inGeneration(request, tools, snapshot));
  return current() === snapshot ? prepared : prepareCurrent(tools, request);
}

function inGeneration(request: StreamRequest, { engine }: StreamTools, snapshot: Snapshot): StreamRequest {
  if (request.snapshot === snapshot) return request;
  const { source, operation } = request.parsed.known;
  const known = knowOperation(
    { source, operationName: operation.name?.value },
    engine,
    viewOf(snapshot, request.contract),
  );
  return { ...request, snapshot, parsed: { ...request.parsed, known } };
}
