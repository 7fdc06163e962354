import { WebSocket } from 'ws';
import { createHub } from '../../client-sdk/src/client.ts';
import { graphql } from '../../client-sdk/src/document.ts';
import type { FakeHub, FakeScript } from '../kit/fake-hub.ts';
import { startFakeHub } from '../kit/fake-hub.ts';
import { until } from '../kit/live-client.ts';

let fake: FakeHub;
const start = async (script: FakeScript) => (fake = await startFakeHub(script));
afterEach(() => fake.close());

const subscription = graphql<{ n: number }, object>('subscription { n }');
const query = graphql<object, object>('{ a }');
/** A token as a sign-in makes it, without a signature: it is the hub that checks that. */
const tokenOf = (sub: string, more: object = {}): string =>
  ['{}', JSON.stringify({ iss: 'i', sub, ...more }), ''].map(base64).join('.');
const base64 = (part: string): string => Buffer.from(part).toString('base64url');

describe.each(['ws', 'sse'] as const)('who asks, over %s', (live) => {
  test('is told of when the token hook gives another person, and not for another token of the same', async () => {
    await start(() => undefined);
    let token: string | undefined = tokenOf('an');
    let changes = 0;
    const hub = createHub({ url: fake.url, webSocket: WebSocket, live, token: () => token });
    const stop = hub.onIdentityChange(() => (changes += 1));
    const told: number[] = [];
    for (token of [tokenOf('an'), tokenOf('an', { jti: 2 }), tokenOf('binh'), undefined, tokenOf('binh')]) {
      await hub.request(query, {});
      told.push(changes);
    }
    expect(told).toEqual([0, 0, 1, 2, 3]);
    stop();
    token = tokenOf('an');
    await hub.request(query, {});
    expect(changes).toBe(3);
    hub.close();
  });

  test('takes open streams up anew when somebody else signs in, as that person and behind their last event (C18)', async () => {
    await start((stream, index) => stream.event(index + 1));
    let token = tokenOf('an');
    const hub = createHub({ url: fake.url, webSocket: WebSocket, live, token: () => token });
    const seen: number[] = [];
    const reading = (async () => {
      for await (const { data } of hub.subscribe(subscription, {})) seen.push(data.n);
    })();
    await until(() => seen.length === 1);
    token = tokenOf('binh');
    await hub.request(query, {});
    await until(() => seen.length === 2);
    expect(fake.tries.map(({ authorization, after }) => [authorization, after])).toEqual([
      [`Bearer ${tokenOf('an')}`, undefined],
      [`Bearer ${tokenOf('binh')}`, 'c1'],
    ]);
    if (live === 'ws') await until(() => fake.sockets().open === 1);
    hub.close();
    await reading;
    expect(seen).toEqual([1, 2]);
  });

  test('is shown nothing that was read, and not yet given, for the one before (C18)', async () => {
    await start((stream, index) => {
      for (const n of index === 0 ? [1, 2, 3] : [12, 13]) stream.event(n);
    });
    let token = tokenOf('an');
    const hub = createHub({ url: fake.url, webSocket: WebSocket, live, token: () => token });
    const seen: number[] = [];
    for await (const { data } of hub.subscribe(subscription, {})) {
      seen.push(data.n);
      if (seen.length === 3) break;
      token = tokenOf('binh');
      await hub.request(query, {});
    }
    expect(seen).toEqual([1, 12, 13]);
    expect(fake.tries.map(({ after }) => after)).toEqual([undefined, 'c1']);
    hub.close();
  });

  test('lets nothing be opened any more once the hub is closed, whoever signs in', async () => {
    await start((stream) => stream.event(1));
    let token = tokenOf('an');
    const hub = createHub({ url: fake.url, webSocket: WebSocket, live, token: () => token });
    for await (const { data } of hub.subscribe(subscription, {})) if (data.n === 1) break;
    hub.close();
    token = tokenOf('binh');
    await hub.request(query, {});
    const before = fake.tries.length;
    const events = hub.subscribe(subscription, {})[Symbol.asyncIterator]();
    await events.next().catch(() => undefined);
    expect(fake.tries).toHaveLength(before);
  });
});
