import { randomBytes } from 'node:crypto';
import { MongoClient } from 'mongodb';
import type { Db } from 'mongodb';
import { openRateBuckets, SharedRate } from '../../../gateway/src/quota/shared-rate.ts';
import type { RateBuckets } from '../../../gateway/src/quota/shared-rate.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';

let client: MongoClient;
let db: Db;
beforeAll(async () => {
  client = await new MongoClient(process.env['TEST_MONGODB_URI'] ?? '').connect();
  db = client.db(`rates_${randomBytes(4).toString('hex')}`);
});
afterAll(async () => {
  await db?.dropDatabase();
  await client?.close();
});

const at = (app: string, perSecond: number, buckets: RateBuckets): SharedRate =>
  new SharedRate({ app, perSecond, buckets, log: silentLogger, nowMs: Date.now });

test('I01 a burst over four gateways lets through ten seconds’ worth and what time has filled, and no more', async () => {
  const perSecond = 20;
  const buckets = await Promise.all(Array.from({ length: 4 }, () => openRateBuckets(db)));
  const gateways = buckets.map((each) => at('burst', perSecond, each));
  const beganMs = performance.now();
  const asked = gateways.flatMap((each) => Array.from({ length: 300 }, () => each.take()));
  const waits = await Promise.all(asked);
  const seconds = (performance.now() - beganMs) / 1_000;
  const passed = waits.filter((waitMs) => waitMs === 0).length;
  expect(passed).toBeGreaterThanOrEqual(200);
  expect(passed).toBeLessThanOrEqual(200 + Math.ceil(seconds * perSecond));
  // Who is refused is told a time in which one request comes free.
  const told = waits.filter((waitMs) => waitMs !== 0);
  expect(told.every((waitMs) => Number(waitMs) >= 1 && Number(waitMs) <= 1_000 / perSecond + 1)).toBe(true);
});

test('what one gateway took is not there for another, whichever app asks beside', async () => {
  const buckets = await openRateBuckets(db);
  const [one, other] = [at('taken', 1, buckets), at('taken', 1, buckets)];
  for (let n = 0; n < 5; n += 1) expect(await one.take()).toBe(0);
  let passed = 0;
  const beganMs = performance.now();
  while ((await other.take()) === 0) passed += 1;
  expect(passed).toBeLessThanOrEqual(5 + Math.ceil((performance.now() - beganMs) / 1_000));
  expect(await at('another', 1, buckets).take()).toBe(0);
});

test('a hot app writes a few times for hundreds of requests', async () => {
  let writes = 0;
  const real = await openRateBuckets(db);
  const counted: RateBuckets = {
    take: (...asked) => {
      writes += 1;
      return real.take(...asked);
    },
  };
  const rate = at('hot', 200, counted);
  await Promise.all(Array.from({ length: 1_000 }, () => rate.take()));
  expect(writes).toBeLessThan(100);
});

test('I02 while the bucket does not answer, a gateway holds the app to the rate by itself', async () => {
  const rate = at('down', 1, { take: () => Promise.reject(new Error('nobody answers')) });
  const waits = await Promise.all(Array.from({ length: 30 }, () => rate.take()));
  expect(waits.filter((waitMs) => waitMs === 0).length).toBeGreaterThanOrEqual(10);
  expect(waits.filter((waitMs) => waitMs === 0).length).toBeLessThan(30);
});
