import type { QueryFilter } from 'mongoose';
import { trusted } from 'mongoose';
import type { PageOrder } from '../kit/index.ts';
import type { Whereabouts } from './area.rules.ts';
import type { Shape } from './polygon.rules.ts';

/** What is found by where it holds. */
export interface Placed {
  /** Wards that are named, each as a whole. */
  readonly named: readonly string[];
  /** All wards that it touches. */
  readonly wardCodes: readonly string[];
  /** Its polygons and circles as GeoJSON. */
  readonly shape: Shape | null;
}

/** As `byGravity`, for an index. */
export const gravestFirst: PageOrder = [
  { field: 'severityRank', direction: 1, kind: 'number' },
  { field: 'urgencyRank', direction: 1, kind: 'number' },
  { field: 'sentAt', direction: -1, kind: 'date' },
  { field: '_id', direction: 1, kind: 'string' },
];

/** As `reaches`, for the database. */
export function placeFilter<Row extends Placed>(where: Whereabouts): QueryFilter<Row>;
export function placeFilter(where: Whereabouts): QueryFilter<Placed> {
  if (!('lat' in where)) return { wardCodes: where.ward };
  const point = { type: 'Point', coordinates: [where.lon, where.lat] };
  return {
    wardCodes: where.ward,
    $or: [{ named: where.ward }, { shape: trusted({ $geoIntersects: { $geometry: point } }) }],
  };
}
