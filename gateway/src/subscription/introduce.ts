import type { SharedEvent } from './shared-event.ts';

/**
 * The event as the first of a stream: with `extensions.stream`, by which commands name it. All other bytes are those of
 * everybody. @param id needs no escape in JSON
 */
export function introduce(event: SharedEvent, id: string): SharedEvent {
  const { payload, hasExtensions } = event;
  const end = hasExtensions ? `,"stream":"${id}"}}` : `,"extensions":{"stream":"${id}"}}`;
  const kept = payload.subarray(0, payload.length - (hasExtensions ? 2 : 1));
  return { ...event, payload: Buffer.concat([kept, Buffer.from(end)]), hasExtensions: true };
}
