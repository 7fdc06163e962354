import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { ConnectionPool } from '../../../gateway/src/transport/connection-pool.ts';
import type { Exchange } from '../../../gateway/src/transport/http-connection.ts';
import { until } from '../../kit/live-client.ts';

const request = 'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\n{}';
const ok = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
const answer = `${ok}content-length: 2\r\n\r\n{}`;

describe('connections to one server', () => {
  let server: Server;
  let pool: ConnectionPool;
  /** Sockets that were ever opened, in order, and what came on them. */
  const sockets: { readonly socket: Socket; got: string }[] = [];
  let respond: (socket: Socket, nth: number) => void;

  beforeEach(async () => {
    sockets.length = 0;
    let requests = 0;
    respond = (socket) => void socket.write(answer);
    server = createServer((socket) => {
      const own = { socket, got: '' };
      sockets.push(own);
      socket.on('error', () => undefined);
      socket.on('data', (chunk) => {
        own.got += chunk.toString('latin1');
        if (own.got.endsWith('{}')) respond(socket, (requests += 1));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    pool = open(2);
  });
  afterEach(async () => {
    pool.close(new Error('over'));
    for (const { socket } of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });

  const open = (connections: number): ConnectionPool => {
    const { port } = server.address() as AddressInfo;
    const origin = new URL(`http://127.0.0.1:${port}/graphql`);
    return new ConnectionPool({ origin, connections, connectMs: 1_000, readInto: Buffer.alloc(64 * 1024) });
  };
  /** What an exchange hears, in order; `heard` resolves with it when nothing more can come. */
  const begin = (): { readonly exchange: Exchange; readonly heard: Promise<string[]> } => {
    const events: string[] = [];
    let resolve: (heard: string[]) => void = () => undefined;
    const heard = new Promise<string[]>((done) => (resolve = done));
    const exchange: Exchange = {
      request,
      requestBytes: Buffer.byteLength(request),
      connection: undefined,
      head: ({ status }) => void events.push(String(status)),
      body: (bytes) => void events.push(bytes.toString('utf8')),
      end: () => resolve([...events, 'end']),
      failed: (error) => resolve([...events, 'code' in error ? String(error.code) : error.message]),
    };
    pool.send(exchange);
    return { exchange, heard };
  };
  const ask = (): Promise<string[]> => begin().heard;

  test('sends what it is given and keeps the connection for the next request', async () => {
    expect(await ask()).toEqual(['200', '{}', 'end']);
    expect(await ask()).toEqual(['200', '{}', 'end']);
    expect(sockets.map(({ got }) => got)).toEqual([request + request]);
  });

  test('opens no more connections than allowed, and serves who waits in turn', async () => {
    const waiting: Socket[] = [];
    respond = (socket) => void waiting.push(socket);
    const order: number[] = [];
    const all = [0, 1, 2, 3].map((n) => ask().then((heard) => (order.push(n), heard)));
    for (let n = 0; n < 4; n += 1) {
      await until(() => waiting.length > n);
      expect(sockets.length).toBeLessThanOrEqual(2);
      waiting[n]?.write(answer);
      await until(() => order.length > n);
    }
    for (const heard of await Promise.all(all)) expect(heard).toEqual(['200', '{}', 'end']);
    expect(order.slice(2)).toEqual([2, 3]);
    expect(sockets).toHaveLength(2);
  });

  test.each([
    ['the server says that it closes', `${ok}connection: close\r\ncontent-length: 2\r\n\r\n{}`],
    ['the server speaks HTTP/1.0', answer.replace('1.1', '1.0')],
  ])('takes another connection where %s', async (_, text) => {
    respond = (socket) => void socket.write(text);
    expect(await ask()).toEqual(['200', '{}', 'end']);
    expect(await ask()).toEqual(['200', '{}', 'end']);
    expect(sockets).toHaveLength(2);
  });

  test('ends a body without a length with its connection', async () => {
    respond = (socket) => void socket.end(`${ok}\r\n{"data"`);
    expect((await ask()).join('')).toBe('200{"data"end');
  });

  test.each([
    ['before it has answered', ''],
    ['within the head', ok],
    ['within the body', `${ok}content-length: 3\r\n\r\n{}`],
    ['within the chunks', `${ok}transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n`],
  ])('fails when the server closes %s', async (_, text) => {
    respond = (socket) => void socket.end(text);
    expect((await ask()).at(-1)).toBe('HUB_CLOSED');
    respond = (socket) => void socket.write(answer);
    expect((await ask()).at(-1)).toBe('end');
  });

  test('fails when the connection is reset', async () => {
    respond = (socket) => void socket.resetAndDestroy();
    expect(await ask()).toEqual(['ECONNRESET']);
  });

  test.each([
    ['with the answer', 0],
    ['behind the answer, while nothing is under way', 20],
  ])('an answer that nobody asked for, sent %s, is given to nobody', async (_, laterMs) => {
    const forged = `${ok}content-length: 6\r\n\r\nforged`;
    respond = (socket) => {
      if (laterMs === 0) return void socket.write(answer + forged);
      socket.write(answer);
      setTimeout(() => socket.write(forged), laterMs);
    };
    const first = await ask();
    if (laterMs === 0) expect(first.at(-1)).toBe('HUB_BAD_HTTP');
    await until(() => sockets[0]?.socket.destroyed === true);
    respond = (socket) => void socket.write(answer);
    expect(await ask()).toEqual(['200', '{}', 'end']);
    expect(sockets).toHaveLength(2);
  });

  test('passes over good news that comes before the answer', async () => {
    respond = (socket) => void socket.write(`HTTP/1.1 103 Early Hints\r\nlink: <x>\r\n\r\n${answer}`);
    expect(await ask()).toEqual(['200', '{}', 'end']);
  });

  test('who gives up hears no more, and the connection goes with the answer that is still to come', async () => {
    let late: Socket | undefined;
    respond = (socket, nth) => void (nth === 1 ? (late = socket) : socket.write(answer));
    const given = begin();
    await until(() => late !== undefined);
    pool.abandon(given.exchange, new Error('given up'));
    late?.write(answer);
    expect(await ask()).toEqual(['200', '{}', 'end']);
    await until(() => late?.destroyed === true);
    expect(await Promise.race([given.heard, Promise.resolve('nothing')])).toBe('nothing');
  });

  test('who gives up while it waits is not sent', async () => {
    const waiting: Socket[] = [];
    respond = (socket) => void waiting.push(socket);
    const [first, second] = [begin(), begin()];
    await until(() => waiting.length === 2);
    const third = begin();
    pool.abandon(third.exchange, new Error('given up'));
    waiting.forEach((socket) => socket.write(answer));
    await Promise.all([first.heard, second.heard]);
    expect(sockets.map(({ got }) => got)).toEqual([request, request]);
  });

  test('fails each that waits when there is no connection to be had', async () => {
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    expect(await Promise.all([ask(), ask(), ask()])).toEqual(Array(3).fill(['ECONNREFUSED']));
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    expect(await ask()).toEqual(['200', '{}', 'end']);
  });

  test('closing fails what is under way, what waits and what comes later', async () => {
    respond = () => undefined;
    const all = [ask(), ask(), ask()];
    await until(() => sockets.length === 2);
    pool.close(new Error('closing'));
    all.push(ask());
    expect(await Promise.all(all)).toEqual(Array(4).fill(['closing']));
    await until(() => sockets.every(({ socket }) => socket.destroyed));
  });

  test('understands a real server with chunks, whatever their size', async () => {
    const text = JSON.stringify({ data: { name: 'Huế '.repeat(50_000) } });
    const real = createHttpServer((incoming, response) => {
      incoming.resume();
      response.write(text.slice(0, 10));
      response.end(text.slice(10));
    });
    await new Promise<void>((resolve) => real.listen(0, '127.0.0.1', resolve));
    const { port } = real.address() as AddressInfo;
    pool = new ConnectionPool({
      origin: new URL(`http://localhost:${port}`),
      connections: 1,
      connectMs: 1_000,
      readInto: Buffer.alloc(1_000),
    });
    const body: Buffer[] = [];
    await new Promise<void>((resolve, reject) => {
      pool.send({
        request,
        requestBytes: Buffer.byteLength(request),
        connection: undefined,
        head: () => undefined,
        body: (bytes) => void body.push(Buffer.from(bytes)),
        end: resolve,
        failed: reject,
      });
    });
    expect(Buffer.concat(body).toString('utf8')).toBe(text);
    pool.close(new Error('over'));
    await new Promise((done) => real.close(done));
  });
});
