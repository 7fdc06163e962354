import type { CivilDate } from '../kit/working-days.ts';
import { addHours, firstHourOf, hourMs, localDateOf } from './hour.rules.ts';
import type { Pollutant } from './vn-aqi/breakpoints.ts';
import { dailyAqi } from './vn-aqi/daily.ts';
import type { AqiResult, HourlyMeans } from './vn-aqi/hourly.ts';
import { hourlyAqi } from './vn-aqi/hourly.ts';
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
  const dates = new Set<CivilDate>();
  for (const time of new Set(hours.map((hour) => hour.getTime())))
    for (const later of [0, nowCastHours - 1]) dates.add(localDateOf(new Date(time + later * hourMs)));
  const runs: { from: CivilDate; to: CivilDate }[] = [];
  for (const date of [...dates].sort()) {
    const last = runs.at(-1);
    if (last && localDateOf(addHours(firstHourOf(last.to), 24)) === date) last.to = date;
    else runs.push({ from: date, to: date });
  }
  return runs;
}

/** The hours whose means are needed for a run of dates. */
export function hoursNeeded({ from, to }: DateRun): { readonly from: Date; readonly to: Date } {
  return { from: addHours(firstHourOf(from), 1 - nowCastHours), to: addHours(firstHourOf(to), 23) };
}

/**
 * A day computed anew. An hour that comes out as it was keeps its version; so does the day. Hours for which nothing was
 * measured have no index and no reason: there is nothing to say of them.
 */
export function computeDay(
  of: { readonly stationId: string; readonly date: CivilDate },
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
    return [nextHour(hour, hourlyAqi(latestFirst(means, time)), known.get(time))];
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
  return meansAt(means, (index) => hour - index * hourMs, nowCastHours);
}

function inOrder(means: StationMeans, hours: readonly Date[]): HourlyMeans {
  return meansAt(means, (index) => hours[index]?.getTime() ?? 0, hours.length);
}

function meansAt(means: StationMeans, timeOf: (index: number) => number, count: number): HourlyMeans {
  const found: Partial<Record<Pollutant, (number | null)[]>> = {};
  for (const [pollutant, byHour] of means) {
    const values: (number | null)[] = [];
    for (let index = 0; index < count; index += 1) values.push(byHour.get(timeOf(index)) ?? null);
    found[pollutant] = values;
  }
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
