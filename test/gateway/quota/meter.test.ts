import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { GraphQLError } from 'graphql';
import { MongoClient } from 'mongodb';
import type { Db } from 'mongodb';
import type { Allowance } from '../../../gateway/src/identity/identity.ts';
import type { QuotaCounter } from '../../../gateway/src/quota/counter.ts';
import { openQuotaCounter } from '../../../gateway/src/quota/counter.ts';
import { createMeter } from '../../../gateway/src/quota/meter.ts';
import { quotaDay } from '../../../gateway/src/quota/quota-day.ts';
import { Rate } from '../../../gateway/src/quota/rate.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import type { Viewer } from '../../../subgraphs/kit/index.ts';
import { anonymous } from '../../../subgraphs/kit/index.ts';

let client: MongoClient;
let db: Db;
beforeAll(async () => {
  client = await new MongoClient(process.env['TEST_MONGODB_URI'] ?? '').connect();
  db = client.db(`quota_${randomBytes(4).toString('hex')}`);
});
afterAll(async () => {
  await db?.dropDatabase();
  await client?.close();
});

const app = (id: string): Viewer => ({ kind: 'app', id, roles: [], vneidLevel: 0, scopes: [] });
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const meter of open.splice(0)) await meter.close();
});

/** So many gateways that measure by one counter. */
async function gateways(count: number, unitsPerDay: number, counter?: QuotaCounter) {
  const nowMs = Date.parse('2026-11-25T05:00:00Z');
  const made = await Promise.all(
    Array.from({ length: count }, async () => {
      const used: number[] = [];
      const meter = createMeter({
        counter: counter ?? (await openQuotaCounter(db, randomBytes(6).toString('hex'))),
        allowanceOf: ({ id }): Allowance => ({ app: id ?? '', unitsPerDay, requestsPerSecond: 1_000_000 }),
        onUsed: (_allowance, _day, figure) => void used.push(figure),
        nowMs: () => nowMs,
        log: silentLogger,
      });
      open.push(meter);
      return { meter, used };
    }),
  );
  return made;
}

type Gateway = Awaited<ReturnType<typeof gateways>>[number];

/** `ok`, or the code of the refusal. */
async function charge(at: Gateway | undefined, id: string, cost: number): Promise<unknown> {
  try {
    await at?.meter.of(app(id))?.charge(cost, 'public');
    return 'ok';
  } catch (error) {
    return error instanceof GraphQLError ? error.extensions['code'] : error;
  }
}

const rowOf = async (id: string) => {
  const row = await db.collection('quota').findOne({ _id: new RegExp(`^${id}:`) as never });
  return { taken: Number(row?.['taken']), out: Object.keys(Object(row?.['out'])) };
};

test('C11: of 500 requests at once over four gateways exactly the quota of 100 is let through', async () => {
  const meters = await gateways(4, 100);
  const calls = Array.from({ length: 500 }, (_, n) => charge(meters[n % 4], 'c11', 1));
  const answers = await Promise.all(calls);
  expect(answers.filter((each) => each === 'ok')).toHaveLength(100);
  expect(answers.filter((each) => each === 'QUOTA_EXCEEDED')).toHaveLength(400);
});

test('units of any size are spent once, and refused only when fewer are left than are asked for', async () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 60 });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(sizes, fc.integer({ min: 1, max: 9_000 }), async (costs, limit) => {
      const id = `any-${(run += 1)}`;
      const meters = await gateways(3, limit);
      const answers = await Promise.all(costs.map((cost, n) => charge(meters[n % 3], id, cost)));
      await Promise.all(meters.map(({ meter }) => meter.close()));
      const spent = costs.reduce((sum, cost, n) => (answers[n] === 'ok' ? sum + cost : sum), 0);
      expect(spent).toBeLessThanOrEqual(limit);
      expect(new Set(answers)).not.toContain(undefined);
      const refused = costs.filter((_, n) => answers[n] !== 'ok');
      // What was refused did not fit behind what was spent.
      for (const cost of refused) expect(spent + cost).toBeGreaterThan(limit);
      expect(await rowOf(id)).toEqual({ taken: spent, out: [] });
    }),
    { numRuns: 25 },
  );
});

test('a block is one percent of what is left, and goes back unspent within a second or so', async () => {
  const [one] = await gateways(1, 100_000);
  await one?.meter.of(app('blocks'))?.charge(1, 'public');
  const end = Date.now() + 20_000;
  while ((await rowOf('blocks')).taken !== 1 && Date.now() < end)
    await new Promise((done) => setTimeout(done, 50));
  expect(await rowOf('blocks')).toEqual({ taken: 1, out: [] });
  expect(one?.used).toEqual([1_000, 1]);
});

test('a thousand requests in a row write to the counter a few times only', async () => {
  let asked = 0;
  const real = await openQuotaCounter(db, 'counted');
  const counter: QuotaCounter = {
    take: (taking) => {
      asked += 1;
      return real.take(taking);
    },
    giveBack: (...back) => real.giveBack(...back),
  };
  const [one] = await gateways(1, 5_000_000, counter);
  for (let n = 0; n < 1_000; n += 1) await one?.meter.of(app('hot'))?.charge(1, 'public');
  expect(asked).toBeLessThan(100);
});

test('what another gateway holds is waited for before anybody is refused', async () => {
  const [holder, asker] = await gateways(2, 1_000);
  await holder?.meter.of(app('held'))?.charge(1, 'public');
  expect(holder?.used).toEqual([10]);
  await asker?.meter.of(app('held'))?.charge(999, 'public');
  expect((await rowOf('held')).taken).toBe(1_000);
  await expect(asker?.meter.of(app('held'))?.charge(1, 'public')).rejects.toMatchObject({
    extensions: { code: 'QUOTA_EXCEEDED', retryAfter: 12 * 3_600 },
  });
});

test('what a gateway that died was holding counts as spent, and holds up nobody for long', async () => {
  const old = { units: 50, at: new Date(Date.now() - 60_000) };
  const day = quotaDay(Date.parse('2026-11-25T05:00:00Z')).day;
  await db.collection<{ _id: string }>('quota').insertOne({
    _id: `dead:${day}`,
    taken: 1_000,
    out: { gone: old },
    forgetAt: new Date(Date.now() + 60_000),
  } as never);
  const [one] = await gateways(1, 1_000);
  await expect(one?.meter.of(app('dead'))?.charge(1, 'public')).rejects.toMatchObject({
    extensions: { code: 'QUOTA_EXCEEDED' },
  });
});

test('I02: while nothing can be counted, writes and what is personal fail and public reads have a cap', async () => {
  const broken = () => Promise.reject(new Error('nobody answers'));
  const [one] = await gateways(1, 1_000, { take: broken, giveBack: broken });
  const metered = one?.meter.of(app('down'));
  await expect(metered?.charge(1, 'personal')).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
  for (let n = 0; n < 10; n += 1) await metered?.charge(1, 'public');
  await expect(metered?.charge(1, 'public')).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
});

test('I04: what one app does is nothing to the units and the rate of another', async () => {
  const [one] = await gateways(1, 50);
  const noisy = Array.from({ length: 500 }, () => charge(one, 'noisy', 1));
  const quiet = one?.meter.of(app('quiet'))?.charge(1, 'public');
  await expect(quiet).resolves.toBeUndefined();
  expect((await Promise.all(noisy)).filter((each) => each === 'QUOTA_EXCEEDED')).toHaveLength(450);
  expect(one?.meter.of(anonymous)).toBeUndefined();
});

test('I01: over ten minutes a bucket lets its rate through to within one percent, and ten seconds’ worth at once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 50, max: 400 }), (perSecond, everyMs) => {
      let nowMs = 0;
      const rate = new Rate(perSecond, () => nowMs);
      let atOnce = 0;
      while (rate.take() === 0) atOnce += 1;
      expect(atOnce).toBe(perSecond * 10);
      let passed = 0;
      const each = Math.ceil((perSecond * everyMs * 3) / 1_000);
      const lasts = 600_000;
      for (; nowMs < lasts; nowMs += everyMs)
        for (let n = 0; n < each; n += 1) if (rate.take() === 0) passed += 1;
      const asked = Math.ceil(lasts / everyMs) * each;
      const due = Math.min(asked, perSecond * 600);
      expect(Math.abs(passed - due)).toBeLessThanOrEqual(due * 0.01 + 1);
    }),
    { numRuns: 20 },
  );
});

test('a request that comes too early is told when to come again, and passes then', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), (perSecond) => {
      let nowMs = 0;
      const rate = new Rate(perSecond, () => nowMs);
      let waitMs = 0;
      while (waitMs === 0) waitMs = rate.take();
      nowMs += waitMs;
      expect(rate.take()).toBe(0);
    }),
  );
});

test('the day of units begins at midnight in Huế', () => {
  expect(quotaDay(Date.parse('2026-11-24T16:59:59.000Z'))).toEqual({ day: '2026-11-24', leftMs: 1_000 });
  expect(quotaDay(Date.parse('2026-11-24T17:00:00.000Z'))).toEqual({ day: '2026-11-25', leftMs: 86_400_000 });
});
