import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { WebSocket } from 'ws';
import { startFakeSubgraph } from '../../kit/fake-subgraph.ts';
import type { FakeSubgraph } from '../../kit/fake-subgraph.ts';
import { openLiveClient } from '../../kit/live-client.ts';
import type { LiveClient, LiveOptions } from '../../kit/live-client.ts';
import { startTestGateway } from '../../kit/start-gateway.ts';
import type { TestGateway } from '../../kit/start-gateway.ts';

/** Yields nothing until it is returned. */
async function* silence(): AsyncGenerator<object> {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  try {
    yield await ended.then(() => ({}));
  } finally {
    end();
  }
}

const nested = (levels: number): string =>
  Array.from({ length: levels }).reduce<string>((inner) => `{ friend ${inner} }`, '{ id }');

describe('the WebSocket road', () => {
  let people: FakeSubgraph;
  let gateway: TestGateway;
  const clients: LiveClient[] = [];

  beforeAll(async () => {
    people = await startFakeSubgraph({
      name: 'people',
      sdl: `type Query { hello(name: String): String  person: Person  fails: String  many(first: Int): [Person] @listSize(slicingArguments: ["first"]) }
            type Mutation { rename(name: String!): String }
            type Subscription { ticks: Tick  quiet: Tick }
            type Tick { count: Int }
            type Person @key(fields: "id") { id: ID! friend: Person }`,
      resolvers: {
        Query: {
          hello: (_: unknown, { name }: { name?: string }) => `Hello ${name ?? 'you'}`,
          person: () => ({ id: '1' }),
          fails: () => {
            throw new Error('secret of the kitchen');
          },
        },
        Mutation: { rename: (_: unknown, { name }: { name: string }) => name },
        Subscription: {
          ticks: {
            async *subscribe() {
              for (let count = 1; count <= 3; count += 1) yield { ticks: { count } };
            },
          },
          quiet: { subscribe: () => silence() },
        },
      },
    });
    gateway = await startTestGateway([people], { sockets: { initMs: 150 } });
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
  });
  afterAll(async () => {
    await gateway.close();
    await people.close();
  });

  const open = async (options?: LiveOptions): Promise<LiveClient> => {
    const client = await openLiveClient(gateway.url, options);
    clients.push(client);
    return client;
  };

  test('streams the events of a subgraph to its end', async () => {
    const client = await open();
    client.subscribe('1', 'subscription { now: ticks { __typename n: count } }');
    const events = await client.events('1', 3);
    expect(events.map(({ data }) => data)).toEqual(
      [1, 2, 3].map((n) => ({ now: { __typename: 'Tick', n } })),
    );
    expect(await client.next()).toEqual({ id: '1', type: 'complete' });
  });

  test('runs queries and mutations through the pipeline of HTTP', async () => {
    const client = await open();
    client.subscribe('1', 'query ($n: String) { hello(name: $n) }', { variables: { n: 'Huế' } });
    expect(await client.nextOf('1')).toEqual({
      id: '1',
      type: 'next',
      payload: { data: { hello: 'Hello Huế' } },
    });
    expect(await client.nextOf('1')).toEqual({ id: '1', type: 'complete' });
    client.subscribe('2', 'mutation { rename(name: "x") }');
    expect((await client.events('2', 1))[0]).toEqual({ data: { rename: 'x' } });
  });

  test('masks the errors of a query and keeps its data', async () => {
    const client = await open();
    client.subscribe('1', '{ hello fails }');
    const [payload] = await client.events('1', 1);
    expect(payload?.data).toEqual({ hello: 'Hello you', fails: null });
    expect(JSON.stringify(payload)).not.toContain('kitchen');
    expect(payload?.errors?.[0]?.extensions['code']).toBe('INTERNAL_SERVER_ERROR');
  });

  describe('refuses before execution what HTTP refuses, with the same code, and the socket lives on', () => {
    const cases: [string, object][] = [
      ['E09 a syntax error', { query: 'subscription {' }],
      ['A01 depth 11', { query: `{ person ${nested(11)} }` }],
      [
        'A02 depth 11 in a fragment',
        { query: `query { person { ...F } } fragment F on Person ${nested(11)}` },
      ],
      ['A04 31 aliases', { query: `{ ${Array.from({ length: 31 }, (_, n) => `a${n}: hello`).join(' ')} }` }],
      [
        'A05 21 root fields',
        {
          query: `{ ${'__typename '.repeat(1)}${Array.from({ length: 21 }, (_, n) => `b${n}: hello`).join(' ')} }`,
        },
      ],
      ['A06 more than 1,000 tokens', { query: `{ ${'hello '.repeat(1_001)} }` }],
      ['A07 51 directives', { query: `{ hello ${'@skip(if: false) '.repeat(51)} }` }],
      [
        'A08 a fragment that spreads itself',
        { query: '{ person { ...F } } fragment F on Person { friend { ...F } }' },
      ],
      ['A14 a misspelt field', { query: '{ helo }' }],
      [
        'A16 a text that is too long',
        { query: 'query ($n: String) { hello(name: $n) }', variables: { n: 'x'.repeat(20_000) } },
      ],
      [
        'A21 an object for a text',
        { query: 'query ($n: String) { hello(name: $n) }', variables: { n: { $ne: 1 } } },
      ],
      ['A26 an operation that is not there', { query: 'query A { hello }', operationName: 'B' }],
      ['A28 a page over the limit', { query: '{ many(first: 1000000) { id } }' }],
      [
        'A28 too high a cost',
        { query: '{ many(first: 100) { friend { id friend { id } } } a: many(first: 100) { id } }' },
      ],
      ['B03 _entities', { query: '{ _entities(representations: []) { __typename } }' }],
      ['two root fields of a subscription', { query: 'subscription { ticks { count } quiet { count } }' }],
    ];

    test.each(cases)('%s', async (_name, payload) => {
      const onHttp = await gateway.post(payload as { query: string });
      const client = await open();
      client.send({ id: '1', type: 'subscribe', payload });
      const isRefused = onHttp.body.data === undefined;
      if (!isRefused) {
        expect((await client.events('1', 1))[0]).toEqual(onHttp.body);
        return;
      }
      const errors = await client.errorsOf('1');
      expect(errors.map(({ message, extensions }) => [message, extensions])).toEqual(
        onHttp.body.errors?.map(({ message, extensions }) => [message, extensions]),
      );
      client.subscribe('2', '{ hello }');
      expect((await client.events('2', 1))[0]?.data).toEqual({ hello: 'Hello you' });
    });

    test('a query without text', async () => {
      const client = await open();
      client.subscribe('1', '');
      expect((await client.errorsOf('1'))[0]?.extensions['code']).toBe('BAD_REQUEST');
    });

    test('A19 a key that could reach a prototype', async () => {
      const client = await open();
      client.send(
        '{"id":"1","type":"subscribe","payload":{"query":"{ hello }","variables":{"__proto__":{"x":1}}}}',
      );
      expect((await client.errorsOf('1'))[0]?.extensions['code']).toBe('BAD_REQUEST');
      expect(Object.keys(Object.prototype)).toEqual([]);
    });
  });

  test('E01 closes a socket without connection_init', async () => {
    const client = await open({ init: false });
    expect(await client.closed).toMatchObject({ code: 4408 });
  });

  test('E02 closes on a subscribe before the ack', async () => {
    const client = await open({ init: false });
    client.subscribe('1', '{ hello }');
    expect(await client.closed).toMatchObject({ code: 4401 });
  });

  test('E03 closes on a second connection_init', async () => {
    const client = await open();
    client.send({ type: 'connection_init' });
    expect(await client.closed).toMatchObject({ code: 4429 });
  });

  test.each([
    ['a forged token', { Authorization: 'Bearer ey.ey.ey' }],
    ['another scheme', { authorization: 'Basic eDp5' }],
    ['no text', { authorization: { bearer: true } }],
  ])('E04 refuses %s with a fixed text', async (_name, payload) => {
    const client = await open({ init: false });
    client.send({ type: 'connection_init', payload });
    expect(await client.closed).toEqual({ code: 4403, reason: 'Forbidden' });
  });

  test('E05 closes on an id that is in use', async () => {
    const client = await open();
    client.subscribe('1', 'subscription { quiet { count } }');
    client.subscribe('1', 'subscription { quiet { count } }');
    expect(await client.closed).toMatchObject({ code: 4409 });
  });

  test('E06 serves an id named __proto__ and pollutes nothing', async () => {
    const client = await open();
    client.subscribe('__proto__', 'subscription { ticks { count } }');
    expect(await client.events('__proto__', 3)).toHaveLength(3);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test('E07 serves no other subprotocol', async () => {
    const legacy = new WebSocket(gateway.url.replace('http', 'ws'), 'graphql-ws');
    const [error] = (await once(legacy, 'error')) as [Error];
    expect(error.message).toContain('no subprotocol');
    const bare = new WebSocket(gateway.url.replace('http', 'ws'));
    const [code] = (await once(bare, 'close')) as [number];
    expect(code).toBe(4406);
  });

  test.each([
    ['no JSON', '{', 4400],
    ['a type of nobody', '{"type":"start","id":"1"}', 4400],
    ['a type of servers', '{"type":"connection_ack"}', 4500],
  ])('E08 closes on %s', async (_name, message, code) => {
    const client = await open();
    client.send(message);
    const closing = await client.closed;
    expect(closing.code).toBe(code);
    expect(closing.reason).not.toContain('Unexpected');
  });

  test('E10 closes on a frame over 64 KiB', async () => {
    const client = await open();
    client.send(`{"type":"ping","payload":{"x":"${'x'.repeat(65 * 1024)}"}}`);
    expect(await client.closed).toMatchObject({ code: 1009 });
  });

  test('E11 closes on text that is not UTF-8', async () => {
    const client = await open();
    client.socket.send(Buffer.from([0x7b, 0xff, 0x7d]), { binary: false });
    expect(await client.closed).toMatchObject({ code: 1007 });
  });

  test('E12 closes on fragments without end', async () => {
    const client = await open();
    for (let sent = 0; sent < 300; sent += 1) client.socket.send('x', { fin: false });
    expect(await client.closed).toMatchObject({ code: 1008 });
  });

  test('E13 refuses the 51st subscription of a socket and keeps the others', async () => {
    const client = await open();
    for (let id = 1; id <= 51; id += 1) client.subscribe(String(id), 'subscription { quiet { count } }');
    expect((await client.errorsOf('51'))[0]?.extensions['code']).toBe('TOO_MANY_SUBSCRIPTIONS');
    client.send({ id: '50', type: 'complete' });
    client.subscribe('52', '{ hello }');
    expect(await client.events('52', 1)).toHaveLength(1);
    expect(client.waiting()).toEqual([{ id: '52', type: 'complete' }].slice(0, client.waiting().length));
  });

  test.each(['before', 'after'])('E14 closes on a flood of ping messages %s the ack', async (when) => {
    const client = await open(when === 'before' ? { init: false } : {});
    for (let sent = 0; sent < 1_000; sent += 1) client.send({ type: 'ping' });
    expect(await client.closed).toMatchObject({ code: 4429 });
  });

  test('E14 closes on a flood of ping frames, and of any messages', async () => {
    const pinging = await open();
    for (let sent = 0; sent < 1_000; sent += 1) pinging.socket.ping();
    expect(await pinging.closed).toMatchObject({ code: 4429 });
    const talking = await open();
    for (let sent = 0; sent < 1_000; sent += 1) talking.send({ id: 'x', type: 'complete' });
    expect(await talking.closed).toMatchObject({ code: 4429 });
  });

  test('answers a ping with a pong of the same payload', async () => {
    const client = await open();
    client.send({ type: 'ping', payload: { at: 1 } });
    expect(await client.next()).toEqual({ type: 'pong', payload: { at: 1 } });
  });

  test.each([
    ['a foreign page with cookies', 403, { origin: 'https://evil.example', cookie: 'session=1' }],
    ['another path', 404, {}],
    ['an address with a token in it', 400, {}],
  ])('E20 refuses the upgrade of %s', async (_name, status, headers) => {
    const path = { 403: 'graphql', 404: 'other', 400: 'graphql?x=1&Authorization=Bearer%20a' }[status] ?? '';
    const url = gateway.url.replace('graphql', path).replace('http', 'ws');
    const socket = new WebSocket(url, 'graphql-transport-ws', { headers });
    const [error] = (await once(socket, 'error')) as [Error];
    expect(error.message).toContain(String(status));
  });

  test('E20 welcomes a foreign page without cookies, and our own page with them', async () => {
    const own = gateway.url.replace('/graphql', '');
    await open({ headers: { origin: 'https://vendor.example' } });
    await open({ headers: { origin: own, cookie: 'session=1' } });
    expect(clients).toHaveLength(2);
  });

  test('takes no HTTP upgrade that is not a WebSocket', async () => {
    const socket = connect(gateway.port, '127.0.0.1');
    const key = randomBytes(16).toString('base64');
    socket.write(
      `GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
    );
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString('utf8')).toMatch(/^HTTP\/1\.1 400/);
    socket.destroy();
  });
});
