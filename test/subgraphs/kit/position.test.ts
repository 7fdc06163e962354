import fc from 'fast-check';
import type { Position } from '../../../subgraphs/kit/position.ts';
import {
  afterEvery,
  beforeEvery,
  comparePositions,
  earliest,
  firstRecovered,
  isRecovered,
  laterPosition,
  parsePositionText,
  positionAt,
  positionText,
  timeOf,
} from '../../../subgraphs/kit/position.ts';

const u32 = fc.integer({ min: 0, max: 0xff_ff_ff_ff });
const near = fc.integer({ min: 0, max: 3 });
const time = fc.oneof(u32, near);
const position: fc.Arbitrary<Position> = fc.record({
  t: time,
  i: time,
  n: fc.oneof(fc.integer({ min: beforeEvery, max: afterEvery }), near),
});

describe('the order of positions', () => {
  test('is total: exactly one of before, same and after, and each is the other read backwards', () => {
    fc.assert(
      fc.property(position, position, (a, b) => {
        expect(Math.sign(comparePositions(a, b)) + Math.sign(comparePositions(b, a))).toBe(0);
        const isSame = a.t === b.t && a.i === b.i && a.n === b.n;
        expect(comparePositions(a, b) === 0).toBe(isSame);
      }),
    );
  });

  test('is that of their texts, which read back to what they were', () => {
    fc.assert(
      fc.property(position, position, (a, b) => {
        const order = positionText(a) < positionText(b) ? -1 : positionText(a) > positionText(b) ? 1 : 0;
        expect(order).toBe(Math.sign(comparePositions(a, b)));
        expect(parsePositionText(positionText(a))).toEqual(a);
      }),
    );
    expect(['', 'x'.repeat(24), `${positionText(earliest)}0`].map(parsePositionText)).toEqual([
      null,
      null,
      null,
    ]);
  });

  test('is transitive', () => {
    fc.assert(
      fc.property(fc.array(position, { minLength: 3, maxLength: 3 }), (three) => {
        const [a, b, c] = three.sort(comparePositions);
        expect(comparePositions(a!, c!)).toBeLessThanOrEqual(0);
        expect(comparePositions(a!, b!)).toBeLessThanOrEqual(0);
        expect(comparePositions(b!, c!)).toBeLessThanOrEqual(0);
      }),
    );
  });

  test('is the order of cluster times first, whatever the ordinals', () => {
    fc.assert(
      fc.property(position, position, (a, b) => {
        fc.pre(!timeOf(a).equals(timeOf(b)));
        expect(comparePositions(a, b) > 0).toBe(timeOf(a).greaterThan(timeOf(b)));
      }),
    );
  });

  test('has every entry of a cluster time between its two edges', () => {
    fc.assert(
      fc.property(position, (entry) => {
        fc.pre(entry.n !== beforeEvery && entry.n !== afterEvery);
        expect(comparePositions({ ...entry, n: beforeEvery }, entry)).toBeLessThan(0);
        expect(comparePositions({ ...entry, n: afterEvery }, entry)).toBeGreaterThan(0);
      }),
    );
  });
});

test('a position becomes a cluster time and comes back', () => {
  fc.assert(
    fc.property(position, (place) => {
      expect(positionAt(timeOf(place), place.n)).toEqual(place);
    }),
  );
});

test('the later of two positions is the one that the order puts last', () => {
  const early = { t: 1, i: 2, n: 3 };
  const late = { t: 1, i: 3, n: 0 };
  expect(laterPosition(early, late)).toBe(late);
  expect(laterPosition(late, early)).toBe(late);
});

test('only the ordinals between a real transaction and the edge are those of recovered entries', () => {
  const at = (n: number) => isRecovered({ t: 1, i: 1, n });
  expect([at(beforeEvery), at(0), at(firstRecovered - 1), at(firstRecovered), at(afterEvery)]).toEqual([
    false,
    false,
    false,
    true,
    false,
  ]);
});
