import type { LivePayload } from './live-client.ts';
import { openLiveClient } from './live-client.ts';

export interface PacedReader {
  /** What has come, in order. */
  readonly payloads: readonly LivePayload[];
  readonly bytes: () => number;
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

/** One that resumes a stream and takes no more than so many bytes a second from its socket. */
export async function openPacedReader(url: string, options: PacedReaderOptions): Promise<PacedReader> {
  const { init, query, variables, after, bytesPerSecond } = options;
  const client = await openLiveClient(url, { init });
  const { socket } = client;
  const payloads: LivePayload[] = [];
  let bytes = 0;
  const beganMs = performance.now();
  socket.on('message', (data: Buffer) => {
    bytes += data.length;
    const aheadMs = (bytes / bytesPerSecond) * 1_000 - (performance.now() - beganMs);
    if (aheadMs <= 0 || socket.readyState !== socket.OPEN) return;
    socket.pause();
    setTimeout(() => socket.resume(), aheadMs);
  });
  client.subscribe('s', query, { variables, extensions: { after } });
  return {
    payloads,
    bytes: () => bytes,
    until: async (last) => {
      for (;;) {
        const [payload] = await client.events('s', 1);
        payloads.push(payload!);
        if (last(payload!)) return;
      }
    },
    close: () => {
      socket.resume();
      return client.close();
    },
  };
}
