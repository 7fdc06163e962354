import { writeFileSync } from 'node:fs';
import { startCursorSubgraph } from '../../kit/cursor-subgraph.ts';
import type { CursorSubgraph } from '../../kit/cursor-subgraph.ts';
import { publicLink, startFakeSubgraph } from '../../kit/fake-subgraph.ts';
import type { FakeSubgraph } from '../../kit/fake-subgraph.ts';
import { openLiveClient, until } from '../../kit/live-client.ts';
import type { LiveClient, LivePayload } from '../../kit/live-client.ts';
import { composeFakes, startTestGateway } from '../../kit/start-gateway.ts';
import type { TestGateway } from '../../kit/start-gateway.ts';

const signingKey = 'the key of the tests, long enough to be one';
const sdl = `${publicLink}
  type Subscription { changed(id: ID!): Thing @public }
  type Thing @key(fields: "id") { id: ID! @public version: Int @public mine: String note: String @public }`;
const shown = 'subscription { changed(id: "7") { version } }';
const hidden = 'subscription { changed(id: "7") { version mine } }';
const noted = 'subscription { changed(id: "7") { version note } }';
const thing = (version: number): object => ({ id: '7', version, mine: 'secret', note: 'a' });
const versionsOf = (events: readonly LivePayload[]): unknown[] =>
  events.map(({ data }) => (data?.['changed'] as { version?: unknown } | null)?.version);

describe('H08 a new supergraph', () => {
  let things: CursorSubgraph;
  let plain: FakeSubgraph;
  let gateway: TestGateway;
  const clients: LiveClient[] = [];

  beforeEach(async () => {
    things = await startCursorSubgraph({ name: 'things', sdl, field: 'changed', signingKey });
    plain = await startFakeSubgraph({
      name: 'plain',
      sdl: 'type Query { hello: String }',
      resolvers: { Query: { hello: () => 'hello' } },
    });
    gateway = await startTestGateway([things, plain], {
      signingKey,
      upstream: { reloadSpreadMs: 50, backOff: { firstMs: 10, maxMs: 50 } },
    });
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
    await gateway.close();
    await Promise.all([plain.close(), things.kill()]);
  });

  const watch = async (query: string): Promise<LiveClient> => {
    const client = await openLiveClient(gateway.url);
    clients.push(client);
    client.subscribe('s', query);
    return client;
  };
  const serve = async (text: string): Promise<void> => {
    const before = gateway.snapshotInfo().schemaId;
    writeFileSync(gateway.supergraphFile, text);
    await until(() => gateway.snapshotInfo().schemaId !== before);
  };
  const supergraph = (of: string): string => composeFakes([{ ...things, sdl: of }, plain]);

  test('takes every stream that it allows over, no event missing and none twice, while a writer never rests', async () => {
    const watchers = await Promise.all(
      Array.from({ length: 12 }, (_, n) => watch([shown, hidden, noted][n % 3] ?? shown)),
    );
    for (const client of watchers) await client.events('s', 1);
    let version = 0;
    let stopped = false;
    const writing = (async () => {
      while (!stopped) {
        things.emit(thing((version += 1)));
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    })();
    for (let generation = 1; generation <= 3; generation += 1) {
      await serve(`${supergraph(things.sdl)}\n# generation ${generation}\n`);
      const seen = version;
      await until(() => version > seen + 20);
    }
    stopped = true;
    await writing;
    for (const client of watchers) {
      const events = await client.events('s', version);
      expect(versionsOf(events)).toEqual(Array.from({ length: version }, (_, n) => n + 1));
      expect(client.waiting()).toEqual([]);
    }
    await until(() => things.openStreams() === 3);
  });

  test('ends only what it does not allow, with SUBSCRIPTION_SCHEMA_RELOAD and the cursor', async () => {
    const [kept, lost] = [await watch(shown), await watch(noted)];
    for (const client of [kept, lost]) await client.events('s', 1);
    things.emit(thing(1));
    for (const client of [kept, lost]) await client.events('s', 1);
    await serve(supergraph(things.sdl.replace('note: String @public', '')));
    expect((await lost.errorsOf('s'))[0]?.extensions).toEqual({
      code: 'SUBSCRIPTION_SCHEMA_RELOAD',
      cursor: 'c1',
    });
    lost.subscribe('t', shown);
    expect(versionsOf(await lost.events('t', 1))).toEqual([1]);
    things.emit(thing(2));
    expect(versionsOf(await kept.events('s', 1))).toEqual([2]);
    expect(kept.waiting()).toEqual([]);
    await until(() => things.openStreams() === 1);
  });

  test('H07 that cannot be built ends nothing, and the one behind it takes every stream over', async () => {
    const clients = [await watch(shown), await watch(hidden)];
    for (const client of clients) await client.events('s', 1);
    const opened = things.subscribes.length;
    const good = supergraph(things.sdl);
    const wrong = [
      'type Broken {',
      good.slice(0, good.length / 2),
      good.replaceAll('(graph: THINGS', '(graph: GONE'),
    ];
    for (const [n, text] of wrong.entries()) {
      const before = gateway.snapshotInfo().reloadError;
      writeFileSync(gateway.supergraphFile, text);
      await until(() => gateway.snapshotInfo().reloadError !== before);
      things.emit(thing(n + 1));
      for (const client of clients) expect(versionsOf(await client.events('s', 1))).toEqual([n + 1]);
    }
    expect(things.subscribes).toHaveLength(opened);
    await serve(`${good}\n# a good one\n`);
    things.emit(thing(4));
    for (const client of clients) expect(versionsOf(await client.events('s', 1))).toEqual([4]);
  });
});
