import type { Socket } from 'node:net';
import { startCursorSubgraph } from '../../kit/cursor-subgraph.ts';
import type { CursorSubgraph } from '../../kit/cursor-subgraph.ts';
import { publicLink, startFakeSubgraph } from '../../kit/fake-subgraph.ts';
import type { FakeSubgraph } from '../../kit/fake-subgraph.ts';
import { openLiveClient, until } from '../../kit/live-client.ts';
import type { LiveClient } from '../../kit/live-client.ts';
import { startTestGateway } from '../../kit/start-gateway.ts';
import type { TestGateway } from '../../kit/start-gateway.ts';
import { maskedText, openRawWebSocket } from '../../kit/raw-socket.ts';
import { startIssuer } from '../../kit/start-issuer.ts';
import type { TestIssuer } from '../../kit/start-issuer.ts';

const signingKey = 'the key of the tests, long enough to be one';
const sdl = `${publicLink}
  type Subscription { changed: Thing @public }
  type Thing @key(fields: "id") { id: ID! @public  text: String @public  mine: String }`;
const shown = 'subscription { changed { id text } }';
const hidden = 'subscription { changed { id mine } }';
const large = 'x'.repeat(32 * 1024);

describe('streams of a socket', () => {
  let things: CursorSubgraph;
  let plain: FakeSubgraph;
  let issuer: TestIssuer;
  let gateway: TestGateway;
  let release: () => void = () => undefined;
  const clients: LiveClient[] = [];

  beforeEach(async () => {
    things = await startCursorSubgraph({ name: 'things', sdl, field: 'changed', signingKey });
    plain = await startFakeSubgraph({
      name: 'plain',
      sdl: 'type Query { hello: String  late: String } type Mutation { lateWrite: String }',
      resolvers: {
        Query: { hello: () => 'hi', late: () => new Promise((done) => (release = () => done('done'))) },
        Mutation: { lateWrite: () => new Promise((done) => (release = () => done('written'))) },
      },
    });
    issuer = await startIssuer();
    gateway = await start();
  });
  afterEach(async () => {
    release();
    await Promise.all(clients.splice(0).map((client) => client.close()));
    await gateway.close();
    await Promise.all([things.kill(), plain.close(), issuer.close()]);
  });

  const start = (sockets: object = {}): Promise<TestGateway> =>
    startTestGateway([things, plain], { signingKey, issuers: [issuer.config], sockets, drainMs: 5_000 });
  const restart = async (sockets: object): Promise<void> => {
    await gateway.close();
    gateway = await start(sockets);
  };
  const open = async (init: object = {}): Promise<LiveClient> => {
    const client = await openLiveClient(gateway.url, { init });
    clients.push(client);
    return client;
  };
  const expiringIn = async (seconds: number): Promise<object> => ({
    Authorization: `Bearer ${await issuer.token('officer', { exp: Math.floor(Date.now() / 1_000) + seconds })}`,
  });

  test('sends no identity with a trigger that is public', async () => {
    const client = await open(await expiringIn(600));
    client.subscribe('shown', shown);
    await client.events('shown', 1);
    client.subscribe('hidden', hidden);
    await client.events('hidden', 1);
    expect(things.subscribes.map(({ viewer }) => viewer?.kind)).toEqual([undefined, 'person']);
  });

  test('C05 ends what depends on a token that has expired, and leaves the rest of the socket alive', async () => {
    // Accepted within the leeway of 30 seconds, of which some are over.
    const client = await open(await expiringIn(-28));
    client.subscribe('hidden', hidden);
    client.subscribe('shown', shown);
    await client.events('hidden', 1);
    await client.events('shown', 1);
    expect((await client.errorsOf('hidden'))[0]?.extensions).toEqual({
      code: 'SUBSCRIPTION_JWT_EXPIRED',
      cursor: 'c0',
    });
    things.emit({ id: '1', text: 'after', mine: 'secret' });
    expect((await client.events('shown', 1))[0]?.data).toEqual({ changed: { id: '1', text: 'after' } });
    expect(things.completes).toHaveLength(1);
    client.subscribe('q', '{ hello }');
    expect((await client.errorsOf('q'))[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    expect(client.waiting()).toEqual([]);
  });

  describe('a reader that is too slow', () => {
    test('E15 E18 is cut with 1013 behind a bounded queue, told where to resume, and holds nobody up', async () => {
      await restart({ closeMs: 1_000, queue: { maxItems: 64, maxBytes: 1024 * 1024, whenFull: 'refuse' } });
      const slow = await open();
      slow.subscribe('s', shown);
      await slow.events('s', 1);
      slow.socket.pause();
      const fast = await open();
      fast.subscribe('f', shown);
      await fast.events('f', 1);
      let sent = 0;
      const isCut = async (): Promise<boolean> =>
        (await metricsOf(gateway)).includes('hub_streams_ended_total{reason="SLOW_CONSUMER"} 1');
      while (sent < 2_000 && !(await isCut())) {
        for (let burst = 0; burst < 10; burst += 1) things.emit({ id: String((sent += 1)), text: large });
        await fast.events('f', 10);
      }
      expect(await isCut()).toBe(true);
      expect(things.openStreams()).toBe(1);
      slow.socket.resume();
      expect(await slow.closed).toEqual({ code: 1013, reason: 'Slow consumer' });
      const messages = slow.waiting().filter(({ id }) => id === 's');
      const last = messages.at(-1);
      const read = messages.filter(({ type }) => type === 'next').length;
      expect(last).toMatchObject({
        type: 'error',
        payload: [{ extensions: { code: 'SLOW_CONSUMER', cursor: `c${read}` } }],
      });
      const resumed = await open();
      resumed.subscribe('s', shown, { extensions: { after: `c${read}` } });
      const rest = await resumed.events('s', sent - read);
      expect(rest.map(({ extensions }) => extensions?.['cursor'])).toEqual(
        Array.from({ length: sent - read }, (_, n) => `c${read + n + 1}`),
      );
    });

    test('is never slow for what it missed: 1,500 large events come at its own pace', async () => {
      await restart({ queue: { maxItems: 16, maxBytes: 1024 * 1024, whenFull: 'refuse' } });
      for (let n = 1; n <= 1_500; n += 1)
        things.emit({ id: String(n), text: large }, new Date(Date.now() - 60_000));
      const client = await open();
      client.socket.pause();
      client.subscribe('s', shown, { extensions: { after: 'c0' } });
      await until(() => things.subscribes.length === 1 && things.openStreams() === 0);
      things.emit({ id: 'live', text: 'committed while it catches up' });
      client.socket.resume();
      const events = await client.events('s', 1_501);
      expect(events.map(({ extensions }) => extensions?.['cursor'])).toEqual(
        Array.from({ length: 1_501 }, (_, n) => `c${n + 1}`),
      );
      expect(things.subscribes.length).toBeGreaterThan(1);
    });

    test('E15 is cut when it answers no ping, though it sends pongs that nobody asked for', async () => {
      // Long enough for a reader that does answer, on a machine that does much else.
      await restart({ keepAliveMs: 500 });
      const raw = await rawClient(gateway.port);
      raw.pause();
      // A client's frames are masked: here with zeros.
      const pong = Buffer.from([0x8a, 0x80, 0, 0, 0, 0]);
      const timer = setInterval(() => raw.write(pong), 10);
      const reader = await open();
      await untilSockets(gateway, 1);
      clearInterval(timer);
      raw.destroy();
      reader.subscribe('q', '{ hello }');
      expect(await reader.events('q', 1)).toHaveLength(1);
    });
  });

  test('is thinned out for who asks for that, and for nobody else', async () => {
    const [all, shaped] = [await open(), await open()];
    all.subscribe('s', shown);
    shaped.subscribe('s', shown, { extensions: { shaping: { latestPerEntity: true, maxPerSecond: 1 } } });
    shaped.subscribe('wrong', shown, { extensions: { shaping: { maxPerSecond: 0 } } });
    for (const client of [all, shaped]) await client.events('s', 1);
    expect((await shaped.errorsOf('wrong'))[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'extensions.shaping.maxPerSecond',
    });
    await until(() => things.openStreams() === 1);
    for (let n = 1; n <= 20; n += 1) things.emit({ id: '1', text: String(n) });
    expect(await all.events('s', 20)).toHaveLength(20);
    const seen: unknown[] = [];
    while (seen.at(-1) !== 'c20')
      seen.push(...(await shaped.events('s', 1)).map(({ extensions }) => extensions?.['cursor']));
    expect(seen.length).toBeLessThan(20);
  });

  describe('draining', () => {
    test('H05 ends each stream with SERVER_DRAINING and its cursor, lets queries and mutations finish, closes with 1001', async () => {
      const client = await open();
      client.subscribe('s', shown);
      await client.events('s', 1);
      things.emit({ id: '1', text: 'last' });
      await client.events('s', 1);
      const waiting = await open();
      waiting.subscribe('m', 'mutation { lateWrite }');
      await until(() => plain.requests.length === 1);
      const closing = gateway.close();
      expect((await client.errorsOf('s'))[0]?.extensions).toEqual({ code: 'SERVER_DRAINING', cursor: 'c1' });
      expect(await client.closed).toEqual({ code: 1001, reason: 'Going away' });
      waiting.subscribe('q', '{ hello }');
      expect((await waiting.errorsOf('q'))[0]?.extensions['code']).toBe('SERVER_DRAINING');
      await expect(open()).rejects.toThrow('503');
      release();
      expect((await waiting.events('m', 1))[0]?.data).toEqual({ lateWrite: 'written' });
      expect(await waiting.closed).toMatchObject({ code: 1001 });
      await closing;
    });

    test('aborts what has not finished in its time, and cuts a client that does not answer the close', async () => {
      await gateway.close();
      gateway = await startTestGateway([things, plain], {
        signingKey,
        drainMs: 50,
        sockets: { cutMs: 50 },
      });
      const deaf = await rawClient(gateway.port);
      const client = await open();
      client.subscribe('q', '{ late }');
      await until(() => plain.requests.length === 1);
      await gateway.close();
      expect(await client.closed).toMatchObject({ code: 1001 });
      deaf.destroy();
    });

    test('closes twice without harm', async () => {
      await Promise.all([gateway.close(), gateway.close()]);
      await gateway.close();
    });
  });

  test('lets a query go when its client leaves, and brings a mutation to its end', async () => {
    const client = await open();
    client.subscribe('m', 'mutation { lateWrite }');
    await until(() => plain.requests.length === 1);
    await client.close();
    release();
    const other = await open();
    other.subscribe('q', '{ hello }');
    expect(await other.events('q', 1)).toHaveLength(1);
  });

  test('serves an id again as soon as its stream was completed', async () => {
    const client = await open();
    for (let round = 0; round < 20; round += 1) {
      client.subscribe('s', shown);
      client.send({ id: 's', type: 'complete' });
    }
    client.subscribe('s', shown);
    things.emit({ id: '9', text: 'seen' });
    await until(() => client.waiting().some(({ payload }) => JSON.stringify(payload).includes('seen')));
    expect(client.waiting().filter(({ type }) => type !== 'next')).toEqual([]);
    await until(() => things.openStreams() === 1);
  });

  describe('of a foreign subgraph, which has no cursors', () => {
    let foreign: FakeSubgraph;
    let emit: (value: object) => void = () => undefined;
    let other: TestGateway;

    beforeEach(async () => {
      const queue: object[] = [];
      let wake: () => void = () => undefined;
      emit = (value) => {
        queue.push(value);
        wake();
      };
      foreign = await startFakeSubgraph({
        name: 'foreign',
        sdl: 'type Query { a: Int } type Subscription { ticks: Int }',
        resolvers: {
          Subscription: {
            ticks: {
              async *subscribe() {
                for (;;) {
                  const value = queue.shift();
                  if (value) yield value;
                  else await new Promise<void>((resolve) => (wake = resolve));
                }
              },
            },
          },
        },
      });
      other = await startTestGateway([foreign]);
    });
    afterEach(async () => {
      await other.close();
      await foreign.close();
    });

    const openForeign = async (): Promise<LiveClient> => {
      const client = await openLiveClient(other.url);
      clients.push(client);
      return client;
    };

    test('streams its events without cursors, signature or viewer', async () => {
      const client = await openForeign();
      client.subscribe('s', 'subscription { ticks }');
      emit({ ticks: 1 });
      emit({ ticks: 2 });
      expect(await client.events('s', 2)).toEqual([{ data: { ticks: 1 } }, { data: { ticks: 2 } }]);
      expect(JSON.stringify(foreign.socketMessages)).not.toMatch(/signature|viewer|hub/);
    });

    test('ends with SUBGRAPH_UNAVAILABLE when its connection breaks', async () => {
      const client = await openForeign();
      client.subscribe('s', 'subscription { ticks }');
      emit({ ticks: 1 });
      await client.events('s', 1);
      foreign.cut();
      expect((await client.errorsOf('s'))[0]?.extensions).toEqual({ code: 'SUBGRAPH_UNAVAILABLE' });
    });

    test('refuses to resume with BAD_USER_INPUT', async () => {
      const client = await openForeign();
      client.subscribe('s', 'subscription { ticks }', { extensions: { after: 'c1' } });
      expect((await client.errorsOf('s'))[0]?.extensions).toEqual({
        code: 'BAD_USER_INPUT',
        field: 'extensions.after',
        rule: 'not_resumable',
      });
    });
  });
});

/** A socket that has said connection_init and reads only when told to. */
async function rawClient(port: number): Promise<Socket> {
  const { socket } = await openRawWebSocket(port);
  socket.write(maskedText('{"type":"connection_init"}'));
  return socket;
}

/** Waits until the gateway holds so many client sockets. */
async function untilSockets(gateway: TestGateway, count: number): Promise<void> {
  const wanted = new RegExp(`^hub_client_sockets ${count}$`, 'm');
  for (;;) {
    if (wanted.test(await metricsOf(gateway))) return;
  }
}

async function metricsOf(gateway: TestGateway): Promise<string> {
  return (await fetch(gateway.url.replace('graphql', 'metrics'))).text();
}
