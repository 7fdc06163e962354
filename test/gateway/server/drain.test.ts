import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventStream, multipart, openHttpStream } from '../../kit/http-stream.ts';
import { openLiveClient, until } from '../../kit/live-client.ts';
import type { LiveError, LivePayload } from '../../kit/live-client.ts';
import { composeFakes, postGraphql } from '../../kit/start-gateway.ts';
import { startMain } from '../../kit/start-process.ts';
import type { StartedProcess } from '../../kit/start-process.ts';
import { changed, signingKey, startStreamWorld } from '../../kit/stream-world.ts';
import type { StreamWorld } from '../../kit/stream-world.ts';

/** One stream, by whichever door. */
interface Follower {
  events(count: number): Promise<LivePayload[]>;
  /** The errors that it was ended with, and how the connection behind it was closed. */
  end(): Promise<{ readonly errors: readonly LiveError[]; readonly closed: unknown }>;
  /** Settles when its connection is gone, whatever was said. */
  gone(): Promise<unknown>;
}

const doors = ['websocket', eventStream, multipart] as const;
type Door = (typeof doors)[number];
const perDoor = 20;

/** A gateway in a process of its own, as `npm run gateway` runs it. */
describe('the end of a gateway process', () => {
  let world: StreamWorld;
  let folder: string;
  const processes: StartedProcess[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hub-drain-'));
    world = await startStreamWorld();
    writeFileSync(join(folder, 'supergraph.graphql'), composeFakes([world.things, world.plain]));
  });
  beforeEach(() => world.plain.reset());
  afterEach(async () => {
    world.release();
    for (const { child } of processes) child.kill('SIGKILL');
    await Promise.all(processes.splice(0).map(({ ended }) => ended));
  });
  afterAll(async () => {
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const start = async (): Promise<{ hub: StartedProcess; url: string }> => {
    const hub = startMain(['gateway', '--supergraph', join(folder, 'supergraph.graphql'), '--port', '0'], {
      HUB_ANONYMOUS: '1',
      HUB_SUBGRAPHS: JSON.stringify({ things: { signingKey } }),
      LOG_LEVEL: 'error',
    });
    processes.push(hub);
    await hub.untilOutput('The graph is at');
    return { hub, url: /at (http\S+)/.exec(hub.output())?.[1] ?? '' };
  };

  const follow = async (url: string, door: Door, after?: string): Promise<Follower> => {
    const extensions = after === undefined ? {} : { after };
    if (door !== 'websocket') {
      const stream = await openHttpStream(url, { query: changed, extensions }, { accept: door });
      return {
        events: (count) => stream.events(count),
        end: async () => ({ errors: await stream.end(), closed: await stream.closed }),
        gone: () => stream.closed,
      };
    }
    const client = await openLiveClient(url);
    client.subscribe('s', changed, { extensions });
    return {
      events: (count) => client.events('s', count),
      end: async () => ({ errors: await client.errorsOf('s'), closed: await client.closed }),
      gone: () => client.closed,
    };
  };
  const followAll = (url: string, afters?: readonly string[]): Promise<Follower[]> =>
    Promise.all(
      Array.from({ length: perDoor * doors.length }, (_, index) =>
        follow(url, doors[index % doors.length] ?? 'websocket', afters?.[index]),
      ),
    );
  const cursorOf = ({ extensions }: LivePayload): string => String(extensions?.['cursor']);
  const ready = async (url: string): Promise<number> => (await fetch(url.replace('graphql', 'ready'))).status;

  test('H05 by SIGTERM: not ready at once, every stream told where to go on, what runs is answered, code 0, nothing lost', async () => {
    const { hub, url } = await start();
    const followers = await followAll(url);
    for (const follower of followers) await follower.events(1);
    world.emit(1);
    const [first] = await followers[0]!.events(1);
    for (const follower of followers.slice(1)) await follower.events(1);
    const queries = Array.from({ length: perDoor }, (_, n) =>
      postGraphql(url, { query: `{ late${n}: late }` }),
    );
    await until(() => world.plain.requests.length === perDoor);
    hub.child.kill('SIGTERM');
    await until(async () => (await ready(url)) === 503);
    const last = cursorOf(first ?? {});
    for (const [index, follower] of followers.entries()) {
      const { errors, closed } = await follower.end();
      expect(errors).toMatchObject([{ extensions: { code: 'SERVER_DRAINING', cursor: last } }]);
      if (index % doors.length === 0) expect(closed).toEqual({ code: 1001, reason: 'Going away' });
    }
    world.release();
    for (const [n, { body }] of (await Promise.all(queries)).entries())
      expect(body.data).toEqual({ [`late${n}`]: 'at last' });
    expect(await hub.ended).toBe(0);
    world.emit(2);
    const next = await start();
    const resumed = await followAll(next.url, Array<string>(followers.length).fill(last));
    for (const follower of resumed)
      expect((await follower.events(2)).map(cursorOf)).toEqual(
        [1, 2].map((more) => `c${Number(last.slice(1)) + more}`),
      );
  });

  test('H06 by a second SIGTERM: at once, though a query still runs', async () => {
    const { hub, url } = await start();
    void postGraphql(url, { query: '{ late }' }).catch(() => undefined);
    await until(() => world.plain.requests.length > 0);
    hub.child.kill('SIGTERM');
    await until(async () => (await ready(url)) === 503);
    // Sooner it could be the same signal, passed on by npm.
    await new Promise((resolve) => setTimeout(resolve, 400));
    hub.child.kill('SIGTERM');
    expect(await hub.ended).toBe(130);
  });

  test('H06 by kill -9: every stream goes on elsewhere behind the last event that it had, none missing', async () => {
    const { hub, url } = await start();
    const followers = await followAll(url);
    const had = await Promise.all(
      followers.map(async (follower) => cursorOf((await follower.events(1))[0]!)),
    );
    hub.child.kill('SIGKILL');
    await Promise.all(followers.map((follower) => follower.gone()));
    world.emit(3);
    const next = await start();
    for (const follower of await followAll(next.url, had)) {
      const cursors = (await follower.events(3)).map(cursorOf);
      expect(cursors).toEqual([1, 2, 3].map((more) => `c${Number(had[0]?.slice(1)) + more}`));
    }
  });
});
