import { checkRequiredText, checkText } from '../kit/checked-text.ts';
import type { Verdict } from '../kit/verdict.ts';
import { refuse, refuseInput } from '../kit/verdict.ts';
import type { WorkingCalendar } from '../kit/working-days.ts';
import { addCivilDays, civilDateOf, endOfCivilDate, workingDue } from '../kit/working-days.ts';

/**
 * Requests of persons about their own data and the clocks that the law sets for them (Law 91/2025, Decree 356/2025):
 * pure, no clock of their own.
 */
export const requestKinds = [
  'ACCESS',
  'CORRECTION',
  'DELETION',
  'RESTRICTION',
  'OBJECTION',
  'WITHDRAWAL',
] as const;
export type RequestKind = (typeof requestKinds)[number];
export type RequestState = 'RECEIVED' | 'ACKNOWLEDGED' | 'EXTENDED' | 'DONE' | 'REFUSED';

/** A moment that the clock has told of: the answer is late; a day is left; it is late. */
export type RequestMark = 'ANSWER_OVERDUE' | 'DUE_SOON' | 'OVERDUE';

interface Term {
  /** Days to carry it out, from the day after receipt. */
  readonly days: number;
  /** The same where somebody else holds the data too, by a consent of the person. */
  readonly withThirdParty: number;
}

const terms: Readonly<Record<RequestKind, Term>> = {
  ACCESS: { days: 10, withThirdParty: 10 },
  CORRECTION: { days: 10, withThirdParty: 10 },
  DELETION: { days: 20, withThirdParty: 20 },
  RESTRICTION: { days: 15, withThirdParty: 20 },
  OBJECTION: { days: 15, withThirdParty: 20 },
  WITHDRAWAL: { days: 15, withThirdParty: 20 },
};

/** Working days within which a person is told that the request is being dealt with. */
export const answerDays = 2;
export const maxExtensionDays = 15;
export const maxOpenRequests = 20;
const dueSoonMs = 24 * 60 * 60_000;

/** The part of a request that steps and the clock change. */
export interface RequestFacts {
  readonly kind: RequestKind;
  readonly state: RequestState;
  /** 1 at receipt, one more with each change; the clock's marks leave it. */
  readonly version: number;
  readonly receivedAt: Date;
  readonly thirdParty: boolean;
  /** The last moment in time for the answer; null while the calendar of the year `missingYear` is not known. */
  readonly answerDueAt: Date | null;
  readonly missingYear: number | null;
  readonly acknowledgedAt: Date | null;
  /** The last moment in time for carrying it out. */
  readonly dueAt: Date;
  readonly extendedDays: number | null;
  /** When the erasure of a DELETION was ordered: from then on it cannot be called back. */
  readonly orderedAt: Date | null;
  readonly closedAt: Date | null;
  readonly marks: readonly RequestMark[];
}

/** A request in the moment of its receipt. */
export function receivedRequest(
  calendar: WorkingCalendar,
  given: { readonly kind: RequestKind; readonly thirdParty: boolean; readonly now: Date },
): RequestFacts {
  const { kind, thirdParty, now } = given;
  const { days, withThirdParty } = terms[kind];
  return {
    kind,
    state: 'RECEIVED',
    version: 1,
    receivedAt: now,
    thirdParty,
    ...answerDue(calendar, now),
    acknowledgedAt: null,
    dueAt: endAfter(now, thirdParty ? withThirdParty : days),
    extendedDays: null,
    orderedAt: null,
    closedAt: null,
    marks: [],
  };
}

/** Two working days by the shared calendar; never a guess for a year without one. */
export function answerDue(
  calendar: WorkingCalendar,
  receivedAt: Date,
): Pick<RequestFacts, 'answerDueAt' | 'missingYear'> {
  const due = workingDue(calendar, { from: receivedAt, days: answerDays });
  return due.kind === 'due'
    ? { answerDueAt: due.dueAt, missingYear: null }
    : { answerDueAt: null, missingYear: due.year };
}

/** The request by a calendar that has changed; null when that moves nothing. A later date has not been missed yet. */
export function recountAnswer(calendar: WorkingCalendar, facts: RequestFacts): RequestFacts | null {
  if (facts.state !== 'RECEIVED') return null;
  const due = answerDue(calendar, facts.receivedAt);
  const isSame =
    due.answerDueAt?.getTime() === facts.answerDueAt?.getTime() && due.missingYear === facts.missingYear;
  if (isSame) return null;
  const marks = facts.marks.filter((mark) => mark !== 'ANSWER_OVERDUE');
  return { ...facts, ...due, version: facts.version + 1, marks };
}

function endAfter(from: Date, days: number): Date {
  return endOfCivilDate(addCivilDays(civilDateOf(from), days));
}

/** What may be done with a request. Requests for a copy and for erasure become DONE by themselves, when all is done. */
export type RequestStep = 'ACKNOWLEDGE' | 'EXTEND' | 'REFUSE' | 'COMPLETE' | 'FINISH';

interface StepRule {
  readonly from: readonly RequestState[];
  readonly to: RequestState;
}

export const requestSteps: Readonly<Record<RequestStep, StepRule>> = {
  ACKNOWLEDGE: { from: ['RECEIVED'], to: 'ACKNOWLEDGED' },
  EXTEND: { from: ['ACKNOWLEDGED'], to: 'EXTENDED' },
  REFUSE: { from: ['ACKNOWLEDGED', 'EXTENDED'], to: 'REFUSED' },
  COMPLETE: { from: ['ACKNOWLEDGED', 'EXTENDED'], to: 'DONE' },
  FINISH: { from: ['ACKNOWLEDGED', 'EXTENDED'], to: 'DONE' },
};

export interface Given {
  readonly now: Date;
  /** With EXTEND. */
  readonly days?: number | null;
}

/** What a step makes of a request. Who may take it is decided before. */
export function takeRequestStep(facts: RequestFacts, step: RequestStep, given: Given): Verdict<RequestFacts> {
  const { to } = requestSteps[step];
  if (!allowedSteps(facts).includes(step))
    return refuse('ILLEGAL_TRANSITION', `A request that is ${facts.state} cannot become ${to}.`, {
      from: facts.state,
      to,
      allowed: [...new Set(allowedSteps(facts).map((each) => requestSteps[each].to))],
      ...(facts.orderedAt !== null && { rule: 'erasure_begun' }),
    });
  const { now } = given;
  const next = { ...facts, version: facts.version + 1 };
  switch (step) {
    case 'ACKNOWLEDGE':
      return { value: { ...next, state: to, acknowledgedAt: now } };
    case 'EXTEND':
      return extended(next, given);
    case 'COMPLETE':
      if (facts.kind === 'DELETION') return { value: { ...next, orderedAt: now } };
      return { value: { ...next, state: to, closedAt: now } };
    default:
      return { value: { ...next, state: to, closedAt: now } };
  }
}

/** The steps that a request as it is allows. An erasure that was ordered can only come to its end. */
export function allowedSteps(facts: Pick<RequestFacts, 'kind' | 'state' | 'orderedAt'>): RequestStep[] {
  const { kind, state, orderedAt } = facts;
  const steps = requestStepNames.filter((step) => requestSteps[step].from.includes(state));
  const endsItself = kind === 'ACCESS' || orderedAt !== null;
  const isBegun = orderedAt !== null;
  return steps.filter((step) => {
    if (step === 'FINISH') return endsItself;
    if (step === 'COMPLETE') return !endsItself;
    return step === 'ACKNOWLEDGE' || !isBegun;
  });
}

const requestStepNames: readonly RequestStep[] = ['ACKNOWLEDGE', 'EXTEND', 'REFUSE', 'COMPLETE', 'FINISH'];

function extended(facts: RequestFacts, { now, days }: Given): Verdict<RequestFacts> {
  const count = days ?? 0;
  if (!Number.isInteger(count) || count < 1 || count > maxExtensionDays)
    return refuseInput(
      { field: 'days', rule: 'extension', max: maxExtensionDays },
      `days must be a whole number from 1 to ${maxExtensionDays}.`,
    );
  if (now > facts.dueAt)
    return refuseInput(
      { field: 'id', rule: 'term_over' },
      'The term of this request is over; it can no longer be extended.',
    );
  const marks = facts.marks.filter((mark) => mark === 'ANSWER_OVERDUE');
  const dueAt = endAfter(facts.dueAt, count);
  return { value: { ...facts, state: 'EXTENDED', dueAt, extendedDays: count, marks } };
}

export function isClosed({ state }: Pick<RequestFacts, 'state'>): boolean {
  return state === 'DONE' || state === 'REFUSED';
}

/** What the clock has to tell next of a request, each mark once for each due date; null when nothing is to come. */
export function nextMark(facts: RequestFacts): { readonly mark: RequestMark; readonly at: Date } | null {
  if (isClosed(facts)) return null;
  const { state, answerDueAt, dueAt, marks } = facts;
  const dueMs = dueAt.getTime();
  const all: readonly (readonly [RequestMark, number | null])[] = [
    // Late is strictly after the due date.
    ['ANSWER_OVERDUE', state === 'RECEIVED' && answerDueAt ? answerDueAt.getTime() + 1 : null],
    ['DUE_SOON', marks.includes('OVERDUE') ? null : dueMs - dueSoonMs],
    ['OVERDUE', dueMs + 1],
  ];
  const left = all.flatMap(([mark, ms]) => (ms === null || marks.includes(mark) ? [] : [{ mark, ms }]));
  const first = left.sort((a, b) => a.ms - b.ms).at(0);
  return first ? { mark: first.mark, at: new Date(first.ms) } : null;
}

/** The request with everything told that the clock had to tell up to and with `now`. */
export function settleRequest(
  facts: RequestFacts,
  now: Date,
): { readonly facts: RequestFacts; readonly told: readonly { mark: RequestMark; at: Date }[] } {
  const told: { mark: RequestMark; at: Date }[] = [];
  let settled = facts;
  for (let next = nextMark(settled); next && next.at <= now; next = nextMark(settled)) {
    told.push(next);
    settled = { ...settled, marks: [...settled.marks, next.mark] };
  }
  return { facts: settled, told };
}

const needDetails: readonly RequestKind[] = ['CORRECTION', 'RESTRICTION', 'OBJECTION'];

/** What a person asks for in words: needed where the kind alone does not say what is to be done. */
export function checkDetails(kind: RequestKind, details: string | null | undefined): Verdict<string | null> {
  const rule = { field: 'details', max: 2000, lines: true };
  return needDetails.includes(kind) ? checkRequiredText(details, rule) : checkText(details, rule);
}

/**
 * The office's words: why a term is extended or a request refused, what was done. An acknowledgement has none, nor has an
 * erasure: they would be erased with the rest.
 */
export function checkWords(
  kind: RequestKind,
  step: RequestStep,
  words: string | null | undefined,
): Verdict<string | null> {
  if (step === 'ACKNOWLEDGE' || step === 'FINISH') return { value: null };
  if (step === 'COMPLETE' && kind === 'DELETION') return { value: null };
  return checkRequiredText(words, {
    field: step === 'COMPLETE' ? 'answer' : 'reason',
    max: 2000,
    lines: true,
  });
}

/** One copy and one erasure at a time, and not more requests than somebody can mean. */
export function checkOpenRequests(
  kind: RequestKind,
  open: readonly { readonly _id: string; readonly kind: RequestKind }[],
): Verdict<null> {
  const same = open.find((request) => request.kind === kind);
  if (same && (kind === 'ACCESS' || kind === 'DELETION'))
    return refuse('CONFLICT', 'Such a request of yours is already being dealt with.', { id: same._id });
  if (open.length >= maxOpenRequests)
    return refuseInput(
      { field: 'kind', rule: 'max_open', max: maxOpenRequests },
      `At most ${maxOpenRequests} requests at a time.`,
    );
  return { value: null };
}
