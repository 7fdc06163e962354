import { openLiveClient, until } from '../../kit/live-client.ts';
import type { LiveClient } from '../../kit/live-client.ts';
import { startPartsWorld } from '../../kit/parts-world.ts';
import type { PartsWorld } from '../../kit/parts-world.ts';

describe('an answer in parts over WebSocket', () => {
  let world: PartsWorld;
  let client: LiveClient;
  beforeAll(async () => {
    world = await startPartsWorld();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    client = await openLiveClient(world.gateway.url);
  });
  afterEach(async () => {
    world.release('votes');
    [world.reports, world.agencies, world.votes].forEach((each) => each.reset());
    await client.close();
  });

  const query = '{ report { id ... @defer(label: "v") { votes } } }';

  test('is one next for each part, and then complete', async () => {
    world.hold('votes');
    client.subscribe('q', query);
    expect(await client.events('q', 1)).toEqual([
      {
        data: { report: { id: '1' } },
        pending: [{ id: '0', path: ['report'], label: 'v' }],
        hasNext: true,
      },
    ]);
    world.release('votes');
    expect(await client.events('q', 1)).toEqual([
      { incremental: [{ id: '0', data: { votes: 10 } }], completed: [{ id: '0' }], hasNext: false },
    ]);
    expect(await client.nextOf('q')).toMatchObject({ type: 'complete' });
  });

  test('comes in the older form to an operation that asks for it', async () => {
    client.subscribe('q', query, { extensions: { deferSpec: '20220824' } });
    expect(await client.events('q', 2)).toEqual([
      { data: { report: { id: '1' } }, hasNext: true },
      { incremental: [{ data: { votes: 10 }, path: ['report'], label: 'v' }], hasNext: false },
    ]);
  });

  test('holds up nothing else on its socket', async () => {
    world.hold('votes');
    client.subscribe('q', query);
    await client.events('q', 1);
    client.subscribe('other', '{ one }');
    expect(await client.events('other', 1)).toEqual([{ data: { one: 1 } }]);
    expect(await client.nextOf('other')).toMatchObject({ type: 'complete' });
  });

  test('is let go when the client completes it, fetches and all', async () => {
    world.hold('votes');
    client.subscribe('q', query);
    await client.events('q', 1);
    await until(() => world.votes.requests.length === 1);
    client.send({ id: 'q', type: 'complete' });
    const metrics = async (): Promise<string> =>
      (await fetch(world.gateway.url.replace('/graphql', '/metrics'))).text();
    await until(async () => /hub_subgraph_calls_in_flight\{subgraph="votes"\} 0/.test(await metrics()));
  });

  test('one that holds nothing back is one next, as ever', async () => {
    client.subscribe('q', '{ report { id ... @defer(if: false) { title } } }');
    expect(await client.events('q', 1)).toEqual([{ data: { report: { id: '1', title: 'Report 1' } } }]);
    expect(await client.nextOf('q')).toMatchObject({ type: 'complete' });
  });
});
