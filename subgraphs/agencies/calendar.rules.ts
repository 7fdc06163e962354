import type { CalendarDay, CalendarYear } from '../kit/working-days.ts';
import { isCivilDate, isWeekend } from '../kit/working-days.ts';

/** The calendar of a year; all of it is public. */
export interface CalendarFact extends CalendarYear {
  readonly note: string | null;
  readonly version: number;
}

/** What is wrong with a calendar that somebody wants to set: `field` and `rule` as the client is told. */
export interface CalendarFault {
  readonly field: string;
  readonly rule: 'calendar_year' | 'calendar_days' | 'calendar_date' | 'calendar_name' | 'swap_day' | 'note';
  readonly message: string;
}

export const maxCalendarDays = 100;

/** The longest term that can be asked for, in working days. */
export const maxTermDays = 366;

/** The first fault of a calendar, or null. Days come in any order. */
export function calendarFault(year: number, days: readonly CalendarDay[]): CalendarFault | null {
  if (year < 2000 || year > 2100)
    return { field: 'year', rule: 'calendar_year', message: 'year must be between 2000 and 2100.' };
  if (days.length > maxCalendarDays)
    return {
      field: 'days',
      rule: 'calendar_days',
      message: `A year has at most ${maxCalendarDays} such days.`,
    };
  const seen = new Set<string>();
  for (const [index, day] of days.entries()) {
    const fault = dayFault(year, day, seen);
    if (fault) return { ...fault, field: `days.${index}.${fault.field}` };
    seen.add(day.date);
  }
  return null;
}

export function noteFault(note: string | null): CalendarFault | null {
  return note !== null && note.length > 500
    ? { field: 'note', rule: 'note', message: 'note has at most 500 characters.' }
    : null;
}

/** As stored: text in NFC without blank ends, days in order. */
export function tidyDays(days: readonly CalendarDay[]): CalendarDay[] {
  return days
    .map(({ date, kind, name }) => ({ date, kind, name: tidyText(name) }))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}

export function tidyText(text: string): string {
  return text.normalize('NFC').trim();
}

function dayFault(year: number, day: CalendarDay, seen: ReadonlySet<string>): CalendarFault | null {
  if (!isCivilDate(day.date) || !day.date.startsWith(`${year}-`))
    return { field: 'date', rule: 'calendar_date', message: `${day.date} is no day of ${year}.` };
  if (seen.has(day.date))
    return { field: 'date', rule: 'calendar_date', message: `${day.date} is there twice.` };
  const length = tidyText(day.name).length;
  if (length < 1 || length > 150)
    return { field: 'name', rule: 'calendar_name', message: 'name has 1 to 150 characters.' };
  if (day.kind !== 'HOLIDAY' && isWeekend(day.date) !== (day.kind === 'SWAP_WORK'))
    return {
      field: 'kind',
      rule: 'swap_day',
      message: 'SWAP_OFF must be a weekday, SWAP_WORK a Saturday or Sunday.',
    };
  return null;
}
