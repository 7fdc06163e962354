import { eventStream, multipart, openHttpStream } from '../../kit/http-stream.ts';
import { openLiveClient, until } from '../../kit/live-client.ts';
import type { LiveClient, LivePayload } from '../../kit/live-client.ts';
import { changed, startStreamWorld } from '../../kit/stream-world.ts';
import type { StreamWorld } from '../../kit/stream-world.ts';

const clients = 120;
const opening = { maxRunning: 1, maxWaiting: 20_000, maxWaitMs: 60_000 };

describe('after a restart', () => {
  let world: StreamWorld;
  const open: { close(): unknown }[] = [];
  const keep = <T extends { close(): unknown }>(client: T): T => {
    open.push(client);
    return client;
  };
  afterEach(async () => {
    await Promise.all(open.splice(0).map((client) => client.close()));
    await world.close();
  });

  /** A client that goes on behind a cursor, by one of the three doors. */
  const resume = async (door: number, after: string): Promise<LivePayload[]> => {
    const { url } = world.gateway;
    const extensions = { after };
    if (door % 3 === 0) {
      const client = keep(await openLiveClient(url));
      client.subscribe('s', changed, { extensions });
      return client.events('s', 3);
    }
    const accept = door % 3 === 1 ? eventStream : multipart;
    return keep(await openHttpStream(url, { query: changed, extensions }, { accept })).events(3);
  };

  test('E21 H06 all who come back at once, by any door, go on behind their cursors, in their turn', async () => {
    world = await startStreamWorld({ sockets: { opening } });
    const before: LiveClient[] = [];
    for (let n = 0; n < 20; n += 1) {
      const client = await openLiveClient(world.gateway.url);
      client.subscribe('s', changed);
      await client.events('s', 1);
      before.push(client);
    }
    // What nobody hears before the gateway is gone.
    world.emit(2);
    await world.restart();
    const resumed = Promise.all(Array.from({ length: clients }, (_, door) => resume(door, 'c0')));
    await until(() => world.things.subscribes.length > 0);
    world.emit(1);
    for (const events of await resumed)
      expect(events.map(({ extensions }) => extensions?.['cursor'])).toEqual(['c1', 'c2', 'c3']);
    const metrics = await world.metrics();
    expect(Number(/^hub_streams_waited (\d+)$/m.exec(metrics)?.[1])).toBeGreaterThan(0);
    expect(metrics).toMatch(/^hub_streams_waiting 0$/m);
  });

  test('E21 who finds no place to wait is told OVERLOADED, and its socket lives on', async () => {
    const bounds = { maxRunning: 1, maxWaiting: 0, maxWaitMs: 1_000 };
    world = await startStreamWorld({ sockets: { opening: bounds } });
    const sockets = await Promise.all(Array.from({ length: 30 }, () => openLiveClient(world.gateway.url)));
    sockets.forEach(keep);
    // The gateway reads from all of them in one turn of its loop.
    for (const client of sockets) client.subscribe('1', changed);
    const answers = await Promise.all(sockets.map((client) => client.nextOf('1')));
    const refused = answers.flatMap((answer, index) => (answer.type === 'error' ? [index] : []));
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThan(sockets.length);
    for (const index of refused) {
      expect(answers[index]).toMatchObject({ payload: [{ extensions: { code: 'OVERLOADED' } }] });
      sockets[index]?.subscribe('2', changed);
      expect(await sockets[index]?.events('2', 1)).toHaveLength(1);
    }
  });
});
