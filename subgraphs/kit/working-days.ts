/**
 * Working days and working hours of the city (design: pure, no clock, no I/O). The calendar is data: what is a day
 * off is never computed here, and a year without a calendar is an answer of its own, never a guess.
 * Local time is Asia/Ho_Chi_Minh, +07:00 all year.
 */

/** A date of the city's civil calendar, `YYYY-MM-DD`. Such strings compare in date order. */
export type CivilDate = string;

/** HOLIDAY and SWAP_OFF take a day out of the count, SWAP_WORK puts a Saturday or Sunday into it. */
export type CalendarKind = 'HOLIDAY' | 'SWAP_OFF' | 'SWAP_WORK';

export interface CalendarDay {
  readonly date: CivilDate;
  readonly kind: CalendarKind;
  readonly name: string;
}

export interface CalendarYear {
  readonly year: number;
  /** PROVISIONAL: follows from the law, but the year's own announcement is still to come. */
  readonly status: 'PUBLISHED' | 'PROVISIONAL';
  readonly days: readonly CalendarDay[];
}

export interface WorkingCalendar {
  /** Undefined for a year whose calendar is not known. */
  year(year: number): CalendarYear | undefined;
  day(date: CivilDate): CalendarDay | undefined;
}

/** The answer when a term runs into a year without a calendar. */
export interface CalendarYearMissing {
  readonly kind: 'calendar_year';
  readonly year: number;
}

export interface DueDate {
  readonly kind: 'due';
  /** The last moment that is in time; late is strictly after it. */
  readonly dueAt: Date;
  /** Days off by the calendar that would have counted without it, in order. Weekends are not listed. */
  readonly skipped: readonly CalendarDay[];
  /** True when a year of the count was PROVISIONAL: the date moves if the announcement differs. */
  readonly provisional: boolean;
}

/** An opening span of a working day, in minutes after local midnight; `closes` is the first minute outside. */
export interface OpeningSpan {
  readonly opens: number;
  readonly closes: number;
}

/** 07:30–11:30 and 13:30–17:30. */
export const officeHours: readonly OpeningSpan[] = Object.freeze([
  Object.freeze({ opens: 450, closes: 690 }),
  Object.freeze({ opens: 810, closes: 1050 }),
]);

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const cityOffsetMs = 7 * 60 * minuteMs;

/** A lookup over whole years; the later of two calendars for one year wins. */
export function createWorkingCalendar(years: Iterable<CalendarYear>): WorkingCalendar {
  const byYear = new Map<number, CalendarYear>();
  for (const year of years) byYear.set(year.year, year);
  const byDate = new Map<CivilDate, CalendarDay>();
  for (const { days } of byYear.values()) for (const day of days) byDate.set(day.date, day);
  return { year: (year) => byYear.get(year), day: (date) => byDate.get(date) };
}

/** The local date of a moment. */
export function civilDateOf(at: Date): CivilDate {
  return new Date(at.getTime() + cityOffsetMs).toISOString().slice(0, 10);
}

/** 23:59:59+07:00 of the date. */
export function endOfCivilDate(date: CivilDate): Date {
  return new Date(midnightOf(date) + dayMs - 1000);
}

export function addCivilDays(date: CivilDate, days: number): CivilDate {
  return civilDateOf(new Date(midnightOf(date) + days * dayMs));
}

/** True for `YYYY-MM-DD` that names a day that exists. */
export function isCivilDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text;
}

/** Saturday or Sunday. */
export function isWeekend(date: CivilDate): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}

/** Monday to Friday unless the calendar says otherwise. The caller has made sure that the year is known. */
export function isWorkingDay(calendar: WorkingCalendar, date: CivilDate): boolean {
  const day = calendar.day(date);
  return day === undefined ? !isWeekend(date) : day.kind === 'SWAP_WORK';
}

/**
 * A term in whole working days. Day 0 is the local date of `from` at whatever hour or kind of day; the term ends
 * with the last day, 23:59:59+07:00.
 * @throws RangeError when `days` is not a whole number ≥ 0
 */
export function workingDue(
  calendar: WorkingCalendar,
  term: { readonly from: Date; readonly days: number },
): DueDate | CalendarYearMissing {
  if (!Number.isInteger(term.days) || term.days < 0)
    throw new RangeError(`days: expected a whole number ≥ 0, got ${term.days}`);
  const strange = strangeYear(term.from);
  if (strange !== undefined) return { kind: 'calendar_year', year: strange };
  const walk = new Walk(calendar);
  let date = civilDateOf(term.from);
  for (let counted = 0; counted < term.days; ) {
    date = addCivilDays(date, 1);
    const step = walk.step(date);
    if (step === 'unknown') return { kind: 'calendar_year', year: yearOf(date) };
    if (step === 'working') counted += 1;
  }
  return walk.end(endOfCivilDate(date));
}

/**
 * A term in working minutes: the clock runs in the opening hours of working days only. Receipt outside them starts
 * at the next opening minute; a term that ends exactly at closing time ends then.
 * @throws RangeError when `minutes` is not a whole number ≥ 1 or `hours` is empty
 */
export function workingHoursDue(
  calendar: WorkingCalendar,
  term: { readonly from: Date; readonly minutes: number; readonly hours?: readonly OpeningSpan[] },
): DueDate | CalendarYearMissing {
  const hours = term.hours ?? officeHours;
  if (!Number.isInteger(term.minutes) || term.minutes < 1 || hours.length === 0)
    throw new RangeError('expected a whole number of minutes ≥ 1 and at least one opening span');
  const strange = strangeYear(term.from);
  if (strange !== undefined) return { kind: 'calendar_year', year: strange };
  const walk = new Walk(calendar);
  let left = term.minutes * minuteMs;
  for (let date = civilDateOf(term.from); ; date = addCivilDays(date, 1)) {
    const step = walk.step(date);
    if (step === 'unknown') return { kind: 'calendar_year', year: yearOf(date) };
    if (step === 'off') continue;
    for (const span of hours) {
      const opens = Math.max(midnightOf(date) + span.opens * minuteMs, term.from.getTime());
      const open = midnightOf(date) + span.closes * minuteMs - opens;
      if (open <= 0) continue;
      if (left <= open) return walk.end(new Date(opens + left));
      left -= open;
    }
  }
}

/** How many working days lie after the one date up to and with the other; 0 when the span is empty. */
export function workingDaysBetween(
  calendar: WorkingCalendar,
  span: { readonly after: CivilDate; readonly upTo: CivilDate },
): { readonly kind: 'days'; readonly days: number } | CalendarYearMissing {
  let days = 0;
  for (let date = addCivilDays(span.after, 1); date <= span.upTo; date = addCivilDays(date, 1)) {
    if (calendar.year(yearOf(date)) === undefined) return { kind: 'calendar_year', year: yearOf(date) };
    if (isWorkingDay(calendar, date)) days += 1;
  }
  return { kind: 'days', days };
}

/** Collects what a count passes over. */
class Walk {
  readonly #calendar: WorkingCalendar;
  readonly #skipped: CalendarDay[] = [];
  #provisional = false;

  constructor(calendar: WorkingCalendar) {
    this.#calendar = calendar;
  }

  step(date: CivilDate): 'working' | 'off' | 'unknown' {
    const year = this.#calendar.year(yearOf(date));
    if (year === undefined) return 'unknown';
    if (year.status === 'PROVISIONAL') this.#provisional = true;
    if (isWorkingDay(this.#calendar, date)) return 'working';
    const day = this.#calendar.day(date);
    if (day !== undefined && !isWeekend(date)) this.#skipped.push(day);
    return 'off';
  }

  end(dueAt: Date): DueDate {
    return { kind: 'due', dueAt, skipped: this.#skipped, provisional: this.#provisional };
  }
}

/** A year that has no four-digit date, or none after it: civil dates would not compare there. */
function strangeYear(at: Date): number | undefined {
  const year = new Date(at.getTime() + cityOffsetMs).getUTCFullYear();
  return year >= 1 && year <= 9998 ? undefined : year;
}

function midnightOf(date: CivilDate): number {
  return Date.parse(`${date}T00:00:00+07:00`);
}

function yearOf(date: CivilDate): number {
  return Number(date.slice(0, 4));
}

/** Working minutes in a span: those of opening hours of working days; 0 when the span is empty. */
export function workingMinutesBetween(
  calendar: WorkingCalendar,
  span: { readonly from: Date; readonly to: Date; readonly hours?: readonly OpeningSpan[] },
): { readonly kind: 'minutes'; readonly minutes: number } | CalendarYearMissing {
  const strange = strangeYear(span.from) ?? strangeYear(span.to);
  if (strange !== undefined) return { kind: 'calendar_year', year: strange };
  const last = civilDateOf(span.to);
  let openMs = 0;
  for (let date = civilDateOf(span.from); date <= last; date = addCivilDays(date, 1)) {
    if (calendar.year(yearOf(date)) === undefined) return { kind: 'calendar_year', year: yearOf(date) };
    if (isWorkingDay(calendar, date)) openMs += openWithin(date, span);
  }
  return { kind: 'minutes', minutes: Math.floor(openMs / minuteMs) };
}

function openWithin(
  date: CivilDate,
  { from, to, hours = officeHours }: Parameters<typeof workingMinutesBetween>[1],
): number {
  const midnight = midnightOf(date);
  const parts = hours.map(({ opens, closes }) => {
    const begins = Math.max(midnight + opens * minuteMs, from.getTime());
    const ends = Math.min(midnight + closes * minuteMs, to.getTime());
    return Math.max(0, ends - begins);
  });
  return parts.reduce((sum, part) => sum + part, 0);
}
