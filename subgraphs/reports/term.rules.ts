import type { CalendarDay, WorkingCalendar } from '../kit/working-days.ts';
import { addCivilDays, civilDateOf, workingDaysBetween, workingDue } from '../kit/working-days.ts';

/** One span in which the clock stood still (NEED_INFO); `to` is null while it lasts. */
export interface TermPause {
  readonly from: Date;
  readonly to: Date | null;
}

/** One term of a report: the first begins with its receipt, each reopening begins another. All are kept. */
export interface ReportTerm {
  readonly startedAt: Date;
  /** How many working days were given, pauses not counted. */
  readonly workingDays: number;
  readonly pauses: readonly TermPause[];
  /** When the clock stopped for good; null while it runs or is paused. */
  readonly endedAt: Date | null;
  /** False when the term ended without an answer (withdrawn, rejected, duplicate). */
  readonly answered: boolean;
  /** 23:59:59+07:00 of the last day; null when a year on the way has no calendar yet. */
  readonly dueAt: Date | null;
  /** The year whose calendar is missing; null when `dueAt` is known. */
  readonly missingYear: number | null;
  /** Days off by the calendar that the count passed over, with their kind and name. */
  readonly skipped: readonly CalendarDay[];
  /** What the clock has told of this due date so far (sla.rules.ts). */
  readonly crossed: SlaMark | null;
}

/** What a running term comes to by the mere passing of time. */
export type SlaMark = 'DUE_SOON' | 'OVERDUE';

/** How a report stands against its due date. Late is strictly after it. */
export const slaStates = [
  'ON_TIME',
  'DUE_SOON',
  'OVERDUE',
  'PAUSED',
  'MET',
  'MISSED',
  'UNKNOWN',
  'NONE',
] as const;
export type SlaState = (typeof slaStates)[number];

/**
 * A report is DUE_SOON in the last 24 hours before its due date. Terms end with a working day, so that is this last
 * day, from its first minute.
 */
export const dueSoonMs = 24 * 60 * 60 * 1000;

export function startTerm(
  calendar: WorkingCalendar,
  term: { readonly startedAt: Date; readonly workingDays: number },
): ReportTerm {
  const open = { ...term, pauses: [], endedAt: null, answered: false, crossed: null };
  return { ...open, ...dueOf(calendar, open) };
}

export function pauseTerm(term: ReportTerm, now: Date): ReportTerm {
  return { ...term, pauses: [...term.pauses, { from: now, to: null }] };
}

/** Closes the open pause; the due date moves by the whole working days spent in it. */
export function resumeTerm(calendar: WorkingCalendar, term: ReportTerm, now: Date): ReportTerm {
  const pauses = term.pauses.map((pause) => ({ from: pause.from, to: pause.to ?? now }));
  return recountTerm(calendar, { ...term, pauses });
}

export function endTerm(term: ReportTerm, now: Date, how: 'answered' | 'unanswered'): ReportTerm {
  return { ...term, endedAt: now, answered: how === 'answered' };
}

/** The same term under another calendar. Of a due date that has moved nothing has been told yet. */
export function recountTerm(calendar: WorkingCalendar, term: ReportTerm): ReportTerm {
  const counted = { ...term, ...dueOf(calendar, term) };
  return sameDue(counted, term) ? counted : { ...counted, crossed: null };
}

/** True while a change of the calendar has to move the term: it runs, or still waits for its due date. */
export function followsCalendar(term: ReportTerm): boolean {
  return term.endedAt === null || term.dueAt === null;
}

export function sameDue(a: ReportTerm, b: ReportTerm): boolean {
  return a.dueAt?.getTime() === b.dueAt?.getTime() && a.missingYear === b.missingYear;
}

/** Why a recount moved the due date, as far as the days tell; null when they do not (a made-up working day, say). */
export function reasonOfMove(old: ReportTerm, now: ReportTerm): string | null {
  if (old.missingYear !== null) return `calendar: the year ${old.missingYear} was published`;
  return daysReason(old.skipped, now.skipped);
}

/** The days by which two lists differ, as the public reason of a change; null when they do not. */
export function daysReason(old: readonly CalendarDay[], now: readonly CalendarDay[]): string | null {
  const line = ({ date, kind, name }: CalendarDay): string => `${date} ${kind} ${name}`;
  const [before, after] = [old.map(line), now.map(line)];
  const added = after.filter((day) => !before.includes(day)).map((day) => `+ ${day}`);
  const removed = before.filter((day) => !after.includes(day)).map((day) => `- ${day}`);
  const listed = [...added, ...removed].slice(0, 10);
  return listed.length > 0 ? `calendar: ${listed.join('; ')}` : null;
}

export function slaStateOf(term: ReportTerm, now: Date): SlaState {
  if (term.endedAt !== null && !term.answered) return 'NONE';
  if (term.dueAt === null) return 'UNKNOWN';
  if (term.endedAt !== null) return term.endedAt > term.dueAt ? 'MISSED' : 'MET';
  // A pause that began too late does not make a late report timely again.
  const openPause = term.pauses.find((pause) => pause.to === null);
  if ((openPause?.from ?? now) > term.dueAt) return 'OVERDUE';
  if (openPause) return 'PAUSED';
  return term.dueAt.getTime() - now.getTime() <= dueSoonMs ? 'DUE_SOON' : 'ON_TIME';
}

type DueResult = Pick<ReportTerm, 'dueAt' | 'missingYear' | 'skipped'>;

/**
 * Counts the term from its start. A closed pause lengthens it by the working days that lie in it from their first
 * minute to their last; a pause that began after the due date lengthens nothing.
 */
function dueOf(
  calendar: WorkingCalendar,
  term: Pick<ReportTerm, 'startedAt' | 'workingDays' | 'pauses'>,
): DueResult {
  let days = term.workingDays;
  let due = workingDue(calendar, { from: term.startedAt, days });
  for (const pause of term.pauses) {
    if (due.kind !== 'due' || pause.to === null || pause.from > due.dueAt) break;
    const paused = wholeWorkingDays(calendar, { from: pause.from, to: pause.to });
    if (paused.kind !== 'days') return { dueAt: null, missingYear: paused.year, skipped: [] };
    days += paused.days;
    due = workingDue(calendar, { from: term.startedAt, days });
  }
  return due.kind === 'due'
    ? { dueAt: due.dueAt, missingYear: null, skipped: due.skipped }
    : { dueAt: null, missingYear: due.year, skipped: [] };
}

/** Working days of which no minute lies outside the span. */
function wholeWorkingDays(
  calendar: WorkingCalendar,
  span: { readonly from: Date; readonly to: Date },
): ReturnType<typeof workingDaysBetween> {
  const after = civilDateOf(new Date(span.from.getTime() - 1));
  return workingDaysBetween(calendar, { after, upTo: addCivilDays(civilDateOf(span.to), -1) });
}
