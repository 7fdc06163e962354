import type { Socket } from 'node:net';
import { connect } from 'node:net';
import type { LivePayload } from './live-client.ts';
import { openLiveClient } from './live-client.ts';

export interface PacedReader {
  /** What has come, in order. */
  readonly payloads: readonly LivePayload[];
  /** What it took from the connection, heads of frames included. */
  readonly bytes: () => number;
  /** Since it connected. */
  readonly seconds: () => number;
  /** Settles once `last` says so of an event; rejects when the stream ends or the socket closes before. */
  until(last: (payload: LivePayload) => boolean): Promise<void>;
  close(): Promise<void>;
}

export interface PacedReaderOptions {
  readonly init: object;
  readonly query: string;
  readonly variables: object;
  readonly after: string;
  readonly bytesPerSecond: number;
}

/**
 * One that resumes a stream and takes no more than so many bytes a second from its connection: it is never ahead of its pace
 * by more than what one read brings (64 KiB), and pays for that before it reads again.
 */
export async function openPacedReader(url: string, options: PacedReaderOptions): Promise<PacedReader> {
  const { init, query, variables, after, bytesPerSecond } = options;
  const wire = connectTo(url);
  const client = await openLiveClient(url, { init, createConnection: () => wire });
  const { socket } = client;
  const payloads: LivePayload[] = [];
  const beganMs = performance.now();
  const elapsedMs = (): number => performance.now() - beganMs;
  const paidMs = (): number => (wire.bytesRead / bytesPerSecond) * 1_000;
  let pausing: NodeJS.Timeout | undefined;
  // One pause at a time, for all that was taken so far: the messages of one piece that was read come one after the other.
  socket.on('message', () => {
    const aheadMs = paidMs() - elapsedMs();
    if (aheadMs <= 0 || pausing || socket.readyState !== socket.OPEN) return;
    socket.pause();
    pausing = setTimeout(() => {
      pausing = undefined;
      socket.resume();
    }, aheadMs);
  });
  client.subscribe('s', query, { variables, extensions: { after } });
  return {
    payloads,
    bytes: () => wire.bytesRead,
    seconds: () => elapsedMs() / 1_000,
    until: async (last) => {
      for (;;) {
        const [payload] = await client.events('s', 1);
        payloads.push(payload!);
        if (last(payload!)) return;
      }
    },
    close: () => {
      clearTimeout(pausing);
      socket.resume();
      return client.close();
    },
  };
}

function connectTo(url: string): Socket {
  const { hostname: host, port } = new URL(url);
  return connect({ host, port: Number(port), noDelay: true });
}
