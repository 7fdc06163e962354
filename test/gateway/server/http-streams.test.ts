import { createHash } from 'node:crypto';
import { startCursorSubgraph } from '../../kit/cursor-subgraph.ts';
import type { CursorSubgraph } from '../../kit/cursor-subgraph.ts';
import { publicLink, startFakeSubgraph } from '../../kit/fake-subgraph.ts';
import type { FakeSubgraph } from '../../kit/fake-subgraph.ts';
import { eventStream, multipart, openHttpStream } from '../../kit/http-stream.ts';
import type { HttpStreamClient, HttpStreamOptions } from '../../kit/http-stream.ts';
import { until } from '../../kit/live-client.ts';
import { startTestGateway } from '../../kit/start-gateway.ts';
import type { TestGateway } from '../../kit/start-gateway.ts';
import { startIssuer } from '../../kit/start-issuer.ts';
import type { TestIssuer } from '../../kit/start-issuer.ts';

const signingKey = 'the key of the tests, long enough to be one';
const sdl = `${publicLink}
  type Subscription { changed: Thing @public }
  type Thing @key(fields: "id") { id: ID! @public  text: String @public  mine: String }`;
const shown = { query: 'subscription { changed { id text } }' };
const hidden = { query: 'subscription { changed { id mine } }' };
const large = 'x'.repeat(32 * 1024);

describe('a live stream as an HTTP answer', () => {
  let things: CursorSubgraph;
  let plain: FakeSubgraph;
  let issuer: TestIssuer;
  let gateway: TestGateway;
  const streams: HttpStreamClient[] = [];

  beforeEach(async () => {
    things = await startCursorSubgraph({ name: 'things', sdl, field: 'changed', signingKey });
    plain = await startFakeSubgraph({
      name: 'plain',
      sdl: 'type Query { hello: String } type Mutation { rename: String }',
      resolvers: { Query: { hello: () => 'hi' }, Mutation: { rename: () => 'new' } },
    });
    issuer = await startIssuer();
    gateway = await start();
  });
  afterEach(async () => {
    for (const stream of streams.splice(0)) stream.close();
    await gateway.close();
    await Promise.all([things.kill(), plain.close(), issuer.close()]);
  });

  const start = (sockets: object = {}): Promise<TestGateway> =>
    startTestGateway([things, plain], { signingKey, issuers: [issuer.config], sockets, drainMs: 5_000 });
  const restart = async (sockets: object): Promise<void> => {
    await gateway.close();
    gateway = await start(sockets);
  };
  const open = async (body: object | string, options: HttpStreamOptions = {}): Promise<HttpStreamClient> => {
    const stream = await openHttpStream(gateway.url, body, options);
    streams.push(stream);
    return stream;
  };
  const expiringIn = async (seconds: number): Promise<Record<string, string>> => ({
    authorization: `Bearer ${await issuer.token('officer', { exp: Math.floor(Date.now() / 1_000) + seconds })}`,
  });
  const emit = (count: number, text = 'new'): void => {
    for (let n = 1; n <= count; n += 1) things.emit({ id: String(n), text });
  };

  test('by Server-Sent Events has the cursor as the id of each event', async () => {
    const stream = await open(shown);
    expect(stream.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
    });
    await stream.events(1);
    emit(1);
    expect(await stream.next()).toEqual({
      kind: 'next',
      id: 'c1',
      payload: { data: { changed: { id: '1', text: 'new' } }, extensions: { cursor: 'c1' } },
    });
  });

  test('by multipart has each result under payload', async () => {
    const stream = await open(shown, { accept: multipart });
    expect(stream.headers['content-type']).toBe('multipart/mixed;boundary=graphql;subscriptionSpec=1.0');
    await stream.events(1);
    emit(1);
    expect(await stream.events(1)).toEqual([
      { data: { changed: { id: '1', text: 'new' } }, extensions: { cursor: 'c1' } },
    ]);
    expect(
      stream.text().startsWith('\r\n--graphql\r\ncontent-type: application/json\r\n\r\n{"payload":'),
    ).toBe(true);
  });

  test.each(['c0', ''])(
    'by GET goes on behind Last-Event-ID %p, which a browser sends by itself',
    async (id) => {
      emit(3);
      const address = { ...shown, extensions: { after: 'c1' } };
      const stream = await open(address, { method: 'GET', headers: { 'last-event-id': id } });
      const first = id === '' ? 2 : 1;
      expect((await stream.events(4 - first)).map(({ extensions }) => extensions?.['cursor'])).toEqual(
        ['c1', 'c2', 'c3'].slice(first - 1),
      );
    },
  );

  test.each([eventStream, multipart])('by POST as %s goes on behind extensions.after', async (accept) => {
    emit(2);
    const stream = await open({ ...shown, extensions: { after: 'c1' } }, { accept });
    expect(await stream.events(1)).toMatchObject([{ extensions: { cursor: 'c2' } }]);
  });

  test('is registered under its hash, and asked for by that from then on', async () => {
    const sha256Hash = createHash('sha256').update(shown.query).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    const unknown = await open({ extensions }, { accept: `${eventStream}, application/json` });
    expect(unknown.errors[0]?.extensions['code']).toBe('PERSISTED_QUERY_NOT_FOUND');
    for (const body of [{ ...shown, extensions }, { extensions }])
      expect(await (await open(body)).events(1)).toMatchObject([{ extensions: { cursor: 'c0' } }]);
    const byGet = await open({ extensions }, { method: 'GET' });
    expect(await byGet.events(1)).toHaveLength(1);
  });

  describe('is chosen by the operation', () => {
    const everything =
      'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed';

    test('a query of a client that names every type is answered with JSON, a subscription with events', async () => {
      const query = await open({ query: '{ hello }' }, { accept: everything });
      expect(query.headers['content-type']).toBe('application/graphql-response+json; charset=utf-8');
      const stream = await open(shown, { accept: everything });
      expect(stream.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    });

    test.each([
      ['multipart/mixed', 'multipart/mixed;boundary=graphql;subscriptionSpec=1.0'],
      [`${multipart}, application/json`, 'multipart/mixed;boundary=graphql;subscriptionSpec=1.0'],
      ['text/event-stream;q=0.5, multipart/mixed', 'multipart/mixed;boundary=graphql;subscriptionSpec=1.0'],
      ['text/event-stream, multipart/mixed', 'text/event-stream; charset=utf-8'],
    ])('a subscription accepted as %s comes as %s', async (accept, type) => {
      expect((await open(shown, { accept })).headers['content-type']).toBe(type);
    });

    test.each(['application/json', '*/*', 'multipart/mixed;deferSpec=20220824, application/json'])(
      'A25 a subscription accepted as %s is refused with a word on what fits',
      async (accept) => {
        const { status, errors } = await open(shown, { accept });
        expect(status).toBe(400);
        expect(errors[0]?.extensions['code']).toBe('BAD_REQUEST');
        expect(errors[0]?.message).toMatch(/WebSocket.*text\/event-stream.*subscriptionSpec=1\.0/);
        expect(things.subscribes).toEqual([]);
      },
    );

    test('a query of a client that takes only events is a stream of its one answer, its refusal too', async () => {
      for (const [query, payload] of [
        ['{ hello }', { data: { hello: 'hi' } }],
        ['mutation { rename }', { data: { rename: 'new' } }],
        ['{ nowhere }', { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] }],
        ['subscription {', { errors: [{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }] }],
      ] as const) {
        const stream = await open({ query });
        expect(stream.status).toBe(200);
        expect(await stream.events(1)).toMatchObject([payload]);
        expect(await stream.end()).toEqual([]);
        await stream.closed;
      }
    });
  });

  describe('opened by GET from any page', () => {
    const get = (body: object, headers: Record<string, string> = {}): Promise<HttpStreamClient> =>
      open(body, { method: 'GET', headers });

    test('A22 may be a subscription, and nothing else', async () => {
      const page = { origin: 'https://vendor.example' };
      const stream = await get(shown, page);
      expect(await stream.events(1)).toHaveLength(1);
      for (const query of ['{ hello }', 'mutation { rename }']) {
        const { status, errors } = await get({ query }, page);
        expect(status).toBe(400);
        expect(errors[0]?.message).toMatch(/forgery/);
      }
      expect(plain.requests).toEqual([]);
    });

    test('E20 is refused when it brings cookies', async () => {
      const { status } = await get(shown, { origin: 'https://evil.example', cookie: 'session=1' });
      expect(status).toBe(403);
      const own = await get(shown, { origin: gateway.url.replace('/graphql', ''), cookie: 'session=1' });
      expect(await own.events(1)).toHaveLength(1);
    });

    test('A22 is refused when a page sends it by POST as it may without being asked', async () => {
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
        const headers = { 'content-type': type, origin: 'https://evil.example' };
        const { status, errors } = await open(shown, { headers });
        expect([status, errors[0]?.extensions['code']]).toEqual([400, 'BAD_REQUEST']);
      }
      expect(things.subscribes).toEqual([]);
    });

    test('A24 a mutation is a 405 also for a client that says that it was asked', async () => {
      const { status } = await get({ query: 'mutation { rename }' }, { 'content-type': 'application/json' });
      expect(status).toBe(405);
    });
  });

  test.each([eventStream, multipart])('C05 as %s ends when its token has expired', async (accept) => {
    const stream = await open(hidden, { accept, headers: await expiringIn(-28) });
    await stream.events(1);
    expect((await stream.end())[0]?.extensions).toEqual({ code: 'SUBSCRIPTION_JWT_EXPIRED', cursor: 'c0' });
    await stream.closed;
    await until(() => things.openStreams() === 0);
  });

  test.each([eventStream, multipart])('as %s says now and then that the server lives', async (accept) => {
    await restart({ keepAliveMs: 20 });
    const stream = await open(shown, { accept });
    await stream.events(1);
    for (let beat = 0; beat < 4; beat += 1) await stream.heartbeat();
    emit(1);
    expect(await stream.events(1)).toHaveLength(1);
  });

  describe.each([eventStream, multipart])('to a reader that is too slow, as %s', (accept) => {
    test('E17 is cut behind a bounded queue, told where to resume, and holds nobody up', async () => {
      await restart({ queue: { maxItems: 64, maxBytes: 1024 * 1024, whenFull: 'refuse' } });
      const slow = await open(shown, { accept });
      await slow.events(1);
      slow.response.pause();
      const fast = await open(shown);
      await fast.events(1);
      let sent = 0;
      while (sent < 2_000 && !(await isCut())) {
        for (let burst = 0; burst < 10; burst += 1) things.emit({ id: String((sent += 1)), text: large });
        await fast.events(10);
      }
      slow.response.resume();
      let read = 0;
      let last = await slow.next();
      for (; last.kind === 'next' && last.payload.data; last = await slow.next()) read += 1;
      const errors = last.kind === 'next' ? last.payload.errors : last.kind === 'end' ? last.errors : [];
      expect(errors).toMatchObject([{ extensions: { code: 'SLOW_CONSUMER', cursor: `c${read}` } }]);
      await slow.closed;
      const resumed = await open({ ...shown, extensions: { after: `c${read}` } }, { accept });
      expect((await resumed.events(sent - read)).map(({ extensions }) => extensions?.['cursor'])).toEqual(
        Array.from({ length: sent - read }, (_, n) => `c${read + n + 1}`),
      );
    });

    test('E17 is cut by the beat when nothing of it is taken, though it is only catching up', async () => {
      await restart({ keepAliveMs: 100, cutMs: 50 });
      for (let n = 1; n <= 600; n += 1)
        things.emit({ id: String(n), text: large }, new Date(Date.now() - 60_000));
      const slow = await open({ ...shown, extensions: { after: 'c0' } }, { accept });
      slow.response.pause();
      await until(async () => /^hub_client_http_streams 0$/m.test(await metricsOf(gateway)));
    });
  });

  test.each([eventStream, multipart])(
    'E17 as %s to a peer that is gone without a word is cut while all that was sent to it is still on its way, and its subgraph let go',
    async (accept) => {
      // The system takes it all over for a peer that takes nothing of it: nothing waits here.
      await restart({ keepAliveMs: 400 });
      const gone = await open(shown, { accept });
      await gone.events(1);
      gone.response.socket.pause();
      emit(10, large);
      await until(async () => /^hub_events_delivered_total 11$/m.test(await metricsOf(gateway)));
      expect(await metricsOf(gateway)).toMatch(/^hub_queued_events 0$/m);
      await until(() => things.openStreams() === 0);
      expect(await metricsOf(gateway)).toMatch(/^hub_client_http_streams 0$/m);
    },
  );

  test('E17 a peer that reads, though slowly, is not cut however long it takes', async () => {
    await restart({ keepAliveMs: 100 });
    const slow = await open(shown);
    await slow.events(1);
    const { socket } = slow.response;
    const pace = setInterval(() => {
      socket.resume();
      setImmediate(() => socket.pause());
    }, 10);
    for (let n = 1; n <= 40; n += 1) {
      things.emit({ id: String(n), text: large });
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await slow.events(40);
    clearInterval(pace);
    socket.resume();
    expect(await metricsOf(gateway)).toMatch(/^hub_client_http_streams 1$/m);
  });

  const isCut = async (): Promise<boolean> =>
    (await metricsOf(gateway)).includes('hub_streams_ended_total{reason="SLOW_CONSUMER"} 1');

  test('lets its subgraph go when the client leaves, with or without a goodbye', async () => {
    for (const accept of [eventStream, multipart])
      for (const leave of ['destroy', 'reset'] as const) {
        const stream = await open(shown, { accept });
        await stream.events(1);
        if (leave === 'destroy') stream.close();
        else stream.response.socket.resetAndDestroy();
        await until(() => things.openStreams() === 0);
      }
    expect(await metricsOf(gateway)).toMatch(/^hub_subscribers 0$/m);
  });

  test('H05 ends with SERVER_DRAINING and its cursor when the gateway stops, and nothing new begins', async () => {
    const open2 = [await open(shown), await open(shown, { accept: multipart })];
    for (const stream of open2) await stream.events(1);
    emit(1);
    for (const stream of open2) await stream.events(1);
    const closing = gateway.close();
    for (const stream of open2) {
      expect((await stream.end())[0]?.extensions).toEqual({ code: 'SERVER_DRAINING', cursor: 'c1' });
      await stream.closed;
    }
    await closing;
    await expect(open(shown)).rejects.toThrow('ECONNREFUSED');
  });

  test('H05 a gateway does not wait for a reader that takes nothing', async () => {
    await restart({ cutMs: 50 });
    const slow = await open(shown);
    await slow.events(1);
    slow.response.pause();
    // One by one: it is to have something waiting for it, and not to be cut for that.
    let n = 0;
    await until(async () => {
      things.emit({ id: String((n += 1)), text: large });
      return !/^hub_queued_events 0$/m.test(await metricsOf(gateway));
    }, 60_000);
    await gateway.close();
  });
});

async function metricsOf(gateway: TestGateway): Promise<string> {
  return (await fetch(gateway.url.replace('graphql', 'metrics'))).text();
}
