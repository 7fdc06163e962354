import type { AqiHour } from './aqi.rules.ts';
import type { AlarmLevels, AlarmNumber } from './gauge.rules.ts';
import { alarmAfter } from './gauge.rules.ts';
import type { Observation } from './observation.rules.ts';

/** The last reading of a datastream. */
export type LatestReading = Omit<Observation, 'earlier'>;

/** Where a gauge stands. */
export interface Alarm {
  readonly level: AlarmNumber;
  readonly levelM: number;
  /** Of the reading that was last looked at. */
  readonly at: Date;
  /** When the level was reached or left. */
  readonly since: Date;
  /** Counts the crossings. */
  readonly version: number;
}

export interface Crossing {
  readonly from: AlarmNumber;
  readonly to: AlarmNumber;
  readonly levelM: number;
  readonly at: Date;
  readonly version: number;
}

/** The present of a station, kept beside its past so that "now" is one small document. */
export interface Present {
  /** When the averaging time of the last reading ended; null before the first. */
  readonly lastEndAt: Date | null;
  /** By datastream id without the station's part, `pm25` say. */
  readonly latest: Readonly<Record<string, LatestReading>>;
  readonly alarm: Alarm | null;
  readonly aqi: AqiHour | null;
}

export const noPresent: Present = { lastEndAt: null, latest: {}, alarm: null, aqi: null };

/** A reading as it stands in the present: without what it replaced. */
export function latestOf({ earlier: _earlier, ...reading }: Observation): LatestReading {
  return reading;
}

/**
 * Takes readings through the alarm levels in order of their time. What is older than what was looked at before changes
 * nothing: a crossing that was told is not taken back. Only VALID readings count.
 */
export function passLevels(
  before: Alarm | null,
  observations: readonly Observation[],
  levels: AlarmLevels,
): { readonly alarm: Alarm | null; readonly crossings: readonly Crossing[] } {
  const crossings: Crossing[] = [];
  let alarm = before;
  const inOrder = [...observations].sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const { at, value: levelM, quality } of inOrder) {
    if (quality !== 'VALID' || levelM === null || (alarm && at <= alarm.at)) continue;
    const from = alarm?.level ?? 0;
    const level = alarmAfter(from, levelM, levels);
    const version = (alarm?.version ?? 0) + (level === from ? 0 : 1);
    if (level !== from) crossings.push({ from, to: level, levelM, at, version });
    alarm = { level, levelM, at, since: level === from && alarm ? alarm.since : at, version };
  }
  return { alarm, crossings };
}

/** The newest hour that has an index or a reason. */
export function newestHour(before: AqiHour | null, hours: readonly AqiHour[]): AqiHour | null {
  return hours.reduce((best, one) => (best === null || one.hour >= best.hour ? one : best), before);
}
