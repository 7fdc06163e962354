import { setTimeout as sleep } from 'node:timers/promises';
import type { Feed } from '../../../subgraphs/kit/feed.ts';
import type { Position } from '../../../subgraphs/kit/position.ts';
import { PositionLostError } from '../../../subgraphs/kit/feed-segment.ts';
import { readSnapshot } from '../../../subgraphs/kit/snapshot.ts';
import type { LiveWorld, LiveWorldOptions } from '../../kit/live-world.ts';
import {
  openLiveWorld,
  readChanges,
  thingEntry,
  until,
  upTo,
  versionsOf,
  writeThing,
} from '../../kit/live-world.ts';

let worlds: LiveWorld[] = [];
const open = async (options: LiveWorldOptions = {}): Promise<LiveWorld> => {
  const world = await openLiveWorld('feed', options);
  worlds.push(world);
  return world;
};
/** Another process on the same data: its ring begins now. */
const openBeside = (world: LiveWorld, options: LiveWorldOptions = {}): Promise<LiveWorld> =>
  open({ ...options, dbName: world.native.databaseName });

afterEach(async () => {
  const closing = worlds.reverse();
  worlds = [];
  for (const world of closing) await world.close();
});

describe('a reader at the ring', () => {
  test('gets every committed change once, in order, with the time of its commit', async () => {
    const world = await open();
    const after = await liveEdge(world);
    await writeThing(world, 'a', { from: 1, to: 20 });
    const changes = await readChanges(world.feed, { after, count: 20 });
    expect(versionsOf(changes)).toEqual(upTo(20));
    const times = changes.map(({ committedAt }) => committedAt.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(world.feed.metrics()).toMatchObject({
      streamsOpened: 0,
      given: { ring: 21, stream: 0, journal: 0 },
    });
  });

  test('gets the entries of one transaction in the order of their appending, at one cluster time', async () => {
    const { feed, life, transact } = await open();
    await transact({}, async (tx) => {
      for (const version of upTo(5)) await tx.append(thingEntry('a', version));
    });
    const changes = await readChanges(feed, { after: life.start, count: 5 });
    expect(changes.map(({ position }) => position.n)).toEqual([0, 1, 2, 3, 4]);
    expect(new Set(changes.map(({ position }) => `${position.t}.${position.i}`)).size).toBe(1);
    const rest = await readChanges(feed, { after: changes[2]!.position, count: 2 });
    expect(versionsOf(rest)).toEqual([4, 5]);
  });

  test('never sees an entry of other topics; all sees also entries without topics', async () => {
    const { feed, life, transact } = await open();
    await transact({}, async (tx) => {
      await tx.append(thingEntry('a', 1));
      await tx.append(thingEntry('b', 1));
      await tx.append(thingEntry('c', 1, { topics: ['Thing:a', 'Thing:b'] }));
      await tx.append(thingEntry('d', 1, { topics: [] }));
      await tx.append(thingEntry('e', 1, { topics: ['Thing:a'] }));
    });
    const seenBy = async (topics: readonly string[] | 'all', count: number): Promise<string[]> => {
      const changes = await readChanges(feed, { after: life.start, count, topics });
      return changes.map(({ entry }) => entry.entityId);
    };
    await expect(seenBy(['Thing:a'], 3)).resolves.toEqual(['a', 'c', 'e']);
    await expect(seenBy(['Thing:b', 'Thing:a'], 4)).resolves.toEqual(['a', 'b', 'c', 'e']);
    await expect(seenBy('all', 5)).resolves.toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('sees nothing of what was rolled back', async () => {
    const { feed, life, transact } = await open();
    const failing = transact({}, async (tx) => {
      await tx.append(thingEntry('ghost', 1));
      throw new Error('undone');
    });
    await expect(failing).rejects.toThrow('undone');
    await transact({}, (tx) => tx.append(thingEntry('a', 1)));
    const [first] = await readChanges(feed, { after: life.start, count: 1 });
    expect(first?.entry.entityId).toBe('a');
  });

  test('waits when it has read everything, is woken by its own topics only, and is freed by its signal', async () => {
    const world = await open();
    const ending = new AbortController();
    const reading = world.feed
      .open({ after: world.life.start, topics: ['Thing:b'], signal: ending.signal })
      .take(10);
    await until(() => world.feed.metrics().waiting === 1);
    await writeThing(world, 'a', { from: 1, to: 3 });
    await readChanges(world.feed, { after: world.life.start, count: 3 });
    expect(world.feed.metrics()).toMatchObject({ readers: 1, waiting: 1 });
    await writeThing(world, 'b', { from: 1, to: 1 });
    expect(versionsOf(await reading)).toEqual([1]);
    ending.abort();
    expect(world.feed.metrics()).toMatchObject({ readers: 0, waiting: 0 });
  });

  test('that waits for a quiet topic stays live while a ring of 8 turns over many times', async () => {
    const world = await open({ limits: { ringEntries: 8 } });
    const ending = new AbortController();
    const after = await liveEdge(world);
    const reader = world.feed.open({ after, topics: ['Thing:quiet'], signal: ending.signal });
    const reading = reader.take(1);
    await until(() => world.feed.metrics().waiting === 1);
    await writeThing(world, 'loud', { from: 1, to: 40 });
    await writeThing(world, 'quiet', { from: 1, to: 1 });
    expect(versionsOf(await reading)).toEqual([1]);
    expect(world.feed.metrics()).toMatchObject({ streamsOpened: 0, given: { ring: 2, stream: 0 } });
    ending.abort();
  });

  test('a place in the future is lost, not waited for in silence', async () => {
    const { feed } = await open();
    const after: Position = { t: 4_000_000_000, i: 1, n: 0 };
    await expect(readChanges(feed, { after, count: 1 })).rejects.toThrow(PositionLostError);
    expect(feed.metrics()).toMatchObject({ positionsLost: 1, readers: 0 });
  });
});

describe('a reader behind the ring', () => {
  test('goes on through a change stream and joins the ring, nothing missing and nothing twice', async () => {
    const world = await open({ limits: { ringEntries: 8, segmentEntries: 10 } });
    await writeThing(world, 'a', { from: 1, to: 50 });
    await readChanges(world.feed, { after: world.life.start, count: 50 });
    const changes = await readChanges(world.feed, { after: world.life.start, count: 50 });
    expect(versionsOf(changes)).toEqual(upTo(50));
    const { given, journalSegments } = world.feed.metrics();
    expect(given.stream).toBeGreaterThan(0);
    expect([given.journal, journalSegments]).toEqual([0, 0]);
  });

  test('in a process whose ring is still empty reads what came before it, and what comes while it reads', async () => {
    const first = await open();
    await writeThing(first, 'a', { from: 1, to: 30 });
    const second = await openBeside(first);
    expect(second.feed.metrics().ringEntries).toBe(0);
    const reading = readChanges(second.feed, { after: first.life.start, count: 60 });
    await writeThing(first, 'a', { from: 31, to: 60 });
    expect(versionsOf(await reading)).toEqual(upTo(60));
    expect(second.feed.metrics().given.stream).toBeGreaterThanOrEqual(30);
  });

  test('reaches the ring also when nothing was ever written between its place and the ring', async () => {
    const first = await open();
    const second = await openBeside(first);
    const reading = readChanges(second.feed, { after: first.life.start, count: 1, topics: ['Thing:a'] });
    await until(() => second.feed.metrics().waiting === 1);
    await writeThing(first, 'a', { from: 1, to: 1 });
    expect(versionsOf(await reading)).toEqual([1]);
    expect(second.feed.metrics().given).toEqual({ ring: 1, stream: 0, journal: 0 });
  });

  test('E21 ten thousand that come back at once to many places open a few streams, not ten thousand', async () => {
    const first = await open();
    await writeThing(first, 'a', { from: 1, to: 200 });
    const places = await readChanges(first.feed, { after: first.life.start, count: 200 });
    const second = await openBeside(first, { limits: { segmentEntries: 50 } });
    // One in a hundred has missed much, the others a little.
    const placeOf = (index: number): number => (index % 100 === 0 ? index / 100 : 190 + (index % 9));
    const readings = Array.from({ length: 10_000 }, async (_, index) => {
      const from = placeOf(index);
      const { signal } = new AbortController();
      const reader = second.feed.open({ after: places[from]!.position, topics: 'all', signal });
      const versions: number[] = [];
      while (versions.length < 199 - from) versions.push(...versionsOf(await reader.take(64)));
      reader.close();
      return versions;
    });
    const seen = await Promise.all(readings);
    seen.forEach((versions, index) => expect(versions).toEqual(upTo(200, placeOf(index) + 2)));
    const { streamsOpened, streamsOpen, streamSegments } = second.feed.metrics();
    expect(streamsOpened).toBeLessThanOrEqual(16);
    expect(streamsOpen).toBeLessThanOrEqual(5);
    expect(streamSegments).toBeLessThanOrEqual(32);
  });

  test('E18 a slow one keeps its place and slows nobody', async () => {
    const world = await open({ limits: { ringEntries: 8, segmentEntries: 5, segmentsKept: 2 } });
    const ending = new AbortController();
    const slow = world.feed.read({ after: world.life.start, topics: 'all', signal: ending.signal });
    const iterator = slow[Symbol.asyncIterator]();
    const seen: number[] = [];
    const pull = async (): Promise<void> => {
      const step = await iterator.next();
      if (step.done !== true) seen.push(step.value.entry.version);
    };
    await writeThing(world, 'a', { from: 1, to: 1 });
    await pull();
    await writeThing(world, 'a', { from: 2, to: 120 });
    // A fast one has everything while the slow one has taken one.
    expect(versionsOf(await readChanges(world.feed, { after: world.life.start, count: 120 }))).toEqual(
      upTo(120),
    );
    expect(seen).toEqual([1]);
    while (seen.length < 120) await pull();
    expect(seen).toEqual(upTo(120));
    ending.abort();
    await iterator.return?.();
  });
});

test('metrics come back to where they were when readers go', async () => {
  const world = await open();
  const after = await liveEdge(world);
  const before = world.feed.metrics();
  for (let round = 0; round < 200; round += 1) {
    const ending = new AbortController();
    const reader = world.feed.open({ after, topics: [`Thing:${round}`], signal: ending.signal });
    const reading = reader.take(1);
    await sleep(0);
    ending.abort();
    await expect(reading).resolves.toEqual([]);
  }
  expect(world.feed.metrics()).toEqual(before);
});

test('closing the feed ends every reader, waiting or catching up', async () => {
  const world = await open();
  const signal = new AbortController().signal;
  const waiting = collect(world.feed, { after: world.life.start, signal });
  await until(() => world.feed.metrics().waiting === 1);
  await world.feed.close();
  await expect(waiting).resolves.toEqual([]);
  await expect(collect(world.feed, { after: world.life.start, signal })).resolves.toEqual([]);
});

/** Writes one entry and gives its place: from there on everything is in the ring. */
async function liveEdge(world: LiveWorld): Promise<Position> {
  const signal = AbortSignal.timeout(20_000);
  const after = await readSnapshot(world.native, async () => null);
  await writeThing(world, 'edge', { from: 1, to: 1 });
  const [edge] = await world.feed.open({ after: after.position, topics: 'all', signal }).take(1);
  return edge!.position;
}

async function collect(feed: Feed, options: { after: Position; signal: AbortSignal }): Promise<number[]> {
  const versions: number[] = [];
  for await (const { entry } of feed.read({ ...options, topics: 'all' })) versions.push(entry.version);
  return versions;
}
