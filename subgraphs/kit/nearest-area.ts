import type { Model } from 'mongoose';
import type { AreaMap, Place } from './area-map.ts';
import { badInput } from './errors.ts';

/** A row whose `boundary` (GeoJSON Polygon or MultiPolygon) stands under a 2dsphere index. */
export interface AreaRow {
  readonly _id: string;
  readonly boundary: unknown;
}

/** How far outside every area a place is still accepted: boundaries are simplified. */
export const toleranceM = 300;

/**
 * The place check: the area in which a place lies, else the nearest within 300 m; on a common border the lower id.
 * @throws GraphQLError BAD_USER_INPUT rule=location for what is no number, rule=outside_city for a place too far out,
 *   with hint "swapped?" when the exchanged coordinates would be accepted
 */
export async function nearestArea<Row extends AreaRow>(areas: Model<Row>, place: Place): Promise<Row> {
  requireNumbers(place);
  const area = await findArea(areas, place);
  if (area) return area;
  throw outsideCity((await findArea(areas, swapped(place))) !== undefined);
}

/** The same over areas in memory, for what asks often. @throws as `nearestArea` */
export function nearestKnownArea<Area>(areas: AreaMap<Area>, place: Place): Area {
  requireNumbers(place);
  const at = (where: Place): Area | null => (isOnGlobe(where) ? areas.nearest(where, toleranceM) : null);
  const area = at(place);
  if (area) return area;
  throw outsideCity(at(swapped(place)) !== null);
}

function requireNumbers(place: Place): void {
  for (const field of ['lat', 'lon'] as const) {
    if (!Number.isFinite(place[field]))
      throw badInput({ field, rule: 'location' }, `${field} must be a number of degrees.`);
  }
}

function isOnGlobe({ lat, lon }: Place): boolean {
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
}

function swapped({ lat, lon }: Place): Place {
  return { lat: lon, lon: lat };
}

function outsideCity(isSwapped: boolean): Error {
  const at = { field: 'lat', rule: 'outside_city' };
  return isSwapped
    ? badInput({ ...at, hint: 'swapped?' }, 'This place is outside the city: are lat and lon swapped?')
    : badInput(at, 'This place is outside the city.');
}

/** The area in which a place lies, else the nearest within 300 m; undefined for a place outside of them all. */
export async function findArea<Row extends AreaRow>(
  areas: Model<Row>,
  place: Place,
): Promise<Row | undefined> {
  if (!isOnGlobe(place)) return undefined;
  const rows = await areas.aggregate<Row>([
    {
      $geoNear: {
        near: { type: 'Point', coordinates: [place.lon, place.lat] },
        key: 'boundary',
        distanceField: 'distanceM',
        maxDistance: toleranceM,
        spherical: true,
      },
    },
    { $sort: { distanceM: 1, _id: 1 } },
    { $limit: 1 },
    { $unset: 'distanceM' },
  ]);
  return rows[0];
}
