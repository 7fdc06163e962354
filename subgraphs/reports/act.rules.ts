import type { Random } from './random.rules.ts';
import type { ReportState } from './report.rules.ts';

/** What is done to a sample report. */
export type SampleAct =
  | 'withdraw'
  | 'accept'
  | 'instant'
  | 'reject'
  | 'duplicate'
  | 'assign'
  | 'return'
  | 'assignOther'
  | 'start'
  | 'ask'
  | 'answer'
  | 'plan'
  | 'note'
  | 'internalNote'
  | 'unable'
  | 'resolve'
  | 'publish'
  | 'confirm'
  | 'dispute'
  | 'reopen';

const toWork: readonly SampleAct[] = ['accept', 'assign', 'start'];
const toAnswer: readonly SampleAct[] = [...toWork, 'resolve', 'publish'];
const again: readonly SampleAct[] = ['assign', 'start', 'resolve', 'publish'];

/** One of the usual ways to a state; one that ends with PUBLISHED is closed by silence when it is old enough. */
export function actsTo(target: ReportState, random: Random): readonly SampleAct[] {
  switch (target) {
    case 'SUBMITTED':
      return [];
    case 'ACCEPTED':
      return ['accept'];
    case 'REJECTED':
      return ['reject'];
    case 'DUPLICATE':
      return ['duplicate'];
    case 'WITHDRAWN':
      return ['withdraw'];
    case 'ASSIGNED':
      return ['accept', 'assign'];
    case 'RETURNED':
      return ['accept', 'assign', 'return'];
    case 'IN_PROGRESS':
      return [...toWork, 'note'];
    case 'NEED_INFO':
      return [...toWork, 'ask'];
    case 'PLANNED':
      return [...toWork, 'internalNote', 'plan'];
    case 'RESOLVED':
      return [...toWork, 'resolve'];
    case 'UNABLE':
      return [...toWork, 'unable'];
    case 'PUBLISHED':
      return random.pick(waysToSilence);
    case 'REOPENED':
      return [...toAnswer, 'reopen'];
    case 'CLOSED':
      return random.pick(waysToClosed);
  }
}

const waysToClosed: readonly (readonly SampleAct[])[] = [
  [...toAnswer, 'confirm'],
  [...toAnswer, 'confirm'],
  [...toWork, 'note', 'resolve', 'publish', 'confirm'],
  [...toWork, 'ask', 'answer', 'resolve', 'publish', 'confirm'],
  [...toWork, 'plan', 'resolve', 'publish', 'confirm'],
  ['accept', 'assign', 'return', 'assignOther', 'start', 'resolve', 'publish', 'confirm'],
  ['instant', 'publish', 'confirm'],
  [...toWork, 'unable', 'publish', 'dispute'],
  [...toAnswer, 'dispute'],
  [...toAnswer, 'reopen', ...again, 'confirm'],
  [...toAnswer, 'reopen', ...again, 'reopen', ...again, 'dispute'],
];

/** More than half of all answers are never rated. */
const waysToSilence: readonly (readonly SampleAct[])[] = [
  toAnswer,
  toAnswer,
  toAnswer,
  [...toWork, 'note', 'resolve', 'publish'],
  [...toWork, 'plan', 'resolve', 'publish'],
  [...toWork, 'unable', 'publish'],
  ['instant', 'publish'],
];

/** Hours that pass before each act, from and to. */
const hoursOf: Readonly<Record<SampleAct, readonly [number, number]>> = {
  withdraw: [1, 5],
  accept: [1, 10],
  instant: [1, 8],
  reject: [2, 20],
  duplicate: [2, 20],
  assign: [1, 8],
  return: [4, 30],
  assignOther: [2, 12],
  start: [4, 30],
  ask: [4, 24],
  answer: [6, 80],
  plan: [6, 48],
  note: [10, 60],
  internalNote: [2, 20],
  unable: [30, 150],
  resolve: [24, 230],
  publish: [4, 30],
  confirm: [6, 120],
  dispute: [6, 120],
  reopen: [6, 120],
};

/** Hours that pass before each act. */
export function gapsOf(acts: readonly SampleAct[], random: Random): number[] {
  return acts.map((act) => random.between(...hoursOf[act]) * hourMs);
}

const hourMs = 3_600_000;

export interface SampleTimes {
  readonly receivedAt: Date;
  readonly times: readonly Date[];
}

interface Spans {
  readonly acts: readonly SampleAct[];
  readonly gaps: readonly number[];
  /** How old the report is at least. */
  readonly ageMs: number;
}

/** Received by day or in the evening, early enough for the last step to lie before `until`. */
export function timesBefore(until: Date, { acts, gaps, ageMs }: Spans): SampleTimes {
  for (let age = ageMs; ; age += 4 * hourMs) {
    const plan = timesFrom(byDay(until.getTime() - age), acts, gaps);
    const last = plan.times.at(-1) ?? plan.receivedAt;
    if (last < until) return plan;
  }
}

/** Hours of +07:00 in which people write: what would fall into the night was written the evening before. */
function byDay(at: number): Date {
  const night = clockAt(at).hour < 6;
  return new Date(night ? at - 7 * hourMs : at);
}

export function timesFrom(
  receivedAt: Date,
  acts: readonly SampleAct[],
  gaps: readonly number[],
): SampleTimes {
  let at = receivedAt.getTime();
  const times = acts.map((act, i) => {
    at += gaps[i] ?? 0;
    while (!isAtWork(act, at)) at += hourMs;
    return new Date(at);
  });
  return { receivedAt, times };
}

/** Agencies work Monday to Friday; the operations centre every day, early and late; people when they are awake. */
function isAtWork(act: SampleAct, at: number): boolean {
  const { hour, weekday } = clockAt(at);
  if (officeActs.includes(act)) return hour >= 8 && hour < 17 && weekday > 0 && weekday < 6;
  return hour >= 6 && hour < 22;
}

const officeActs: readonly SampleAct[] = [
  'return',
  'start',
  'ask',
  'plan',
  'note',
  'internalNote',
  'unable',
  'resolve',
  'publish',
];

/** In the city, +07:00 all year. */
function clockAt(at: number): { readonly hour: number; readonly weekday: number; readonly month: number } {
  const local = new Date(at + 7 * hourMs);
  return { hour: local.getUTCHours(), weekday: local.getUTCDay(), month: local.getUTCMonth() + 1 };
}
