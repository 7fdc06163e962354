import { until } from '../../kit/live-client.ts';
import { installGql, watchWithGql } from '../../kit/python-gql.ts';
import type { GqlWatching } from '../../kit/python-gql.ts';
import { startStreamWorld } from '../../kit/stream-world.ts';
import type { StreamWorld } from '../../kit/stream-world.ts';

/** Python's gql from PyPI, unchanged. Where it cannot be had these fail, and say so: nothing is passed over in silence. */
describe.each(['websockets', 'aiohttp'] as const)("Python's gql by its %s transport", (transport) => {
  let folder: string;
  let world: StreamWorld;
  const watchings: GqlWatching[] = [];

  beforeAll(async () => {
    folder = await installGql();
  }, 320_000);
  beforeEach(async () => {
    // Beats of HTTP streams come often, so that it has to pass over some; a socket's want an answer in time.
    world = await startStreamWorld(transport === 'aiohttp' ? { sockets: { keepAliveMs: 20 } } : {});
  });
  afterEach(async () => {
    await Promise.all(watchings.splice(0).map((watching) => watching.stop()));
    await world.close();
  });

  const watch = async (after?: string): Promise<GqlWatching> => {
    const { url } = world.gateway;
    const watching = watchWithGql({ folder, transport, url, ...(after === undefined ? {} : { after }) });
    watchings.push(watching);
    expect(await watching.next()).toEqual({ answer: { hello: 'Hello Python' } });
    return watching;
  };

  test('is answered, takes the present state and then what happens, and is let go when it dies', async () => {
    const watching = await watch();
    expect(await watching.next()).toEqual({ data: { changed: null }, cursor: 'c0' });
    world.emit(2);
    for (const n of [1, 2]) {
      const changed = { id: String(n), text: `text ${n}` };
      expect(await watching.next()).toEqual({ data: { changed }, cursor: `c${n}` });
    }
    await watching.stop();
    await until(() => world.things.openStreams() === 0);
  });

  test('goes on behind a cursor', async () => {
    world.emit(3);
    const watching = await watch('c1');
    expect([(await watching.next())['cursor'], (await watching.next())['cursor']]).toEqual(['c2', 'c3']);
  });

  test('is told when the gateway stops', async () => {
    const watching = await watch();
    await watching.next();
    await world.gateway.close();
    const end = await watching.next();
    // By multipart it keeps no more of an error than its message.
    expect(end).toMatchObject({ end: 'error', text: expect.stringMatching(/This server is closing/) });
    if (transport === 'websockets') expect(end['codes']).toEqual(['SERVER_DRAINING']);
  });
});
