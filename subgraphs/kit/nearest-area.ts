import type { Model } from 'mongoose';
import { badInput } from './errors.ts';

/** A point, WGS 84, degrees. */
export interface Place {
  readonly lat: number;
  readonly lon: number;
}

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
  return findNearest<Row>(areas, place, []);
}

/** The same without the boundary, which is most of an area: some hundred kilobytes that few callers need. */
export async function nearestAreaAlone<Row extends AreaRow>(
  areas: Model<Row>,
  place: Place,
): Promise<Omit<Row, 'boundary'>> {
  return findNearest<Omit<Row, 'boundary'>>(areas, place, ['boundary']);
}

type Areas = Pick<Model<AreaRow>, 'aggregate'>;

async function findNearest<Found>(areas: Areas, place: Place, unset: readonly string[]): Promise<Found> {
  for (const field of ['lat', 'lon'] as const) {
    if (!Number.isFinite(place[field]))
      throw badInput({ field, rule: 'location' }, `${field} must be a number of degrees.`);
  }
  const area = await findArea<Found>(areas, place, unset);
  if (area) return area;
  const swapped = await findArea(areas, { lat: place.lon, lon: place.lat }, unset);
  const at = { field: 'lat', rule: 'outside_city' };
  throw swapped
    ? badInput({ ...at, hint: 'swapped?' }, 'This place is outside the city: are lat and lon swapped?')
    : badInput(at, 'This place is outside the city.');
}

async function findArea<Found>(
  areas: Areas,
  place: Place,
  unset: readonly string[],
): Promise<Found | undefined> {
  if (Math.abs(place.lat) > 90 || Math.abs(place.lon) > 180) return undefined;
  const rows = await areas.aggregate<Found>([
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
    { $unset: ['distanceM', ...unset] },
  ]);
  return rows[0];
}
