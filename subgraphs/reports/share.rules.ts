import type { Counts, HourBins } from './tally.rules.ts';

/** Why a share has no value: there was nothing of which it could be one. */
export type NothingOf =
  | 'NONE_SENT'
  | 'NONE_ELIGIBLE'
  | 'NONE_HANDLED'
  | 'NONE_RATED'
  | 'NONE_CLOSED'
  | 'NONE_DUE';

/** A part of a whole, never without both: a percentage alone can be of anything. */
export interface Share {
  readonly count: number;
  readonly of: number;
  /** From 0 to 1, four decimals; null when `of` is 0. */
  readonly share: number | null;
  /** Wilson lower bound (z = 1.96), four decimals: by it, one of one does not rank before 80 of 100. Null when `of` is 0. */
  readonly lowerBound: number | null;
  readonly shareUnknown: NothingOf | null;
}

export function shareOf(count: number, of: number, nothing: NothingOf): Share {
  if (of === 0) return { count, of, share: null, lowerBound: null, shareUnknown: nothing };
  return { count, of, share: round(count / of), lowerBound: round(wilson(count, of)), shareUnknown: null };
}

const z = 1.96;

function wilson(count: number, of: number): number {
  const share = count / of;
  const middle = share + (z * z) / (2 * of);
  const spread = z * Math.sqrt((share * (1 - share) + (z * z) / (4 * of)) / of);
  return Math.max(0, (middle - spread) / (1 + (z * z) / of));
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

/** A time in working hours, and the same in working days of 8 hours. */
export interface WorkingTime {
  readonly hours: number;
  readonly days: number;
}

/** The nearest-rank quantile, q from 0 (exclusive) to 1, of hours in bins; null when there are none. */
export function quantileOf(bins: HourBins, q: number): WorkingTime | null {
  const sorted = Object.entries(bins)
    .map(([hours, count = 0]) => [Number(hours), count] as const)
    .sort(([a], [b]) => a - b);
  const rank = Math.max(1, Math.ceil(q * countOf(bins)));
  let seen = 0;
  for (const [hours, count] of sorted) {
    seen += count;
    if (seen >= rank) return { hours, days: Math.round((hours / 8) * 10) / 10 };
  }
  return null;
}

export function countOf(bins: HourBins): number {
  return Object.values(bins).reduce<number>((sum, count = 0) => sum + count, 0);
}

/** The figures of reports as they are shown: every share beside the numbers that it is made of. */
export function showFigures(counts: Counts, hours: HourBins) {
  const n = (name: keyof Counts): number => counts[name] ?? 0;
  const satisfied = n('satisfied') + n('accepted');
  return {
    sent: n('sent'),
    waiting: n('waiting'),
    withdrawn: n('withdrawn'),
    rejected: n('rejected'),
    duplicate: n('duplicate'),
    eligible: shareOf(n('eligible'), n('sent'), 'NONE_SENT'),
    handled: shareOf(n('handled'), n('eligible'), 'NONE_ELIGIBLE'),
    onTime: shareOf(n('onTime'), n('handledWithDue'), 'NONE_DUE'),
    rated: shareOf(n('rated'), n('handled'), 'NONE_HANDLED'),
    satisfied: shareOf(satisfied, n('rated'), 'NONE_RATED'),
    ratedSatisfied: n('satisfied'),
    ratedAccepted: n('accepted'),
    notAccepted: shareOf(n('notAccepted'), n('rated'), 'NONE_RATED'),
    reopened: shareOf(n('reopened'), n('handled'), 'NONE_HANDLED'),
    closed: shareOf(n('closed'), n('eligible'), 'NONE_ELIGIBLE'),
    fixed: shareOf(n('fixed'), n('closed'), 'NONE_CLOSED'),
    unconfirmed: shareOf(n('unconfirmed'), n('closed'), 'NONE_CLOSED'),
    unable: shareOf(n('unable'), n('closed'), 'NONE_CLOSED'),
    disputed: shareOf(n('disputed'), n('closed'), 'NONE_CLOSED'),
    answers: showAnswers(n, hours),
  };
}

function showAnswers(n: (name: keyof Counts) => number, hours: HourBins) {
  const given = n('answers');
  const satisfied = n('answersSatisfied') + n('answersAccepted');
  return {
    given,
    onTime: shareOf(n('answersOnTime'), n('answersWithDue'), 'NONE_DUE'),
    unable: shareOf(n('answersUnable'), given, 'NONE_HANDLED'),
    rated: shareOf(n('answersRated'), given, 'NONE_HANDLED'),
    satisfied: shareOf(satisfied, n('answersRated'), 'NONE_RATED'),
    ratedSatisfied: n('answersSatisfied'),
    ratedAccepted: n('answersAccepted'),
    notAccepted: shareOf(n('answersNotAccepted'), n('answersRated'), 'NONE_RATED'),
    reopened: shareOf(n('answersReopened'), given, 'NONE_HANDLED'),
    handlingTime: {
      measured: countOf(hours),
      median: quantileOf(hours, 0.5),
      p90: quantileOf(hours, 0.9),
    },
  };
}
