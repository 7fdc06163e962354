import fc from 'fast-check';
import type { Observation } from '../../../subgraphs/environment/observation.rules.ts';
import { hourMs } from '../../../subgraphs/environment/hour.rules.ts';
import type { SeriesPoint } from '../../../subgraphs/environment/series.rules.ts';
import {
  checkSeries,
  largestTriangles,
  seriesOf,
  stepStart,
} from '../../../subgraphs/environment/series.rules.ts';

const start = Date.parse('2026-01-01T00:00:00+07:00');
const readings = (values: readonly (number | null)[]): Observation[] =>
  values.map((value, hour) => {
    const at = new Date(start + hour * hourMs);
    return { at, resultAt: at, value, quality: value === null ? 'INVALID' : 'VALID' };
  });
const values = fc.array(fc.option(fc.double({ min: -50, max: 500, noNaN: true }), { nil: null }), {
  maxLength: 400,
});

describe('a series by steps', () => {
  test('has days, weeks from Monday and months of the city, not of UTC', () => {
    const at = new Date('2026-03-04T18:30:00Z');
    expect(stepStart(at, 'HOUR').toISOString()).toBe('2026-03-04T18:00:00.000Z');
    expect(stepStart(at, 'DAY').toISOString()).toBe('2026-03-04T17:00:00.000Z');
    expect(stepStart(at, 'WEEK').toISOString()).toBe('2026-03-01T17:00:00.000Z');
    expect(stepStart(at, 'MONTH').toISOString()).toBe('2026-02-28T17:00:00.000Z');
  });

  test('counts every valid reading once, and no other', () => {
    fc.assert(
      fc.property(values, fc.constantFrom('HOUR', 'DAY', 'WEEK', 'MONTH' as const), (given, step) => {
        const points = seriesOf(readings(given), { step });
        const valid = given.filter((value) => value !== null);
        expect(points.reduce((sum, { count }) => sum + count, 0)).toBe(valid.length);
        expect(points.every(({ min, mean, max }) => min <= mean && mean <= max)).toBe(true);
        const extremes = [
          Math.min(...points.map(({ min }) => min)),
          Math.max(...points.map(({ max }) => max)),
        ];
        expect(extremes).toEqual([Math.min(...valid), Math.max(...valid)]);
      }),
    );
  });
});

describe('a series that is thinned out', () => {
  test('keeps first and last, order and number, and invents no reading', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 3, max: 50 }), (given, maxPoints) => {
        const all = seriesOf(readings(given), { maxPoints: 1_000 });
        const thin = largestTriangles(all, maxPoints);
        expect(thin).toHaveLength(Math.min(all.length, maxPoints));
        expect([thin.at(0), thin.at(-1)]).toEqual([all.at(0), all.at(-1)]);
        const places = thin.map((point) => all.indexOf(point));
        expect(places).toEqual([...places].sort((a, b) => a - b));
        expect(new Set(places).size).toBe(thin.length);
        expect(places).not.toContain(-1);
      }),
    );
  });

  test('keeps the peak of a flood', () => {
    const calm = Array.from({ length: 365 }, (_, day) => 0.4 + 0.01 * (day % 5));
    calm[300] = 5.05;
    const points = seriesOf(readings(calm), { maxPoints: 40 });
    expect(Math.max(...points.map(({ max }: SeriesPoint) => max))).toBe(5.05);
  });
});

describe('what is asked of a series', () => {
  const span = (days: number) => ({ from: new Date(start), to: new Date(start + days * 24 * hourMs) });
  const rule = (ask: Parameters<typeof checkSeries>[0], averagingMinutes = 60) => {
    const verdict = checkSeries(ask, { averagingMinutes });
    return 'problem' in verdict ? verdict.problem.extra['rule'] : 'fine';
  };

  test('is exactly one of step and maxPoints', () => {
    expect(rule(span(1))).toBe('exactly_one');
    expect(rule({ ...span(1), step: 'HOUR', maxPoints: 10 })).toBe('exactly_one');
    expect(rule({ ...span(1), step: 'HOUR' })).toBe('fine');
  });

  test('fits into 1,000 points and 366 days', () => {
    expect(rule({ ...span(41), step: 'HOUR' })).toBe('fine');
    expect(rule({ ...span(42), step: 'HOUR' })).toBe('max_points');
    expect(rule({ ...span(366), step: 'DAY' })).toBe('fine');
    expect(rule({ ...span(367), step: 'MONTH' })).toBe('max_span');
    expect(rule({ ...span(366), maxPoints: 1_000 })).toBe('fine');
    expect(rule({ ...span(1), maxPoints: 1_001 })).toBe('max_points');
    expect(rule({ ...span(1), maxPoints: 2 })).toBe('max_points');
    expect(rule({ ...span(-1), maxPoints: 10 })).toBe('max_span');
  });

  test('is a month at most where readings are denser than hours', () => {
    expect(rule({ ...span(31), maxPoints: 500 }, 5)).toBe('fine');
    expect(rule({ ...span(32), maxPoints: 500 }, 5)).toBe('max_span');
  });
});
