import type { QueueBounds } from './subscription/queue.ts';

/** How many streams may be opened at a time, and in one turn of the loop, and how many may wait for that. */
export interface OpeningBounds {
  readonly maxRunning: number;
  /** What comes on top is refused at once. */
  readonly maxWaiting: number;
  readonly maxWaitMs: number;
}

/** What one client may do over connections that stay open: a WebSocket, or a live stream as an HTTP answer (threats.md E). */
export interface SocketSettings {
  /** Until `connection_init` must have come. */
  readonly initMs: number;
  /** Between two pings, or two heartbeats of an HTTP answer; a peer that answers neither of two and takes no bytes is cut. */
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
  /** WebSockets and HTTP streams together that one address may hold; 0 for any number. */
  readonly maxPerAddress: number;
  /** The same of one person or app, wherever they are. */
  readonly maxPerViewer: number;
  /** Proxies of our own in front, each of which adds the address that it sees to `x-forwarded-for`. */
  readonly proxies: number;
  readonly opening: OpeningBounds;
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
  maxPerAddress: 2_000,
  maxPerViewer: 100,
  proxies: 0,
  opening: Object.freeze({ maxRunning: 32, maxWaiting: 20_000, maxWaitMs: 30_000 }),
};
