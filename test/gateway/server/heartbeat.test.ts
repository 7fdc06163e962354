import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import { startHeartbeat } from '../../../gateway/src/server/heartbeat.ts';
import { readUnacknowledged } from '../../../gateway/src/server/unacknowledged.ts';
import type { RawSocket } from '../../kit/raw-socket.ts';
import { openRawWebSocket } from '../../kit/raw-socket.ts';

const intervalMs = 800;
const beats = 5;

describe('the beat of a WebSocket whose peer answers no ping', () => {
  let server: WebSocketServer;
  let raw: RawSocket;
  let stop: () => void = () => undefined;
  /** Settles when the gateway has cut the peer. */
  let cut: Promise<string>;

  beforeEach(async () => {
    server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(server, 'listening');
    const connected = once(server, 'connection');
    raw = await openRawWebSocket((server.address() as AddressInfo).port);
    raw.socket.pause();
    const [client, { socket }] = (await connected) as [WebSocket, { readonly socket: Socket }];
    // Far more than is read here; of what is taken over nothing shows but what is acknowledged.
    for (let n = 0; n < 1_000; n += 1) client.send(Buffer.alloc(64 * 1024));
    cut = new Promise((resolve) => client.once('close', () => resolve('cut')));
    const unacknowledged = readUnacknowledged(5);
    stop = startHeartbeat({ client, socket, unacknowledged, intervalMs, taken: () => 0 });
  });
  afterEach(async () => {
    stop();
    raw.socket.destroy();
    for (const client of server.clients) client.terminate();
    await new Promise((resolve) => server.close(resolve));
  });

  test('E17 spares it while it reads what the system took over before, and cuts it when it stops', async () => {
    const pace = setInterval(() => {
      raw.socket.once('data', () => raw.socket.pause());
      raw.socket.resume();
    }, 20);
    const later = new Promise((resolve) => setTimeout(() => resolve('there'), intervalMs * beats));
    const first = await Promise.race([cut, later]);
    clearInterval(pace);
    raw.socket.pause();
    expect(first).toBe('there');
    expect(await cut).toBe('cut');
  });

  test('E17 cuts it when it reads nothing', async () => {
    expect(await cut).toBe('cut');
  });
});
