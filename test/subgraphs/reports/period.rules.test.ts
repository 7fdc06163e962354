import fc from 'fast-check';
import { addCivilDays } from '../../../subgraphs/kit/working-days.ts';
import { checkPeriod, monthOf, piecesOf } from '../../../subgraphs/reports/period.rules.ts';

const day = fc.integer({ min: 0, max: 900 }).map((days) => addCivilDays('2025-01-01', days));
const today = '2026-11-25';

test('a period falls into months and days that hold each of its days once and no other', () => {
  fc.assert(
    fc.property(fc.option(day), fc.option(day), fc.array(day, { maxLength: 200 }), (a, b, received) => {
      const [from, to] = a !== null && b !== null && a > b ? [b, a] : [a, b];
      const { months, days } = piecesOf({ from, to }, today);
      for (const on of received.filter((each) => each <= today)) {
        const inMonths = months !== null && months.from <= monthOf(on) && monthOf(on) <= months.to ? 1 : 0;
        const inDays = days.filter((piece) => piece.from <= on && on <= piece.to).length;
        const isIn = (from === null || from <= on) && (to === null || on <= to);
        expect([from, to, on, inMonths + inDays]).toEqual([from, to, on, isIn ? 1 : 0]);
      }
    }),
    { numRuns: 500 },
  );
});

test('whole months, and the month of today, need no days', () => {
  expect(piecesOf({ from: '2026-01-01', to: '2026-10-31' }, today)).toEqual({
    months: { from: '2026-01', to: '2026-10' },
    days: [],
  });
  expect(piecesOf({ from: '2026-01-01', to: today }, today).days).toEqual([]);
  expect(piecesOf({ from: null, to: null }, today).days).toEqual([]);
  expect(piecesOf({ from: '2026-02-10', to: '2026-02-20' }, today)).toEqual({
    months: null,
    days: [{ from: '2026-02-10', to: '2026-02-20' }],
  });
});

test('a period that ends before it begins is refused', () => {
  expect(checkPeriod({ from: '2026-02-02', to: '2026-02-01' })).toMatchObject({
    problem: { code: 'BAD_USER_INPUT', extra: { field: 'to', rule: 'period' } },
  });
  expect(checkPeriod({ from: '2026-02-01', to: '2026-02-01' })).toHaveProperty('value');
});
