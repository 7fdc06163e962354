/** Rings of `[longitude, latitude]`, the first one outside, the others holes; WGS 84. */
export type Rings = readonly (readonly (readonly [number, number])[])[];

export type Boundary =
  | { readonly type: 'Polygon'; readonly coordinates: Rings }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly Rings[] };

/** What is known of a ward; all of it is public. */
export interface WardFact {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly fullName: string;
  readonly fullNameEn: string;
  readonly areaKm2: number;
  readonly lat: number;
  readonly lon: number;
  readonly boundary: Boundary;
  readonly agencyId: string;
}

type Position = readonly [number, number];

/** True when the position `[longitude, latitude]` is inside the boundary and in no hole (even-odd rule, flat). */
export function contains(boundary: Boundary, [x, y]: Position): boolean {
  let inside = false;
  for (const ring of ringsOf(boundary)) {
    for (const [[ax, ay], [bx, by]] of sides(ring)) {
      if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
    }
  }
  return inside;
}

/**
 * A position well inside the boundary, to stand for the ward on a map: the middle of the widest stretch among a fixed
 * set of parallels. Rounded to 5 decimals (about 1 m); the same boundary always gives the same position.
 */
export function pointInside(boundary: Boundary): { readonly lat: number; readonly lon: number } {
  const latitudes = ringsOf(boundary).flatMap((ring) => ring.map(([, y]) => y));
  const south = Math.min(...latitudes);
  const north = Math.max(...latitudes);
  let best = { width: 0, lat: south, lon: 0 };
  for (let step = 1; step < parallels; step += 1) {
    const lat = south + ((north - south) * step) / parallels;
    const crossings = crossingsAt(boundary, lat);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const west = crossings[i] ?? 0;
      const east = crossings[i + 1] ?? west;
      // A middle parallel wins over an equally wide one near the edge.
      const width = (east - west) * (1 - Math.abs((2 * step) / parallels - 1));
      if (width > best.width) best = { width, lat, lon: (west + east) / 2 };
    }
  }
  return { lat: round(best.lat), lon: round(best.lon) };
}

const parallels = 64;

function crossingsAt(boundary: Boundary, y: number): number[] {
  return ringsOf(boundary)
    .flatMap((ring) =>
      [...sides(ring)]
        .filter(([[, ay], [, by]]) => ay > y !== by > y)
        .map(([[ax, ay], [bx, by]]) => ax + ((y - ay) / (by - ay)) * (bx - ax)),
    )
    .sort((a, b) => a - b);
}

function* sides(ring: Rings[number]): Generator<readonly [Position, Position]> {
  let previous = ring.at(-1);
  for (const position of ring) {
    if (previous) yield [previous, position];
    previous = position;
  }
}

function ringsOf(boundary: Boundary): Rings {
  return boundary.type === 'Polygon' ? boundary.coordinates : boundary.coordinates.flat();
}

function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}
