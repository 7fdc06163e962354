import fc from 'fast-check';
import { quantileOf, shareOf, showFigures } from '../../../subgraphs/reports/share.rules.ts';

describe('a share', () => {
  test.each([
    [1, 1, 0.2065],
    [9, 10, 0.5958],
    [80, 100, 0.7112],
    [920, 1000, 0.9015],
  ])('of %i in %i is at least %f (Wilson, domain §4.3)', (count, of, lowerBound) => {
    expect(shareOf(count, of, 'NONE_RATED')).toMatchObject({ count, of, lowerBound, shareUnknown: null });
  });

  test('of nothing is null with a reason, never 0', () => {
    expect(shareOf(0, 0, 'NONE_RATED')).toEqual({
      count: 0,
      of: 0,
      share: null,
      lowerBound: null,
      shareUnknown: 'NONE_RATED',
    });
    expect(shareOf(0, 4, 'NONE_RATED')).toMatchObject({ share: 0, lowerBound: 0, shareUnknown: null });
  });

  test('is never below its lower bound, and of more the bound is nearer', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(500), (of, part) => {
        const count = part % (of + 1);
        const [one, ten] = [shareOf(count, of, 'NONE_SENT'), shareOf(count * 10, of * 10, 'NONE_SENT')];
        expect(one.lowerBound!).toBeLessThanOrEqual(one.share! + 1e-4);
        expect(ten.lowerBound!).toBeGreaterThanOrEqual(one.lowerBound!);
      }),
    );
  });
});

test('a quantile of bins is the nearest rank of what went into them', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 160 }), { minLength: 1, maxLength: 80 }),
      fc.constantFrom(0.5, 0.9, 1),
      (hours, q) => {
        const bins: Record<string, number> = {};
        for (const each of hours) bins[each] = (bins[each] ?? 0) + 1;
        const sorted = [...hours].sort((a, b) => a - b);
        expect(quantileOf(bins, q)?.hours).toBe(sorted[Math.ceil(q * hours.length) - 1]);
      },
    ),
  );
  expect(quantileOf({}, 0.5)).toBeNull();
  // What was taken back stays as 0.
  expect(quantileOf({ 3: 0, 20: 1 }, 0.5)).toEqual({ hours: 20, days: 2.5 });
});

test('figures of the year 2019 show what was told of them one by one: of what each percentage is one', () => {
  const shown = showFigures(
    {
      sent: 8088,
      eligible: 5870,
      handled: 5215,
      rated: 2357,
      satisfied: 1500,
      accepted: 480,
      notAccepted: 377,
    },
    {},
  );
  expect(shown.eligible).toMatchObject({ count: 5870, of: 8088 });
  expect(shown.rated).toMatchObject({ count: 2357, of: 5215, share: 0.452 });
  expect(shown.satisfied).toMatchObject({ count: 1980, of: 2357, share: 0.8401 });
  expect(shown).toMatchObject({ ratedSatisfied: 1500, ratedAccepted: 480 });
  expect(shown.fixed).toMatchObject({ share: null, shareUnknown: 'NONE_CLOSED' });
});
