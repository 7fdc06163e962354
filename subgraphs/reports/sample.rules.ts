import type { Contact, DraftInput, Position } from './draft.rules.ts';
import type { RatingLevel, ReportState } from './report.rules.ts';
import { reportStates } from './report.rules.ts';

/** Texts that the sample is made of. */
export interface SampleTexts {
  /** Where in a ward something is. */
  readonly places: readonly string[];
  readonly names: readonly string[];
  readonly reasons: Readonly<Record<SampleReason, readonly string[]>>;
  /** Category → title and description with `{place}`, and results. */
  readonly categories: Readonly<
    Record<
      string,
      { readonly reports: readonly (readonly [string, string])[]; readonly results: readonly string[] }
    >
  >;
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
const yearMs = 364 * 24 * hourMs;
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
  const young = ask.count - index <= youngest;
  const target = young ? (reportStates[index % reportStates.length] ?? 'SUBMITTED') : random.pick(oldTargets);
  const acts = actsTo(target, random);
  const gaps = acts.map((act) => random.between(...hoursOf[act]) * hourMs);
  const whole = gaps.reduce((sum, gap) => sum + gap, 0);
  const receivedAt = new Date(ask.until.getTime() - ageOf({ index, young, whole, ask, random }));
  let at = receivedAt.getTime();
  const kind = random.below(1000);
  const input = draftOf(ask, kind, random);
  const steps = acts.map((act, i) => {
    at += gaps[i] ?? 0;
    return {
      act,
      at: new Date(at),
      text: textOf(act, { texts: ask.texts, kind, category: input.categoryCode }),
    };
  });
  return {
    id: `sample-${String(index).padStart(4, '0')}`,
    sender: random.below(ask.texts.names.length),
    receivedAt,
    input,
    steps: steps.filter((step) => step.at < ask.until),
    level: random.below(3) === 0 ? 'ACCEPTED' : 'SATISFIED',
  };
}

interface Age {
  readonly index: number;
  readonly young: boolean;
  readonly whole: number;
  readonly ask: SampleAsk;
  readonly random: Random;
}

/** How long before the end a report is received: the young just long enough for their steps, the others over the year. */
function ageOf({ index, young, whole, ask, random }: Age): number {
  if (index === 0) return yearMs;
  if (young) return Math.ceil(whole) + random.between(1, 30) * hourMs;
  const share = (ask.count - index) / ask.count;
  return Math.max(whole + hourMs, share * yearMs - random.between(0, 20) * hourMs);
}

const oldTargets: readonly ReportState[] = [
  ...Array.from({ length: 16 }, () => 'CLOSED' as const),
  'PUBLISHED',
  'PUBLISHED',
  'REJECTED',
  'DUPLICATE',
  'WITHDRAWN',
  'IN_PROGRESS',
  'PLANNED',
];

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

/** One kind of report has its own results, and an answer that fits the question. */
function textOf(
  act: SampleAct,
  {
    texts,
    kind,
    category,
  }: { readonly texts: SampleTexts; readonly kind: number; readonly category: string },
): string {
  const reason = reasonOf[act];
  const fitting = reason ? texts.reasons[reason] : (texts.categories[category]?.results ?? []);
  return fitting[kind % fitting.length] ?? '';
}

function draftOf({ texts, wards }: SampleAsk, kind: number, random: Random): SampleReport['input'] {
  const towns = wards.filter(({ fullName }) => fullName.startsWith('Phường'));
  const ward = random.pick(random.below(4) === 0 ? wards : towns);
  const categoryCode = random.pick(Object.keys(texts.categories));
  const reports = texts.categories[categoryCode]?.reports ?? [];
  const [title, description] = reports[kind % reports.length] ?? ['', ''];
  const place = random.pick(texts.places);
  return {
    categoryCode,
    title: title.replace('{place}', place),
    description: description.replace('{place}', place),
    ...positionIn(ward, random),
    address: `${place.charAt(0).toUpperCase()}${place.slice(1)}, ${ward.fullName}`,
    source: random.pick(['APP', 'APP', 'APP', 'WEB', 'WEB', 'ZALO', 'HOTLINE', 'FACEBOOK', 'EMAIL']),
    contact: {
      name: random.pick(texts.names),
      // A number that no network gives out.
      phone: `0900000${String(random.below(1000)).padStart(3, '0')}`,
      email: null,
    },
  };
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
