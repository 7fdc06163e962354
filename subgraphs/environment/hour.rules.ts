import type { CivilDate } from '../kit/working-days.ts';

export const hourMs = 60 * 60 * 1000;
/** The city's offset, the same all year. */
export const localOffsetMs = 7 * hourMs;

/** The whole hour in which a moment lies. Vietnam is a whole number of hours from UTC, so both count the same hours. */
export function hourOf(at: Date): Date {
  return new Date(hourTimeOf(at));
}

/** The same as milliseconds. */
export function hourTimeOf(at: Date): number {
  return Math.floor(at.getTime() / hourMs) * hourMs;
}

export function addHours(hour: Date, count: number): Date {
  return new Date(hour.getTime() + count * hourMs);
}

/** `2026-11-25T08`, UTC: such texts compare in the order of time. */
export function hourText(hour: Date): string {
  return hour.toISOString().slice(0, 13);
}

/** The first hour of a local date. */
export function firstHourOf(date: CivilDate): Date {
  return new Date(Date.parse(`${date}T00:00:00Z`) - localOffsetMs);
}

/** The local date of a moment. */
export function localDateOf(at: Date): CivilDate {
  return new Date(at.getTime() + localOffsetMs).toISOString().slice(0, 10);
}

/** Local dates counted from 1970 on, so that neighbours differ by one. */
export function localDayOf(time: number): number {
  return Math.floor((time + localOffsetMs) / (24 * hourMs));
}

/** The local date of such a count. */
export function dateOfDay(day: number): CivilDate {
  return new Date(day * 24 * hourMs).toISOString().slice(0, 10);
}

/** Hour of the local day, 0 to 23. */
export function localHourOf(at: Date): number {
  return new Date(at.getTime() + localOffsetMs).getUTCHours();
}
