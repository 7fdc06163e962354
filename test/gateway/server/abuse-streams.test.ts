import { eventStream, multipart, openHttpStream } from '../../kit/http-stream.ts';
import { openLiveClient, until } from '../../kit/live-client.ts';
import { closeCode, maskedText, openRaw, openRawWebSocket, upgradeHead } from '../../kit/raw-socket.ts';
import { changed, startStreamWorld } from '../../kit/stream-world.ts';
import type { StreamWorld } from '../../kit/stream-world.ts';

/** More of what the doors are attacked with (threats.md E): what stays small by itself and must leave nothing behind. */
describe('a peer that means harm', () => {
  let world: StreamWorld;
  afterEach(() => world.close());

  const metric = async (name: string): Promise<number> => {
    const line = (await world.metrics()).split('\n').find((each) => each.startsWith(`${name} `));
    return Number(line?.split(' ')[1] ?? Number.NaN);
  };
  const isAllGone = async (): Promise<boolean> =>
    world.things.openStreams() === 0 &&
    (await metric('hub_subscribers')) === 0 &&
    (await metric('hub_topics')) === 0 &&
    (await metric('hub_streams_waiting')) === 0;

  describe('on a WebSocket', () => {
    test('is cut when it sends the head of its upgrade one byte after the other', async () => {
      world = await startStreamWorld({ http: { headersMs: 300, requestMs: 600, checkMs: 50 } });
      const { socket, closed, received } = openRaw(world.gateway.port);
      socket.write(upgradeHead().slice(0, -2));
      const drip = setInterval(() => socket.write('x'), 20);
      await closed;
      clearInterval(drip);
      expect(received()).toMatch(/^HTTP\/1\.1 408/);
    });

    test('is cut when a frame that it has begun comes one byte after the other, and no pong can', async () => {
      world = await startStreamWorld({ sockets: { keepAliveMs: 100, initMs: 60_000 } });
      const raw = await openRawWebSocket(world.gateway.port);
      raw.socket.write(Buffer.from([0x81, 0xfe, 0xff, 0x00, 0, 0, 0, 0]));
      const drip = setInterval(() => raw.socket.write('x'), 20);
      await raw.closed;
      clearInterval(drip);
      expect(await metric('hub_client_sockets')).toBe(0);
    });

    test.each([
      ['E08 a message of no bytes', [0x81, 0x80, 0, 0, 0, 0], 4400],
      ['a message that is no text', [0x82, 0x82, 0, 0, 0, 0, 0x7b, 0x7d], 1003],
      ['E11 text that is cut within a character', [0x81, 0x81, 0, 0, 0, 0, 0xc3], 1007],
    ])('is closed for %s', async (_name, frame, code) => {
      world = await startStreamWorld();
      const raw = await openRawWebSocket(world.gateway.port);
      raw.socket.write(Buffer.from(frame));
      await until(() => closeCode(raw) !== undefined);
      expect(closeCode(raw)).toBe(code);
      raw.socket.destroy();
    });

    test('E12 is closed with 1008 for pieces without end that hold nothing', async () => {
      world = await startStreamWorld();
      const raw = await openRawWebSocket(world.gateway.port);
      raw.socket.write(Buffer.from([0x01, 0x80, 0, 0, 0, 0]));
      for (let piece = 0; piece < 300; piece += 1) raw.socket.write(Buffer.from([0x00, 0x80, 0, 0, 0, 0]));
      await until(() => closeCode(raw) !== undefined);
      expect(closeCode(raw)).toBe(1008);
      raw.socket.destroy();
    });

    test('E03 is closed with 4429 for several connection_init at once, before any of them is answered', async () => {
      world = await startStreamWorld();
      const raw = await openRawWebSocket(world.gateway.port);
      const token = await world.issuer.token('officer');
      const init = JSON.stringify({ type: 'connection_init', payload: { token: token.slice(0, 20) } });
      raw.socket.write(Buffer.concat([init, init, init].map(maskedText)));
      await until(() => closeCode(raw) !== undefined);
      expect(closeCode(raw)).toBe(4429);
      raw.socket.destroy();
    });

    test('E22 gets nothing left behind by 2,000 streams of one id that it opens and completes at once', async () => {
      world = await startStreamWorld({ sockets: { maxMessagesPerSecond: 1_000_000 } });
      const client = await openLiveClient(world.gateway.url);
      for (let n = 0; n < 2_000; n += 1) {
        client.subscribe('same', changed);
        client.send({ id: 'same', type: 'complete' });
      }
      await until(isAllGone, 60_000);
      client.subscribe('same', changed);
      expect((await client.events('same', 1)).at(-1)?.extensions).toMatchObject({ cursor: 'c0' });
      await client.close();
      await until(isAllGone);
    });

    test.each(['a"b', 'a\\', 'a\r\nb', 'a\0b', '\u2028', '\ud800', '"}{"id":"x"', 'é'.repeat(128)])(
      'E06 gets its events under the id %j, and no other words into them',
      async (id) => {
        world = await startStreamWorld();
        const client = await openLiveClient(world.gateway.url);
        client.subscribe(id, changed);
        await client.events(id, 1);
        world.emit(2);
        expect((await client.events(id, 2)).map(({ extensions }) => extensions)).toEqual([
          { cursor: 'c1' },
          { cursor: 'c2' },
        ]);
        expect(client.waiting()).toEqual([]);
        await client.close();
      },
    );

    test('is refused an id that would be sent back with each event for longer than it is', async () => {
      world = await startStreamWorld();
      const client = await openLiveClient(world.gateway.url);
      const id = 'x'.repeat(60_000);
      client.subscribe(id, changed);
      expect((await client.errorsOf(id))[0]?.extensions['code']).toBe('BAD_REQUEST');
      expect(world.things.subscribes).toEqual([]);
      client.subscribe('s', changed);
      expect(await client.events('s', 1)).toHaveLength(1);
      await client.close();
    });
  });

  describe('on a stream as an HTTP answer', () => {
    test.each([eventStream, multipart])(
      'E22 as %s gets nothing left behind by 200 that it opens and leaves',
      async (accept) => {
        world = await startStreamWorld();
        for (let round = 0; round < 10; round += 1) {
          const streams = await Promise.all(
            Array.from({ length: 20 }, () =>
              openHttpStream(world.gateway.url, { query: changed }, { accept }),
            ),
          );
          // Half of them before their first event.
          for (const [place, stream] of streams.entries()) {
            if (place % 2 === 0) await stream.events(1);
            stream.close();
          }
        }
        await until(isAllGone);
        expect(await metric('hub_client_http_streams')).toBe(0);
      },
    );

    test.each([eventStream, multipart])(
      'as %s is refused a body that is not UTF-8, or no JSON',
      async (accept) => {
        world = await startStreamWorld();
        for (const body of [
          Buffer.from([0x7b, 0xff, 0x7d]),
          Buffer.from('{'),
          Buffer.from('[]'),
          Buffer.alloc(0),
        ]) {
          const answer = await fetch(world.gateway.url, {
            method: 'POST',
            headers: { accept, 'content-type': 'application/json' },
            body,
          });
          expect(answer.status).toBe(400);
          expect(await answer.text()).toMatch(/BAD_REQUEST/);
        }
        expect(world.things.subscribes).toEqual([]);
      },
    );

    test.each(['POST', 'GET'] as const)(
      'by %s finds a cursor of a megabyte refused before anything is opened',
      async (method) => {
        world = await startStreamWorld();
        const raw = openRaw(world.gateway.port);
        const id = 'c'.repeat(1024 * 1024);
        const body = JSON.stringify({ query: changed, extensions: { after: id } });
        const head = [
          `${method} /graphql${method === 'GET' ? `?query=${encodeURIComponent(changed)}` : ''} HTTP/1.1`,
          'host: x',
          `accept: ${eventStream}`,
          'content-type: application/json',
          ...(method === 'GET' ? [`last-event-id: ${id}`] : [`content-length: ${body.length}`]),
        ];
        raw.socket.write(`${head.join('\r\n')}\r\n\r\n${method === 'GET' ? '' : body}`);
        await until(() => raw.received().startsWith('HTTP/1.1 '));
        expect(raw.received()).toMatch(method === 'GET' ? /^HTTP\/1\.1 431/ : /^HTTP\/1\.1 413/);
        expect(world.things.subscribes).toEqual([]);
        raw.socket.destroy();
      },
    );
  });
});
