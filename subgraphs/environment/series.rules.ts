import type { Verdict } from '../kit/verdict.ts';
import { refuseInput } from '../kit/verdict.ts';
import type { CivilDate } from '../kit/working-days.ts';
import { addHours, firstHourOf, hourMs, hourOf, localDateOf } from './hour.rules.ts';
import type { Observation } from './observation.rules.ts';

export const seriesSteps = ['HOUR', 'DAY', 'WEEK', 'MONTH'] as const;
export type SeriesStep = (typeof seriesSteps)[number];

/** How many points one series gives at most. */
export const maxPoints = 1_000;
/** How far a series reaches at most, days. */
export const maxDays = 366;
/** How far readings that are given or looked at one by one reach, days. */
const maxDenseDays = 31;
const dayMs = 24 * hourMs;
export const maxHourSpanMs = maxDenseDays * dayMs;

/** How many days from one date to another, both included. */
export function spanDays(from: CivilDate, to: CivilDate): number {
  return Math.round((firstHourOf(to).getTime() - firstHourOf(from).getTime()) / dayMs) + 1;
}

interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** What is asked for: exactly one of step and maxPoints. */
export interface SeriesAsk extends Span {
  readonly step?: SeriesStep | null;
  readonly maxPoints?: number | null;
}

export type SeriesWay = { readonly step: SeriesStep } | { readonly maxPoints: number };

/** The way to make a series small, or why it cannot be. */
export function checkSeries(
  { step = null, maxPoints: wanted = null, ...span }: SeriesAsk,
  { averagingMinutes }: { readonly averagingMinutes: number },
): Verdict<SeriesWay> {
  if ((step === null) === (wanted === null))
    return refuseInput({ field: 'step', rule: 'exactly_one' }, 'Give exactly one of step and maxPoints.');
  const days = step === null && averagingMinutes < 60 ? maxDenseDays : maxDays;
  const fault = spanFault(span, days);
  if (fault) return fault;
  if (step !== null)
    return pointsOf(span, step) > maxPoints + 1 ? tooManyPoints('step') : { value: { step } };
  if (wanted === null || wanted < 3 || wanted > maxPoints) return tooManyPoints('maxPoints');
  return { value: { maxPoints: wanted } };
}

/** Readings one by one are given by number: however long a span is, no more is looked at. */
export function checkReadingSpan(span: Span): Verdict<Span> {
  if (span.from < span.to) return { value: span };
  return refuseInput({ field: 'to', rule: 'max_span' }, 'to comes after from.');
}

function spanFault({ from, to }: Span, days: number): ReturnType<typeof refuseInput> | null {
  if (from < to && to.getTime() - from.getTime() <= days * dayMs) return null;
  return refuseInput(
    { field: 'to', rule: 'max_span', days },
    `to comes after from, by at most ${days} days.`,
  );
}

function tooManyPoints(field: string) {
  return refuseInput(
    { field, rule: 'max_points', max: maxPoints },
    `A series has 3 to ${maxPoints} points: take a longer step or a shorter span.`,
  );
}

/** The points of readings in order of time. */
export function seriesOf(observations: readonly Observation[], way: SeriesWay): readonly SeriesPoint[] {
  const points = validPoints(observations);
  if ('maxPoints' in way) return largestTriangles(points, way.maxPoints);
  const stepper = createStepper(way.step);
  for (const { at, mean } of points) stepper.add(at, mean);
  return stepper.points();
}

export interface SeriesPoint {
  /** The beginning of the step, or the reading's own time. */
  readonly at: Date;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  /** How many readings. */
  readonly count: number;
}

/** The beginning of the step in which a moment lies; days, weeks (from Monday) and months are those of the city. */
export function stepStart(at: Date, step: SeriesStep): Date {
  if (step === 'HOUR') return hourOf(at);
  const date = localDateOf(at);
  if (step === 'DAY') return firstHourOf(date);
  if (step === 'MONTH') return firstHourOf(`${date.slice(0, 7)}-01`);
  const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addHours(firstHourOf(date), -24 * weekday);
}

/** At most so many points a series of this span and step has. */
function pointsOf(span: Span, step: SeriesStep): number {
  const hours = (span.to.getTime() - span.from.getTime()) / hourMs;
  const perStep = { HOUR: 1, DAY: 24, WEEK: 168, MONTH: 672 }[step];
  return Math.ceil(hours / perStep) + 1;
}

/** Takes VALID readings in order of time and gives least, greatest, mean and number of each step that has any. */
export function createStepper(step: SeriesStep): {
  add(at: Date, value: number): void;
  points(): readonly SeriesPoint[];
} {
  const points: { at: Date; sum: number; min: number; max: number; count: number }[] = [];
  return {
    add(time, value) {
      const at = stepStart(time, step);
      const last = points.at(-1);
      if (last?.at.getTime() !== at.getTime()) {
        points.push({ at, sum: value, min: value, max: value, count: 1 });
        return;
      }
      last.sum += value;
      last.min = Math.min(last.min, value);
      last.max = Math.max(last.max, value);
      last.count += 1;
    },
    points: () =>
      points.map(({ at, sum, min, max, count }) => {
        // The sum's last bit must not put a mean outside of what it is the mean of.
        const mean = Math.min(max, Math.max(min, sum / count));
        return { at, mean, min, max, count };
      }),
  };
}

/** A reading by itself as a point. */
function pointOf(at: Date, value: number): SeriesPoint {
  return { at, mean: value, min: value, max: value, count: 1 };
}

/**
 * Largest-Triangle-Three-Buckets (Steinarsson 2013): as many of the points as wanted, chosen so that the curve keeps its
 * look, peaks before all. First and last stay; every point given is one of those put in, in their order.
 */
export function largestTriangles(points: readonly SeriesPoint[], wanted: number): readonly SeriesPoint[] {
  const [first, last] = [points.at(0), points.at(-1)];
  if (!first || !last || points.length <= wanted) return points;
  if (wanted < 3) return [first, last].slice(0, wanted);
  const size = (points.length - 2) / (wanted - 2);
  const chosen = [first];
  let previous = first;
  for (let bucket = 0; bucket < wanted - 2; bucket += 1) {
    const from = Math.floor(bucket * size) + 1;
    const to = Math.floor((bucket + 1) * size) + 1;
    const next = points.slice(to, Math.min(Math.floor((bucket + 2) * size) + 1, points.length));
    previous = farthest(points.slice(from, to), previous, middleOf(next.length > 0 ? next : [last]));
    chosen.push(previous);
  }
  return [...chosen, last];
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

function middleOf(points: readonly SeriesPoint[]): Spot {
  const sum = points.reduce((at, { at: time, mean }) => ({ x: at.x + time.getTime(), y: at.y + mean }), {
    x: 0,
    y: 0,
  });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

function farthest(points: readonly SeriesPoint[], a: SeriesPoint, c: Spot): SeriesPoint {
  const ax = a.at.getTime();
  let best = { point: points[0] ?? a, area: -1 };
  for (const point of points) {
    const area = Math.abs((ax - c.x) * (point.mean - a.mean) - (ax - point.at.getTime()) * (c.y - a.mean));
    if (area > best.area) best = { point, area };
  }
  return best.point;
}

/** VALID readings of a series as points. */
function validPoints(observations: readonly Observation[]): SeriesPoint[] {
  return observations.flatMap(({ at, value, quality }) =>
    quality === 'VALID' && value !== null ? [pointOf(at, value)] : [],
  );
}

/** The local dates from one to another, both included. */
export function datesBetween(from: CivilDate, to: CivilDate): CivilDate[] {
  const dates: CivilDate[] = [];
  for (let at = firstHourOf(from); localDateOf(at) <= to; at = addHours(at, 24)) dates.push(localDateOf(at));
  return dates;
}
