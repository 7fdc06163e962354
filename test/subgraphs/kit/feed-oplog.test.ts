import type { Change } from '../../../subgraphs/kit/change.ts';
import { PositionLostError } from '../../../subgraphs/kit/feed-segment.ts';
import { isStartLost, watchJournal } from '../../../subgraphs/kit/journal-watch.ts';
import type { Position } from '../../../subgraphs/kit/position.ts';
import { isRecovered, timeOf } from '../../../subgraphs/kit/position.ts';
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
import type { OwnMongod } from '../../kit/mongod.ts';
import { startTestProcess } from '../../kit/test-process.ts';
import { startOwnMongod } from '../../kit/mongod.ts';

// A mongod of its own whose oplog is as small as it can be, so that it forgets for real.
let mongod: OwnMongod;
let worlds: LiveWorld[] = [];
beforeAll(async () => {
  mongod = await startOwnMongod({ oplogSizeMb: 16, extraArguments: ['--syncdelay', '1'] });
});
afterEach(async () => {
  const closing = worlds.reverse();
  worlds = [];
  for (const world of closing) await world.close();
});
afterAll(() => mongod.close());

const open = async (options: LiveWorldOptions = {}): Promise<LiveWorld> => {
  const world = await openLiveWorld('oplog', { uri: mongod.uri, ...options });
  worlds.push(world);
  return world;
};

test('G10 beyond the oplog the journal carries a reader on, and it joins the ring behind it', async () => {
  const first = await open();
  const stamper = first.startStamper();
  await writeThing(first, 'a', { from: 1, to: 30 });
  const changes = await readChanges(first.feed, { after: first.life.start, count: 30 });
  await until(async () => (await stampedCount(first)) === 30);
  await rollOver(first, changes[29]!.position);

  const second = await open({ dbName: first.native.databaseName, limits: { segmentEntries: 7 } });
  const reading = readChanges(second.feed, { after: changes[4]!.position, count: 45 });
  await writeThing(first, 'a', { from: 31, to: 50 });
  const seen = await reading;
  expect(versionsOf(seen)).toEqual(upTo(50, 6));
  // The places, and so the cursors, are those that were given live.
  expect(seen.slice(0, 25).map(({ position }) => position)).toEqual(
    changes.slice(5).map(({ position }) => position),
  );
  expect(seen.slice(0, 25).map(({ committedAt }) => committedAt)).toEqual(
    changes.slice(5).map(({ committedAt }) => committedAt),
  );
  const { given, journalSegments } = second.feed.metrics();
  expect(journalSegments).toBeGreaterThanOrEqual(4);
  expect(given.journal).toBeGreaterThanOrEqual(25);
  expect(given.journal + given.stream + given.ring).toBe(45);
  await stamper.close();
});

test('G10 what a stamper that was killed did not come to stamp before the oplog forgot it is given once, in order, while writers run', async () => {
  const first = await open();
  const stamper = startTestProcess('stamp-journal.ts', {
    TEST_MONGODB_URI: mongod.uri,
    TEST_DB: first.native.databaseName,
  });
  await stamper.untilOutput('held');
  await writeThing(first, 'a', { from: 1, to: 10 });
  await until(async () => (await stampedCount(first)) === 10);
  stamper.kill();
  await stamper.ended;
  await writeThing(first, 'a', { from: 11, to: 14 });
  await first.transact({}, async (tx) => {
    await tx.append(thingEntry('a', 15));
    await tx.append(thingEntry('a', 16));
  });
  await writeThing(first, 'a', { from: 17, to: 20 });
  const live = await readChanges(first.feed, { after: first.life.start, count: 20 });
  const writers = startWriters(first);
  await rollOver(first, live[19]!.position);
  await expect(stampedCount(first)).resolves.toBe(10);

  const second = await open({ dbName: first.native.databaseName, limits: { segmentEntries: 9 } });
  const collected = collect(second, live[4]!.position);
  await until(() => second.feed.metrics().readers === 1);
  second.startStamper();
  await until(() => second.feed.metrics().given.ring > 20);
  const written = await writers.stop();
  await until(() => written.every(({ id, to }) => collected.of(id).length === to));
  for (const { id, to } of written) expect(collected.of(id)).toEqual(upTo(to));
  expect(collected.of('a')).toEqual(upTo(20, 6));
  await collected.stop();

  const { given } = second.feed.metrics();
  expect(given.journal).toBeGreaterThanOrEqual(15);
  // Two entries of one transaction, neither missing: their commit time is lost, their order is not.
  const tail = collected.changes.filter(({ entry }) => entry.entityId === 'a' && entry.version > 10);
  expect(tail.every(({ position }) => isRecovered(position))).toBe(true);

  // Who stands where commit times were forgotten has seen a part of them under other places: told, not guessed.
  const inside = readChanges(second.feed, { after: live[13]!.position, count: 1 });
  await expect(inside).rejects.toThrow(PositionLostError);
  // Who stands at a recovered entry goes on behind it.
  const at14 = tail.find(({ entry }) => entry.version === 14);
  const later = await readChanges(second.feed, { after: at14!.position, count: 6, topics: ['Thing:a'] });
  expect(versionsOf(later)).toEqual(upTo(20, 15));
});

test('G10 a recovery that was broken off half way is finished by the next stamper', async () => {
  const world = await open();
  await writeThing(world, 'a', { from: 1, to: 12 });
  const live = await readChanges(world.feed, { after: world.life.start, count: 12 });
  await rollOver(world, live[11]!.position);
  // As a stamper leaves it that dies after the first five of its look.
  const { after, time } = { after: timeOf(world.life.start), time: timeOf(live[11]!.position) };
  await world.native.collection<{ _id: string; recoveries: object[] }>('stamper').insertOne({
    _id: 'stamper',
    recoveries: [{ after: { time: after, n: world.life.start.n }, until: null }],
  });
  for (const { entry } of live.slice(0, 5)) {
    const stamp = { pos: time, n: 0x40_00_00_00 + entry.version, committedAt: entry.at };
    await world.native.collection<{ _id: string }>('journal').updateOne({ _id: entry._id }, { $set: stamp });
  }
  const second = await open({ dbName: world.native.databaseName });
  const reading = readChanges(second.feed, { after: world.life.start, count: 13 });
  second.startStamper();
  await until(async () => (await stampedCount(world)) === 12);
  await writeThing(world, 'a', { from: 13, to: 13 });
  expect(versionsOf(await reading)).toEqual(upTo(13));
});

test('without a stamper a reader that only stamps could carry on is told that its place is lost, after its wait', async () => {
  const world = await open();
  await writeThing(world, 'a', { from: 1, to: 3 });
  const live = await readChanges(world.feed, { after: world.life.start, count: 3 });
  await rollOver(world, live[2]!.position);
  const second = await open({ dbName: world.native.databaseName, limits: { stampWaitMs: 300 } });
  const reading = readChanges(second.feed, { after: world.life.start, count: 1 });
  await expect(reading).rejects.toThrow('not stamped in time');
});

/** Writes until the oplog no longer holds a place. */
async function rollOver({ native }: LiveWorld, place: Position): Promise<void> {
  const filler = native.client.db('filler').collection('filler');
  const text = 'x'.repeat(1024 * 1024);
  for (;;) {
    for (let round = 0; round < 2; round += 1) {
      await filler.insertMany(upTo(8).map((number) => ({ number, text })));
      await filler.deleteMany({});
    }
    const stream = watchJournal(native, { startAtOperationTime: timeOf(place), maxAwaitTimeMS: 10 });
    const error: unknown = await stream.tryNext().then(
      () => undefined,
      (refused: unknown) => refused,
    );
    await stream.close();
    if (isStartLost(error)) return;
  }
}

interface Written {
  readonly id: string;
  readonly to: number;
}

/** Four writers that go on until they are stopped; each tells how far it came. */
function startWriters(world: LiveWorld): { stop(): Promise<Written[]> } {
  let running = true;
  const write = async (id: string): Promise<Written> => {
    let version = 0;
    while (running) {
      version += 1;
      await world.transact({}, (tx) => tx.append(thingEntry(id, version)));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return { id, to: version };
  };
  const writers = ['w1', 'w2', 'w3', 'w4'].map(write);
  return {
    stop: () => {
      running = false;
      return Promise.all(writers);
    },
  };
}

function collect(world: LiveWorld, after: Position) {
  const changes: Change[] = [];
  const ending = new AbortController();
  const reading = (async () => {
    for await (const change of world.feed.read({ after, topics: 'all', signal: ending.signal }))
      changes.push(change);
  })();
  return {
    changes,
    of: (id: string) => versionsOf(changes.filter(({ entry }) => entry.entityId === id)),
    stop: () => {
      ending.abort();
      return reading;
    },
  };
}

function stampedCount(world: LiveWorld): Promise<number> {
  return world.native.collection('journal').countDocuments({ pos: { $exists: true } });
}
