import type { Fields } from '../frame/index.ts';
import { badInput } from '../frame/index.ts';
import type { Point } from './entity.ts';

/** Whether a place fits a geo-query. */
export type GeoQuery = (point: Point) => boolean;

type Position = readonly [lon: number, lat: number];

/**
 * `georel=near;maxDistance==2000&geometry=Point&coordinates=[107.59,16.46]`, or `within` a Polygon (ETSI GS CIM 009, 4.10).
 * @throws BAD_USER_INPUT for a relation or geometry that there is none of
 */
export function readGeo(query: Fields): GeoQuery | undefined {
  const [georel, geometry, coordinates] = ['georel', 'geometry', 'coordinates'].map((name) =>
    query.one(name),
  );
  if (georel === undefined && geometry === undefined && coordinates === undefined) return undefined;
  if (georel === undefined || geometry === undefined || coordinates === undefined)
    throw wrong('georel', 'together', 'georel, geometry and coordinates come together.');
  const property = query.one('geoproperty') ?? 'location';
  if (property !== 'location') throw wrong('geoproperty', 'geoproperty', 'The only place is location.');
  const shape = readJson(coordinates);
  const [relation, ...limits] = georel.split(';');
  if (relation === 'near' && geometry === 'Point') return near(readPosition(shape), limits);
  if (relation === 'within' && geometry === 'Polygon' && limits.length === 0) return within(readRing(shape));
  throw wrong('georel', 'georel', 'Places are asked for near a Point, or within a Polygon.');
}

function near(centre: Position, limits: readonly string[]): GeoQuery {
  const [limit, more] = limits;
  const { side, metres } =
    /^(?<side>max|min)Distance==(?<metres>\d{1,9}(?:\.\d+)?)$/.exec(limit ?? '')?.groups ?? {};
  if (metres === undefined || more !== undefined)
    throw wrong('georel', 'distance', 'near needs maxDistance==metres or minDistance==metres.');
  return ({ coordinates }) => {
    const away = distanceM(centre, coordinates);
    return side === 'max' ? away <= Number(metres) : away >= Number(metres);
  };
}

function within(ring: readonly Position[]): GeoQuery {
  return ({ coordinates: [lon, lat] }) => {
    let isInside = false;
    for (const [index, [x, y]] of ring.entries()) {
      const [px, py] = ring.at(index - 1) ?? [x, y];
      // An edge that crosses the latitude of the point, east of it.
      if (y > lat !== py > lat && lon < ((px - x) * (lat - y)) / (py - y) + x) isInside = !isInside;
    }
    return isInside;
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw wrong('coordinates', 'json', 'coordinates is a JSON array, such as [107.59,16.46].');
  }
}

function readPosition(value: unknown): Position {
  const [lon, lat, ...more] = Array.isArray(value) ? value : [];
  const isPosition = typeof lon === 'number' && typeof lat === 'number' && more.length === 0;
  if (isPosition && Math.abs(lon) <= 180 && Math.abs(lat) <= 90) return [lon, lat];
  throw wrong('coordinates', 'position', 'A position is [longitude, latitude] in degrees.');
}

const maxCorners = 1_000;

function readRing(value: unknown): readonly Position[] {
  const [ring, ...holes] = Array.isArray(value) ? value : [];
  if (!Array.isArray(ring) || holes.length > 0 || ring.length < 4 || ring.length > maxCorners)
    throw wrong(
      'coordinates',
      'polygon',
      `A Polygon is one ring of 4 to ${maxCorners} positions, without holes.`,
    );
  return ring.map(readPosition);
}

function distanceM([lonA, latA]: Position, [lonB, latB]: Position): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const [north, east] = [radians(latB - latA), radians(lonB - lonA)];
  const half =
    Math.sin(north / 2) ** 2 + Math.cos(radians(latA)) * Math.cos(radians(latB)) * Math.sin(east / 2) ** 2;
  return 2 * 6_371_000 * Math.asin(Math.min(1, Math.sqrt(half)));
}

// A field, its rule and the words for it.
function wrong(field: string, rule: string, message: string): Error {
  return badInput({ field, rule }, message);
}
