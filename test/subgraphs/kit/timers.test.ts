import type { mongo } from 'mongoose';
import type { OpenClock } from '../../../subgraphs/kit/clock.ts';
import { moveClock, openClock } from '../../../subgraphs/kit/clock.ts';
import type { LeaseHolding } from '../../../subgraphs/kit/lease.ts';
import { nativeDb } from '../../../subgraphs/kit/mongo.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import type { FireOptions, Timer, Timers } from '../../../subgraphs/kit/timers.ts';
import { openTimers } from '../../../subgraphs/kit/timers.ts';
import type { NewTimer } from '../../../subgraphs/kit/transact.ts';
import { thingEntry, until, upTo } from '../../kit/live-world.ts';
import type { TestParts } from '../../kit/subgraph-parts.ts';
import { openTestParts, testUri } from '../../kit/subgraph-parts.ts';
import { startTestProcess } from '../../kit/test-process.ts';

const dayMs = 24 * 60 * 60 * 1000;
const hourMs = 60 * 60 * 1000;
let parts: TestParts;
let db: mongo.Db;
let clock: OpenClock;
let timers: Timers;
let firings: LeaseHolding[] = [];

beforeEach(async () => {
  parts = await openTestParts('timers');
  db = nativeDb(parts.db);
  clock = await openClock({
    client: db.client,
    prefix: `${db.databaseName}_`,
    production: false,
    log: silentLogger,
  });
  timers = await openTimers(db);
});
afterEach(async () => {
  await Promise.all(firings.map((firing) => firing.close()));
  firings = [];
  await clock.close();
  await db.client.db(`${db.databaseName}_clock`).dropDatabase();
  await parts.close();
});

const set = (timer: NewTimer): Promise<void> =>
  parts.transact({}, (tx) => timers.writer.set([timer], tx.session));
const inHours = (hours: number): Date => new Date(clock.now().getTime() + hours * hourMs);
const move = (ms: number) => moveClock(db.client, `${db.databaseName}_`, ms);
const left = (): Promise<number> => db.collection('timers').countDocuments();

function start(handlers: FireOptions['handlers']): LeaseHolding {
  const firing = timers.start({
    handlers,
    clock,
    transact: parts.transact,
    log: silentLogger,
    ttlMs: 1_000,
    pollMs: 30,
  });
  firings.push(firing);
  return firing;
}

/** Handlers of one kind that remember what they were given; a transaction that is run again counts once. */
function recording(kind: string) {
  const fired: Timer[] = [];
  const handlers = {
    [kind]: async (timer: Timer) => {
      if (!fired.some(({ key }) => key === timer.key)) fired.push(timer);
    },
  };
  return { fired, handlers, keys: () => fired.map(({ key }) => key) };
}

test('fires what is due and nothing else, with what it was set with', async () => {
  const { fired, handlers } = recording('due');
  const at = inHours(-1);
  await set({ kind: 'due', key: 'now', at, data: { step: 3 } });
  await set({ kind: 'due', key: 'later', at: inHours(1) });
  start(handlers);
  await until(async () => (await left()) === 1);
  expect(fired).toEqual([{ kind: 'due', key: 'now', at, data: { step: 3 } }]);
});

test('wakes when a nearer timer is set and when the clock moves', async () => {
  const { handlers, keys } = recording('due');
  const firing = start(handlers);
  await until(() => firing.held());
  await set({ kind: 'due', key: 'second', at: inHours(3) });
  await set({ kind: 'due', key: 'first', at: inHours(-1) });
  await until(() => keys().length === 1);
  await move(4 * hourMs);
  await until(() => keys().length === 2);
  expect(keys()).toEqual(['first', 'second']);
});

test('fires in order of time, not of setting', async () => {
  const { handlers, keys } = recording('due');
  for (const hours of [5, 2, 4, 1, 3]) await set({ kind: 'due', key: `${hours}`, at: inHours(hours) });
  await move(dayMs);
  start(handlers);
  await until(() => keys().length === 5);
  expect(keys()).toEqual(['1', '2', '3', '4', '5']);
});

test('one that is set for real time fires by real time, wherever the clock of the hub stands', async () => {
  const { handlers, keys } = recording('due');
  await move(-30 * dayMs);
  await until(() => clock.now().getTime() < Date.now() - dayMs);
  const real = (key: string, ms: number): Promise<void> =>
    set({ kind: 'due', key, at: new Date(Date.now() + ms), clock: 'real' });
  await real('over', -1);
  await real('coming', dayMs);
  await set({ kind: 'due', key: 'hub', at: new Date() });
  start(handlers);
  await until(async () => (await left()) === 2);
  expect(keys()).toEqual(['over']);
  await move(40 * dayMs);
  await until(async () => (await left()) === 1);
  expect(keys()).toEqual(['over', 'hub']);
});

test('rows of before there were two clocks are for the hub’s', async () => {
  const { handlers, keys } = recording('due');
  await set({ kind: 'due', key: 'old', at: inHours(-1) });
  await db.collection('timers').updateMany({}, { $unset: { clock: '' } });
  timers = await openTimers(db);
  start(handlers);
  await until(async () => (await left()) === 0);
  expect(keys()).toEqual(['old']);
});

test('setting a timer again moves it; clearing it takes it away; both with the transaction or not at all', async () => {
  const { handlers, keys } = recording('due');
  await set({ kind: 'due', key: 'moved', at: inHours(-2) });
  await set({ kind: 'due', key: 'moved', at: inHours(30) });
  await set({ kind: 'due', key: 'cleared', at: inHours(-2) });
  await parts.transact({}, (tx) => timers.writer.clear('due', 'cleared', tx.session));
  const undone = parts.transact({}, async (tx) => {
    await timers.writer.set([{ kind: 'due', key: 'undone', at: inHours(-2) }], tx.session);
    await timers.writer.clear('due', 'moved', tx.session);
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  await set({ kind: 'due', key: 'kept', at: inHours(-1) });
  start(handlers);
  await until(async () => (await left()) === 1);
  expect(keys()).toEqual(['kept']);
});

test('a timer goes together with what its handler writes: a handler that fails leaves both undone, and is tried again', async () => {
  let runs = 0;
  await set({ kind: 'due', key: 'a', at: inHours(-1) });
  start({
    due: async ({ key }, tx) => {
      runs += 1;
      await tx.append(thingEntry(key, runs));
      if (runs === 1) throw new Error('not yet');
    },
  });
  await until(async () => (await left()) === 0);
  const entries = await parts.journal.collection.find().toArray();
  expect(entries.map(({ version }) => version)).toEqual([2]);
});

test('a handler that always fails keeps no other timer from firing, of its kind or another', async () => {
  const { handlers, keys } = recording('fine');
  await set({ kind: 'broken', key: 'x', at: inHours(-9) });
  await set({ kind: 'mixed', key: 'bad', at: inHours(-8) });
  await set({ kind: 'mixed', key: 'good', at: inHours(-7) });
  await set({ kind: 'fine', key: 'y', at: inHours(-6) });
  const mixed: string[] = [];
  start({
    ...handlers,
    broken: () => Promise.reject(new Error('never')),
    mixed: async ({ key }) => {
      if (key === 'bad') throw new Error('never');
      mixed.push(key);
    },
  });
  await until(async () => (await left()) === 2);
  expect([mixed, keys()]).toEqual([['good'], ['y']]);
});

test('a kind without a handler here waits for one', async () => {
  const { handlers, keys } = recording('known');
  await set({ kind: 'unknown', key: 'x', at: inHours(-2) });
  await set({ kind: 'known', key: 'y', at: inHours(-1) });
  start(handlers);
  await until(async () => (await left()) === 1);
  expect(keys()).toEqual(['y']);
});

test('a handler may set its own timer anew: a deadline that comes back', async () => {
  const at = new Set<number>();
  await set({ kind: 'silence', key: 'r1', at: inHours(1) });
  start({
    silence: async (timer, tx) => {
      at.add(timer.at.getTime());
      const next = new Date(timer.at.getTime() + 7 * dayMs);
      await timers.writer.set([{ kind: 'silence', key: timer.key, at: next }], tx.session);
    },
  });
  await move(16 * dayMs);
  await until(() => at.size === 3);
  const [first = 0] = at;
  expect([...at].map((time) => (time - first) / dayMs)).toEqual([0, 7, 14]);
  await expect(left()).resolves.toBe(1);
});

test('16 days in one step, the leaseholder killed half way: each fires exactly once, in order', async () => {
  const count = 400;
  const env = { TEST_MONGODB_URI: testUri(), TEST_DB: db.databaseName };
  for (const number of upTo(count)) {
    // Set in another order than they are due.
    const place = (number * 7) % count;
    await set({ kind: 'due', key: `t${place}`, at: inHours(1 + place * 0.9), data: { place } });
  }
  const first = startTestProcess('fire-timers.ts', env);
  await first.untilOutput('held');
  await move(16 * dayMs);
  await until(async () => (await fired()).length > count / 3);
  first.kill();
  await first.ended;
  const atKill = (await fired()).length;
  expect(atKill).toBeLessThan(count);

  const second = startTestProcess('fire-timers.ts', env);
  await until(async () => (await left()) === 0);
  second.kill();
  await second.ended;
  const places = await fired();
  expect([...places].sort((a, b) => a - b)).toEqual(upTo(count - 1, 0));
  expect(places).toEqual(upTo(count - 1, 0));
});

/** What has fired, in the order of storing: one at a time, so that is the order of firing. */
async function fired(): Promise<number[]> {
  const entries = await parts.journal.collection.find({ kind: 'changed' }).sort({ $natural: 1 }).toArray();
  return entries.map(({ payload }) => Number(payload['place']));
}
