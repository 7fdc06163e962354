import fc from 'fast-check';
import { RetryBudget } from '../../../gateway/src/transport/retry-budget.ts';

describe('H01: a budget of retries', () => {
  test('sends the reserve and no more than the share of the calls, however many fail', () => {
    const budget = new RetryBudget(10, () => 0);
    let retries = 0;
    for (let call = 0; call < 1_000; call += 1) {
      budget.count();
      if (budget.take()) retries += 1;
    }
    expect(retries).toBeGreaterThanOrEqual(100);
    expect(retries).toBeLessThanOrEqual(110);
  });

  test('comes back with time, up to the reserve', () => {
    let nowMs = 0;
    const budget = new RetryBudget(1, () => nowMs);
    const takeAll = (): number => {
      let taken = 0;
      while (budget.take()) taken += 1;
      return taken;
    };
    expect(takeAll()).toBe(10);
    nowMs = 3_000;
    expect(takeAll()).toBe(3);
    nowMs = 1_000_000;
    expect(takeAll()).toBe(10);
  });

  test('of nothing gives nothing', () => {
    const budget = new RetryBudget(0, () => 0);
    budget.count();
    expect(budget.take()).toBe(false);
  });

  test('is never overdrawn', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.array(fc.boolean(), { maxLength: 400 }),
        (percent, takes) => {
          const budget = new RetryBudget(percent, () => 0);
          const counts = takes.filter((take) => !take).length;
          let taken = 0;
          for (const take of takes) {
            if (!take) budget.count();
            else if (budget.take()) taken += 1;
          }
          expect(taken).toBeLessThanOrEqual(10 + (counts * percent) / 100 + 1);
        },
      ),
    );
  });
});
