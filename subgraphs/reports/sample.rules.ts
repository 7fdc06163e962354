import type { CivilDate } from '../kit/working-days.ts';
import { addCivilDays, civilDateOf } from '../kit/working-days.ts';
import type { SampleAct } from './act.rules.ts';
import { actsTo, gapsOf, timesBefore, timesFrom } from './act.rules.ts';
import { Random } from './random.rules.ts';
import type { RatingLevel, ReportState } from './report.rules.ts';
import { reportStates } from './report.rules.ts';
import { weightOfDay } from './season.rules.ts';
import type { SampleDraft, SampleTexts, SampleWard } from './story.rules.ts';
import { draftOf, textOf } from './story.rules.ts';

/** What is done to a sample report, and when; who handles it is known only when it is done. */
export interface SampleStep {
  readonly act: SampleAct;
  readonly at: Date;
  readonly text: string;
}

export interface SampleReport {
  readonly id: string;
  /** Which of the sample people sends it. */
  readonly sender: number;
  readonly receivedAt: Date;
  readonly input: SampleDraft['input'];
  readonly steps: readonly SampleStep[];
  /** The rating that `confirm` gives. */
  readonly level: RatingLevel;
}

export interface SampleAsk {
  readonly texts: SampleTexts;
  readonly wards: readonly SampleWard[];
  /** Nothing of the sample is later: the end of a day. */
  readonly until: Date;
  readonly count: number;
}

const hourMs = 3_600_000;
const yearDays = 364;
const yearMs = yearDays * 24 * hourMs;
/** The youngest reports, three for each state, so that every state can be seen. */
const youngest = 3 * reportStates.length;
const chunkSize = 50;

/**
 * The same sample for the same ask, in chunks of at most 50, so that a sample of any size takes little memory. Each
 * chunk is in order of receipt, and the chunks nearly so. The first report is always received `yearMs` before `until`.
 */
export function* planSample(ask: SampleAsk): Generator<readonly SampleReport[], void, void> {
  const random = new Random(20_181_001);
  const days = daysOf(ask);
  for (let first = 0; first < ask.count; first += chunkSize) {
    const length = Math.min(chunkSize, ask.count - first);
    const chunk = Array.from({ length }, (_, i) => planReport({ ...ask, days }, first + i, random));
    yield chunk.sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());
  }
}

/** `until` of the sample whose first report this was. */
export function untilOfSample(firstReceivedAt: Date): Date {
  return new Date(firstReceivedAt.getTime() + yearMs);
}

/** The id of a report of the sample of so many. Samples of different sizes have nothing in common. */
export function sampleId(count: number, index: number): string {
  return `sample-${count}-${String(index).padStart(4, '0')}`;
}

/** A day of the sample's year, and how many of its reports come up to the end of it. */
interface Day {
  readonly date: CivilDate;
  readonly reports: number;
}

function daysOf({ until, count }: SampleAsk): readonly Day[] {
  const last = civilDateOf(until);
  const dates = Array.from({ length: yearDays }, (_, i) => addCivilDays(last, i + 1 - yearDays));
  const total = dates.reduce((sum, date) => sum + weightOfDay(date), 0);
  let reached = 0;
  return dates.map((date) => {
    reached += weightOfDay(date);
    return { date, reports: (reached / total) * Math.max(count - youngest, 1) };
  });
}

type Planning = SampleAsk & { readonly days: readonly Day[] };

function planReport(plan: Planning, index: number, random: Random): SampleReport {
  const { texts, wards, count } = plan;
  const isYoung = count - index <= youngest;
  const day = plan.days.find(({ reports }) => reports > index) ?? plan.days.at(-1);
  const target = isYoung ? reportStates[index % reportStates.length] : usualTarget(plan, day, random);
  const acts = actsTo(target ?? 'SUBMITTED', random);
  const { receivedAt, times } = timesOf(plan, { index, isYoung, day, acts }, random);
  const kind = random.below(1000);
  const { input, story } = draftOf({ texts, wards, kind, date: civilDateOf(receivedAt) }, random);
  return {
    id: sampleId(count, index),
    sender: random.below(Math.max(texts.names.length, Math.floor(count / 8))),
    receivedAt,
    input,
    steps: acts.map((act, i) => ({
      act,
      at: times[i] ?? receivedAt,
      text: textOf(act, { texts, kind, story }),
    })),
    level: random.below(3) === 0 ? 'ACCEPTED' : 'SATISFIED',
  };
}

interface Place {
  readonly index: number;
  readonly isYoung: boolean;
  readonly day: Day | undefined;
  readonly acts: readonly SampleAct[];
}

function timesOf({ until }: SampleAsk, { index, isYoung, day, acts }: Place, random: Random) {
  const gaps = gapsOf(acts, random);
  if (index === 0) return timesFrom(new Date(until.getTime() - yearMs), acts, gaps);
  // People write between six in the morning and ten at night.
  const written =
    Date.parse(`${day?.date ?? civilDateOf(until)}T06:00:00+07:00`) + random.between(0, 16) * hourMs;
  const ageMs = isYoung ? random.between(1, 30) * hourMs : until.getTime() - written;
  return timesBefore(until, { acts, gaps, ageMs: Math.max(ageMs, hourMs) });
}

const endedTargets: readonly ReportState[] = [
  ...Array.from({ length: 8 }, () => 'CLOSED' as const),
  ...Array.from({ length: 9 }, () => 'PUBLISHED' as const),
  'REJECTED',
  'DUPLICATE',
  'WITHDRAWN',
];
const olderTargets: readonly ReportState[] = [...endedTargets, 'IN_PROGRESS', 'PLANNED'];
/** What has been open for longer than this is rare. */
const openDays = 45;

function usualTarget({ until }: SampleAsk, day: Day | undefined, random: Random): ReportState {
  const isOld = (day?.date ?? '') < addCivilDays(civilDateOf(until), -openDays);
  return random.pick(isOld ? endedTargets : olderTargets);
}
