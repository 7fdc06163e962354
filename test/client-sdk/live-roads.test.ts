import { WebSocket } from 'ws';
import type { Connection } from '../../client-sdk/src/http.ts';
import { follow, live, openTransport } from '../../client-sdk/src/live.ts';
import type { LiveEvent } from '../../client-sdk/src/live-event.ts';
import type { FakeHub, FakeScript } from '../kit/fake-hub.ts';
import { startFakeHub } from '../kit/fake-hub.ts';

const request = { query: 'subscription { n }', variables: {} };
let hub: FakeHub;
let isBlocked = false;
afterEach(async () => {
  jest.restoreAllMocks();
  isBlocked = false;
  await hub.close();
});

const start = async (script: FakeScript, port?: number) =>
  (hub = await startFakeHub(script, {
    blocksSockets: () => isBlocked,
    ...(port === undefined ? {} : { port }),
  }));
const connection = (more: Partial<Connection> = {}): Connection => ({
  url: hub.url,
  webSocket: WebSocket,
  ...more,
});
const roads = (): string[] => hub.tries.map(({ road }) => road);
const numbersOf = async (events: AsyncIterable<LiveEvent<unknown>>): Promise<unknown[]> => {
  const numbers: unknown[] = [];
  for await (const { data } of events) numbers.push(Object(data).n);
  return numbers;
};

/** Gives what follows the cursor, two events a try. */
const twoByTwo =
  (last: number): FakeScript =>
  (stream) => {
    const from = Number((stream.after ?? 'c0').slice(1)) + 1;
    for (let n = from; n < from + 2; n += 1) stream.event(n);
    if (from + 1 < last) stream.cut();
    else stream.complete();
  };

describe('the road of live streams', () => {
  test('is a WebSocket where one gets through, and none other is tried', async () => {
    await start(twoByTwo(4));
    expect(await numbersOf(live(connection(), request))).toEqual([1, 2, 3, 4]);
    expect(roads()).toEqual(['ws', 'ws']);
  });

  test('is server-sent events where no WebSocket gets through, and nothing is lost or told twice', async () => {
    isBlocked = true;
    await start(twoByTwo(6));
    const breaks: number[] = [];
    const events = live(connection(), request, { onBreak: (attempt) => breaks.push(attempt) });
    expect(await numbersOf(events)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(roads()).toEqual(['sse', 'sse', 'sse']);
    // Two sockets that got no answer, then two streams that were cut.
    expect(breaks).toEqual([1, 2, 1, 1]);
  });

  test('is server-sent events at once where there is no WebSocket class', async () => {
    await start(twoByTwo(2));
    expect(await numbersOf(live(connection({ webSocket: 'none' }), request))).toEqual([1, 2]);
    expect(roads()).toEqual(['sse']);
  });

  test('is a WebSocket again once one gets through: the stream moves behind its cursor', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0);
    isBlocked = true;
    await start((stream) => {
      if (stream.road === 'sse') return stream.event(1);
      stream.event(2);
      stream.complete();
    });
    const events = live(connection(), request);
    expect(await events.next()).toMatchObject({ value: { data: { n: 1 } } });
    isBlocked = false;
    expect(await events.next()).toMatchObject({ value: { data: { n: 2 } } });
    expect(await events.next()).toMatchObject({ done: true });
    expect(hub.tries.map(({ road, after }) => [road, after])).toEqual([
      ['sse', undefined],
      ['ws', 'c1'],
    ]);
    expect(hub.sockets().opened).toBe(1);
  });

  test('does not change under a stream without cursors, which would lose what happens meanwhile', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0);
    isBlocked = true;
    await start((stream, index) => {
      stream.event(1, index === 0 ? {} : { cursor: 'c1' });
    });
    const transport = openTransport(connection());
    const without = follow(transport, request);
    await without.next();
    const moving = follow(transport, request);
    await moving.next();
    isBlocked = false;
    const next = moving.next();
    while (hub.tries.length < 3) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(roads()).toEqual(['sse', 'sse', 'ws']);
    transport.close();
    await Promise.all([next, without.next()]);
  });

  test('is tried in turn while the hub is away, and the first that gets through is taken', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0);
    await start(twoByTwo(2));
    const { url } = hub;
    await hub.close();
    let coming: Promise<unknown> | undefined;
    const onBreak = (attempt: number): void => {
      if (attempt === 6) coming = start(twoByTwo(2), Number(new URL(url).port));
    };
    const numbers = await numbersOf(live(connection({ url }), request, { onBreak }));
    await coming;
    expect(numbers).toEqual([1, 2]);
  });
});

describe('many streams', () => {
  test('take one socket for each fifty of them, as the hub allows', async () => {
    await start((stream) => stream.event(1));
    const transport = openTransport(connection());
    const streams = Array.from({ length: 120 }, () => follow(transport, request));
    await Promise.all(streams.map((stream) => stream.next()));
    expect(hub.sockets()).toEqual({ opened: 3, open: 3 });
    // Room that was left is taken before another socket is opened.
    await streams[0]?.return();
    const another = follow(transport, request);
    await another.next();
    expect(hub.sockets().opened).toBe(3);
    transport.close();
  });

  test('of one client come back together at one random moment, not each at its own', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0.9);
    await start((stream) => stream.event(1));
    const transport = openTransport(connection());
    const streams = Array.from({ length: 10 }, () => follow(transport, request));
    await Promise.all(streams.map((stream) => stream.next()));
    jest.mocked(Math.random).mockClear();
    const atMs = performance.now();
    hub.tries[0]?.cut();
    const next = streams.map((stream) => stream.next());
    while (hub.tries.length < 20) await new Promise((resolve) => setTimeout(resolve, 5));
    // Full jitter over the first window of 500 ms; a timer may be a millisecond early.
    expect(performance.now() - atMs).toBeGreaterThanOrEqual(449);
    expect(hub.sockets().opened).toBe(2);
    expect(Math.random).toHaveBeenCalledTimes(1);
    transport.close();
    await Promise.all(next);
  });
});
