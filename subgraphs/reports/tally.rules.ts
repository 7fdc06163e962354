import type { CivilDate, WorkingCalendar } from '../kit/working-days.ts';
import { civilDateOf, workingMinutesBetween } from '../kit/working-days.ts';
import type { ReportAnswer, ReportFacts, ReportRound } from './facts.rules.ts';
import { currentTerm, reopenings } from './facts.rules.ts';
import type { RatingLevel, ReportState } from './report.rules.ts';
import { isPublicState } from './report.rules.ts';
import type { ReportTerm } from './term.rules.ts';

/** What is counted of reports: each report is in a count once or not at all. */
export const reportCounts = [
  'sent',
  'waiting',
  'withdrawn',
  'rejected',
  'duplicate',
  'eligible',
  'handled',
  'handledWithDue',
  'onTime',
  'rated',
  'satisfied',
  'accepted',
  'notAccepted',
  'reopened',
  'closed',
  'fixed',
  'unconfirmed',
  'unable',
  'disputed',
] as const;

/** What is counted of answers: a report that is reopened is answered again. */
export const answerCounts = [
  'answers',
  'answersWithDue',
  'answersOnTime',
  'answersUnable',
  'answersRated',
  'answersSatisfied',
  'answersAccepted',
  'answersNotAccepted',
  'answersReopened',
] as const;

export const countNames = [...reportCounts, ...answerCounts] as const;
export type CountName = (typeof countNames)[number];

/** Counts that are 0 are left out. */
export type Counts = Readonly<Partial<Record<CountName, number>>>;

/** How many answers took so many working hours, by `binOf` the hours. */
export type HourBins = Readonly<Partial<Record<string, number>>>;

/** What one report adds to the counts of one agency; of none where the operations centre has or answered it. */
export interface Portion {
  readonly agencyId: string | null;
  readonly counts: Counts;
  readonly hours: HourBins;
}

/** A report that is not answered, for what is open and overdue at any moment. */
export interface OpenFigure {
  /** Who has it; null for the operations centre. */
  readonly holderId: string | null;
  /** Overdue strictly after this; null while the clock stands still in time or the due date is not known. */
  readonly overdueAfter: Date | null;
}

/** All that one report adds to the statistics: a function of the report and nothing else, so that it can be counted anew. */
export interface ReportFigure {
  /** The local day of receipt: the period that the report, and each answer to it, counts in. */
  readonly day: CivilDate;
  readonly portions: readonly Portion[];
  /** Null once it is answered, or will not be. */
  readonly open: OpenFigure | null;
}

export function figureOf(facts: ReportFacts, calendar: WorkingCalendar): ReportFigure {
  const answers = answersOf(facts);
  const whole = { agencyId: countedWith(facts, answers), counts: countReport(facts, answers), hours: {} };
  const portions = answers.map((answered) => countAnswer(answered, calendar));
  return {
    day: civilDateOf(facts.receivedAt),
    portions: mergePortions([whole, ...portions]),
    open: openFigure(facts),
  };
}

/** An answer with the term that it ended, and its publication if it was published. */
interface Answered {
  readonly answer: ReportAnswer;
  readonly term: ReportTerm;
  readonly round: ReportRound | null;
}

/** The answers of a report in order; each reopening began a new term, so answer and term have the same place. */
function answersOf({ rounds, answer, terms }: ReportFacts): readonly Answered[] {
  const all: { answer: ReportAnswer; round: ReportRound | null }[] = [
    ...rounds.map((round) => ({ answer: round.answer, round })),
    ...(answer ? [{ answer, round: null }] : []),
  ];
  return all.flatMap((answered, index) => {
    const term = terms[index];
    return term ? [{ ...answered, term }] : [];
  });
}

/** Who answered it last, else to whom it was assigned: an answer that was not accepted stays with its author until the next. */
function countedWith(
  { agencyId, assignedAgencies }: ReportFacts,
  answers: readonly Answered[],
): string | null {
  const last = answers.at(-1);
  if (last) return last.answer.agencyId;
  return agencyId !== null && assignedAgencies.includes(agencyId) ? agencyId : null;
}

const unhandled: Readonly<Partial<Record<ReportState, CountName>>> = {
  SUBMITTED: 'waiting',
  WITHDRAWN: 'withdrawn',
  REJECTED: 'rejected',
  DUPLICATE: 'duplicate',
};

const levelCounts = {
  SATISFIED: 'satisfied',
  ACCEPTED: 'accepted',
  NOT_ACCEPTED: 'notAccepted',
} as const satisfies Record<RatingLevel, CountName>;

const outcomeCounts = {
  FIXED: 'fixed',
  UNCONFIRMED: 'unconfirmed',
  UNABLE: 'unable',
  NOT_ACCEPTED: 'disputed',
} as const satisfies Record<NonNullable<ReportFacts['outcome']>, CountName>;

function countReport(facts: ReportFacts, answers: readonly Answered[]): Counts {
  const { state, rounds, outcome } = facts;
  const aside = unhandled[state];
  const timed = answers.filter(({ term }) => term.dueAt !== null);
  const isTimed = answers.length > 0 && timed.length === answers.length;
  const level = rounds.findLast(({ rating }) => rating !== null)?.rating?.level;
  return named([
    'sent',
    aside,
    isPublicState(state) && 'eligible',
    answers.length > 0 && 'handled',
    isTimed && 'handledWithDue',
    isTimed && timed.every(isInTime) && 'onTime',
    level && 'rated',
    level && levelCounts[level],
    reopenings(facts) > 0 && 'reopened',
    outcome && 'closed',
    outcome && outcomeCounts[outcome],
  ]);
}

const answerLevelCounts = {
  SATISFIED: 'answersSatisfied',
  ACCEPTED: 'answersAccepted',
  NOT_ACCEPTED: 'answersNotAccepted',
} as const satisfies Record<RatingLevel, CountName>;

function countAnswer({ answer, term, round }: Answered, calendar: WorkingCalendar): Portion {
  const isTimed = term.dueAt !== null;
  const level = round?.rating?.level;
  const counts = named([
    'answers',
    isTimed && 'answersWithDue',
    isTimed && isInTime({ term }) && 'answersOnTime',
    answer.kind === 'UNABLE' && 'answersUnable',
    level && 'answersRated',
    level && answerLevelCounts[level],
    round?.reopened && 'answersReopened',
  ]);
  const hours = handlingHours(term, calendar);
  return { agencyId: answer.agencyId, counts, hours: hours === null ? {} : { [binOf(hours)]: 1 } };
}

function named(names: readonly (CountName | false | null | undefined)[]): Counts {
  return Object.fromEntries(names.flatMap((name) => (name ? [[name, 1] as const] : [])));
}

function isInTime({ term: { endedAt, dueAt } }: Pick<Answered, 'term'>): boolean {
  return endedAt !== null && dueAt !== null && endedAt <= dueAt;
}

/**
 * Working hours begun from the start of a term to its answer, without those in which the agency waited for the
 * reporter; null while a year on the way has no calendar.
 */
export function handlingHours(term: ReportTerm, calendar: WorkingCalendar): number | null {
  const { startedAt: from, endedAt: to, pauses } = term;
  if (!to) return null;
  const spans = [{ from, to }, ...pauses.map((pause) => ({ from: pause.from, to: pause.to ?? to }))];
  const [whole = 0, ...paused] = spans.map((span) => {
    const counted = workingMinutesBetween(calendar, span);
    return counted.kind === 'minutes' ? counted.minutes : Number.NaN;
  });
  const minutes = whole - paused.reduce((sum, each) => sum + each, 0);
  return Number.isNaN(minutes) ? null : Math.ceil(Math.max(0, minutes) / 60);
}

/** Up to this, hours are kept one by one; beyond, by whole working days of 8 hours. */
export const exactHours = 160;
const hoursPerDay = 8;
const maxHours = exactHours + 500 * hoursPerDay;

/** The hours that stand for these in the statistics: themselves up to `exactHours`, then the end of their day of 8 hours. */
export function binOf(hours: number): number {
  if (hours <= exactHours) return hours;
  const days = Math.ceil((hours - exactHours) / hoursPerDay);
  return Math.min(exactHours + days * hoursPerDay, maxHours);
}

/** Whether, by whom and until when a report is to be answered. */
function openFigure(facts: ReportFacts): OpenFigure | null {
  const term = currentTerm(facts);
  if (term.endedAt !== null) return null;
  const pause = term.pauses.find(({ to }) => to === null);
  const stands = pause !== undefined && term.dueAt !== null && pause.from <= term.dueAt;
  return { holderId: holderOf(facts), overdueAfter: stands ? null : term.dueAt };
}

const withAgency: readonly ReportState[] = ['ASSIGNED', 'IN_PROGRESS', 'NEED_INFO', 'PLANNED'];

function holderOf({ state, agencyId }: ReportFacts): string | null {
  return withAgency.includes(state) ? agencyId : null;
}

/** One portion for each agency. */
function mergePortions(portions: readonly Portion[]): readonly Portion[] {
  const merged = new Map<string | null, Portion>();
  for (const portion of portions) {
    const other = merged.get(portion.agencyId);
    merged.set(portion.agencyId, other ? addPortions(other, portion) : portion);
  }
  return [...merged.values()];
}

function addPortions(a: Portion, b: Portion): Portion {
  return { ...a, counts: addNumbers(a.counts, b.counts), hours: addNumbers(a.hours, b.hours) };
}

/** The sum, member by member. What comes to 0 stays. */
export function addNumbers<Name extends string>(
  a: Readonly<Partial<Record<Name, number>>>,
  b: Readonly<Partial<Record<Name, number>>>,
): Partial<Record<Name, number>> {
  const sum: Partial<Record<Name, number>> = { ...a };
  for (const name of namesOf(b)) sum[name] = (sum[name] ?? 0) + (b[name] ?? 0);
  return sum;
}

/** What turns `a` into `b`; members that do not change are left out. */
export function changeOfNumbers<Name extends string>(
  a: Readonly<Partial<Record<Name, number>>>,
  b: Readonly<Partial<Record<Name, number>>>,
): Partial<Record<Name, number>> {
  const change: Partial<Record<Name, number>> = {};
  for (const name of new Set([...namesOf(a), ...namesOf(b)])) {
    const by = (b[name] ?? 0) - (a[name] ?? 0);
    if (by !== 0) change[name] = by;
  }
  return change;
}

function namesOf<Name extends string>(numbers: Readonly<Partial<Record<Name, number>>>): Name[] {
  return parseNames<Name>(Object.keys(numbers));
}

// `Object.keys` forgets the type of the names.
function parseNames<Name extends string>(names: readonly string[]): Name[] {
  return names as Name[];
}
