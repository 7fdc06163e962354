import type { CivilDate } from '../kit/working-days.ts';
import { addHours, dateOfDay, firstHourOf, hourMs, localDayOf } from './hour.rules.ts';
import type { Pollutant } from './vn-aqi/breakpoints.ts';
import { dailyAqi } from './vn-aqi/daily.ts';
import type { AqiResult, HourlyMeans } from './vn-aqi/hourly.ts';
import { hourlyAqi, isParticle } from './vn-aqi/hourly.ts';
import type { AqiLevel } from './vn-aqi/levels.ts';
import { isAtLeast } from './vn-aqi/levels.ts';
import { nowCastHours } from './vn-aqi/now-cast.ts';

/** VN_AQI of one hour; `version` counts its changes. */
export interface AqiHour extends AqiResult {
  readonly hour: Date;
  readonly version: number;
}

/** All of one local day of a station: the hours for which anything was measured, in order, and the day itself. */
export interface AqiDay {
  readonly stationId: string;
  readonly date: CivilDate;
  readonly hours: readonly AqiHour[];
  readonly daily: AqiResult;
  readonly version: number;
}

/** Valid hourly means of one pollutant by the hour's time in ms; null where readings are there and none is valid. */
export type MeansByHour = ReadonlyMap<number, number | null>;
export type StationMeans = ReadonlyMap<Pollutant, MeansByHour>;

/** Later than this after its hour an index is final: corrections come within two days. */
export const finalAfterHours = 48;

export function stateOfHour(hour: Date, now: Date): 'PROVISIONAL' | 'FINAL' {
  return now.getTime() - hour.getTime() > finalAfterHours * hourMs ? 'FINAL' : 'PROVISIONAL';
}

/** Consecutive local dates. */
export interface DateRun {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** The dates whose hours depend on these: NowCast carries an hour eleven hours further. Neighbours are one run. */
export function datesTouched(hours: readonly Date[]): readonly DateRun[] {
  const days = new Set<number>();
  for (const hour of hours) {
    const time = hour.getTime();
    days.add(localDayOf(time));
    days.add(localDayOf(time + (nowCastHours - 1) * hourMs));
  }
  const runs: { from: number; to: number }[] = [];
  for (const day of [...days].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && last.to + 1 === day) last.to = day;
    else runs.push({ from: day, to: day });
  }
  return runs.map(({ from, to }) => ({ from: dateOfDay(from), to: dateOfDay(to) }));
}

/** The hours whose index depends on these, by their time. */
export function hoursAffected(hours: readonly Date[]): ReadonlySet<number> {
  const affected = new Set<number>();
  for (const time of new Set(hours.map((hour) => hour.getTime())))
    for (let later = 0; later < nowCastHours; later += 1) affected.add(time + later * hourMs);
  return affected;
}

/** The hours whose means are needed for a run of dates. */
export function hoursNeeded({ from, to }: DateRun): { readonly from: Date; readonly to: Date } {
  return { from: addHours(firstHourOf(from), 1 - nowCastHours), to: addHours(firstHourOf(to), 23) };
}

/**
 * A day computed anew, or the hours of it that may be `affected`. An hour that comes out as it was keeps its version; so does the day. Hours for which nothing was
 * measured have no index and no reason: there is nothing to say of them.
 */
export function computeDay(
  {
    affected,
    ...of
  }: { readonly stationId: string; readonly date: CivilDate; readonly affected?: ReadonlySet<number> },
  means: StationMeans,
  before: AqiDay | null,
): AqiDay {
  const first = firstHourOf(of.date);
  const all = Array.from({ length: 24 }, (_, index) => addHours(first, index));
  const known = new Map(before?.hours.map((one) => [one.hour.getTime(), one]));
  const series = [...means.values()];
  const hours = all.flatMap((hour) => {
    const time = hour.getTime();
    if (!series.some((byHour) => byHour.has(time))) return [];
    const was = known.get(time);
    if (was && affected?.has(time) === false) return [was];
    return [nextHour(hour, hourlyAqi(latestFirst(means, time)), was)];
  });
  const daily = dailyAqi(inOrder(means, all));
  const day = { ...of, hours, daily, version: (before?.version ?? 0) + 1 };
  return before && sameHours(before.hours, hours) && same(before.daily, daily) ? before : day;
}

/** The hours of a day that are not as they were. */
export function changedHours(before: AqiDay | null, after: AqiDay): readonly AqiHour[] {
  const known = new Map(before?.hours.map((one) => [one.hour.getTime(), one.version]));
  return after.hours.filter(({ hour, version }) => known.get(hour.getTime()) !== version);
}

function nextHour(hour: Date, result: AqiResult, before: AqiHour | undefined): AqiHour {
  if (before && same(before, result)) return before;
  return { ...result, hour, version: (before?.version ?? 0) + 1 };
}

function latestFirst(means: StationMeans, hour: number): HourlyMeans {
  const found: Partial<Record<Pollutant, (number | null)[]>> = {};
  for (const [pollutant, byHour] of means) {
    // Of a gas only the hour itself counts.
    const count = isParticle(pollutant) ? nowCastHours : 1;
    const values: (number | null)[] = [];
    for (let index = 0; index < count; index += 1) values.push(byHour.get(hour - index * hourMs) ?? null);
    found[pollutant] = values;
  }
  return found;
}

function inOrder(means: StationMeans, hours: readonly Date[]): HourlyMeans {
  const found: Partial<Record<Pollutant, (number | null)[]>> = {};
  for (const [pollutant, byHour] of means)
    found[pollutant] = hours.map((hour) => byHour.get(hour.getTime()) ?? null);
  return found;
}

function sameHours(a: readonly AqiHour[], b: readonly AqiHour[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}

function same(a: AqiResult, b: AqiResult): boolean {
  return (
    a.aqi === b.aqi &&
    a.dominant === b.dominant &&
    a.reason === b.reason &&
    a.parts.length === b.parts.length &&
    a.parts.every((part, index) => samePart(part, b.parts[index]))
  );
}

function samePart(a: AqiResult['parts'][number], b: AqiResult['parts'][number] | undefined): boolean {
  return (
    a.pollutant === b?.pollutant &&
    a.concentration === b.concentration &&
    a.method === b.method &&
    a.hours === b.hours
  );
}

/** Whether a change is for who watches from a level on: it comes to that level or a worse one, or leaves it. */
export function concerns(
  change: { readonly hour: Pick<AqiHour, 'aqi'>; readonly wasAqi: number | null },
  minLevel: AqiLevel | null,
): boolean {
  return (
    minLevel === null ||
    [change.hour.aqi, change.wasAqi].some((aqi) => aqi !== null && isAtLeast(aqi, minLevel))
  );
}
