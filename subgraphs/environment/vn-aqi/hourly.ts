import type { AqiTable, Pollutant } from './breakpoints.ts';
import { pollutants, roundIndex, subIndex } from './breakpoints.ts';
import { nowCast, nowCastHours } from './now-cast.ts';

/** How the concentration behind a sub-index was made. */
export type AqiMethod = 'NOWCAST' | 'MEAN_1H' | 'MEAN_24H' | 'MAX_1H' | 'MAX_8H';

/** Why there is no index. */
export type AqiReason = 'NO_PM' | 'PM_HOURS_MISSING' | 'DAY_INCOMPLETE';

/** The index of one pollutant and what it was computed from. */
export interface AqiPart {
  readonly pollutant: Pollutant;
  /** µg/m³. */
  readonly concentration: number;
  /** Rounded, 0 to 500. */
  readonly aqi: number;
  readonly method: AqiMethod;
  /** How many hours with a valid mean went into it. */
  readonly hours: number;
}

/** An index with its parts; without one `reason` says why, and the parts that could be computed are still there. */
export interface AqiResult {
  readonly aqi: number | null;
  readonly dominant: Pollutant | null;
  readonly parts: readonly AqiPart[];
  readonly reason: AqiReason | null;
}

/** Valid hourly means by pollutant, the latest hour first, null where there is none. */
export type HourlyMeans = Readonly<Partial<Record<Pollutant, readonly (number | null)[]>>>;

/** VN_AQI of an hour: PM by NowCast over twelve hours, gases by the mean of the hour, O3 by its 1-hour table. */
export function hourlyAqi(means: HourlyMeans): AqiResult {
  const parts = pollutants.flatMap((pollutant) => hourlyPart(pollutant, means[pollutant] ?? []) ?? []);
  const hasPm = [means.PM25, means.PM10].some((hours) => hours?.some((value) => value !== null));
  return whole(parts, hasPm ? 'PM_HOURS_MISSING' : 'NO_PM');
}

/** The greatest of the rounded parts; none without PM. Of equal parts the first of the table is the dominant one. */
export function whole(parts: readonly AqiPart[], reason: AqiReason): AqiResult {
  if (!parts.some(({ pollutant }) => isParticle(pollutant)))
    return { aqi: null, dominant: null, parts, reason };
  const worst = parts.reduce((a, b) => (b.aqi > a.aqi ? b : a));
  return { aqi: worst.aqi, dominant: worst.pollutant, parts, reason: null };
}

export function partOf(part: Omit<AqiPart, 'aqi'>, table: AqiTable = part.pollutant): AqiPart | null {
  const index = subIndex(table, part.concentration);
  return index === null ? null : { ...part, aqi: roundIndex(index) };
}

export function isParticle(pollutant: Pollutant): boolean {
  return pollutant === 'PM25' || pollutant === 'PM10';
}

function hourlyPart(pollutant: Pollutant, hours: readonly (number | null)[]): AqiPart | null {
  if (!isParticle(pollutant)) {
    const concentration = hours[0] ?? null;
    return concentration === null ? null : partOf({ pollutant, concentration, method: 'MEAN_1H', hours: 1 });
  }
  const concentration = nowCast(hours);
  const used = hours.slice(0, nowCastHours).filter((value) => value !== null).length;
  return concentration === null ? null : partOf({ pollutant, concentration, method: 'NOWCAST', hours: used });
}
