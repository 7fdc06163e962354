import type { Verdict } from '../kit/verdict.ts';
import { refuseInput } from '../kit/verdict.ts';
import type { Corner, Ring } from './polygon.rules.ts';
import { isInRegion, ringAround } from './polygon.rules.ts';

/** A place and how far around it, kilometres. */
export interface Circle {
  readonly centre: Corner;
  readonly radiusKm: number;
}

/** What is warned of is a region, not a continent. */
const maxRadiusKm = 250;
/** CAP has circles of radius 0 for a place: who stands there is within ten metres of it. */
const leastRadiusM = 10;
const sides = 24;

const form = /^(-?\d{1,3}(?:\.\d{1,10})?),(-?\d{1,3}(?:\.\d{1,10})?) (\d{1,3}(?:\.\d{1,6})?)$/;

/** A CAP circle, `lat,lon km`. Refused with rule `cap_circle`, and hint "swapped?" when longitude seems to come first. */
export function readCircle(text: string, field: string): Verdict<Circle> {
  const no = (message: string, hint?: 'swapped?') =>
    refuseInput({ field, rule: 'cap_circle', ...(hint && { hint }) }, `${field}: ${message}`);
  const [, lat, lon, radius] = form.exec(text.trim().replaceAll(/\s+/g, ' ')) ?? [];
  if (lat === undefined)
    return no('a circle is written lat,lon and its radius in kilometres: 16.4637,107.5909 1.5.');
  const centre: Corner = [Number(lat), Number(lon)];
  const radiusKm = Number(radius);
  if (!isInRegion(centre))
    return isInRegion([centre[1], centre[0]])
      ? no('the centre is lat,lon: are they swapped?', 'swapped?')
      : no('the centre lies far outside the region of the city.');
  if (radiusKm > maxRadiusKm) return no(`a radius is at most ${maxRadiusKm} km.`);
  return { value: { centre, radiusKm } };
}

/** As CAP writes it. */
export function circleText({ centre: [lat, lon], radiusKm }: Circle): string {
  return `${lat},${lon} ${radiusKm}`;
}

/** A ring around it: all of the circle lies in it, and nothing that is more than a hundredth of the radius outside. */
export function ringOf({ centre, radiusKm }: Circle): Ring {
  return ringAround(centre, Math.max(radiusKm * 1000, leastRadiusM), sides);
}
