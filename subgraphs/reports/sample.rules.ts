import type { Contact, DraftInput, Position } from './draft.rules.ts';
import type { RatingLevel, ReportState } from './report.rules.ts';
import { reportStates } from './report.rules.ts';

/** Texts that the sample is made of. */
export interface SampleTexts {
  /** Where in a ward something is. */
  readonly places: readonly string[];
  readonly names: readonly string[];
  readonly reasons: Readonly<Record<SampleReason, readonly string[]>>;
  readonly categories: Readonly<Record<string, readonly SampleStory[]>>;
}

/** One matter and what came of it; title and description have `{place}`. */
interface SampleStory {
  readonly title: string;
  readonly description: string;
  readonly result: string;
  /** Happens in the months of rain and storms only. */
  readonly rainy?: boolean;
}
type SampleReason = 'reject' | 'return' | 'unable' | 'question' | 'answer' | 'plan' | 'note' | 'internal';

export interface SampleWard {
  readonly fullName: string;
  /** A position inside the ward for two numbers from 0 to 1; null when these two miss it. */
  readonly positionAt: (x: number, y: number) => Position | null;
}

/** What is done to a sample report, by whom and when; who handles it is known only when it is done. */
export interface SampleStep {
  readonly act: SampleAct;
  readonly at: Date;
  readonly text: string;
}
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

export interface SampleReport {
  readonly id: string;
  /** Which of the sample people sends it. */
  readonly sender: number;
  readonly receivedAt: Date;
  readonly input: DraftInput & { readonly contact: Contact };
  readonly steps: readonly SampleStep[];
  /** The rating that `confirm` gives. */
  readonly level: RatingLevel;
}

export interface SampleAsk {
  readonly texts: SampleTexts;
  readonly wards: readonly SampleWard[];
  /** Nothing of the sample is later. */
  readonly until: Date;
  readonly count: number;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const yearDays = 364;
const yearMs = yearDays * dayMs;
/** The youngest reports, three for each state, so that every state can be seen. */
const youngest = 3 * reportStates.length;

/** The same sample for the same ask, oldest first; the first report is always received `yearMs` before `until`. */
export function planSample(ask: SampleAsk): SampleReport[] {
  const random = new Random(20_181_001);
  const planned = Array.from({ length: ask.count }, (_, index) => planReport(ask, index, random));
  return planned.sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());
}

/** `until` of the sample whose first report this was. */
export function untilOfSample(firstReceivedAt: Date): Date {
  return new Date(firstReceivedAt.getTime() + yearMs);
}

/** The id of the report that every sample begins with. */
export const firstSampleId = 'sample-0000';

function planReport(ask: SampleAsk, index: number, random: Random): SampleReport {
  const daysAgo = (1 - index / Math.max(ask.count - youngest, 1)) * yearDays;
  const young = ask.count - index <= youngest;
  const target = young
    ? (reportStates[index % reportStates.length] ?? 'SUBMITTED')
    : random.pick(daysAgo > openDays ? endedTargets : olderTargets);
  const acts = actsTo(target, random);
  const gaps = acts.map((act) => random.between(...hoursOf[act]) * hourMs);
  const wanted = young ? random.between(1, 30) * hourMs : daysAgo * dayMs - random.between(0, 20) * hourMs;
  const { receivedAt, times } =
    index === 0
      ? timesFrom(new Date(ask.until.getTime() - yearMs), acts, gaps)
      : timesBefore(ask.until, { acts, gaps, ageMs: Math.max(wanted, hourMs) });
  const kind = random.below(1000);
  const { input, story } = draftOf({ ask, kind, receivedAt }, random);
  const steps = acts.map((act, i) => ({
    act,
    at: times[i] ?? receivedAt,
    text: textOf(act, { texts: ask.texts, kind, story }),
  }));
  return {
    id: `sample-${String(index).padStart(4, '0')}`,
    sender: random.below(ask.texts.names.length),
    receivedAt,
    input,
    steps,
    level: random.below(3) === 0 ? 'ACCEPTED' : 'SATISFIED',
  };
}

interface SampleTimes {
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
function timesBefore(until: Date, { acts, gaps, ageMs }: Spans): SampleTimes {
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

function timesFrom(receivedAt: Date, acts: readonly SampleAct[], gaps: readonly number[]): SampleTimes {
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

const usualEnds: readonly ReportState[] = [
  ...Array.from({ length: 16 }, () => 'CLOSED' as const),
  'PUBLISHED',
  'PUBLISHED',
];
const endedTargets: readonly ReportState[] = [...usualEnds, 'REJECTED', 'DUPLICATE', 'WITHDRAWN'];
const olderTargets: readonly ReportState[] = [...endedTargets, 'IN_PROGRESS', 'PLANNED'];
/** What has been open for longer than this is rare. */
const openDays = 45;

const toWork: readonly SampleAct[] = ['accept', 'assign', 'start'];
const toAnswer: readonly SampleAct[] = [...toWork, 'resolve', 'publish'];

/** One of the usual ways to a state. */
function actsTo(target: ReportState, random: Random): readonly SampleAct[] {
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
      return toAnswer;
    case 'REOPENED':
      return [...toAnswer, 'reopen'];
    case 'CLOSED':
      return random.pick(waysToClosed);
  }
}

const waysToClosed: readonly (readonly SampleAct[])[] = [
  [...toAnswer, 'confirm'],
  [...toAnswer, 'confirm'],
  [...toAnswer, 'confirm'],
  [...toWork, 'note', 'resolve', 'publish', 'confirm'],
  [...toWork, 'ask', 'answer', 'resolve', 'publish', 'confirm'],
  [...toWork, 'plan', 'resolve', 'publish', 'confirm'],
  ['accept', 'assign', 'return', 'assignOther', 'start', 'resolve', 'publish', 'confirm'],
  ['instant', 'publish', 'confirm'],
  [...toWork, 'unable', 'publish', 'dispute'],
  [...toAnswer, 'dispute'],
  [...toAnswer, 'reopen', 'assign', 'start', 'resolve', 'publish', 'confirm'],
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

const reasonOf: Readonly<Partial<Record<SampleAct, SampleReason>>> = {
  reject: 'reject',
  return: 'return',
  unable: 'unable',
  ask: 'question',
  answer: 'answer',
  plan: 'plan',
  note: 'note',
  internalNote: 'internal',
};

/** An answer fits the question, a result the matter. */
function textOf(
  act: SampleAct,
  { texts, kind, story }: { readonly texts: SampleTexts; readonly kind: number; readonly story: SampleStory },
): string {
  const reason = reasonOf[act];
  if (!reason) return story.result;
  const fitting = texts.reasons[reason];
  return fitting[kind % fitting.length] ?? '';
}

interface Occasion {
  readonly ask: SampleAsk;
  readonly kind: number;
  readonly receivedAt: Date;
}

function draftOf(
  { ask: { texts, wards }, kind, receivedAt }: Occasion,
  random: Random,
): { readonly input: SampleReport['input']; readonly story: SampleStory } {
  const towns = wards.filter(({ fullName }) => fullName.startsWith('Phường'));
  const ward = random.pick(random.below(4) === 0 ? wards : towns);
  const categoryCode = random.pick(Object.keys(texts.categories));
  // Rain and storms come to Huế from September to December.
  const rains = clockAt(receivedAt.getTime()).month >= 9;
  const stories = (texts.categories[categoryCode] ?? []).filter(({ rainy }) => rains || !rainy);
  const story = stories[kind % stories.length];
  if (!story) throw new Error(`expected a sample text for ${categoryCode}, found none`);
  const place = random.pick(texts.places);
  const input = {
    categoryCode,
    title: story.title.replace('{place}', place),
    description: story.description.replace('{place}', place),
    ...positionIn(ward, random),
    address: `${place.charAt(0).toUpperCase()}${place.slice(1)}, ${ward.fullName}`,
    source: random.pick(['APP', 'APP', 'APP', 'WEB', 'WEB', 'ZALO', 'HOTLINE', 'FACEBOOK', 'EMAIL'] as const),
    contact: {
      name: random.pick(texts.names),
      // A number that no network gives out.
      phone: `0900000${String(random.below(1000)).padStart(3, '0')}`,
      email: null,
    },
  };
  return { input, story };
}

function positionIn(ward: SampleWard, random: Random): Position {
  for (;;) {
    const position = ward.positionAt(random.next(), random.next());
    if (position) return position;
  }
}

/** mulberry32: small, fast, and the same everywhere. */
class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 up to but not 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  between(from: number, to: number): number {
    return from + this.next() * (to - from);
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('expected something to pick from, got nothing');
    return item;
  }
}
