import type { CalendarYear, CivilDate } from '../kit/working-days.ts';
import { daysReason } from './term.rules.ts';

/**
 * The agency for a category in a ward: the one named for exactly this category and ward, else for the category in any
 * ward, else the ward's own committee, which is also what "no agency" says.
 */
export function agencyFor(
  named: readonly { readonly wardCode: string | null; readonly agencyId: string | null }[],
  ward: { readonly code: string; readonly agencyId: string },
): string {
  const rule =
    named.find(({ wardCode }) => wardCode === ward.code) ?? named.find(({ wardCode }) => wardCode === null);
  return rule?.agencyId ?? ward.agencyId;
}

/** Whether an agency is at work on a date; both ends are part of its time. */
export function isAtWork(
  agency: { readonly validFrom: CivilDate | null; readonly validTo: CivilDate | null },
  date: CivilDate,
): boolean {
  return (agency.validFrom ?? date) <= date && date <= (agency.validTo ?? date);
}

/** What a new calendar says that the old one did not: the public reason why a due date moves. */
export function calendarReason(old: CalendarYear | null, now: CalendarYear): string {
  if (!old) return `calendar: the year ${now.year} was published`;
  return daysReason(old.days, now.days) ?? `calendar: the year ${now.year} was confirmed`;
}
