import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A line to a server that can be cut: both ends are gone without a word, as when either is killed. */
export interface CutLine {
  /** The server's address, over the line. */
  readonly url: string;
  cut(): void;
  close(): Promise<void>;
}

export async function startCutLine(target: string): Promise<CutLine> {
  const to = new URL(target);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(to.port), to.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    near.pipe(far).pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(target);
  url.port = String((server.address() as AddressInfo).port);
  const cut = (): void => sockets.forEach((socket) => socket.resetAndDestroy());
  return {
    url: url.href,
    cut,
    close: async () => {
      cut();
      await new Promise((done) => server.close(done));
    },
  };
}
