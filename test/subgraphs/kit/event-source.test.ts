import { setTimeout as sleep } from 'node:timers/promises';
import type { Change } from '../../../subgraphs/kit/change.ts';
import { createCursors } from '../../../subgraphs/kit/cursor.ts';
import type { EventExtensions, LiveRequest, StreamSpec } from '../../../subgraphs/kit/event-source.ts';
import { createLiveStreams, defaultRetentionMs, extensionsOf } from '../../../subgraphs/kit/event-source.ts';
import { anonymous } from '../../../subgraphs/kit/process/viewer.ts';
import { snapshotConcern } from '../../../subgraphs/kit/snapshot.ts';
import type { LiveWorld } from '../../kit/live-world.ts';
import { cursorKey, openLiveWorld, thingEntry, until, upTo, writeThing } from '../../kit/live-world.ts';
import { citizen } from '../../kit/subgraph-parts.ts';

interface Thing {
  readonly _id: string;
  readonly version: number;
}

let world: LiveWorld;
beforeEach(async () => {
  world = await openLiveWorld('events', { limits: { ringEntries: 50 } });
  await world.native.createCollection('things');
});
afterEach(() => world.close());

const things = (concern?: typeof snapshotConcern) =>
  world.native.collection<Thing>('things', concern ? { readConcern: concern } : {});

/** One thing's document and its journal entry, in one transaction, as a store does it. */
function changeThing(id: string): Promise<unknown> {
  return world.transact({ queue: id }, async (tx) => {
    const row = await things().findOneAndUpdate(
      { _id: id },
      { $inc: { version: 1 } },
      { upsert: true, returnDocument: 'after', session: tx.session },
    );
    return tx.append(thingEntry(id, row?.version ?? 1));
  });
}

const specOf = (id: string): StreamSpec<Thing> => ({
  topics: [`Thing:${id}`],
  snapshot: (session) => things(snapshotConcern).findOne({ _id: id }, { session }),
  event: async ({ entry }: Change) => ({ _id: id, version: entry.version }),
});

interface Seen {
  readonly version: number | undefined;
  readonly extensions: EventExtensions;
  readonly value: unknown;
}

/** A subscriber that pulls one event at a time. */
class Subscriber {
  readonly ending = new AbortController();
  readonly #iterator: AsyncIterator<unknown>;

  constructor(request: Partial<LiveRequest>, spec: StreamSpec<unknown> = specOf('a')) {
    const streams = createLiveStreams(
      { db: world.native, feed: world.feed, cursors: world.cursors, retentionMs: defaultRetentionMs },
      {
        field: 'thingChanged',
        args: { id: 'a' },
        viewer: citizen('lan'),
        isPublic: false,
        after: undefined,
        signal: this.ending.signal,
        ...request,
      },
    );
    this.#iterator = streams.stream(spec)[Symbol.asyncIterator]();
  }

  async next(): Promise<Seen> {
    const step = await this.#iterator.next();
    if (step.done === true) throw new Error('expected an event, got the end');
    const extensions = extensionsOf(step.value);
    if (!extensions) throw new Error('expected extensions, got none');
    const value = member(step.value, 'thingChanged');
    const version = member(value, 'version');
    return { version: typeof version === 'number' ? version : undefined, extensions, value };
  }

  async take(count: number): Promise<Seen[]> {
    const seen: Seen[] = [];
    while (seen.length < count) seen.push(await this.next());
    return seen;
  }

  async leave(): Promise<void> {
    this.ending.abort();
    await this.#iterator.return?.();
  }
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

/** The first event of a new subscribe, which then leaves. */
async function firstOf(request: Partial<LiveRequest>, spec?: StreamSpec<unknown>): Promise<Seen> {
  const subscriber = new Subscriber(request, spec);
  const first = await subscriber.next();
  await subscriber.leave();
  return first;
}

describe('start', () => {
  test('gives the present state first, marked start, and then every later change', async () => {
    for (let round = 0; round < 3; round += 1) await changeThing('a');
    const subscriber = new Subscriber({});
    const present = await subscriber.next();
    expect(present).toMatchObject({ version: 3, extensions: { start: true } });
    expect(present.extensions).not.toHaveProperty('resync');
    await changeThing('a');
    await changeThing('b');
    await changeThing('a');
    const later = await subscriber.take(2);
    expect(later.map(({ version }) => version)).toEqual([4, 5]);
    for (const { extensions } of later) {
      expect(extensions).toEqual({ cursor: expect.any(String), committedAt: expect.stringMatching(/Z$/) });
    }
    await subscriber.leave();
  });

  test('with nothing to show says so, and goes on', async () => {
    const subscriber = new Subscriber({});
    await expect(subscriber.next()).resolves.toMatchObject({ value: null, extensions: { start: true } });
    await changeThing('a');
    await expect(subscriber.next()).resolves.toMatchObject({ version: 1 });
    await subscriber.leave();
  });

  test('joins what follows without a hole and without a repeat, again and again under 8 writers', async () => {
    const writing = startWriters();
    for (let round = 0; round < 25; round += 1) {
      const subscriber = new Subscriber({});
      const [start, ...later] = await subscriber.take(6);
      expect(later.map(({ version }) => version)).toEqual(
        upTo((start?.version ?? 0) + 5, (start?.version ?? 0) + 1),
      );
      await subscriber.leave();
    }
    await writing.stop();
  });

  test('a snapshot that reads outside its moment is an error and not a wrong answer', async () => {
    await changeThing('a');
    const careless: StreamSpec<unknown> = {
      ...specOf('a'),
      snapshot: (session) => things().findOne({ _id: 'a' }, { session }),
    };
    const subscriber = new Subscriber({}, careless);
    await expect(subscriber.next()).rejects.toThrow(/atClusterTime/);
  });

  test('what a snapshot throws ends the stream with that error', async () => {
    const subscriber = new Subscriber(
      {},
      { ...specOf('a'), snapshot: () => Promise.reject(new Error('no such thing')) },
    );
    await expect(subscriber.next()).rejects.toThrow('no such thing');
    await expect(subscriber.next()).rejects.toThrow('the end');
  });
});

describe('resume', () => {
  test('gives every later event, in order, none missing and none twice, wherever it was cut off', async () => {
    const writing = startWriters();
    const seen: number[] = [];
    let after: string | undefined;
    for (let cut = 0; cut < 25; cut += 1) {
      const subscriber = new Subscriber({ after });
      for (const { version, extensions } of await subscriber.take(1 + (cut % 4))) {
        expect(extensions).not.toHaveProperty('resync');
        seen.push(version ?? 0);
        after = extensions.cursor;
      }
      await subscriber.leave();
    }
    await writing.stop();
    expect(seen).toEqual(upTo(seen.length + (seen[0] ?? 1) - 1, seen[0]));
  });

  test('leads on from a start event too', async () => {
    await changeThing('a');
    const { extensions } = await firstOf({});
    await changeThing('a');
    await expect(firstOf({ after: extensions.cursor })).resolves.toMatchObject({ version: 2 });
  });

  test('leads on in another process, whose ring knows nothing of it', async () => {
    await changeThing('a');
    const { extensions } = await firstOf({});
    await changeThing('a');
    await changeThing('a');
    const first = world;
    world = await openLiveWorld('events', { dbName: first.native.databaseName });
    const subscriber = new Subscriber({ after: extensions.cursor });
    const later = await subscriber.take(2);
    expect(later.map(({ version }) => version)).toEqual([2, 3]);
    expect(world.feed.metrics().given.stream).toBe(2);
    await subscriber.leave();
    await first.leave();
  });

  test('the cursor of a public field serves everybody', async () => {
    await changeThing('a');
    const { extensions } = await firstOf({ isPublic: true, viewer: citizen('lan') });
    await changeThing('a');
    const resumed = await firstOf({ isPublic: true, viewer: anonymous, after: extensions.cursor });
    expect(resumed).toMatchObject({ version: 2, extensions: expect.not.objectContaining({ resync: true }) });
  });

  test('arguments in another order are the same arguments', async () => {
    await changeThing('a');
    const { extensions } = await firstOf({ args: { id: 'a', area: { lat: 1, lon: 2 } } });
    await changeThing('a');
    const resumed = await firstOf({ args: { area: { lon: 2, lat: 1 }, id: 'a' }, after: extensions.cursor });
    expect(resumed.extensions).not.toHaveProperty('resync');
  });
});

describe('a cursor that leads nowhere is answered with the present state, marked resync', () => {
  const isResync = { version: 2, extensions: { resync: true } };
  let cursor: string;
  beforeEach(async () => {
    await changeThing('a');
    ({ cursor } = (await firstOf({})).extensions);
    await changeThing('a');
  });
  const sealedBy = (scope: { readonly subgraph?: string; readonly life?: string; readonly key?: string }) => {
    const bound = '["thingChanged",{"id":"a"},"viewer:lan"]';
    const mine = { key: cursorKey, subgraph: 'events', life: world.life.id };
    expect(createCursors(mine).open(cursor, bound)).not.toBeNull();
    return createCursors({ ...mine, ...scope }).seal(world.life.start, bound);
  };

  test.each<[string, unknown]>([
    ['no text', 7],
    ['an empty text', ''],
    ['a text of anybody', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
    ['an object', { $gt: '' }],
  ])('%s', async (_what, after) => {
    await expect(firstOf({ after })).resolves.toMatchObject(isResync);
  });

  test('forged: one character changed', async () => {
    const forged = `${cursor[0] === 'A' ? 'B' : 'A'}${cursor.slice(1)}`;
    await expect(firstOf({ after: forged })).resolves.toMatchObject(isResync);
  });

  test('of another person', async () => {
    await expect(firstOf({ after: cursor, viewer: citizen('minh') })).resolves.toMatchObject(isResync);
    await expect(firstOf({ after: cursor, viewer: anonymous })).resolves.toMatchObject(isResync);
  });

  test('of other arguments, and of another field', async () => {
    await expect(firstOf({ after: cursor, args: { id: 'b' } })).resolves.toMatchObject(isResync);
    const asOther = new Subscriber({ after: cursor, field: 'otherChanged' });
    await expect(asOther.next()).resolves.toMatchObject({ extensions: { resync: true } });
    await asOther.leave();
  });

  test.each([
    ['subgraph', { subgraph: 'alerts' }],
    ['life of the data', { life: 'another life' }],
    ['key', { key: 'z'.repeat(32) }],
  ])('of another %s', async (_what, scope) => {
    await expect(firstOf({ after: sealedBy(scope) })).resolves.toMatchObject(isResync);
  });

  test('older than the retention, or of the future', async () => {
    const bound = '["thingChanged",{"id":"a"},"viewer:lan"]';
    const week = 8 * 24 * 3600;
    const old = world.cursors.seal({ ...world.life.start, t: world.life.start.t - week }, bound);
    await expect(firstOf({ after: old })).resolves.toMatchObject(isResync);
    const ahead = world.cursors.seal({ ...world.life.start, t: world.life.start.t + week }, bound);
    await expect(firstOf({ after: ahead })).resolves.toMatchObject(isResync);
  });

  test('and what follows it is a stream like any other', async () => {
    const subscriber = new Subscriber({ after: 'nothing' });
    const { extensions } = await subscriber.next();
    await changeThing('a');
    await expect(subscriber.next()).resolves.toMatchObject({ version: 3 });
    await subscriber.leave();
    await expect(firstOf({ after: extensions.cursor })).resolves.toMatchObject({ version: 3 });
  });
});

describe('events', () => {
  test('that are none for this viewer are passed over', async () => {
    const spec: StreamSpec<Thing> = {
      ...specOf('a'),
      event: async ({ entry }) => (entry.version % 2 ? null : { _id: 'a', version: entry.version }),
    };
    const subscriber = new Subscriber({}, spec);
    await subscriber.next();
    for (let round = 0; round < 4; round += 1) await changeThing('a');
    expect((await subscriber.take(2)).map(({ version }) => version)).toEqual([2, 4]);
    await subscriber.leave();
  });

  test('E23 that fail are that event and no more', async () => {
    const spec: StreamSpec<Thing> = {
      ...specOf('a'),
      event: async ({ entry }) => {
        if (entry.version === 2) throw new Error('cannot be shown');
        return { _id: 'a', version: entry.version };
      },
    };
    const subscriber = new Subscriber({}, spec);
    await subscriber.next();
    for (let round = 0; round < 3; round += 1) await changeThing('a');
    const events = await subscriber.take(3);
    expect(events.map(({ value }) => value)).toEqual([
      { _id: 'a', version: 1 },
      new Error('cannot be shown'),
      { _id: 'a', version: 3 },
    ]);
    expect(events.every(({ extensions }) => extensions.cursor.length > 0)).toBe(true);
    await subscriber.leave();
  });
});

test('when the subgraph closes a stream ends, without a resync that nobody needs', async () => {
  const subscriber = new Subscriber({});
  await subscriber.next();
  const waiting = subscriber.next();
  await until(() => world.feed.metrics().waiting === 1);
  await world.feed.close();
  await expect(waiting).rejects.toThrow('the end');
});

test('E22 a stream that ends leaves no reader and no listener', async () => {
  const before = world.feed.metrics();
  const subscribers = Array.from({ length: 100 }, () => new Subscriber({}));
  const waiting = subscribers.map(async (subscriber) => {
    await subscriber.next();
    return subscriber.next().catch(() => undefined);
  });
  await until(() => world.feed.metrics().waiting === 100);
  for (const subscriber of subscribers) subscriber.ending.abort();
  await Promise.all(waiting);
  expect(world.feed.metrics()).toMatchObject({ readers: before.readers, waiting: before.waiting });
  await writeThing(world, 'z', { from: 1, to: 1 });
});

/** Eight writers on one thing: its changes are one after the other, and so are its versions. */
function startWriters(): { stop(): Promise<void> } {
  let running = true;
  const writers = Array.from({ length: 8 }, async (_, index) => {
    while (running) {
      await changeThing(index % 2 ? 'a' : `other-${index}`);
      await sleep(index % 2 ? 1 : 5);
    }
  });
  return {
    stop: async () => {
      running = false;
      await Promise.all(writers);
    },
  };
}
