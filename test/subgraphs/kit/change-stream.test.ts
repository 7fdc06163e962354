import type { ChangeSource, StreamStart } from '../../../subgraphs/kit/change-stream.ts';
import { openChangeSource } from '../../../subgraphs/kit/change-stream.ts';
import type { Change } from '../../../subgraphs/kit/change.ts';
import { connect, nativeDb } from '../../../subgraphs/kit/mongo.ts';
import type { Position } from '../../../subgraphs/kit/position.ts';
import { comparePositions } from '../../../subgraphs/kit/position.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
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
import { startOwnMongod } from '../../kit/mongod.ts';
import type { TestParts } from '../../kit/subgraph-parts.ts';
import { openTestParts } from '../../kit/subgraph-parts.ts';

/** Remembers what a source gives for one database. */
function createSink() {
  const begins: StreamStart[] = [];
  const changes: Change[] = [];
  const places: Position[] = [];
  return {
    begins,
    changes,
    /** Of changes and of `reached`, as they came. */
    places,
    begin: (start: StreamStart) => void begins.push(start),
    change: (change: Change) => void (changes.push(change), places.push(change.position)),
    reached: (position: Position) => void places.push(position),
  };
}

describe('one stream for several databases', () => {
  let parts: TestParts[] = [];
  let source: ChangeSource;
  beforeEach(async () => {
    parts = [await openTestParts('many_a'), await openTestParts('many_b'), await openTestParts('many_c')];
    const [a, b] = parts.map(({ db }) => nativeDb(db));
    source = openChangeSource({
      client: a!.client,
      databases: [a!.databaseName, b!.databaseName],
      log: silentLogger,
    });
  });
  afterEach(async () => {
    await source.close();
    for (const part of parts) await part.close();
  });

  test('gives each sink the changes of its own database, in order; those of others to nobody', async () => {
    const [a, b, c] = parts;
    const [ofA, ofB] = [createSink(), createSink()];
    await source.attach(a!.db.name, ofA);
    await source.attach(b!.db.name, ofB);
    await Promise.all([a, b, c].map((part, index) => writeThing(part!, `t${index}`, { from: 1, to: 20 })));
    await until(() => ofA.changes.length === 20 && ofB.changes.length === 20);
    expect(versionsOf(ofA.changes)).toEqual(upTo(20));
    expect(new Set(ofB.changes.map(({ entry }) => entry.entityId))).toEqual(new Set(['t1']));
    expect([ofA.begins.length, ofB.begins.length]).toEqual([1, 1]);
  });

  test('who comes later is told a beginning that nothing given before lies behind', async () => {
    const [a] = parts;
    const [first, second] = [createSink(), createSink()];
    await source.attach(a!.db.name, first);
    await writeThing(a!, 'x', { from: 1, to: 10 });
    await until(() => first.changes.length === 10);
    await source.attach(a!.db.name, second);
    const begin = second.begins[0]!.position;
    expect(comparePositions(begin, first.changes[9]!.position)).toBeGreaterThanOrEqual(0);
    await writeThing(a!, 'x', { from: 11, to: 12 });
    await until(() => second.changes.length === 2);
    expect(comparePositions(second.changes[0]!.position, begin)).toBeGreaterThan(0);
    expect(second.begins[0]!.token > first.begins[0]!.token).toBe(true);
  });

  test('tells how far it has come, never past a change that is still to come', async () => {
    const [a, b] = parts;
    const sink = createSink();
    await source.attach(a!.db.name, sink);
    const writers = upTo(4).map((writer) => writeThing(a!, `w${writer}`, { from: 1, to: 25 }));
    await Promise.all([...writers, writeThing(b!, 'other', { from: 1, to: 25 })]);
    await until(() => sink.changes.length === 100);
    const last = sink.changes.at(-1)!.position;
    // Of the other database, which this sink is told nothing of.
    await writeThing(b!, 'other', { from: 26, to: 26 });
    await until(() => comparePositions(sink.places.at(-1)!, last) > 0);
    expect(sink.places).toEqual([...sink.places].sort(comparePositions));
  });

  test('who lets go gets nothing more', async () => {
    const [a, b] = parts;
    const [gone, here] = [createSink(), createSink()];
    const detach = await source.attach(a!.db.name, gone);
    await source.attach(b!.db.name, here);
    detach();
    await writeThing(a!, 'x', { from: 1, to: 3 });
    await writeThing(b!, 'x', { from: 1, to: 1 });
    await until(() => here.changes.length === 1);
    expect(gone.changes).toEqual([]);
  });

  test('a database that was not named is refused', async () => {
    await expect(source.attach('other', createSink())).rejects.toThrow(/expected one of .*, got other/);
  });
});

test('positions are the same whichever way a journal is watched', async () => {
  const world = await openLiveWorld('ways');
  const other = await openTestParts('ways_other');
  const native = nativeDb(other.db);
  const cluster = openChangeSource({
    client: native.client,
    databases: [world.native.databaseName, native.databaseName],
    log: silentLogger,
  });
  const sink = createSink();
  await cluster.attach(world.native.databaseName, sink);
  await world.transact({}, async (tx) => {
    for (const version of upTo(3)) await tx.append(thingEntry('x', version));
  });
  await until(() => sink.changes.length === 3);
  const own = await readChanges(world.feed, { after: world.life.start, count: 3 });
  expect(sink.changes).toEqual(own);
  await cluster.close();
  await world.close();
  await other.close();
});

test('a database that is dropped does not end it: it begins anew and says so', async () => {
  const world = await openLiveWorld('dropped');
  await writeThing(world, 'x', { from: 1, to: 2 });
  await readChanges(world.feed, { after: world.life.start, count: 2 });
  await world.native.dropDatabase();
  await until(() => world.feed.metrics().restarts > 0);
  await world.native.createCollection('journal');
  await writeThing(world, 'y', { from: 1, to: 1 });
  await until(() => world.feed.metrics().ringEntries === 1);
  await world.close();
});

describe('G09 when mongod is killed and comes back', () => {
  let mongod: OwnMongod;
  beforeAll(async () => {
    mongod = await startOwnMongod();
  });
  afterAll(() => mongod.close());

  test('every acknowledged change comes once and in order, over two kills, also longer than the driver waits', async () => {
    const world = await openLiveWorld('killed', { uri: mongod.uri });
    const seen: Change[] = [];
    const ending = new AbortController();
    const reading = (async () => {
      for await (const change of world.feed.read({
        after: world.life.start,
        topics: 'all',
        signal: ending.signal,
      }))
        seen.push(change);
    })();
    const writer = startWriter(world);
    await until(() => seen.length > 20);
    await mongod.kill();
    await mongod.restart();
    const soon = seen.length + 20;
    await until(() => seen.length > soon);
    await mongod.kill();
    // The driver gives up looking for a server after 4 s; the stream is then opened again by hand.
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    await mongod.restart();
    const later = seen.length + 20;
    await until(() => seen.length > later);
    const acknowledged = await writer.stop();
    await until(() => acknowledged.every((version) => versionsOf(seen).includes(version)));
    const versions = versionsOf(seen);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
    expect(world.feed.metrics().restarts).toBe(0);
    ending.abort();
    await reading;
    await world.close();
  });
});

test('closing is possible while no server answers, and twice', async () => {
  const mongod = await startOwnMongod();
  const db = await connect({ uri: mongod.uri, dbName: 'closing' });
  const native = nativeDb(db);
  const source = openChangeSource({ client: native.client, databases: ['closing'], log: silentLogger });
  const sink = createSink();
  await source.attach('closing', sink);
  await mongod.kill();
  await Promise.all([source.close(), source.close()]);
  await db.close();
  await mongod.close();
});

/** One writer that goes on over errors with the next version; tells what was acknowledged. */
function startWriter(world: TestParts): { stop(): Promise<number[]> } {
  let running = true;
  const acknowledged: number[] = [];
  const writing = (async () => {
    for (let version = 1; running; version += 1) {
      await world
        .transact({}, (tx) => tx.append(thingEntry('x', version)))
        .then(() => acknowledged.push(version))
        .catch(() => new Promise((resolve) => setTimeout(resolve, 50)));
    }
  })();
  return {
    stop: async () => {
      running = false;
      await writing;
      return acknowledged;
    },
  };
}
