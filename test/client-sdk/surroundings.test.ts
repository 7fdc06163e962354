import { WebSocket } from 'ws';
import { follow, openTransport } from '../../client-sdk/src/live.ts';
import { Surroundings } from '../../client-sdk/src/surroundings.ts';
import type { FakeHub, FakeScript } from '../kit/fake-hub.ts';
import { startFakeHub } from '../kit/fake-hub.ts';
import { until } from '../kit/live-client.ts';

/** A browser's page, as far as it is looked at. */
const page = {
  window: new EventTarget(),
  document: new EventTarget(),
  isOnline: true,
  isHidden: false,
};
const globals = {
  navigator: { get: () => ({ onLine: page.isOnline }) },
  document: {
    get: () => Object.assign(page.document, { visibilityState: page.isHidden ? 'hidden' : 'visible' }),
  },
  addEventListener: { get: () => page.window.addEventListener.bind(page.window) },
};
const before = Object.keys(globals).map(
  (name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const,
);
beforeEach(() => {
  Object.assign(page, { isOnline: true, isHidden: false });
  for (const [name, { get }] of Object.entries(globals))
    Object.defineProperty(globalThis, name, { configurable: true, get });
});
afterEach(() => {
  for (const [name, descriptor] of before) {
    if (descriptor) Object.defineProperty(globalThis, name, descriptor);
    else Reflect.deleteProperty(globalThis, name);
  }
});

const setOnline = (isOnline: boolean): void => {
  page.isOnline = isOnline;
  page.window.dispatchEvent(new Event(isOnline ? 'online' : 'offline'));
};
const setHidden = (isHidden: boolean): void => {
  page.isHidden = isHidden;
  page.document.dispatchEvent(new Event('visibilitychange'));
};
const never = new AbortController().signal;

describe('a wait', () => {
  test('has no end while the platform is offline, and ends as soon as it is online', async () => {
    setOnline(false);
    const surroundings = new Surroundings(undefined);
    let isOver = false;
    const waiting = surroundings.wait(0, never).then(() => (isOver = true));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(isOver).toBe(false);
    setOnline(true);
    await waiting;
    surroundings.close();
  });

  test('of a minute ends when the network comes back, when the page is seen, and with its signal', async () => {
    const surroundings = new Surroundings(undefined);
    const coming = surroundings.wait(60_000, never);
    setOnline(false);
    setOnline(true);
    await coming;
    const seen = surroundings.wait(60_000, never);
    setHidden(false);
    await seen;
    const left = new AbortController();
    const leaving = surroundings.wait(60_000, left.signal);
    left.abort();
    await leaving;
    surroundings.close();
  });

  test('ends with its surroundings, also offline', async () => {
    setOnline(false);
    const surroundings = new Surroundings(undefined);
    const waiting = surroundings.wait(0, never);
    surroundings.close();
    await waiting;
    expect(surroundings.isClosed).toBe(true);
  });
});

describe('a socket that was asleep', () => {
  test('is asked at once whether the hub is still there, stays when it is and is another one when it is not', async () => {
    let isThere = true;
    const hub = await startFakeHub((stream, index) => stream.event(index + 1), {
      answersPings: () => isThere,
    });
    const transport = openTransport({ url: hub.url, live: 'ws', webSocket: WebSocket });
    const breaks: unknown[] = [];
    const request = { query: 'subscription { n }', variables: {} };
    const stream = follow(transport, request, { onBreak: (_attempt, cause) => void breaks.push(cause) });
    await stream.next();
    const next = stream.next();
    setHidden(false);
    // Longer than it waits for an answer.
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    expect([breaks, hub.sockets().opened]).toEqual([[], 1]);
    isThere = false;
    setOnline(true);
    expect(await next).toMatchObject({ value: { data: { n: 2 }, resync: false } });
    expect(breaks).toMatchObject([{ message: 'The hub is silent.' }]);
    expect(hub.tries.map(({ after }) => after)).toEqual([undefined, 'c1']);
    transport.close();
    await hub.close();
  });
});

describe.each(['ws', 'sse'] as const)('a stream over %s', (road) => {
  let hub: FakeHub;
  afterEach(() => hub.close());
  const start = async (script: FakeScript) => (hub = await startFakeHub(script));
  const open = (hiddenMs?: number) =>
    openTransport({
      url: hub.url,
      live: road,
      webSocket: WebSocket,
      ...(hiddenMs === undefined ? {} : { hiddenMs }),
    });
  const request = { query: 'subscription { n }', variables: {} };
  const oneByOne: FakeScript = (stream, index) => stream.event(index + 1);

  test('is let go when the platform goes offline, opens nothing meanwhile, and goes on behind its cursor', async () => {
    await start(oneByOne);
    const transport = open();
    const breaks: unknown[] = [];
    const stream = follow(transport, request, { onBreak: (_attempt, cause) => void breaks.push(cause) });
    await stream.next();
    const next = stream.next();
    setOnline(false);
    await until(() => breaks.length === 1 && hub.sockets().open === 0);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(hub.tries).toHaveLength(1);
    setOnline(true);
    expect(await next).toMatchObject({ value: { data: { n: 2 }, resync: false } });
    expect(hub.tries.map(({ after }) => after)).toEqual([undefined, 'c1']);
    transport.close();
  });

  test('is let go on a page hidden for long, and goes on when it is seen again', async () => {
    await start(oneByOne);
    const transport = open(20);
    const breaks: unknown[] = [];
    const stream = follow(transport, request, { onBreak: (_attempt, cause) => void breaks.push(cause) });
    await stream.next();
    const next = stream.next();
    setHidden(true);
    await until(() => breaks.length === 1);
    setHidden(false);
    expect(await next).toMatchObject({ value: { data: { n: 2 } } });
    transport.close();
  });

  test('stays on a hidden page where nothing else is wished for', async () => {
    await start((stream) => [1, 2].forEach((n) => stream.event(n)));
    const transport = open();
    const stream = follow(transport, request);
    await stream.next();
    setHidden(true);
    expect(await stream.next()).toMatchObject({ value: { data: { n: 2 } } });
    expect(hub.tries).toHaveLength(1);
    transport.close();
  });

  test('gives up when it has been without the hub for as long as it was told, also offline', async () => {
    await start(oneByOne);
    const transport = open();
    const stream = follow(transport, request, { deadlineMs: 2_000 });
    await stream.next();
    // A hub that is there and silent is no reason.
    await new Promise((resolve) => setTimeout(resolve, road === 'ws' ? 2_100 : 0));
    setOnline(false);
    await expect(stream.next()).rejects.toMatchObject({
      name: 'HubDeadlineError',
      cause: { code: 'BROKEN' },
    });
    transport.close();
  });

  test('ends when its reader leaves or all is closed, while it waits for an event or for the network', async () => {
    await start(oneByOne);
    const transport = open();
    const left = follow(transport, request);
    await left.next();
    const waiting = left.next();
    await left.return();
    expect(await waiting).toMatchObject({ done: true });
    const offline = follow(transport, request);
    await offline.next();
    setOnline(false);
    const next = offline.next();
    await new Promise((resolve) => setTimeout(resolve, 20));
    transport.close();
    expect(await next).toMatchObject({ done: true });
  });
});
