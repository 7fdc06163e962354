import fc from 'fast-check';
import { reachOf, reaches } from '../../../subgraphs/alerts/area.rules.ts';
import { circleText, readCircle } from '../../../subgraphs/alerts/circle.rules.ts';
import type { Circle } from '../../../subgraphs/alerts/circle.rules.ts';

const metresPerDegree = 111_195;

function circleOf(text: string): Circle {
  const verdict = readCircle(text, 'c');
  if ('problem' in verdict) throw new Error(verdict.problem.message);
  return verdict.value;
}

describe('a circle', () => {
  test('reads as what was written', () => {
    const degrees = (min: number, max: number) =>
      fc.integer({ min: min * 1e4, max: max * 1e4 }).map((value) => value / 1e4);
    fc.assert(
      fc.property(degrees(10, 22), degrees(102, 115), degrees(0, 250), (lat, lon, radiusKm) => {
        const circle = { centre: [lat, lon] as const, radiusKm };
        expect(circleOf(circleText(circle))).toEqual(circle);
      }),
    );
  });

  test.each([
    ['without a radius', '16.46,107.59'],
    ['with its radius before its centre', '2 16.46,107.59'],
    ['with a negative radius', '16.46,107.59 -1'],
    ['as wide as a continent', '16.46,107.59 251'],
    ['in another part of the world', '48.85,2.35 5'],
    ['of words', 'a,b c'],
  ])('is refused %s', (_, text) => {
    expect(readCircle(text, 'c')).toMatchObject({ problem: { extra: { field: 'c', rule: 'cap_circle' } } });
  });

  test('says that its coordinates look exchanged', () => {
    expect(readCircle('107.59,16.46 2', 'c')).toMatchObject({ problem: { extra: { hint: 'swapped?' } } });
  });

  test('holds at every place within its radius, and at none that is a tenth of it outside', () => {
    const radius = fc.integer({ min: 100, max: 20_000 });
    const angle = fc.double({ min: 0, max: 2 * Math.PI, noNaN: true });
    fc.assert(
      fc.property(radius, angle, (metres, turn) => {
        const circle = circleOf(`16.46,107.59 ${metres / 1000}`);
        const area = { description: '', wardCodes: [], polygons: [], circles: [circle] };
        const reach = reachOf([area], ['19789']);
        const at = (share: number) => ({
          ward: '19789',
          lat: 16.46 + ((share * metres) / metresPerDegree) * Math.cos(turn),
          lon:
            107.59 +
            ((share * metres) / metresPerDegree) * (Math.sin(turn) / Math.cos((16.46 * Math.PI) / 180)),
        });
        expect([reaches(reach, at(0.99)), reaches(reach, at(1.1))]).toEqual([true, false]);
      }),
    );
  });

  test('of radius 0 holds at the place itself', () => {
    const area = { description: '', wardCodes: [], polygons: [], circles: [circleOf('16.46,107.59 0')] };
    const reach = reachOf([area], ['19789']);
    expect(reaches(reach, { ward: '19789', lat: 16.46, lon: 107.59 })).toBe(true);
    expect(reaches(reach, { ward: '19789', lat: 16.461, lon: 107.59 })).toBe(false);
  });
});
