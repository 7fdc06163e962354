import type { QueueBounds } from './subscription/queue.ts';

/** What one client may do over one WebSocket (threats.md E). */
export interface SocketSettings {
  /** Until `connection_init` must have come. */
  readonly initMs: number;
  /** Between two pings; a peer that answers neither of two and takes no bytes is cut. */
  readonly keepAliveMs: number;
  readonly maxMessageBytes: number;
  readonly maxFragments: number;
  readonly maxBufferedChunks: number;
  /** Operations open at the same time. */
  readonly maxOperations: number;
  readonly maxMessagesPerSecond: number;
  /** Pings of the WebSocket protocol and of graphql-transport-ws together. */
  readonly maxPingsPerSecond: number;
  /** What waits for a reader that is slow with live events. */
  readonly queue: QueueBounds;
  /** From the last words to a slow reader until its socket is closed. */
  readonly closeMs: number;
  /** How long a peer has to answer a close before it is cut. */
  readonly cutMs: number;
}

export const defaultSocketSettings: SocketSettings = {
  initMs: 3_000,
  keepAliveMs: 12_000,
  maxMessageBytes: 64 * 1024,
  maxFragments: 256,
  maxBufferedChunks: 1_024,
  maxOperations: 50,
  maxMessagesPerSecond: 200,
  maxPingsPerSecond: 20,
  queue: { maxItems: 256, maxBytes: 1024 * 1024, whenFull: 'refuse' },
  closeMs: 1_000,
  cutMs: 5_000,
};
