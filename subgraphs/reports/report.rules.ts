import type { Verdict } from './problem.rules.ts';
import { refuseInput } from './problem.rules.ts';

/** Every state of a report, in the order in which a report usually meets them. */
export const reportStates = [
  'SUBMITTED',
  'ACCEPTED',
  'REJECTED',
  'DUPLICATE',
  'WITHDRAWN',
  'ASSIGNED',
  'RETURNED',
  'IN_PROGRESS',
  'NEED_INFO',
  'PLANNED',
  'RESOLVED',
  'UNABLE',
  'PUBLISHED',
  'CLOSED',
  'REOPENED',
] as const;
export type ReportState = (typeof reportStates)[number];

/** In what capacity somebody stands to a report; `system` is a deadline that fires. */
export type Actor = 'person' | 'reporter' | 'ioc' | 'officer' | 'system';

/**
 * What a step does to the clock: `start` begins the first term, `instant` replaces it by one of a single working
 * day, `pause` and `resume` bracket whole working days that do not count, `stop` ends the term with an answer,
 * `end` ends it without one, `renew` begins a new term from this moment and keeps the old one.
 */
export type ClockEffect = 'none' | 'start' | 'instant' | 'pause' | 'resume' | 'stop' | 'end' | 'renew';

/** What a step must be given besides the report; a `note` may be left out. */
export type Need =
  | 'agency'
  | 'parent'
  | 'reason'
  | 'question'
  | 'answer'
  | 'date'
  | 'note'
  | 'result'
  | 'evidence';

export interface StepRule {
  readonly who: Actor;
  readonly from: readonly ReportState[];
  readonly to: ReportState;
  readonly clock: ClockEffect;
  readonly needs: readonly Need[];
  /** Only as the next link of a chain that began in the same call. */
  readonly chained: boolean;
  /** Rates the last published answer, which can be done once. */
  readonly rates: boolean;
}

/** The state machine (domain.md §1.1), whole: what is not a row here cannot happen to a report. */
export const reportSteps = {
  CREATE: by('person', { from: [], to: 'SUBMITTED', clock: 'start' }),
  WITHDRAW: by('reporter', { from: ['SUBMITTED'], to: 'WITHDRAWN', clock: 'end' }),
  ACCEPT: by('ioc', { from: ['SUBMITTED'], to: 'ACCEPTED' }),
  REJECT: by('ioc', { from: ['SUBMITTED'], to: 'REJECTED', clock: 'end', needs: ['reason'] }),
  MARK_DUPLICATE: by('ioc', { from: ['SUBMITTED'], to: 'DUPLICATE', clock: 'end', needs: ['parent'] }),
  ACCEPT_INSTANT: by('ioc', { from: ['SUBMITTED'], to: 'ACCEPTED', clock: 'instant' }),
  RESOLVE_INSTANT: by('ioc', {
    from: ['ACCEPTED'],
    to: 'RESOLVED',
    clock: 'stop',
    needs: ['result', 'evidence'],
    chained: true,
  }),
  ASSIGN: by('ioc', { from: ['ACCEPTED', 'RETURNED', 'REOPENED'], to: 'ASSIGNED', needs: ['agency'] }),
  RETURN: by('officer', { from: ['ASSIGNED'], to: 'RETURNED', needs: ['reason'] }),
  START: by('officer', { from: ['ASSIGNED', 'PLANNED'], to: 'IN_PROGRESS' }),
  RESUME: by('officer', { from: ['NEED_INFO'], to: 'IN_PROGRESS', clock: 'resume' }),
  REQUEST_INFO: by('officer', {
    from: ['IN_PROGRESS'],
    to: 'NEED_INFO',
    clock: 'pause',
    needs: ['question'],
  }),
  ANSWER_INFO: by('reporter', { from: ['NEED_INFO'], to: 'IN_PROGRESS', clock: 'resume', needs: ['answer'] }),
  PLAN: by('officer', { from: ['IN_PROGRESS', 'PLANNED'], to: 'PLANNED', needs: ['date', 'note'] }),
  DECLARE_UNABLE: by('officer', {
    from: ['IN_PROGRESS', 'PLANNED'],
    to: 'UNABLE',
    clock: 'stop',
    needs: ['reason'],
  }),
  RESOLVE: by('officer', {
    from: ['IN_PROGRESS', 'PLANNED'],
    to: 'RESOLVED',
    clock: 'stop',
    needs: ['result', 'evidence'],
  }),
  PUBLISH: by('ioc', { from: ['RESOLVED', 'UNABLE'], to: 'PUBLISHED' }),
  CONFIRM: by('reporter', { from: ['PUBLISHED'], to: 'CLOSED', rates: true }),
  DISPUTE: by('reporter', { from: ['PUBLISHED'], to: 'CLOSED', rates: true }),
  REOPEN: by('reporter', { from: ['PUBLISHED'], to: 'REOPENED', clock: 'renew', rates: true }),
  CLOSE_SILENT: by('system', { from: ['PUBLISHED'], to: 'CLOSED' }),
} as const satisfies Record<string, StepRule>;
export type StepName = keyof typeof reportSteps;

/**
 * The way that a call takes: links of a chain, each with its alternatives, of which the first that may begin in
 * the report's state is taken. One call is one transaction: all links or none.
 */
export type StepPath = readonly (readonly [StepName, ...StepName[]])[];

/** The mutations whose way does not depend on what they are given. */
export const mutationPaths = {
  withdrawReport: [['WITHDRAW']],
  assignReport: [['ASSIGN']],
  returnReport: [['RETURN']],
  startReport: [['START', 'RESUME']],
  requestReportInfo: [['REQUEST_INFO']],
  answerReportInfo: [['ANSWER_INFO']],
  planReport: [['PLAN']],
  declareReportUnable: [['DECLARE_UNABLE']],
  resolveReport: [['RESOLVE']],
  publishReport: [['PUBLISH']],
} as const satisfies Record<string, StepPath>;

export const reportModes = ['TIMED', 'INSTANT'] as const;
export type ReportMode = (typeof reportModes)[number];

export type TriageDecision = 'ACCEPT' | 'REJECT' | 'DUPLICATE';

/** `triageReport`: an instant report is accepted and resolved in one call; other decisions have no mode. */
export const triagePaths = {
  ACCEPT: { TIMED: [['ACCEPT']], INSTANT: [['ACCEPT_INSTANT'], ['RESOLVE_INSTANT']] },
  REJECT: { TIMED: [['REJECT']], INSTANT: [['REJECT']] },
  DUPLICATE: { TIMED: [['MARK_DUPLICATE']], INSTANT: [['MARK_DUPLICATE']] },
} as const satisfies Record<TriageDecision, Record<ReportMode, StepPath>>;

export type RatingLevel = 'SATISFIED' | 'ACCEPTED' | 'NOT_ACCEPTED';

/** The way of a rating; a report is reopened only by whoever does not accept the answer. */
export function ratingPath(level: RatingLevel, reopen: boolean): Verdict<StepPath> {
  if (!reopen) return { value: ratingPaths[level] };
  return level === 'NOT_ACCEPTED'
    ? { value: ratingPaths.REOPEN }
    : refuseInput({ field: 'reopen', rule: 'not_accepted_only' }, 'Only NOT_ACCEPTED reopens a report.');
}

/** `rateReport`: satisfied is the first two levels; only a rating NOT_ACCEPTED can reopen. */
export const ratingPaths = {
  SATISFIED: [['CONFIRM']],
  ACCEPTED: [['CONFIRM']],
  NOT_ACCEPTED: [['DISPUTE']],
  REOPEN: [['REOPEN']],
} as const satisfies Record<RatingLevel | 'REOPEN', StepPath>;

/** How often one report can be reopened. */
export const maxReopenings = 2;

/** A published answer that nobody rates is closed after this. */
export const silenceMs = 15 * 24 * 60 * 60 * 1000;

/** Working days that an instant report has. */
export const instantWorkingDays = 1;

/** States to which an own call can lead from here, in the order of the table. */
export function allowedFrom(state: ReportState, reopenings: number): ReportState[] {
  const rows: readonly (readonly [string, StepRule])[] = Object.entries(reportSteps);
  const open = rows.filter(
    ([name, rule]) =>
      rule.from.includes(state) && !rule.chained && (name !== 'REOPEN' || reopenings < maxReopenings),
  );
  return [...new Set(open.map(([, rule]) => rule.to))];
}

/** From ACCEPTED on everybody may see a report; what never got there is only counted. */
export function isPublicState(state: ReportState): boolean {
  const unseen: readonly ReportState[] = ['SUBMITTED', 'REJECTED', 'DUPLICATE', 'WITHDRAWN'];
  return !unseen.includes(state);
}

function by(who: Actor, row: Pick<StepRule, 'from' | 'to'> & Partial<StepRule>): StepRule {
  return { who, clock: 'none', needs: [], chained: false, rates: false, ...row };
}
