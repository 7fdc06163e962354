import fc from 'fast-check';
import type { Clustered } from '../../../subgraphs/reports/cluster.rules.ts';
import {
  clusterAround,
  clusterRule,
  clusterWith,
  covers,
  grown,
  maxInCluster,
} from '../../../subgraphs/reports/cluster.rules.ts';
import { distanceBetween } from '../../../subgraphs/reports/duplicate.rules.ts';
import { reportStates } from '../../../subgraphs/reports/report.rules.ts';

const hour = 60 * 60 * 1000;
const start = new Date('2026-11-25T08:00:00Z');
const middle: Clustered = {
  id: 'middle',
  categoryCode: 'TREES',
  wardCode: 'w1',
  state: 'ACCEPTED',
  receivedAt: start,
  lat: 16.46,
  lon: 107.59,
};
const like = (id: string, more: Partial<Clustered> = {}): Clustered => ({ ...middle, id, ...more });
const four = ['a', 'b', 'c', 'd'].map((id) => like(id));
const uncounted = ['REJECTED', 'DUPLICATE', 'WITHDRAWN'];

/** Reports in a square of some 900 m and a span of 8 days, so that every bound is crossed by some. */
const crowd = fc
  .array(
    fc.record({
      categoryCode: fc.constantFrom('TREES', 'TREES', 'TREES', 'NOISE'),
      state: fc.constantFrom('ACCEPTED' as const, 'ASSIGNED' as const, ...reportStates),
      hours: fc.integer({ min: -96, max: 96 }),
      north: fc.integer({ min: -40, max: 40 }),
      east: fc.integer({ min: -40, max: 40 }),
    }),
    { maxLength: 40 },
  )
  .map((all) =>
    all.map(({ hours, north, east, ...rest }, index) =>
      like(`r${index}`, {
        ...rest,
        receivedAt: new Date(start.getTime() + hours * hour),
        lat: middle.lat + north / 1e4,
        lon: middle.lon + east / 1e4,
      }),
    ),
  );

describe('the rule of clusters', () => {
  test('counts exactly what is open, of the category, in the radius and the window of the report in the middle', () => {
    fc.assert(
      fc.property(crowd, (others) => {
        const cluster = clusterAround(middle, others);
        const expected = [middle, ...others].filter(
          (one) =>
            one.categoryCode === 'TREES' &&
            !['RESOLVED', 'UNABLE', 'PUBLISHED', 'CLOSED', ...uncounted].includes(one.state) &&
            distanceBetween(middle, one) <= 300 &&
            Math.abs(one.receivedAt.getTime() - start.getTime()) <= 72 * hour,
        );
        if (expected.length < 5) return expect(cluster).toBeNull();
        expect(new Set(cluster?.reportIds)).toEqual(new Set(expected.map(({ id }) => id)));
        expect(cluster?.count).toBe(expected.length);
        const times = expected.map(({ receivedAt }) => receivedAt.getTime());
        expect(cluster?.firstAt.getTime()).toBe(Math.min(...times));
        expect(cluster?.lastAt.getTime()).toBe(Math.max(...times));
        expect(distanceBetween(cluster ?? middle, middle)).toBeLessThanOrEqual(310);
      }),
    );
  });

  test('does not depend on the order, and counts a report that is given twice once', () => {
    const shuffled = crowd.chain((others) =>
      fc.tuple(
        fc.constant(others),
        fc.shuffledSubarray(others, { minLength: others.length, maxLength: others.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([others, again]) => {
        expect(clusterAround(middle, [...again, ...again, middle])).toEqual(clusterAround(middle, others));
        expect(clusterWith(middle, again)).toEqual(clusterWith(middle, others));
      }),
    );
  });

  test('is found by whichever report of a cluster is looked at last', () => {
    fc.assert(
      fc.property(crowd, (others) => {
        const around = clusterAround(middle, others);
        for (const id of around?.reportIds ?? []) {
          const last = [middle, ...others].find((one) => one.id === id) ?? middle;
          const found = clusterWith(last, [middle, ...others]);
          expect(found?.count).toBeGreaterThanOrEqual(around?.count ?? 0);
          expect(found?.reportIds).toContain(id);
        }
      }),
    );
  });

  test.each(uncounted)('never counts what is %s, in the middle or around it', (state) => {
    const one = like('x', { state: reportStates.find((name) => name === state) ?? 'WITHDRAWN' });
    expect(clusterAround(middle, [...four.slice(1), one])).toBeNull();
    expect(clusterAround(one, [middle, ...four])).toBeNull();
    expect(clusterWith(one, [middle, ...four])).toBeNull();
  });

  test('begins at exactly five', () => {
    expect(clusterRule).toEqual({ threshold: 5, radiusM: 300, windowHours: 72 });
    expect(clusterAround(middle, four.slice(1))).toBeNull();
    expect(clusterAround(middle, four)).toMatchObject({ count: 5, lat: 16.46, lon: 107.59, wardCode: 'w1' });
  });

  test.each([-1, 1])('counts what was received 72 hours away, and not a millisecond more (%i)', (side) => {
    const away = (ms: number) => like('x', { receivedAt: new Date(start.getTime() + side * ms) });
    expect(clusterAround(middle, [...four.slice(1), away(72 * hour)])?.count).toBe(5);
    expect(clusterAround(middle, [...four.slice(1), away(72 * hour + 1)])).toBeNull();
  });

  test('counts what lies 300 m away, and not what lies further', () => {
    // The metres of a degree by the radius that distances are counted with.
    const degree = distanceBetween({ lat: 0, lon: 107.59 }, { lat: 1, lon: 107.59 });
    const north = (metres: number) => like('x', { lat: 16.46 + metres / degree });
    const edge = north(299.999_999);
    expect(distanceBetween(middle, edge)).toBeCloseTo(300, 4);
    expect(clusterAround(middle, [...four.slice(1), edge])?.count).toBe(5);
    expect(clusterAround(middle, [...four.slice(1), north(300.001)])).toBeNull();
  });

  test('lets a report into a cluster that is there by place, category and either end of its window', () => {
    const cluster = clusterAround(middle, four)!;
    const at = (hours: number) => like('x', { receivedAt: new Date(start.getTime() + hours * hour) });
    expect([-72, 0, 72].map((hours) => covers(cluster, at(hours)))).toEqual([true, true, true]);
    expect([-73, 73].map((hours) => covers(cluster, at(hours)))).toEqual([false, false]);
    expect(covers(cluster, like('x', { categoryCode: 'NOISE' }))).toBe(false);
    expect(covers(cluster, like('x', { lat: 16.463 }))).toBe(false);
    expect(covers(cluster, like('x', { state: 'REJECTED' }))).toBe(false);
  });

  test('a cluster grows once by each report, to its cap, and its window with it', () => {
    const cluster = clusterAround(middle, four)!;
    const later = like('x', { receivedAt: new Date(start.getTime() + hour) });
    const more = grown(cluster, later);
    expect(more).toMatchObject({ count: 6, firstAt: start, lastAt: later.receivedAt });
    expect(grown(more, later)).toBe(more);
    let full = cluster;
    for (let index = 0; index < maxInCluster; index += 1) full = grown(full, like(`more${index}`));
    expect(full.count).toBe(maxInCluster);
    expect(full.reportIds).toHaveLength(maxInCluster);
  });
});
