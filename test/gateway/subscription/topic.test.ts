import { startCursorSubgraph } from '../../kit/cursor-subgraph.ts';
import type { CursorSubgraph, EventLog } from '../../kit/cursor-subgraph.ts';
import { federationLink, publicLink, startFakeSubgraph } from '../../kit/fake-subgraph.ts';
import type { FakeSubgraph } from '../../kit/fake-subgraph.ts';
import { openLiveClient, until } from '../../kit/live-client.ts';
import type { LiveClient, LiveOptions, LivePayload } from '../../kit/live-client.ts';
import { startIssuer } from '../../kit/start-issuer.ts';
import type { TestIssuer } from '../../kit/start-issuer.ts';
import { startTestGateway } from '../../kit/start-gateway.ts';
import type { TestGateway } from '../../kit/start-gateway.ts';

const signingKey = 'the key of the tests, long enough to be one';
const thingsSdl = `${publicLink}
  type Subscription { changed(id: ID! = "7"): Thing @public }
  type Thing @key(fields: "id") { id: ID! @public version: Int @public mine: String owner: Owner @public }
  type Owner @key(fields: "id", resolvable: false) { id: ID! @public }`;
const ownersSdl = `${federationLink}
  ${publicLink}
  type Query { owner(id: ID!): Owner }
  type Owner @key(fields: "id") { id: ID! @public name: String! @public phone: String }`;
const shown = 'subscription { changed(id: "7") { version owner { name } } }';
const hidden = 'subscription { changed(id: "7") { version mine } }';
const joinedHidden = 'subscription { changed(id: "7") { version owner { phone } } }';
const thing = (version: number): object => ({ id: '7', version, mine: 'secret', owner: { id: 'a' } });
const versionsOf = (events: readonly LivePayload[]): unknown[] =>
  events.map(({ data }) => (data?.['changed'] as { version?: unknown } | null)?.version);

describe('a topic', () => {
  let log: EventLog;
  let things: CursorSubgraph;
  let owners: FakeSubgraph;
  let issuer: TestIssuer;
  let gateway: TestGateway;
  const clients: LiveClient[] = [];

  beforeEach(async () => {
    log = { entries: [] };
    things = await startThings();
    owners = await startFakeSubgraph({
      name: 'owners',
      sdl: ownersSdl,
      resolvers: {
        Owner: {
          __resolveReference: ({ id }: { id: string }) => ({ id, name: `Owner ${id}`, phone: '1' }),
        },
      },
    });
    issuer = await startIssuer();
    gateway = await startTestGateway([things, owners], {
      signingKey,
      issuers: [issuer.config],
      sockets: { maxMessagesPerSecond: 100_000 },
      upstream: { backOff: { firstMs: 10, maxMs: 50 } },
    });
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
    await gateway.close();
    await Promise.all([owners.close(), issuer.close(), things.kill().catch(() => undefined)]);
  });

  const startThings = (port?: number): Promise<CursorSubgraph> =>
    startCursorSubgraph({ name: 'things', sdl: thingsSdl, field: 'changed', signingKey, port, log });
  const open = async (options?: LiveOptions): Promise<LiveClient> => {
    const client = await openLiveClient(gateway.url, options);
    clients.push(client);
    return client;
  };
  const as = async (subject: string): Promise<LiveClient> =>
    open({ init: { Authorization: `Bearer ${await issuer.token(subject)}` } });
  const metric = async (name: string): Promise<number> => {
    const text = await (await fetch(gateway.url.replace('graphql', 'metrics'))).text();
    const line = text.split('\n').find((each) => each.startsWith(`${name} `));
    return Number(line?.slice(name.length + 1) ?? 0);
  };
  /** Waits until all streams have gone over into their topics: no lane is left but the main ones. */
  const settled = async (topics = 1): Promise<void> => {
    for (;;) if ((await metric('hub_topic_lanes')) === topics && things.openStreams() === topics) return;
  };

  test('of 1,000 watchers of one operation costs one upstream, and one join per event', async () => {
    const sockets = await Promise.all(Array.from({ length: 25 }, () => open()));
    for (const client of sockets) for (let id = 0; id < 40; id += 1) client.subscribe(`s${id}`, shown);
    const all = sockets.flatMap((client) =>
      Array.from({ length: 40 }, (_, id) => ({ client, id: `s${id}` })),
    );
    await Promise.all(all.map(({ client, id }) => client.events(id, 1)));
    await settled();
    expect(await metric('hub_subscribers')).toBe(1_000);
    owners.reset();
    for (let version = 1; version <= 3; version += 1) {
      things.emit(thing(version));
      const events = await Promise.all(all.map(({ client, id }) => client.events(id, 1)));
      expect(events.every((event) => versionsOf(event)[0] === version)).toBe(true);
    }
    expect(owners.requests).toHaveLength(3);
    expect(things.openStreams()).toBe(1);
  });

  test('is one for texts that differ in nothing that matters, and for a default written out', async () => {
    const client = await open();
    const same = [
      shown,
      'subscription{changed(id:"7"){version,owner{name}}} # the same',
      'subscription { changed { version owner { name } } }',
      'subscription { changed(id: "7") { ...F } } fragment F on Thing { version owner { name } }',
    ];
    same.forEach((query, index) => client.subscribe(`s${index}`, query));
    for (const index of same.keys()) await client.events(`s${index}`, 1);
    client.subscribe('v', 'subscription ($id: ID! = "7") { changed(id: $id) { version owner { name } } }');
    client.subscribe('n', 'subscription N { changed(id: "7") { version owner { name } } }');
    client.subscribe('o', 'subscription { changed(id: "8") { version owner { name } } }');
    client.subscribe('x', 'subscription { changed(id: "7") { version owner { id } } }');
    for (const id of ['v', 'n', 'o', 'x']) await client.events(id, 1);
    // The first two; the default, whose text has no argument; the fragment; and each of the last four.
    expect(await metric('hub_topics')).toBeLessThan(same.length + 4);
    expect(await metric('hub_subscribers')).toBe(same.length + 4);
  });

  describe('B15 shares by what depends on who asks', () => {
    const watchAs = async (subjects: readonly (string | null)[], query: string): Promise<LiveClient[]> => {
      const watchers: LiveClient[] = [];
      for (const subject of subjects) {
        const client = subject === null ? await open() : await as(subject);
        client.subscribe('s', query);
        await client.events('s', 1);
        watchers.push(client);
      }
      return watchers;
    };

    test('what is public is one for strangers and whoever has signed in', async () => {
      await watchAs([null, 'lan', 'minh', 'lan'], shown);
      await settled();
      expect(await metric('hub_topics')).toBe(1);
      expect(things.subscribes.map(({ viewer }) => viewer)).toEqual([null, null, null, null]);
    });

    test('what is private in the trigger never is one for two people, and is one for two sockets of one', async () => {
      await watchAs(['lan', 'minh', null, 'lan'], hidden);
      await settled(3);
      const asked = things.subscribes.map(({ viewer }) => viewer?.id);
      expect(new Set(asked).size).toBe(3);
      expect(asked[0]).toBe(asked[3]);
    });

    test('what is private in the join alone is not shared either', async () => {
      const watchers = await watchAs(['lan', 'minh', 'lan'], joinedHidden);
      await settled(2);
      owners.reset();
      things.emit(thing(1));
      for (const client of watchers) await client.events('s', 1);
      const viewers = owners.requests.map(({ headers }) => headers['hub-viewer']);
      expect(viewers).toHaveLength(2);
      expect(new Set(viewers).size).toBe(2);
    });

    test('roles and scopes are part of who asks', async () => {
      const one = await open({ init: { Authorization: `Bearer ${await issuer.token('lan')}` } });
      const two = await open({
        init: { Authorization: `Bearer ${await issuer.token('lan', { roles: ['officer'] })}` },
      });
      for (const client of [one, two]) client.subscribe('s', hidden);
      for (const client of [one, two]) await client.events('s', 1);
      await settled(2);
    });
  });

  test('shares a request for what it joins with other topics, whose events come in the same moment', async () => {
    const client = await open();
    const ids = Array.from({ length: 20 }, (_, n) => `${n}`);
    for (const id of ids)
      client.subscribe(id, `subscription { changed(id: "${id}") { version owner { name } } }`);
    for (const id of ids) await client.events(id, 1);
    await settled(20);
    owners.reset();
    // To all streams of the fake at once, each of them another topic.
    things.emit(thing(1));
    for (const id of ids) expect(versionsOf(await client.events(id, 1))).toEqual([1]);
    expect(owners.requests.length).toBeLessThan(20);
    const asked = owners.requests.map(({ variables }) => variables['representations']);
    for (const representations of asked) expect(representations).toEqual([{ __typename: 'Owner', id: 'a' }]);
  });

  test('goes on when who came first leaves, and lets its upstream go once when the last one has', async () => {
    const [first, second] = [await open(), await open()];
    first.subscribe('s', shown);
    await first.events('s', 1);
    second.subscribe('s', shown);
    await second.events('s', 1);
    await settled();
    await first.close();
    things.emit(thing(1));
    expect(versionsOf(await second.events('s', 1))).toEqual([1]);
    const letGoBefore = things.completes.length;
    second.send({ id: 's', type: 'complete' });
    await until(() => things.openStreams() === 0);
    expect(things.completes).toHaveLength(letGoBefore + 1);
    expect([await metric('hub_topics'), await metric('hub_topic_lanes')]).toEqual([0, 0]);
    second.subscribe('t', shown);
    expect(versionsOf(await second.events('t', 1))).toEqual([1]);
  });

  test('one who comes in the turn in which the last one leaves gets a stream that lives', async () => {
    const client = await open();
    client.subscribe('s0', shown);
    await client.events('s0', 1);
    for (let round = 0; round < 100; round += 1) {
      client.send({ id: `s${round}`, type: 'complete' });
      client.subscribe(`s${round + 1}`, shown);
      await client.events(`s${round + 1}`, 1);
    }
    things.emit(thing(1));
    expect(versionsOf(await client.events('s100', 1))).toEqual([1]);
    expect(client.waiting()).toEqual([]);
    await settled();
  });

  describe('who comes later', () => {
    /** Writes versions until told to stop, giving others of this process their turn between any two. */
    const write = (from = 0): { readonly version: () => number; stop(): Promise<number> } => {
      let version = from;
      let stopped = false;
      const writing = (async () => {
        while (!stopped) {
          things.emit(thing((version += 1)));
          for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
        }
        return version;
      })();
      return { version: () => version, stop: () => ((stopped = true), writing) };
    };

    test('gets the present state and every version after it once, while a writer never rests', async () => {
      const writer = write();
      const watchers: LiveClient[] = [];
      for (let joiner = 0; joiner < 40; joiner += 1) {
        const client = await open();
        client.subscribe('s', shown);
        watchers.push(client);
        if (joiner % 3 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      }
      const starts = await Promise.all(watchers.map((client) => client.events('s', 1)));
      await until(() => writer.version() > 60);
      const last = await writer.stop();
      for (const [index, client] of watchers.entries()) {
        const [start] = starts[index] ?? [];
        expect(start?.extensions?.['start']).toBe(true);
        const from = Number(start?.extensions?.['cursor']?.toString().slice(1));
        const rest = await client.events('s', last - from);
        expect(versionsOf(rest)).toEqual(Array.from({ length: last - from }, (_, n) => from + n + 1));
        expect(client.waiting()).toEqual([]);
      }
      await settled();
    });

    test('and resumes anywhere behind, joins what is live when caught up, nothing missing and nothing twice', async () => {
      for (let version = 1; version <= 50; version += 1) things.emit(thing(version));
      const first = await open();
      first.subscribe('s', shown);
      await first.events('s', 1);
      const writer = write(50);
      const afters = Array.from({ length: 15 }, (_, n) => (n * 7) % 50);
      const watchers: LiveClient[] = [];
      for (const after of afters) {
        const client = await open();
        client.subscribe('s', shown, { extensions: { after: `c${after}` } });
        watchers.push(client);
      }
      await until(() => writer.version() > 100);
      const last = await writer.stop();
      for (const [index, client] of watchers.entries()) {
        const after = afters[index] ?? 0;
        const events = await client.events('s', last - after);
        expect(versionsOf(events)).toEqual(Array.from({ length: last - after }, (_, n) => after + n + 1));
        expect(client.waiting()).toEqual([]);
      }
      await settled();
    });

    test('and resumes behind the last event of the topic costs nothing upstream', async () => {
      const first = await open();
      first.subscribe('s', shown);
      await first.events('s', 1);
      things.emit(thing(1));
      things.emit(thing(2));
      await first.events('s', 2);
      const asked = things.subscribes.length;
      const later = await open();
      later.subscribe('a', shown, { extensions: { after: 'c2' } });
      later.subscribe('b', shown, { extensions: { after: 'c1' } });
      later.subscribe('c', shown, { extensions: { after: 'c0' } });
      expect(versionsOf(await later.events('b', 1))).toEqual([2]);
      expect(versionsOf(await later.events('c', 2))).toEqual([1, 2]);
      things.emit(thing(3));
      for (const id of ['a', 'b', 'c']) expect(versionsOf(await later.events(id, 1))).toEqual([3]);
      expect(things.subscribes).toHaveLength(asked);
      expect(await metric('hub_streams_resumed_total{by="topic"}')).toBe(3);
    });

    test('to a quiet topic leaves no upstream of its own behind', async () => {
      things.emit(thing(1));
      const first = await open();
      first.subscribe('s', shown);
      await first.events('s', 1);
      const later = await open();
      later.subscribe('s', shown);
      later.subscribe('r', shown, { extensions: { after: 'c0' } });
      expect(versionsOf(await later.events('s', 1))).toEqual([1]);
      expect(versionsOf(await later.events('r', 1))).toEqual([1]);
      await settled();
    });

    test('E21 all at once behind one cursor, 500 share one upstream', async () => {
      for (let version = 1; version <= 20; version += 1) things.emit(thing(version));
      const sockets = await Promise.all(Array.from({ length: 10 }, () => open()));
      for (const client of sockets)
        for (let id = 0; id < 50; id += 1)
          client.subscribe(`s${id}`, shown, { extensions: { after: 'c15' } });
      for (const client of sockets)
        for (let id = 0; id < 50; id += 1)
          expect(versionsOf(await client.events(`s${id}`, 5))).toEqual([16, 17, 18, 19, 20]);
      await settled();
      things.emit(thing(21));
      for (const client of sockets)
        for (let id = 0; id < 50; id += 1) expect(versionsOf(await client.events(`s${id}`, 1))).toEqual([21]);
    });
  });

  test('H04 goes on for all when its subgraph is killed and comes back: one upstream, no gap, no repeat', async () => {
    const watchers = await Promise.all(Array.from({ length: 20 }, () => open()));
    for (const client of watchers) client.subscribe('s', shown);
    for (const client of watchers) await client.events('s', 1);
    await settled();
    for (let round = 0; round < 3; round += 1) {
      things.emit(thing(round * 3 + 1));
      const { port } = things;
      await things.kill();
      log.entries.push({ value: thing(round * 3 + 2), committedAt: new Date().toISOString() });
      things = await startThings(port);
      await until(() => things.openStreams() === 1);
      things.emit(thing(round * 3 + 3));
      for (const client of watchers)
        expect(versionsOf(await client.events('s', 3))).toEqual([1, 2, 3].map((n) => round * 3 + n));
      expect(things.subscribes).toHaveLength(1);
    }
  });

  test('tells everybody when its subgraph no longer holds what came between', async () => {
    const watchers = [await open(), await open()];
    for (const client of watchers) {
      client.subscribe('s', shown);
      await client.events('s', 1);
    }
    things.emit(thing(1));
    things.emit(thing(2));
    for (const client of watchers) await client.events('s', 2);
    await settled();
    const { port } = things;
    await things.kill();
    // A data set of another life, which is behind the one that was.
    log.entries.splice(0);
    things = await startThings(port);
    for (const client of watchers)
      expect((await client.events('s', 1))[0]?.extensions).toEqual({ cursor: 'c0', resync: true });
    things.emit(thing(10));
    for (const client of watchers) expect(versionsOf(await client.events('s', 1))).toEqual([10]);
    expect(await metric('hub_streams_resynced_total')).toBe(2);
  });

  test('E23 ends for all with what its subgraph ends it with, each with its own cursor', async () => {
    const watchers = [await open(), await open()];
    for (const client of watchers) {
      client.subscribe('s', shown);
      await client.events('s', 1);
    }
    await settled();
    const later = await open();
    things.emit(thing(1));
    for (const client of watchers) await client.events('s', 1);
    later.subscribe('s', shown, { extensions: { after: 'c1' } });
    await until(() => later.waiting().length === 0);
    for (;;) if ((await metric('hub_subscribers')) === 3) break;
    const gone = { message: 'Not for you any more.', extensions: { code: 'FORBIDDEN' } };
    for (const { id } of things.subscribes) things.raw({ id, type: 'error', payload: [gone] });
    for (const client of watchers)
      expect((await client.errorsOf('s'))[0]?.extensions).toEqual({ code: 'FORBIDDEN', cursor: 'c1' });
    expect((await later.errorsOf('s'))[0]?.extensions['code']).toBe('FORBIDDEN');
  });
});
