import type { CivilDate } from '../kit/working-days.ts';
import { addCivilDays } from '../kit/working-days.ts';
import type { Verdict } from './problem.rules.ts';
import { refuseInput } from './problem.rules.ts';

/** Days of receipt, both ends included; null is open. */
export interface Period {
  readonly from: CivilDate | null;
  readonly to: CivilDate | null;
}

/** A period in pieces: whole months, which are summed up beforehand, and the days at the ends, which are not. */
export interface PeriodPieces {
  /** `YYYY-MM`, both ends included; null for none. */
  readonly months: { readonly from: string; readonly to: string } | null;
  readonly days: readonly { readonly from: CivilDate; readonly to: CivilDate }[];
}

export function checkPeriod({ from, to }: Period): Verdict<Period> {
  return from !== null && to !== null && from > to
    ? refuseInput({ field: 'to', rule: 'period' }, 'to must not be before from.')
    : { value: { from, to } };
}

const firstMonth = '0000-01';
const lastMonth = '9999-12';

export function monthOf(day: CivilDate): string {
  return day.slice(0, 7);
}

/** `today` is the last day that anything can have been received on: a month that reaches it is whole. */
export function piecesOf({ from, to }: Period, today: CivilDate): PeriodPieces {
  const begin = beginOf(from);
  const end = endOf(to, today);
  if (begin.ragged && end.ragged && begin.month === end.month)
    return { months: null, days: [{ from: begin.ragged, to: end.ragged }] };
  const months = {
    from: begin.ragged ? monthAfter(begin.month, 1) : begin.month,
    to: end.ragged ? monthAfter(end.month, -1) : end.month,
  };
  return {
    months: months.from <= months.to ? months : null,
    days: [
      ...(begin.ragged ? [{ from: begin.ragged, to: `${begin.month}-31` }] : []),
      ...(end.ragged ? [{ from: `${end.month}-01`, to: end.ragged }] : []),
    ],
  };
}

/** An end of a period: its month, and the day if the month is not whole. */
interface End {
  readonly month: string;
  readonly ragged: CivilDate | null;
}

function beginOf(from: CivilDate | null): End {
  if (from === null) return { month: firstMonth, ragged: null };
  return { month: monthOf(from), ragged: from.endsWith('-01') ? null : from };
}

function endOf(to: CivilDate | null, today: CivilDate): End {
  if (to === null || to >= today) return { month: lastMonth, ragged: null };
  const month = monthOf(to);
  return { month, ragged: monthOf(addCivilDays(to, 1)) === month ? to : null };
}

/** The month so many months later. */
function monthAfter(month: string, by: number): string {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by;
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`;
}
