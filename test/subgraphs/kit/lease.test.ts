import { setTimeout as sleep } from 'node:timers/promises';
import type { Lease, LeaseHolding } from '../../../subgraphs/kit/lease.ts';
import { holdLease } from '../../../subgraphs/kit/lease.ts';
import { nativeDb } from '../../../subgraphs/kit/mongo.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import { until, upTo } from '../../kit/live-world.ts';
import type { TestParts } from '../../kit/subgraph-parts.ts';
import { openTestParts, testUri } from '../../kit/subgraph-parts.ts';
import { startTestProcess } from '../../kit/test-process.ts';

let parts: TestParts;
let holdings: LeaseHolding[] = [];
beforeAll(async () => {
  parts = await openTestParts('lease');
});
afterEach(async () => {
  await Promise.all(holdings.map((holding) => holding.close()));
  holdings = [];
});
afterAll(() => parts.close());

const untilAborted = (lease: Lease): Promise<void> =>
  new Promise((resolve) => {
    if (lease.signal.aborted) return resolve();
    lease.signal.addEventListener('abort', () => resolve(), { once: true });
  });

function hold(name: string, work: (lease: Lease) => Promise<void> = untilAborted): LeaseHolding {
  const holding = holdLease(
    { db: nativeDb(parts.db), name, log: silentLogger, ttlMs: 600, pollMs: 30 },
    work,
  );
  holdings.push(holding);
  return holding;
}

const heldBy = (all: readonly LeaseHolding[]): number => all.filter((holding) => holding.held()).length;

test('of many that want it exactly one holds a lease, and keeps it over many lives', async () => {
  const tokens: number[] = [];
  const all = Array.from({ length: 8 }, () =>
    hold('one', (lease) => {
      tokens.push(lease.token);
      return untilAborted(lease);
    }),
  );
  await until(() => heldBy(all) === 1);
  for (let look = 0; look < 60; look += 1) {
    expect(heldBy(all)).toBeLessThanOrEqual(1);
    await sleep(25);
  }
  await until(() => heldBy(all) === 1);
  expect(tokens).toEqual(upTo(tokens.length));
});

test('leases of different names know nothing of each other', async () => {
  const [a, b] = [hold('a'), hold('b')];
  await until(() => a.held() && b.held());
});

test('who lets go is followed at once, with a higher token', async () => {
  const tokens: number[] = [];
  const work = (lease: Lease): Promise<void> => {
    tokens.push(lease.token);
    return untilAborted(lease);
  };
  const first = hold('next', work);
  await until(() => first.held());
  const second = hold('next', work);
  await first.close();
  expect(first.held()).toBe(false);
  await until(() => second.held());
  expect(tokens).toEqual([1, 2]);
});

test('a holder that is killed is followed by another when its time is over', async () => {
  // It is killed within a transaction that is fenced: the row stays locked, unless somebody ends what it left.
  const child = startTestProcess('hold-lease.ts', { TEST_MONGODB_URI: testUri(), TEST_DB: parts.db.name });
  await child.untilOutput('held');
  const successor = hold('killed');
  await sleep(300);
  expect(successor.held()).toBe(false);
  child.kill();
  await child.ended;
  await until(() => successor.held());
});

test('work that throws is run again', async () => {
  let runs = 0;
  hold('again', async (lease) => {
    runs += 1;
    if (runs < 3) throw new Error('not yet');
    await untilAborted(lease);
  });
  await until(() => runs === 3);
});

describe('a lease that went to another', () => {
  const rows = () => nativeDb(parts.db).collection<{ _id: string }>('leases');
  const steal = (name: string) =>
    rows().updateOne(
      { _id: name },
      { $set: { holder: 'thief', until: new Date(Date.now() + 60_000) }, $inc: { token: 1 } },
    );

  test('is noticed at the next renewal', async () => {
    let ended = false;
    const holding = hold('stolen', async (lease) => {
      await untilAborted(lease);
      ended = true;
    });
    await until(() => holding.held());
    await steal('stolen');
    await until(() => ended && !holding.held());
  });

  test('keeps the old holder from committing what it has fenced', async () => {
    const outcome: string[] = [];
    const holding = hold('fenced', async (lease) => {
      await parts.transact({}, (tx) => lease.fence(tx.session));
      outcome.push('mine');
      await steal('fenced');
      const late = parts.transact({}, (tx) => lease.fence(tx.session));
      await late.catch((error: unknown) => outcome.push(String(error)));
      await untilAborted(lease);
    });
    await until(() => outcome.length === 2);
    expect(outcome).toEqual(['mine', 'Error: the lease fenced was lost']);
    await holding.close();
  });
});

test('closing twice is closing once', async () => {
  const holding = hold('twice');
  await until(() => holding.held());
  await Promise.all([holding.close(), holding.close()]);
  expect(holding.held()).toBe(false);
});

test('closed while the lease is being acquired, it is given back and no work begins', async () => {
  let begun = 0;
  for (let round = 0; round < 20; round += 1) {
    const name = `closing ${round}`;
    const holding = hold(name, (lease) => {
      // What waits for the end of a signal that has ended already waits for ever.
      expect(lease.signal.aborted).toBe(false);
      begun += 1;
      return untilAborted(lease);
    });
    await sleep(round % 4);
    await holding.close();
    expect(holding.held()).toBe(false);
    const next = hold(name);
    await until(() => next.held());
    await next.close();
  }
  expect(begun).toBeLessThanOrEqual(20);
});
