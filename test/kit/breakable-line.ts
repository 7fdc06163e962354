import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

/** A line to a server that can be cut. */
export interface BreakableLine {
  readonly origin: string;
  /** Cuts what is open, and refuses what comes until it is mended. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** Listens on this machine and passes everything on to `origin`, both ways. */
export async function startBreakableLine(origin: string): Promise<BreakableLine> {
  const { hostname: host, port } = new URL(origin);
  const open = new Set<Socket>();
  let isCut = false;
  const drop = (): void => {
    for (const socket of open) socket.destroy();
    open.clear();
  };
  const server = createServer((socket) => {
    if (isCut) return void socket.destroy();
    const onward = connect(Number(port), host);
    for (const each of [socket, onward]) {
      open.add(each);
      each.on('error', () => each.destroy()).on('close', () => open.delete(each));
    }
    socket.pipe(onward).pipe(socket);
    onward.on('close', () => socket.destroy());
    socket.on('close', () => onward.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: () => {
      isCut = true;
      drop();
    },
    mend: () => void (isCut = false),
    close: async () => {
      drop();
      await new Promise((done) => server.close(done));
    },
  };
}
