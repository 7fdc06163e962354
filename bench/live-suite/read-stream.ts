import { WebSocket } from 'ws';
import type { LiveOptions } from '../../client-sdk/src/live.ts';
import { live } from '../../client-sdk/src/live.ts';
import type { LiveEvent } from '../../client-sdk/src/live-event.ts';
import type { Target } from './target.ts';

export interface Reading extends LiveOptions {
  readonly road?: 'ws' | 'sse';
  /** Ends when this is true of what came so far. */
  readonly until: (events: readonly LiveEvent<unknown>[]) => boolean;
  readonly withinMs: number;
}

/** Reads the target's stream with the SDK, which mends what it can. What came within the time; also when it was too little. */
export async function readStream(target: Target, reading: Reading): Promise<readonly LiveEvent<unknown>[]> {
  const { road = 'ws', until, withinMs, ...options } = reading;
  const { url, token, subscription: query, variables } = target;
  const connection = { url, live: road, webSocket: WebSocket, token: () => token };
  const events: LiveEvent<unknown>[] = [];
  const signal = AbortSignal.timeout(withinMs);
  for await (const event of live(connection, { query, variables }, { ...options, signal })) {
    events.push(event);
    if (until(events)) break;
  }
  return events;
}

export const count =
  (wanted: number) =>
  (events: readonly unknown[]): boolean =>
    events.length >= wanted;
