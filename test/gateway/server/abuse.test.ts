import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { WebSocket } from 'ws';
import type { Logger } from '../../../subgraphs/kit/process/logger.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import { eventStream, multipart, openHttpStream } from '../../kit/http-stream.ts';
import { openLiveClient, until } from '../../kit/live-client.ts';
import type { LiveClient } from '../../kit/live-client.ts';
import { closeCode, openRaw, openRawWebSocket, upgradeHead } from '../../kit/raw-socket.ts';
import { changed, startStreamWorld } from '../../kit/stream-world.ts';
import type { StreamWorld } from '../../kit/stream-world.ts';

/** What the doors are attacked with (threats.md E), on bare sockets: no library keeps the peer to any protocol. */
describe('a peer that means harm', () => {
  let world: StreamWorld;
  afterEach(() => world.close());

  describe('on HTTP', () => {
    const slow = { headersMs: 300, requestMs: 600, checkMs: 50 };

    test.each([
      ['sends its head one byte after the other', 'GET /graphql HTTP/1.1\r\nhost: x\r\nx-slow: '],
      ['sends no blank line', 'POST /graphql HTTP/1.1\r\nhost: x\r\n'],
    ])('is cut when it %s', async (_name, head) => {
      world = await startStreamWorld({ http: slow });
      const { socket, closed, received } = openRaw(world.gateway.port);
      socket.write(head);
      const drip = setInterval(() => socket.write('a'), 20);
      await closed;
      clearInterval(drip);
      expect(received()).toMatch(/^HTTP\/1\.1 408/);
    });

    test('is cut when it connects and says nothing', async () => {
      world = await startStreamWorld({ http: slow });
      await openRaw(world.gateway.port).closed;
    });

    test('is cut when it sends its body one byte after the other, also of a subscription', async () => {
      world = await startStreamWorld({ http: slow });
      const { socket, closed, received } = openRaw(world.gateway.port);
      const head = `POST /graphql HTTP/1.1\r\nhost: x\r\naccept: ${eventStream}\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n`;
      socket.write(`${head}{`);
      const drip = setInterval(() => socket.write(' '), 20);
      await closed;
      clearInterval(drip);
      expect(received()).toMatch(/^(HTTP\/1\.1 408|$)/);
    });

    test('writes nothing into the log, and is no error, when it breaks off in the middle of a body (A15)', async () => {
      const errors: unknown[] = [];
      const log: Logger = {
        ...silentLogger,
        error: (...told) => void errors.push(told),
        child: () => log,
      };
      world = await startStreamWorld({ log });
      for (let i = 0; i < 5; i += 1) {
        const { socket, closed } = openRaw(world.gateway.port);
        socket.write(
          `POST /graphql HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{`,
        );
        await once(socket, 'data');
        socket.destroy();
        await closed;
      }
      const alive = await fetch(world.gateway.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{ __typename }"}',
      });
      expect([alive.status, errors]).toEqual([200, []]);
    });

    test('gets its stream although it sends more behind its request, which is answered when that is over', async () => {
      world = await startStreamWorld();
      const { socket, received } = openRaw(world.gateway.port);
      const query = encodeURIComponent(changed);
      const get = `GET /graphql?query=${query} HTTP/1.1\r\nhost: x\r\naccept: ${eventStream}\r\n\r\n`;
      socket.write(get.repeat(3));
      await until(() => received().includes('id: c0'));
      world.emit(1);
      await until(() => received().includes('id: c1'));
      expect(received().match(/HTTP\/1\.1 200/g)).toHaveLength(1);
      socket.destroy();
      await until(() => world.things.openStreams() === 0);
    });

    test('finds a head of 16 KiB too long', async () => {
      world = await startStreamWorld();
      const { socket, closed, received } = openRaw(world.gateway.port);
      socket.write(`GET /graphql HTTP/1.1\r\nhost: x\r\nlast-event-id: ${'c'.repeat(20_000)}\r\n\r\n`);
      await closed;
      expect(received()).toMatch(/^HTTP\/1\.1 431/);
    });

    test.each(['c0\r', 'c0\0', 'ÿ', 'c'.repeat(5_000), '{"$gt":""}'])(
      'gets no other words into a stream by Last-Event-ID %j',
      async (id) => {
        world = await startStreamWorld();
        const { socket, received } = openRaw(world.gateway.port);
        const query = encodeURIComponent(changed);
        socket.write(
          `GET /graphql?query=${query} HTTP/1.1\r\nhost: x\r\naccept: ${eventStream}\r\nlast-event-id: ${id}\r\n\r\n`,
          'latin1',
        );
        await until(() => /event: next|HTTP\/1\.1 400/.test(received()));
        expect(received()).toMatch(/"resync":true|BAD_USER_INPUT|HTTP\/1\.1 400|"cursor":"c0"/);
        socket.destroy();
      },
    );
  });

  describe('on a WebSocket', () => {
    test('is closed with 1002 for a frame without a mask', async () => {
      world = await startStreamWorld();
      const raw = await openRawWebSocket(world.gateway.port);
      raw.socket.write(Buffer.from([0x81, 0x02, 0x7b, 0x7d]));
      await until(() => closeCode(raw) !== undefined);
      expect(closeCode(raw)).toBe(1002);
      raw.socket.destroy();
    });

    test('is closed with 1009 for a frame that announces more than it may, before it sends it', async () => {
      world = await startStreamWorld();
      const raw = await openRawWebSocket(world.gateway.port);
      // A masked text frame of 2^40 bytes, of which none comes.
      raw.socket.write(Buffer.from([0x81, 0xff, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
      await until(() => closeCode(raw) !== undefined);
      expect(closeCode(raw)).toBe(1009);
      raw.socket.destroy();
    });

    test('is offered no compression, and closed with 1002 for a frame that is compressed all the same', async () => {
      world = await startStreamWorld();
      const raw = await openRawWebSocket(world.gateway.port, {
        'Sec-WebSocket-Extensions': 'permessage-deflate; client_max_window_bits',
      });
      expect(raw.received()).not.toMatch(/permessage-deflate/i);
      // With RSV1 set: what would be the compressed bytes of a bomb.
      raw.socket.write(Buffer.from([0xc1, 0x81, 0, 0, 0, 0, 0x00]));
      await until(() => closeCode(raw) !== undefined);
      expect(closeCode(raw)).toBe(1002);
      raw.socket.destroy();
    });

    test.each([
      ['a ping of more than 125 bytes', [0x89, 0xfe, 0x00, 0x7e, 0, 0, 0, 0]],
      ['a ping in pieces', [0x09, 0x80, 0, 0, 0, 0]],
      ['an opcode of nobody', [0x83, 0x80, 0, 0, 0, 0]],
      ['a continuation of nothing', [0x80, 0x80, 0, 0, 0, 0]],
    ])('is closed with 1002 for %s', async (_name, frame) => {
      world = await startStreamWorld();
      const raw = await openRawWebSocket(world.gateway.port);
      raw.socket.write(Buffer.from(frame));
      await until(() => closeCode(raw) !== undefined);
      expect(closeCode(raw)).toBe(1002);
      raw.socket.destroy();
    });

    test('E12 is closed with 1008 for a message in 300 pieces, also with pings between them', async () => {
      world = await startStreamWorld();
      const raw = await openRawWebSocket(world.gateway.port);
      raw.socket.write(Buffer.from([0x01, 0x81, 0, 0, 0, 0, 0x20]));
      for (let piece = 0; piece < 300; piece += 1) {
        raw.socket.write(Buffer.from([0x00, 0x81, 0, 0, 0, 0, 0x20]));
        if (piece % 50 === 0) raw.socket.write(Buffer.from([0x89, 0x80, 0, 0, 0, 0]));
      }
      await until(() => closeCode(raw) !== undefined);
      expect(closeCode(raw)).toBe(1008);
      raw.socket.destroy();
    });

    test('is cut when it is half open: behind the handshake it never says anything and answers no ping', async () => {
      world = await startStreamWorld({ sockets: { keepAliveMs: 100, initMs: 60_000 } });
      const raw = await openRawWebSocket(world.gateway.port);
      await raw.closed;
      expect(await world.metrics()).toMatch(/^hub_client_sockets 0$/m);
    });

    test('is cut when it does not answer the close', async () => {
      world = await startStreamWorld({ sockets: { initMs: 50, cutMs: 50 } });
      const raw = await openRawWebSocket(world.gateway.port);
      await raw.closed;
      expect(closeCode(raw)).toBe(4408);
    });
  });

  describe('with many connections', () => {
    const sockets = { maxPerAddress: 3, maxPerViewer: 2, proxies: 1 };
    const from = (address: string): Record<string, string> => ({ 'x-forwarded-for': `10.9.9.9, ${address}` });
    const clients: { close(): unknown }[] = [];
    const keep = <T extends { close(): unknown }>(client: T): T => {
      clients.push(client);
      return client;
    };
    beforeEach(async () => {
      world = await startStreamWorld({ sockets });
    });
    afterEach(async () => {
      await Promise.all(clients.splice(0).map((client) => client.close()));
    });
    const socket = async (address: string, init: object = {}): Promise<LiveClient> =>
      keep(await openLiveClient(world.gateway.url, { headers: from(address), init }));
    const stream = async (address: string, accept: string, headers: Record<string, string> = {}) =>
      keep(
        await openHttpStream(
          world.gateway.url,
          { query: changed },
          { accept, headers: { ...from(address), ...headers } },
        ),
      );

    test('E19 is refused with 429 from one address, whichever door it takes, and others are not', async () => {
      await socket('192.0.2.1');
      await stream('192.0.2.1', eventStream);
      await stream('192.0.2.1', multipart);
      for (const accept of [eventStream, multipart]) {
        const { status, errors, headers } = await stream('192.0.2.1', accept);
        expect([status, errors[0]?.extensions['code']]).toEqual([429, 'TOO_MANY_SUBSCRIPTIONS']);
        expect(headers['retry-after']).toBe('1');
      }
      await expect(socket('192.0.2.1')).rejects.toThrow('429');
      await socket('192.0.2.2');
      expect((await stream('192.0.2.2', eventStream)).status).toBe(200);
    });

    test('E19 gets its place back as soon as one of its connections is gone, however it went', async () => {
      const first = await socket('192.0.2.1');
      await stream('192.0.2.1', eventStream);
      const third = await stream('192.0.2.1', multipart);
      await expect(socket('192.0.2.1')).rejects.toThrow('429');
      await first.close();
      await until(() =>
        socket('192.0.2.1').then(
          () => true,
          () => false,
        ),
      );
      third.close();
      await until(async () => (await stream('192.0.2.1', eventStream)).status === 200);
      await expect(socket('192.0.2.1')).rejects.toThrow('429');
    });

    test('E19 counts an upgrade that fails in its handshake no longer than it lasts', async () => {
      for (let tries = 0; tries < 6; tries += 1) {
        const raw = openRaw(world.gateway.port);
        const head = upgradeHead(from('192.0.2.1')).replace('Version: 13', 'Version: 1');
        raw.socket.write(head);
        await raw.closed;
        expect(raw.received()).toMatch(/^HTTP\/1\.1 4(00|26)/);
      }
      await socket('192.0.2.1');
    });

    test('E19 is refused as one person from many addresses: a socket with 4429, a stream with 429', async () => {
      const token = await world.issuer.token('officer');
      const Authorization = `Bearer ${token}`;
      await socket('192.0.2.1', { Authorization });
      await stream('192.0.2.2', eventStream, { authorization: Authorization });
      const third = await stream('192.0.2.3', multipart, { authorization: Authorization });
      expect([third.status, third.errors[0]?.extensions['code']]).toEqual([429, 'TOO_MANY_SUBSCRIPTIONS']);
      const fourth = keep(
        await openLiveClient(world.gateway.url, { headers: from('192.0.2.4'), init: false }),
      );
      fourth.send({ type: 'connection_init', payload: { Authorization } });
      expect(await fourth.closed).toMatchObject({ code: 4429 });
      const other = await world.issuer.token('citizen');
      await socket('192.0.2.5', { Authorization: `Bearer ${other}` });
      expect((await stream('192.0.2.6', eventStream)).status).toBe(200);
    });

    test('E19 counts queries against none of it', async () => {
      for (let n = 0; n < 5; n += 1) await stream('192.0.2.1', eventStream);
      const answer = await new Promise<number | undefined>((resolve) => {
        const headers = { ...from('192.0.2.1'), 'content-type': 'application/json' };
        httpRequest(world.gateway.url, { method: 'POST', headers }, (response) => {
          response.resume();
          resolve(response.statusCode);
        }).end('{"query":"{ hello }"}');
      });
      expect(answer).toBe(200);
    });
  });

  test('E14 E13 limits of one socket hold while others go on', async () => {
    world = await startStreamWorld();
    const other = await openLiveClient(world.gateway.url);
    other.subscribe('s', changed);
    await other.events('s', 1);
    const flood = new WebSocket(world.gateway.url.replace('http', 'ws'), 'graphql-transport-ws');
    await once(flood, 'open');
    for (let n = 0; n < 5_000; n += 1) flood.send('{"type":"ping"}');
    await once(flood, 'close');
    world.emit(1);
    expect(await other.events('s', 1)).toHaveLength(1);
    await other.close();
  });
});
