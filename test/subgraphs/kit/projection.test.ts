import { Timestamp } from 'mongodb';
import type { Projecting } from '../../../subgraphs/kit/projection.ts';
import { deriveAnew, readProjectionStatus } from '../../../subgraphs/kit/projection.ts';
import type { LiveWorld } from '../../kit/live-world.ts';
import { openLiveWorld, until, upTo } from '../../kit/live-world.ts';
import { testUri } from '../../kit/subgraph-parts.ts';
import { startTestProcess } from '../../kit/test-process.ts';
import type { Things } from '../../kit/thing-projection.ts';
import { openThings, project, raise, thingProjection } from '../../kit/thing-projection.ts';

let world: LiveWorld;
let things: Things;
let projecting: Projecting | undefined;
beforeEach(async () => {
  world = await openLiveWorld('projection');
  things = await openThings(world);
});
afterEach(async () => {
  await projecting?.close();
  projecting = undefined;
  await world.close();
});

const start = (version = 1): void => {
  projecting = project(world, thingProjection(things, version));
};
const status = (version = 1) =>
  readProjectionStatus({ db: world.native, clock: { now: () => new Date() } }, { name: 'things', version });
const sum = async (): Promise<number> => (await things.sums.findOne({ _id: 'all' }))?.count ?? 0;
const untilSum = (wanted: number): Promise<void> => until(async () => (await sum()) >= wanted);
const copied = async (): Promise<unknown> => await things.copies.find().sort({ _id: 1 }).toArray();
const there = async (): Promise<unknown> => await things.things.find().sort({ _id: 1 }).toArray();

test('what was there before it, and what is written while it derives, is derived once', async () => {
  for (const n of upTo(30)) await raise(world, things, `t${n % 7}`);
  start();
  for (const n of upTo(30)) await raise(world, things, `t${n % 11}`);
  await untilSum(60);
  expect(await sum()).toBe(60);
  expect(await copied()).toEqual(await there());
});

test('is whole once everything was derived, and says of which moment it is', async () => {
  await raise(world, things, 'a');
  expect(await status()).toMatchObject({ isWhole: false });
  start();
  world.startStamper();
  await untilSum(1);
  await raise(world, things, 'a');
  await untilSum(2);
  // The stamp tells that nothing is later than what was taken in.
  await until(async () => (await world.native.collection('journal').countDocuments({ pos: null })) === 0);
  const before = new Date();
  const caughtUp = await status();
  expect(caughtUp.isWhole).toBe(true);
  expect(caughtUp.asOf.getTime()).toBeGreaterThanOrEqual(before.getTime());
  await projecting?.close();
  const closed = new Date();
  await raise(world, things, 'a');
  const behind = await status();
  expect(behind.isWhole).toBe(true);
  expect(behind.asOf.getTime()).toBeLessThan(closed.getTime());
});

test('processes that are killed again and again while writers write leave exact sums', async () => {
  let written = 0;
  let isWriting = true;
  const write = async (): Promise<void> => {
    while (isWriting) await raise(world, things, `t${(written += 1) % 5}`);
  };
  const writers = [write(), write()];
  for (let kills = 0; kills < 3; kills += 1) {
    const child = startTestProcess('project-things.ts', {
      TEST_MONGODB_URI: testUri(),
      TEST_DB: world.native.databaseName,
    });
    await child.untilOutput('derives');
    child.kill();
    await child.ended;
  }
  isWriting = false;
  await Promise.all(writers);
  start();
  await untilSum(written);
  expect(await sum()).toBe(written);
  expect(await copied()).toEqual(await there());
}, 120_000);

test('another version derives everything anew, and is not whole before', async () => {
  for (const n of upTo(5)) await raise(world, things, `t${n}`);
  start(1);
  await untilSum(5);
  await projecting?.close();
  // What an earlier version left.
  await things.copies.updateOne({ _id: 't1' }, { $set: { count: 0 } });
  expect(await status(2)).toMatchObject({ isWhole: false });
  start(2);
  await until(async () => (await status(2)).isWhole);
  expect(await copied()).toEqual(await there());
});

test('is derived anew on demand, while what is there goes on being shown', async () => {
  for (const n of upTo(5)) await raise(world, things, `t${n}`);
  start();
  await untilSum(5);
  await until(async () => (await status()).isWhole);
  // A change that no entry tells of.
  await world.transact({}, async ({ session }) => {
    await things.things.updateOne({ _id: 't3' }, { $inc: { count: 10 } }, { session });
    await deriveAnew(world.native, 'things', session);
  });
  expect(await status()).toMatchObject({ isWhole: true });
  await untilSum(15);
  await raise(world, things, 't4');
  await untilSum(16);
  expect(await copied()).toEqual(await there());
});

test('a place that is lost is followed by everything anew, not by a hole', async () => {
  await raise(world, things, 'a');
  start();
  await untilSum(1);
  await projecting?.close();
  await raise(world, things, 'b');
  // Of a data set that was restored from a backup: the place lies in what never came.
  const rows = world.native.collection<{ _id: string }>('projections');
  await rows.updateOne({ _id: 'things' }, { $set: { time: new Timestamp({ t: 4_000_000_000, i: 1 }) } });
  start();
  await untilSum(2);
  await raise(world, things, 'c');
  await untilSum(3);
  expect(await copied()).toEqual(await there());
});
