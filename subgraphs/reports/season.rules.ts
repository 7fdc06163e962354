import type { CivilDate } from '../kit/working-days.ts';
import { isWeekend } from '../kit/working-days.ts';

/** What a year in Huế is like for those who handle reports; the sample is made of it. */

/** Spans of `MM-DD` in which the water of the Hương and the Bồ is in the streets, both ends included. */
const floods = [
  ['09-18', '09-20'],
  ['10-15', '10-18'],
  ['10-27', '10-31'],
  ['11-17', '11-20'],
] as const;

export function isFlood(date: CivilDate): boolean {
  const day = date.slice(5);
  return floods.some(([from, to]) => from <= day && day <= to);
}

/** Rain and storms come from September to December. */
export function isRainySeason(date: CivilDate): boolean {
  return monthOf(date) >= 9;
}

/** How many reports a day has beside other days. */
export function weightOfDay(date: CivilDate): number {
  const season = isRainySeason(date) ? 1.3 : 1;
  return season * (isWeekend(date) ? 0.7 : 1) * (isFlood(date) ? 5 : 1);
}

type Weights = Readonly<Record<string, number>>;

/** How often each category is reported in an ordinary week. */
const usual: Weights = {
  ENVIRONMENT_WASTE: 17,
  ROAD_DAMAGE: 14,
  STREET_LIGHTING: 9,
  DRAINAGE_FLOODING: 6,
  TREES: 6,
  CONSTRUCTION_ORDER: 5,
  PUBLIC_ORDER: 8,
  PARKING_TRAFFIC: 8,
  WATER_SUPPLY: 5,
  ELECTRICITY: 5,
  NOISE: 7,
  FOOD_SAFETY: 3,
  ADVERTISING: 3,
  ANIMALS: 3,
  TELECOM_CABLES: 3,
  OTHER: 2,
};

const flood: Weights = { DRAINAGE_FLOODING: 12, TREES: 5, ELECTRICITY: 4, ROAD_DAMAGE: 2, WATER_SUPPLY: 3 };
const rain: Weights = { DRAINAGE_FLOODING: 2.5, TREES: 1.7, ROAD_DAMAGE: 1.5, TELECOM_CABLES: 1.5 };
const heat: Weights = { WATER_SUPPLY: 2.5, ELECTRICITY: 2, NOISE: 1.3 };
const newYear: Weights = { ENVIRONMENT_WASTE: 1.5, NOISE: 2, FOOD_SAFETY: 2, PARKING_TRAFFIC: 1.5 };
const festival: Weights = { PARKING_TRAFFIC: 1.8, PUBLIC_ORDER: 1.5, ADVERTISING: 1.5 };

/** How often each of these categories is reported on a day. */
export function weightsOfCategories(codes: readonly string[], date: CivilDate): number[] {
  const now = timesOf(date);
  return codes.map((code) => now.reduce((weight, times) => weight * (times[code] ?? 1), usual[code] ?? 1));
}

function timesOf(date: CivilDate): readonly Weights[] {
  if (isFlood(date)) return [rain, flood];
  if (isRainySeason(date)) return [rain];
  const month = monthOf(date);
  if (month <= 2) return [newYear];
  return month === 4 || month === 6 ? [festival] : month >= 5 ? [heat] : [];
}

function monthOf(date: CivilDate): number {
  return Number(date.slice(5, 7));
}
