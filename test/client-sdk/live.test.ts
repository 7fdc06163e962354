import { WebSocket } from 'ws';
import { createHub } from '../../client-sdk/src/client.ts';
import { memoryCursors } from '../../client-sdk/src/cursor-store.ts';
import type { Connection } from '../../client-sdk/src/http.ts';
import type { LiveOptions } from '../../client-sdk/src/live.ts';
import { live } from '../../client-sdk/src/live.ts';
import type { LiveEvent } from '../../client-sdk/src/live-event.ts';
import type { FakeHub, FakeScript } from '../kit/fake-hub.ts';
import { startFakeHub } from '../kit/fake-hub.ts';
import { until } from '../kit/live-client.ts';

const request = { query: 'subscription { n }', variables: {} };
let hub: FakeHub;
afterEach(() => hub.close());

const start = async (script: FakeScript, accepts?: (authorization: string | undefined) => boolean) =>
  (hub = await startFakeHub(script, accepts ? { accepts } : {}));

/** A token as a sign-in makes it, without a signature: it is the hub that checks that. */
const tokenUntil = (endsAtMs: number, name: string): string =>
  ['{}', JSON.stringify({ exp: Math.round(endsAtMs / 1_000), name })]
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.');

describe.each(['ws', 'sse'] as const)('a live stream of the SDK over %s', (road) => {
  const connection = (more: Partial<Connection> = {}): Connection => ({
    url: hub.url,
    live: road,
    webSocket: WebSocket,
    ...more,
  });
  const read = async (
    options: LiveOptions = {},
    more: Partial<Connection> = {},
  ): Promise<readonly LiveEvent<unknown>[]> => {
    const events: LiveEvent<unknown>[] = [];
    for await (const event of live(connection(more), request, options)) events.push(event);
    return events;
  };
  const numbers = (events: readonly LiveEvent<unknown>[]): unknown[] => events.map(({ data }) => data);
  const upTo = (last: number): unknown[] => Array.from({ length: last }, (_, n) => ({ n: n + 1 }));

  test('resumes behind its last event after each break, on a new connection', async () => {
    await start((stream, index) => {
      for (let n = index * 2 + 1; n <= index * 2 + 2; n += 1) stream.event(n);
      if (index < 3) stream.cut();
      else stream.complete();
    });
    expect(numbers(await read())).toEqual(upTo(8));
    expect(hub.tries.map(({ after }) => after)).toEqual([undefined, 'c2', 'c4', 'c6']);
  });

  test('gives an event once that the hub gives twice', async () => {
    await start((stream, index) => {
      for (const n of index === 0 ? [1, 2, 2, 1, 3] : [2, 3, 4]) stream.event(n);
      if (index === 0) stream.cut();
      else stream.complete();
    });
    expect(numbers(await read())).toEqual(upTo(4));
  });

  test('begins behind the cursor it is given and tells each break before it waits', async () => {
    await start((stream, index) => (index < 2 ? stream.cut() : stream.complete()));
    const breaks: number[] = [];
    await read({ after: 'c7', onBreak: (attempt) => void breaks.push(attempt) });
    expect(hub.tries.map(({ after }) => after)).toEqual(['c7', 'c7', 'c7']);
    expect(breaks).toEqual([1, 2]);
  });

  test('tells a resync, also one whose cursor it has seen', async () => {
    await start((stream, index) => {
      stream.event(1, { cursor: 'c1', ...(index === 0 ? { start: true } : { resync: true }) });
      if (index === 0) stream.cut();
      else stream.complete();
    });
    expect((await read()).map(({ start: isStart, resync }) => [isStart, resync])).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  test('says resync for a stream without cursors that broke, and not for its first event', async () => {
    await start((stream, index) => {
      if (index > 0) stream.event(index, {});
      if (index < 2) stream.cut();
      else stream.complete();
    });
    expect((await read()).map(({ resync }) => resync)).toEqual([false, true]);
  });

  test.each(['SERVER_DRAINING', 'SLOW_CONSUMER', 'SUBSCRIPTION_SCHEMA_RELOAD'])(
    'resumes after %s',
    async (code) => {
      await start((stream, index) => {
        stream.event(index + 1);
        if (index === 0) stream.refuse(code);
        else stream.complete();
      });
      expect(numbers(await read())).toEqual(upTo(2));
      expect(hub.tries.map(({ after }) => after)).toEqual([undefined, 'c1']);
    },
  );

  test('throws the code of a refusal that a retry cannot mend, after what came before it', async () => {
    await start((stream) => {
      stream.event(1);
      stream.refuse('NOT_FOUND');
    });
    const events = live(connection(), request);
    expect(await events.next()).toMatchObject({ value: { data: { n: 1 } } });
    await expect(events.next()).rejects.toMatchObject({ name: 'HubError', code: 'NOT_FOUND' });
    expect(hub.tries).toHaveLength(1);
  });

  test('asks for another token when its own has ended, goes on with it, and throws when that is refused too', async () => {
    await start((stream, index) => {
      if (index > 1) return stream.refuse('UNAUTHENTICATED');
      stream.event(index + 1);
      stream.refuse('SUBSCRIPTION_JWT_EXPIRED');
    });
    let asked = 0;
    const events = live(connection({ token: () => `token-${(asked += 1)}` }), request);
    expect(await events.next()).toMatchObject({ value: { data: { n: 1 } } });
    expect(await events.next()).toMatchObject({ value: { data: { n: 2 } } });
    await expect(events.next()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    const bearers = hub.tries.map(({ authorization }) => authorization);
    expect(bearers).toEqual(['Bearer token-1', 'Bearer token-2', 'Bearer token-3']);
  });

  test('outlives a sign-in that is away for a moment', async () => {
    await start((stream) => stream.complete());
    let asked = 0;
    const token = async (): Promise<string> => {
      if ((asked += 1) < 3) throw new Error('the sign-in is away');
      return 'token';
    };
    const causes: unknown[] = [];
    await read({ onBreak: (_attempt, cause) => void causes.push(cause) }, { token });
    expect(causes).toHaveLength(2);
    expect(hub.tries.map(({ authorization }) => authorization)).toEqual(['Bearer token']);
  });

  test('goes on from a kept cursor, which is kept when its reader asks for more', async () => {
    await start((stream) => [1, 2, 3].forEach((n) => stream.event(n)));
    const store = memoryCursors();
    const keep = { store, key: 'mine' };
    const events = live(connection(), request, { keep });
    await events.next();
    expect(store.load('mine')).toBeUndefined();
    await events.next();
    expect(store.load('mine')).toBe('c1');
    await events.return();
    await live(connection(), request, { keep }).next();
    expect(hub.tries.map(({ after }) => after)).toEqual([undefined, 'c1']);
  });

  test('ends without an error when it is aborted: before it began, while it waits for an event, between two tries', async () => {
    await start((stream, index) => (index === 0 ? undefined : stream.cut()));
    expect(await read({ signal: AbortSignal.abort() })).toEqual([]);
    const waiting = new AbortController();
    const reading = read({ signal: waiting.signal });
    await until(() => hub.tries.length === 1);
    waiting.abort();
    expect(await reading).toEqual([]);
    const between = new AbortController();
    expect(await read({ signal: between.signal, onBreak: () => between.abort() })).toEqual([]);
  });

  test('loses and repeats nothing when its reader is slower than its events for a long time', async () => {
    const last = 2_500;
    await start((stream) => {
      const from = Number((stream.after ?? 'c0').slice(1)) + 1;
      for (let n = from; n <= last; n += 1) stream.event(n);
      stream.complete();
    });
    const events: LiveEvent<unknown>[] = [];
    for await (const event of live(connection(), request)) {
      if (events.length % 500 === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      events.push(event);
    }
    expect(numbers(events)).toEqual(upTo(last));
  });

  test('resumes when the hub is away for a while and nothing answers at its address', async () => {
    await start((stream) => {
      stream.event(1);
      stream.cut();
    });
    const { url } = hub;
    const { port } = new URL(url);
    let gone: Promise<void> | undefined;
    const script: FakeScript = (stream) => {
      stream.event(2);
      stream.complete();
    };
    const onBreak = (attempt: number): void => {
      if (attempt === 1) gone = hub.close();
      if (attempt === 3)
        void gone?.then(async () => void (hub = await startFakeHub(script, { port: Number(port) })));
    };
    expect(numbers(await read({ onBreak }, { url }))).toEqual(upTo(2));
    expect(hub.tries.map(({ after }) => after)).toEqual(['c1']);
  });
});

describe('streams of one hub over WebSocket', () => {
  test('share one socket, with ids that count, and let it go with the last of them', async () => {
    await start((stream) => stream.event(1));
    const client = createHub({ url: hub.url, webSocket: WebSocket });
    const streams = [1, 2, 3].map(() =>
      client.subscribe(request.query as never, {} as never)[Symbol.asyncIterator](),
    );
    await Promise.all(streams.map((stream) => stream.next()));
    expect(hub.sockets()).toEqual({ opened: 1, open: 1 });
    for (const stream of streams) await stream.return?.();
    await until(() => hub.sockets().open === 0);
    client.close();
  });

  test('all end with close, and nothing can be begun afterwards', async () => {
    await start((stream) => stream.event(1));
    const client = createHub({ url: hub.url, webSocket: WebSocket });
    const begin = () => client.subscribe(request.query as never, {} as never)[Symbol.asyncIterator]();
    const stream = begin();
    await stream.next();
    client.close();
    client.close();
    expect(await stream.next()).toMatchObject({ done: true });
    await expect(begin().next()).rejects.toThrow('was closed');
  });

  test('a refused token closes the socket: the hook is asked once more, then the refusal is the answer', async () => {
    await start(
      (stream) => stream.complete(),
      (authorization) => authorization === 'Bearer good',
    );
    const tokens = ['old', 'good'];
    const token = (): string | undefined => tokens.shift();
    for await (const event of live({ url: hub.url, webSocket: WebSocket, token }, request)) void event;
    expect(hub.sockets().opened).toBe(2);
    const refused = live({ url: hub.url, webSocket: WebSocket, token: () => 'bad' }, request).next();
    await expect(refused).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      message: 'The hub does not take this token or API key (Forbidden).',
    });
  });

  test('without a WebSocket class say what to hand over', async () => {
    await start(() => undefined);
    const first = live({ url: hub.url, live: 'ws', webSocket: 'none' }, request).next();
    await expect(first).rejects.toThrow('There is no WebSocket here');
  });
});

describe('the token of an open stream', () => {
  const nearEnd = Date.now() + 60 * 60 * 1_000;
  const tokens = () => {
    const given = [tokenUntil(Date.now() + 2_500, 'first'), tokenUntil(nearEnd, 'second')];
    let asked = 0;
    return { given, token: () => given[Math.min((asked += 1), 2) - 1] };
  };

  test('is renewed in a ping before it ends, on the same socket', async () => {
    await start((stream) => stream.event(1));
    const { given, token } = tokens();
    const events = live({ url: hub.url, webSocket: WebSocket, token }, request);
    await events.next();
    await until(() => hub.pings.length > 0);
    expect(hub.pings).toEqual([{ Authorization: `Bearer ${given[1]}` }]);
    expect(hub.sockets().opened).toBe(1);
    await events.return();
  });

  test('is renewed by renewStream on server-sent events', async () => {
    await start((stream) => stream.event(1, { cursor: 'c1', stream: 'stream-1' }));
    const { given, token } = tokens();
    const events = live({ url: hub.url, live: 'sse', token }, request);
    await events.next();
    await until(() => hub.posts.length > 0);
    expect(hub.posts).toMatchObject([
      { query: expect.stringContaining('renewStream'), variables: { stream: 'stream-1', token: given[1] } },
    ]);
    expect(hub.tries).toHaveLength(1);
    await events.return();
  });
});
