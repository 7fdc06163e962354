/** A point, WGS 84, degrees. */
export interface Place {
  readonly lat: number;
  readonly lon: number;
}

/** GeoJSON: rings of `[longitude, latitude]`, the first outside, the others holes; edges are geodesics. */
export type AreaBoundary =
  | { readonly type: 'Polygon'; readonly coordinates: Rings }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly Rings[] };
type Rings = readonly (readonly (readonly [number, number])[])[];

/** Areas in memory, asked for the nearest as MongoDB's `$geoNear` answers it: on the sphere, 0 inside, in metres. */
export interface AreaMap<Area> {
  readonly size: number;
  /** The area in which a place lies, else the nearest within `toleranceM`; of equally near ones the first by id. */
  nearest(place: Place, toleranceM: number): Area | null;
}

/** MongoDB's own radius, so that both say the same of a distance. */
const earthRadiusM = 6_378_100;

type Vector = readonly [number, number, number];

interface Shape<Area> {
  readonly area: Area;
  readonly rings: readonly (readonly Vector[])[];
  /** A cap of the sphere that holds the area: edges between two points of a cap do not leave it. */
  readonly centre: Vector;
  /** Half the cap's opening, radians. */
  readonly reach: number;
}

/** Takes boundaries of less than a quarter of the globe. `areas` are looked at here alone: later changes do not count. */
export function createAreaMap<Area extends { readonly _id: string; readonly boundary: AreaBoundary }>(
  areas: readonly Area[],
): AreaMap<Omit<Area, 'boundary'>> {
  const ordered = [...areas].sort((a, b) => (a._id < b._id ? -1 : 1));
  const shapes = ordered.map(({ boundary, ...area }) => shapeOf(area, boundary));
  return {
    size: shapes.length,
    nearest(place, toleranceM) {
      const eye = eyeAt(place);
      const tolerance = toleranceM / earthRadiusM;
      let best: { readonly area: Omit<Area, 'boundary'>; readonly distance: number } | null = null;
      for (const { area, rings, centre, reach } of shapes) {
        if (angleBetween(eye.to, centre) > reach + tolerance) continue;
        const distance = distanceTo(rings, eye);
        // Nothing is nearer than an area in which the place lies, and later ones come later by id.
        if (distance === 0) return area;
        if (distance <= tolerance && distance < (best?.distance ?? Infinity)) best = { area, distance };
      }
      return best?.area ?? null;
    },
  };
}

function shapeOf<Area>(area: Area, boundary: AreaBoundary): Shape<Area> {
  const rings = ringsOf(boundary).map((ring) => ring.map(([lon, lat]) => vectorOf({ lat, lon })));
  const points = rings.flat();
  const sum = points.reduce<Vector>(([x, y, z], [px, py, pz]) => [x + px, y + py, z + pz], [0, 0, 0]);
  const centre = scaled(sum, 1 / Math.hypot(...sum));
  return { area, rings, centre, reach: Math.max(...points.map((point) => angleBetween(point, centre))) };
}

function ringsOf(boundary: AreaBoundary): Rings {
  return boundary.type === 'Polygon' ? boundary.coordinates : boundary.coordinates.flat();
}

/** Where one stands, and which ways are east and north there. */
interface Eye {
  readonly to: Vector;
  readonly east: Vector;
  readonly north: Vector;
}

function eyeAt(place: Place): Eye {
  const [lat, lon] = [radians(place.lat), radians(place.lon)];
  return {
    to: vectorOf(place),
    east: [-Math.sin(lon), Math.cos(lon), 0],
    north: [-Math.sin(lat) * Math.cos(lon), -Math.sin(lat) * Math.sin(lon), Math.cos(lat)],
  };
}

/**
 * The angle from the eye to an area, 0 within. Seen from the eye on a flat screen (gnomonic projection) geodesics are
 * straight and what is nearer stays nearer, so plane geometry gives the exact answer: even-odd rule and the nearest
 * point of each edge.
 */
function distanceTo(rings: Shape<unknown>['rings'], eye: Eye): number {
  let nearest = Infinity;
  let inside = false;
  for (const ring of rings) {
    let [ax, ay] = seen(ring.at(-1) ?? [0, 0, 1], eye);
    for (const point of ring) {
      const [bx, by] = seen(point, eye);
      if (ay > 0 !== by > 0 && ax + (ay / (ay - by)) * (bx - ax) > 0) inside = !inside;
      nearest = Math.min(nearest, squareToEdge([ax, ay], [bx, by]));
      [ax, ay] = [bx, by];
    }
  }
  return inside ? 0 : Math.atan(Math.sqrt(nearest));
}

function seen(point: Vector, { to, east, north }: Eye): readonly [number, number] {
  const depth = dot(point, to);
  return [dot(point, east) / depth, dot(point, north) / depth];
}

/** From the origin, squared. */
function squareToEdge([ax, ay]: readonly [number, number], [bx, by]: readonly [number, number]): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length));
  return (ax + along * dx) ** 2 + (ay + along * dy) ** 2;
}

function vectorOf({ lat, lon }: Place): Vector {
  const [phi, lambda] = [radians(lat), radians(lon)];
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

function scaled([x, y, z]: Vector, by: number): Vector {
  return [x * by, y * by, z * by];
}

function dot([ax, ay, az]: Vector, [bx, by, bz]: Vector): number {
  return ax * bx + ay * by + az * bz;
}

function angleBetween(a: Vector, b: Vector): number {
  const [ax, ay, az] = a;
  const [bx, by, bz] = b;
  const across = Math.hypot(ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx);
  return Math.atan2(across, dot(a, b));
}
