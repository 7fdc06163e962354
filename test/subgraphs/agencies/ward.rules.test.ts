import fc from 'fast-check';
import type { Boundary } from '../../../subgraphs/agencies/ward.rules.ts';
import { contains, pointInside } from '../../../subgraphs/agencies/ward.rules.ts';
import { readCityData } from '../../../subgraphs/agencies/seed.ts';

const box = (west: number, south: number, size: number): [number, number][] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];

describe('pointInside', () => {
  test('lies inside each of the 40 real boundaries and in no other', async () => {
    const { wards } = await readCityData();
    for (const ward of wards) {
      const holders = wards.filter(({ boundary }) => contains(boundary, [ward.lon, ward.lat]));
      expect(holders.map(({ code }) => code)).toEqual([ward.code]);
    }
  });

  test('avoids a hole', () => {
    const ring: Boundary = { type: 'Polygon', coordinates: [box(0, 0, 10), box(1, 1, 8)] };
    const { lat, lon } = pointInside(ring);
    expect(contains(ring, [lon, lat])).toBe(true);
    expect(contains(ring, [5, 5])).toBe(false);
  });

  test('takes the larger part of several', () => {
    const parts: Boundary = { type: 'MultiPolygon', coordinates: [[box(0, 0, 1)], [box(5, 5, 4)]] };
    const { lat, lon } = pointInside(parts);
    expect(contains({ type: 'Polygon', coordinates: [box(5, 5, 4)] }, [lon, lat])).toBe(true);
  });

  test('lies inside any star-shaped boundary', () => {
    const radii = fc.array(fc.double({ min: 0.05, max: 1, noNaN: true }), { minLength: 3, maxLength: 30 });
    fc.assert(
      fc.property(radii, (lengths) => {
        const ring = lengths.map((length, at): [number, number] => {
          const angle = (2 * Math.PI * at) / lengths.length;
          return [107 + length * Math.cos(angle), 16 + length * Math.sin(angle)];
        });
        const boundary: Boundary = { type: 'Polygon', coordinates: [[...ring, ring[0]!]] };
        const { lat, lon } = pointInside(boundary);
        return contains(boundary, [lon, lat]);
      }),
    );
  });
});
