import { backOffMs } from '../../../gateway/src/subscription/back-off.ts';

describe('back-off', () => {
  const limits = { firstMs: 100, maxMs: 1_000 };

  test('doubles its ceiling with each attempt up to the maximum', () => {
    const ceilings = [1, 2, 3, 4, 5, 1_000].map((attempt) => backOffMs(limits, attempt, () => 1));
    expect(ceilings).toEqual([100, 200, 400, 800, 1_000, 1_000]);
  });

  test('spreads fully below it', () => {
    expect([0, 0.5].map((random) => backOffMs(limits, 3, () => random))).toEqual([0, 200]);
  });
});
