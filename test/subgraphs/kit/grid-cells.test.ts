import fc from 'fast-check';
import type { Box } from '../../../subgraphs/kit/box.ts';
import { boxFault, isInBox, maxBoxSide } from '../../../subgraphs/kit/box.ts';
import { cellsCovering, cellsOf, maxCells } from '../../../subgraphs/kit/grid-cells.ts';

/** Degrees as public positions have them, and between them; signs and whole cells included. */
const degrees = (limit: number) =>
  fc.oneof(
    fc.integer({ min: -limit * 10_000, max: limit * 10_000 }).map((n) => n / 10_000),
    fc.integer({ min: -limit * 100, max: limit * 100 }).map((n) => n / 100),
    fc.double({ min: -limit, max: limit, noNaN: true }),
  );
const side = fc.oneof(
  fc.double({ min: 1e-6, max: maxBoxSide, noNaN: true }),
  fc.constantFrom(0.01, 0.04, 0.16, 0.64, maxBoxSide),
);
const boxes: fc.Arbitrary<Box> = fc
  .tuple(degrees(88), degrees(178), side, side)
  .map(([south, west, height, width]) => ({ south, west, north: south + height, east: west + width }))
  .filter((box) => boxFault(box) === null);
const inside = (box: Box) =>
  fc
    .tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([x, y]) => ({
      lat: Math.min(box.north, box.south + y * (box.north - box.south)),
      lon: Math.min(box.east, box.west + x * (box.east - box.west)),
    }));

test('a place in a box lies in exactly one of the few cells that cover the box', () => {
  fc.assert(
    fc.property(
      boxes.chain((box) => fc.tuple(fc.constant(box), inside(box))),
      ([box, place]) => {
        const covering = cellsCovering(box);
        expect(covering.length).toBeLessThanOrEqual(maxCells);
        expect(new Set(covering).size).toBe(covering.length);
        expect(isInBox(box, place)).toBe(true);
        expect(cellsOf(place).filter((cell) => covering.includes(cell))).toHaveLength(1);
      },
    ),
    { numRuns: 2_000 },
  );
});

test('a street is covered by small cells and the whole city by large ones', () => {
  expect(cellsCovering({ south: 16.461, west: 107.581, north: 16.469, east: 107.589 })).toEqual([
    '0.01:1646:10758',
  ]);
  const city = cellsCovering({ south: 15.99, west: 107.01, north: 16.75, east: 108.22 });
  expect(city.every((cell) => cell.startsWith('0.64:'))).toBe(true);
  expect(city.length).toBeLessThanOrEqual(9);
  const far = cellsOf({ lat: 17.9, lon: 106.1 });
  expect(city.some((cell) => far.includes(cell))).toBe(false);
});

test.each([
  [{ south: Number.NaN }, { member: 'south', rule: 'range' }],
  [{ north: 91 }, { member: 'north', rule: 'range' }],
  [{ west: -181 }, { member: 'west', rule: 'range' }],
  [{ south: 16.5 }, { member: 'north', rule: 'order' }],
  [{ east: 107.5 }, { member: 'east', rule: 'order' }],
  [
    { south: 14.9, north: 16.5 },
    { member: 'north', rule: 'max_side' },
  ],
  [
    { west: 106.5, east: 108.1 },
    { member: 'east', rule: 'max_side' },
  ],
])('a box with %j is refused: %j', (change, fault) => {
  const box = { south: 16.4, west: 107.5, north: 16.5, east: 107.6 };
  expect(boxFault(box)).toBeNull();
  expect(boxFault({ ...box, ...change })).toMatchObject(fault);
});

test('a box with latitude and longitude exchanged is refused with the hint', () => {
  const swapped = { south: 107.5, west: 16.4, north: 107.6, east: 16.5 };
  expect(boxFault(swapped)).toMatchObject({ member: 'south', rule: 'range', hint: 'swapped?' });
  expect(boxFault({ ...swapped, east: 107 })).not.toHaveProperty('hint');
});

test('no box of another size is covered', () => {
  for (const box of [
    { south: 0, west: 0, north: 2, east: 1 },
    { south: 1, west: 0, north: 0, east: 1 },
  ])
    expect(() => cellsCovering(box)).toThrow(RangeError);
});
