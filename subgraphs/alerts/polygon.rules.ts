import type { Verdict } from '../kit/verdict.ts';
import { refuseInput } from '../kit/verdict.ts';

/** A corner: latitude and longitude, WGS 84, degrees. In this order, as CAP writes them. */
export type Corner = readonly [lat: number, lon: number];

/** A closed ring: at least four corners, the first and the last the same. */
export type Ring = readonly Corner[];

export const maxCorners = 200;
/** The longest side of what a polygon spans, degrees: what is warned of is a region, not a continent. */
const maxSpan = 5;
/** Where the city lies, and a good way around it: by it exchanged coordinates are recognised. */
const region = { south: 10, north: 22, west: 102, east: 115 } as const;

/**
 * A CAP polygon, `lat,lon lat,lon …`: at least four pairs, the first and the last the same, edges that neither cross nor
 * fold back. `field` is where the client gave it. Refused with rule `cap_polygon`, and hint "swapped?" when longitude
 * seems to come first.
 */
export function readPolygon(text: string, field: string): Verdict<Ring> {
  const no = (message: string, hint?: 'swapped?') =>
    refuseInput({ field, rule: 'cap_polygon', ...(hint && { hint }) }, `${field}: ${message}`);
  const pairs = text.trim().split(/\s+/);
  if (pairs.length < 4) return no('a polygon has at least four pairs, the last one equal to the first.');
  if (pairs.length > maxCorners) return no(`a polygon has at most ${maxCorners} pairs.`);
  if (!pairs.every((pair) => /^-?\d{1,3}(\.\d{1,10})?,-?\d{1,3}(\.\d{1,10})?$/.test(pair)))
    return no('each pair is written lat,lon in degrees.');
  const ring = pairs.map(parseCorner);
  if (!ring.every(isInRegion)) {
    const isSwapped = ring.every(([lat, lon]) => isInRegion([lon, lat]));
    return isSwapped
      ? no('each pair is lat,lon: are they swapped?', 'swapped?')
      : no('a corner lies far outside the region of the city.');
  }
  if (!isSame(ring.at(0), ring.at(-1))) return no('the last pair is equal to the first.');
  if (spanOf(ring) > maxSpan) return no(`a polygon spans at most ${maxSpan} degrees.`);
  if (!isSimple(ring)) return no('the edges neither cross nor touch, and no corner comes twice.');
  return { value: ring };
}

/** As CAP writes it. */
export function polygonText(ring: Ring): string {
  return ring.map(([lat, lon]) => `${lat},${lon}`).join(' ');
}

/** GeoJSON, for an index and for `createAreaMap`; null without a ring. */
export function shapeOf(rings: readonly Ring[]): Shape | null {
  if (rings.length === 0) return null;
  return {
    type: 'MultiPolygon',
    coordinates: rings.map((ring) => [ring.map(([lat, lon]) => [lon, lat] as const)]),
  };
}

export interface Shape {
  readonly type: 'MultiPolygon';
  readonly coordinates: readonly (readonly (readonly (readonly [number, number])[])[])[];
}

const metresPerDegree = 111_195;

/** A ring that holds the circle around a place: of twelve sides unless more are wanted. */
export function ringAround([lat, lon]: Corner, radiusM: number, sides: number = 12): Ring {
  // A polygon around a circle reaches a little beyond it.
  const reach = radiusM / metresPerDegree / Math.cos(Math.PI / sides);
  const corners = Array.from({ length: sides }, (_, index): Corner => {
    const angle = (2 * Math.PI * index) / sides;
    const east = (reach * Math.sin(angle)) / Math.cos((lat * Math.PI) / 180);
    return [round(lat + reach * Math.cos(angle)), round(lon + east)];
  });
  const [first] = corners;
  return first ? [...corners, first] : corners;
}

function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}

function parseCorner(pair: string): Corner {
  const [lat, lon] = pair.split(',').map(Number);
  return [lat ?? Number.NaN, lon ?? Number.NaN];
}

export function isInRegion([lat, lon]: Corner): boolean {
  return lat >= region.south && lat <= region.north && lon >= region.west && lon <= region.east;
}

function isSame(a: Corner | undefined, b: Corner | undefined): boolean {
  return a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1];
}

function spanOf(ring: Ring): number {
  const span = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);
  return Math.max(span(ring.map(([lat]) => lat)), span(ring.map(([, lon]) => lon)));
}

/** No two edges meet but neighbours in their common corner, and neighbours do not fold back onto each other. */
function isSimple(ring: Ring): boolean {
  const edges = ring.slice(1).map((to, index) => ({ from: ring[index] ?? to, to }));
  const last = edges.length - 1;
  return edges.every((edge, i) =>
    edges.slice(i + 1).every((other, offset) => {
      const j = i + 1 + offset;
      if (j === i + 1) return !foldsBack(edge.from, edge.to, other.to);
      if (i === 0 && j === last) return !foldsBack(other.from, other.to, edge.to);
      return !meet(edge, other);
    }),
  );
}

interface Edge {
  readonly from: Corner;
  readonly to: Corner;
}

function foldsBack(a: Corner, b: Corner, c: Corner): boolean {
  if (isSame(a, b) || isSame(b, c)) return true;
  const along = (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]);
  return turn(a, b, c) === 0 && along < 0;
}

function meet(one: Edge, other: Edge): boolean {
  const sides = [
    turn(one.from, one.to, other.from),
    turn(one.from, one.to, other.to),
    turn(other.from, other.to, one.from),
    turn(other.from, other.to, one.to),
  ] as const;
  if (sides[0] * sides[1] < 0 && sides[2] * sides[3] < 0) return true;
  return (
    (sides[0] === 0 && isBetween(one, other.from)) ||
    (sides[1] === 0 && isBetween(one, other.to)) ||
    (sides[2] === 0 && isBetween(other, one.from)) ||
    (sides[3] === 0 && isBetween(other, one.to))
  );
}

/** Which way one turns at b: positive to one side, negative to the other, 0 straight on; below a millimetre is straight. */
function turn(a: Corner, b: Corner, c: Corner): number {
  const cross = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
  return Math.abs(cross) < 1e-14 ? 0 : cross;
}

function isBetween({ from, to }: Edge, [lat, lon]: Corner): boolean {
  return (
    Math.min(from[0], to[0]) <= lat &&
    lat <= Math.max(from[0], to[0]) &&
    Math.min(from[1], to[1]) <= lon &&
    lon <= Math.max(from[1], to[1])
  );
}
