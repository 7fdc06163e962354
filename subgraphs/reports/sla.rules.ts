import type { ReportTerm, SlaMark } from './term.rules.ts';
import { dueSoonMs } from './term.rules.ts';

/** A term comes to a mark by the mere passing of time. */
export interface Crossing {
  readonly to: SlaMark;
  readonly at: Date;
}

/**
 * What the clock has to tell next of a term: that it is due soon, then that it is overdue, each once for each due date. Null
 * when nothing is to come: the clock stands still or has ended, there is no due date, or all has been told.
 * `since` is when the term became as it is: a mark that lies before it is reached then, and one that is passed over
 * (a due date that was moved into the past is not due soon) is left out.
 */
export function nextCrossing(term: ReportTerm, since: Date = term.startedAt): Crossing | null {
  const { dueAt, crossed, endedAt, pauses } = term;
  if (endedAt !== null || dueAt === null || crossed === 'OVERDUE') return null;
  const pause = pauses.find(({ to }) => to === null);
  // A pause that began after the due date stops nothing (`slaStateOf`); a changed calendar may have put the date before it.
  if (pause && pause.from <= dueAt) return null;
  const isSoon = !pause && !crossed && since <= dueAt;
  // Late is strictly after the due date.
  const mark = isSoon ? dueAt.getTime() - dueSoonMs : dueAt.getTime() + 1;
  return { to: isSoon ? 'DUE_SOON' : 'OVERDUE', at: new Date(Math.max(mark, since.getTime())) };
}

/** The term once this has been told of it. */
export function crossTerm(term: ReportTerm, { to }: Crossing): ReportTerm {
  return { ...term, crossed: to };
}
