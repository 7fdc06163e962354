import { toWire } from '../request/respond.ts';
import type { Responding } from '../request/respond.ts';
import type { ShapedResponse } from '../shape/shape-response.ts';
import type { SharedEvent } from './shared-event.ts';
import type { UpstreamEvent } from './upstream-event.ts';

/**
 * The last stage of what is done once for all: a shaped event as the bytes that every watcher gets, errors masked. Of
 * the subgraph's extensions clients see `cursor`, `start` and `resync`. What a subgraph answers without data, it answers
 * in place of a stream: the payload is then errors alone, as for a request that could not begin.
 */
export function deliver(event: UpstreamEvent, shaped: ShapedResponse, responding: Responding): SharedEvent {
  const { cursor, start, resync, committedAtMs, catchUp, place } = event;
  const errors = toWire(shaped.errors, responding);
  const extensions = {
    ...(cursor === undefined ? {} : { cursor }),
    ...(start ? { start } : {}),
    ...(resync ? { resync } : {}),
  };
  const hasExtensions = Object.keys(extensions).length > 0;
  const members = [
    ...(event.data === undefined ? [] : [`"data":${shaped.data}`]),
    ...(errors.length > 0 ? [`"errors":${JSON.stringify(errors)}`] : []),
    ...(hasExtensions ? [`"extensions":${JSON.stringify(extensions)}`] : []),
  ];
  const state = resync ? 'resync' : start ? 'start' : undefined;
  return {
    payload: Buffer.from(`{${members.join(',')}}`),
    hasExtensions,
    refusal: event.data === undefined ? errors : undefined,
    cursor,
    position: place?.position,
    entity: place?.entity,
    state,
    catchUp,
    committedAtMs: catchUp || state ? undefined : committedAtMs,
    madeAtMs: Date.now(),
  };
}
