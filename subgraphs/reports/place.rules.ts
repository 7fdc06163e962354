import type { CalendarYear, CivilDate } from '../kit/working-days.ts';
import { daysReason } from './term.rules.ts';

/**
 * The agency for a category in a ward: the one named for exactly this category and ward, else for the category in any
 * ward, else the ward's own committee, which is also what "no agency" says.
 */
export function agencyFor(
  named: readonly { readonly wardCode: string | null; readonly agencyId: string | null }[],
  ward: { readonly code: string; readonly agencyId: string },
): string {
  const rule =
    named.find(({ wardCode }) => wardCode === ward.code) ?? named.find(({ wardCode }) => wardCode === null);
  return rule?.agencyId ?? ward.agencyId;
}

/** Whether an agency is at work on a date; both ends are part of its time. */
export function isAtWork(
  agency: { readonly validFrom: CivilDate | null; readonly validTo: CivilDate | null },
  date: CivilDate,
): boolean {
  return (agency.validFrom ?? date) <= date && date <= (agency.validTo ?? date);
}

/** What a new calendar says that the old one did not: the public reason why a due date moves. */
export function calendarReason(old: CalendarYear | null, now: CalendarYear): string {
  if (!old) return `calendar: the year ${now.year} was published`;
  return daysReason(old.days, now.days) ?? `calendar: the year ${now.year} was confirmed`;
}

/** Rings of `[longitude, latitude]`; WGS 84. */
export type Boundary =
  | { readonly type: 'Polygon'; readonly coordinates: Rings }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly Rings[] };
type Rings = readonly (readonly (readonly [number, number])[])[];

/** True when the position is inside the boundary and in no hole (even-odd rule, flat). */
export function isInside(
  boundary: Boundary,
  { lat, lon }: { readonly lat: number; readonly lon: number },
): boolean {
  let inside = false;
  for (const ring of ringsOf(boundary)) {
    let [ax, ay] = ring.at(-1) ?? [0, 0];
    for (const [bx, by] of ring) {
      if (ay > lat !== by > lat && lon < ax + ((lat - ay) / (by - ay)) * (bx - ax)) inside = !inside;
      [ax, ay] = [bx, by];
    }
  }
  return inside;
}

/** The smallest box of degrees that holds the boundary. */
export function boxOf(boundary: Boundary): { south: number; north: number; west: number; east: number } {
  const positions = ringsOf(boundary).flat();
  const [lons, lats] = [positions.map(([lon]) => lon), positions.map(([, lat]) => lat)];
  return {
    south: Math.min(...lats),
    north: Math.max(...lats),
    west: Math.min(...lons),
    east: Math.max(...lons),
  };
}

function ringsOf(boundary: Boundary): Rings {
  return boundary.type === 'Polygon' ? boundary.coordinates : boundary.coordinates.flat();
}
