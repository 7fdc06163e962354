import type { Change } from '../../../subgraphs/kit/change.ts';
import type { StreamSpec } from '../../../subgraphs/kit/event-source.ts';
import { createLiveStreams, defaultRetentionMs, extensionsOf } from '../../../subgraphs/kit/event-source.ts';
import { snapshotConcern } from '../../../subgraphs/kit/snapshot.ts';
import type { LiveWorld } from '../../kit/live-world.ts';
import { openLiveWorld, thingEntry, upTo } from '../../kit/live-world.ts';
import { citizen } from '../../kit/subgraph-parts.ts';

interface Thing {
  readonly _id: string;
  readonly version: number;
  readonly joins: number;
}

interface Joined {
  readonly _id: string;
  readonly since: number;
}

interface Seen {
  readonly id: string;
  readonly version: number;
  readonly cursor: string;
}

const mine = 'Mine';
const ids = ['a', 'b', 'c', 'd'];

let world: LiveWorld;
beforeEach(async () => {
  world = await openLiveWorld('turning', { limits: { ringEntries: 40 } });
  await world.native.createCollection('things');
  await world.native.createCollection('joined');
});
afterEach(() => world.close());

const things = () => world.native.collection<Thing>('things');
const joined = () => world.native.collection<Joined>('joined');

const change = (id: string, member: 'version' | 'joins') =>
  world.transact({ queue: id }, async (tx) => {
    const row = await things().findOneAndUpdate(
      { _id: id },
      { $inc: { version: member === 'version' ? 1 : 0, joins: member === 'joins' ? 1 : 0 } },
      { upsert: true, returnDocument: 'after', session: tx.session },
    );
    const version = row?.version ?? 0;
    if (member === 'version') return tx.append(thingEntry(id, version));
    await joined().insertOne({ _id: id, since: version }, { session: tx.session });
    return tx.append({
      ...thingEntry(id, 1, { entity: 'Join', topics: [mine] }),
      payload: { since: version },
    });
  });

/** The things that were joined, each from the version at which it was. */
const spec: StreamSpec<{ id: string; version: number }> = {
  topics: async () => [mine, ...(await joined().find().toArray()).map(({ _id }) => `Thing:${_id}`)],
  turns: ({ entry }: Change) => entry.entity === 'Join',
  snapshot: async (session) => {
    await world.native.collection('joined', { readConcern: snapshotConcern }).findOne({}, { session });
    return { id: 'snapshot', version: 0 };
  },
  event: async ({ entry }: Change) => {
    if (entry.entity === 'Join')
      return { id: `join ${entry.entityId}`, version: Number(entry.payload['since']) };
    const row = await joined().findOne({ _id: entry.entityId });
    return row && entry.version > row.since ? { id: entry.entityId, version: entry.version } : null;
  },
};

/** What the stream gives until the thing `end` comes in version 1. */
async function readToEnd(after: string | undefined): Promise<Seen[]> {
  const ending = new AbortController();
  const request = {
    field: 'f',
    args: {},
    viewer: citizen('lan'),
    isPublic: false,
    after,
    signal: ending.signal,
  };
  const parts = {
    db: world.native,
    feed: world.feed,
    cursors: world.cursors,
    retentionMs: defaultRetentionMs,
  };
  const seen: Seen[] = [];
  for await (const root of createLiveStreams(parts, request).stream(spec)) {
    const value = Reflect.get(Object(root), 'f');
    seen.push({ ...value, cursor: extensionsOf(root)?.cursor ?? '' });
    if (value.id === 'end') break;
  }
  ending.abort();
  return seen;
}

test('a stream whose topics grow gives each thing from where it was joined, without a hole or a repeat, live and resumed', async () => {
  for (const id of ids) await change(id, 'version');
  await change('a', 'joins');
  const reading = readToEnd(undefined);
  let writing = true;
  const writers = ids.map(async (id) => {
    while (writing) await change(id, 'version');
  });
  for (const id of ['b', 'c', 'd', 'end']) {
    await new Promise((resolve) => setTimeout(resolve, 120));
    await change(id, 'joins');
  }
  writing = false;
  await Promise.all(writers);
  await change('end', 'version');
  const seen = await reading;

  const last = new Map((await things().find().toArray()).map(({ _id, version }) => [_id, version]));
  const since = new Map((await joined().find().toArray()).map((row) => [row._id, row.since]));
  for (const id of ids) {
    const versions = seen.filter((event) => event.id === id).map(({ version }) => version);
    const first = id === 'a' ? (versions[0] ?? 0) : (since.get(id) ?? 0) + 1;
    expect(versions).toEqual(upTo(last.get(id) ?? 0, first));
    expect(versions.length).toBeGreaterThan(0);
  }
  for (const id of ['b', 'c', 'd']) {
    const join = seen.findIndex((event) => event.id === `join ${id}`);
    expect(seen.findIndex((event) => event.id === id)).toBeGreaterThan(join);
  }
  for (const at of [0, 1, Math.floor(seen.length / 2), seen.length - 2]) {
    const rest = await readToEnd(seen[at]?.cursor);
    expect(rest.map(({ id, version }) => [id, version])).toEqual(
      seen.slice(at + 1).map(({ id, version }) => [id, version]),
    );
  }
});
