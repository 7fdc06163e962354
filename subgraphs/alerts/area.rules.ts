import type { Place } from '../kit/area-map.ts';
import { createAreaMap } from '../kit/area-map.ts';
import type { Verdict } from '../kit/verdict.ts';
import { refuseInput } from '../kit/verdict.ts';
import { ringOf } from './circle.rules.ts';
import type { AlertArea } from './message.rules.ts';
import type { Ring } from './polygon.rules.ts';
import { shapeOf } from './polygon.rules.ts';

/** Where an alert holds, as data: enough to say of any place whether it does. */
export interface Reach {
  /** Wards that are named, each as a whole. */
  readonly named: readonly string[];
  /** Polygons as they were given, and one around each circle. */
  readonly polygons: readonly Ring[];
  /** Those named and those that a polygon touches: who lives there hears of it. */
  readonly wardCodes: readonly string[];
}

/** Where a client asks: a ward, or a place with the ward in which it lies. */
export type Whereabouts =
  | { readonly ward: string }
  | { readonly ward: string; readonly lat: number; readonly lon: number };

/** What a client gives: exactly one of the two. */
export interface WhereInput {
  readonly point?: Place | null;
  readonly ward?: string | null;
}

/** The place or ward that a client names, or why it is none. */
export function readWhere(
  { point, ward }: WhereInput,
  field: string,
): Verdict<{ readonly point: Place } | { readonly ward: string }> {
  if (point && typeof ward !== 'string') return { value: { point } };
  if (typeof ward === 'string' && !point) return { value: { ward } };
  return refuseInput({ field, rule: 'exactly_one' }, 'Give exactly one of point and ward.');
}

/** The polygons of an area, and one around each of its circles. */
export function ringsOf({ polygons, circles }: AlertArea): readonly Ring[] {
  return [...polygons, ...circles.map(ringOf)];
}

/** Named wards, rings and touched wards of all areas of a message. */
export function reachOf(areas: readonly AlertArea[], touched: readonly string[]): Reach {
  const named = [...new Set(areas.flatMap(({ wardCodes }) => wardCodes))].sort();
  const polygons = areas.flatMap(ringsOf);
  return { named, polygons, wardCodes: [...new Set([...named, ...touched])].sort() };
}

/** Whether an alert holds there: at a place by its polygons and named wards, in a ward when any part of the ward is touched. */
export function reaches({ named, polygons, wardCodes }: Reach, where: Whereabouts): boolean {
  if (!('lat' in where)) return wardCodes.includes(where.ward);
  if (named.includes(where.ward)) return true;
  const boundary = shapeOf(polygons);
  // Ours says the same of a place as the database does: edges are geodesics for both.
  return boundary !== null && createAreaMap([{ _id: 'alert', boundary }]).nearest(where, 0) !== null;
}

/** Under what every change of an alert that may hold there is published. */
export function wardTopic(code: string): string {
  return `Alerts:ward:${code}`;
}
