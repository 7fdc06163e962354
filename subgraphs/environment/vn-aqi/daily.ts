import type { Pollutant } from './breakpoints.ts';
import { pollutants } from './breakpoints.ts';
import type { AqiPart, AqiResult, HourlyMeans } from './hourly.ts';
import { isParticle, partOf, whole } from './hourly.ts';

/** So many of a day's 24 hours must have a valid mean, for each pollutant by itself. */
export const neededDayHours = 18;

/** So many of eight hours must be there for an 8-hour mean. */
const needed8h = 6;

/**
 * VN_AQI of a day: PM by the 24-hour mean; SO2, NO2 and CO by the greatest 1-hour mean; O3 by the worse of the greatest
 * 1-hour and the greatest 8-hour mean, the latter left out above 400 µg/m³. A pollutant with fewer than 18 valid hours
 * has no part, and without PM there is no index. `means` holds the day's 24 hours in any one order of time.
 */
export function dailyAqi(means: HourlyMeans): AqiResult {
  const parts = pollutants.flatMap((pollutant) => dailyPart(pollutant, means[pollutant] ?? []) ?? []);
  const hasPm = [means.PM25, means.PM10].some((hours) => hours?.some((value) => value !== null));
  return whole(parts, hasPm ? 'DAY_INCOMPLETE' : 'NO_PM');
}

function dailyPart(pollutant: Pollutant, day: readonly (number | null)[]): AqiPart | null {
  const present = day.filter((value) => value !== null);
  const hours = present.length;
  if (hours < neededDayHours) return null;
  if (isParticle(pollutant))
    return partOf({ pollutant, concentration: mean(present), method: 'MEAN_24H', hours });
  const highest = partOf({ pollutant, concentration: Math.max(...present), method: 'MAX_1H', hours });
  return pollutant === 'O3' ? worse(highest, longOzone(day)) : highest;
}

function longOzone(day: readonly (number | null)[]): AqiPart | null {
  let greatest: { readonly concentration: number; readonly hours: number } | null = null;
  for (let from = 0; from + 8 <= day.length; from += 1) {
    const present = day.slice(from, from + 8).filter((value) => value !== null);
    if (present.length < needed8h) continue;
    const concentration = mean(present);
    if (greatest === null || concentration > greatest.concentration)
      greatest = { concentration, hours: present.length };
  }
  return greatest && partOf({ pollutant: 'O3', method: 'MAX_8H', ...greatest }, 'O3_8H');
}

function worse(a: AqiPart | null, b: AqiPart | null): AqiPart | null {
  if (a === null || b === null) return a ?? b;
  return b.aqi > a.aqi ? b : a;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
