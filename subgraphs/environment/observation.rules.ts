import { hourMs, hourOf, hourText, hourTimeOf } from './hour.rules.ts';
import type { ObservedProperty } from './property.rules.ts';
import { propertyRules, unitFactor } from './property.rules.ts';

export const qualities = ['VALID', 'SUSPECT', 'INVALID'] as const;
/** Only VALID readings are averaged, shown as a level, or let anything cross. */
export type Quality = (typeof qualities)[number];

/** Why a reading is not VALID. */
export type QualityRule = 'sentinel' | 'impossible' | 'implausible' | 'set';

/** One reading as it is kept. */
export interface Observation {
  /** When the averaging time began (phenomenonTime). */
  readonly at: Date;
  /** When the reading was made known (resultTime); a later one replaces an earlier one. */
  readonly resultAt: Date;
  /** In the canonical unit of the property; null for a sentinel. */
  readonly value: number | null;
  readonly quality: Quality;
  readonly rule?: QualityRule;
  /** What it replaced, the newest last. */
  readonly earlier?: readonly Omit<Observation, 'at' | 'earlier'>[];
}

/** One document for each datastream and hour. */
export interface Bucket {
  readonly hour: Date;
  /** In order of `at`, each once. */
  readonly observations: readonly Observation[];
}

/** A row as a feed gave it, of whatever shape it was; nothing in it has been looked at. */
export interface RowDraft {
  /** Of the row within its batch, from 0, or the line of its file, from 1. */
  readonly place: number;
  readonly datastream: string;
  readonly at: string;
  readonly resultAt: string | null;
  /** Absent readings are null; text is read as a number. */
  readonly value: number | string | null;
  /** The datastream's own unit when null. */
  readonly unit: string | null;
}

/** Why a row was not taken. */
export interface Refusal {
  readonly place: number;
  readonly field: string;
  readonly rule: RefusalRule;
}

export type RefusalRule =
  | 'shape'
  | 'record_size'
  | 'unknown_datastream'
  | 'date_time'
  | 'future'
  | 'retention'
  | 'number'
  | 'unit'
  | 'later_result_needed'
  | 'not_yours';

export const refusalMessages: Readonly<Record<RefusalRule, string>> = {
  shape: 'This is no row of the format: a column or member that is needed is missing.',
  record_size: 'One record may have at most 256 KiB.',
  unknown_datastream: 'There is no such datastream: register its station first.',
  date_time: 'A moment with its offset is needed, such as 2026-11-22T08:30:00+07:00.',
  future: 'The time of a reading may be at most 5 minutes ahead.',
  retention: 'The reading is older than what is kept of its datastream.',
  number: 'The value is no number.',
  unit: 'The unit does not fit the datastream, and there is no exact conversion.',
  later_result_needed: 'There is another value for this time: a correction needs a later result time.',
  not_yours: 'The reading has been set by quality control.',
};

/** What is to be known of a datastream to judge a row for it. */
export interface JudgedStream {
  readonly property: ObservedProperty;
  readonly averagingMinutes: number;
}

/** When rows are judged, and how their moments are read. */
export interface Judging {
  readonly now: Date;
  /** As `readMoment`. */
  readonly momentOf?: (text: string) => Date | null;
}

/** `readMoment` for many rows of few moments: a network writes each of its hours a hundred times. Good for one batch. */
export function rememberMoments(): (text: string) => Date | null {
  const known = new Map<string, Date | null>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const at = readMoment(text);
    known.set(text, at);
    return at;
  };
}

const sentinels: readonly number[] = [-99, -999, -9999, -99_999, 9999, 99_999];
const absent: readonly string[] = ['', 'nan', 'null', 'na', 'n/a', '-'];
const futureMs = 5 * 60 * 1000;

/**
 * A row as a reading, or why it is refused. What instruments write for "no reading" is looked for before any unit is
 * converted: -9999 ppb or mg/m³ scaled would look like a value. It is kept, without a value, as INVALID.
 */
export function judgeRow(
  draft: RowDraft,
  stream: JudgedStream,
  { now, momentOf = readMoment }: Judging,
): { readonly observation: Observation } | { readonly refusal: Refusal } {
  const refuse = (field: string, rule: RefusalRule) => ({ refusal: { place: draft.place, field, rule } });
  const at = momentOf(draft.at);
  if (at === null) return refuse('at', 'date_time');
  const resultAt = draft.resultAt === null ? at : momentOf(draft.resultAt);
  if (resultAt === null) return refuse('resultAt', 'date_time');
  if (at.getTime() > now.getTime() + futureMs) return refuse('at', 'future');
  if (hourTimeOf(at) + keptMs(stream) <= now.getTime()) return refuse('at', 'retention');
  const factor = draft.unit === null ? 1 : unitFactor(stream.property, draft.unit);
  if (factor === null) return refuse('unit', 'unit');
  const read = readValue(draft.value);
  if (read === 'no number') return refuse('value', 'number');
  const judged = read === null ? noReading : judgeValue(stream.property, read * factor);
  return { observation: { at, resultAt, ...judged } };
}

/** The number of a row, null for what means that there is no reading. */
export function readValue(value: RowDraft['value']): number | null | 'no number' {
  if (value === null) return null;
  if (typeof value === 'string' && absent.includes(value.trim().toLowerCase())) return null;
  const number = typeof value === 'number' ? value : readNumber(value);
  if (number === null) return 'no number';
  return Number.isFinite(number) && !sentinels.includes(number) ? number : null;
}

const noReading = { value: null, quality: 'INVALID', rule: 'sentinel' } as const;

/** A little below zero is an instrument's noise and stays; far outside of what can be is kept and never counts. */
export function judgeValue(
  property: ObservedProperty,
  value: number,
): Pick<Observation, 'value' | 'quality' | 'rule'> {
  const { possible, plausible } = propertyRules[property];
  // What a factor leaves behind (1.1 × 1000 is not 1100) is taken away: nobody measures to twelve digits.
  const rounded = Number(value.toPrecision(12));
  if (!within(possible, rounded)) return { value: rounded, quality: 'INVALID', rule: 'impossible' };
  if (!within(plausible, rounded)) return { value: rounded, quality: 'SUSPECT', rule: 'implausible' };
  return { value: rounded, quality: 'VALID' };
}

function within([from, to]: readonly [number, number], value: number): boolean {
  return from <= value && value <= to;
}

// Strict: `Number('')` is 0 and `Number('0x10')` is 16.
function readNumber(text: string): number | null {
  const tidy = text.trim();
  if (/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i.test(tidy)) return Number(tidy);
  return /^[+-]?inf(inity)?$/i.test(tidy) ? Number.POSITIVE_INFINITY : null;
}

const moment = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(Z|[+-]\d{2}(?::?\d{2})?)$/i;

/** A moment with its offset; null for anything else, a local time without an offset included. */
export function readMoment(text: string): Date | null {
  const [, date, time, offset] = moment.exec(text.trim()) ?? [];
  if (date === undefined || time === undefined || offset === undefined) return null;
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  // Date would read 30 February as 2 March.
  if (new Date(Date.UTC(year, month - 1, day)).getUTCDate() !== day) return null;
  // `+07`, `+0700` and `+07:00` are one offset.
  const zone =
    offset.length === 1 ? 'Z' : `${offset.slice(0, 3)}:${offset.slice(3).replace(':', '') || '00'}`;
  const at = new Date(`${date}T${time}${zone}`);
  return Number.isNaN(at.getTime()) ? null : at;
}

export type Merge =
  | { readonly effect: 'ADDED' | 'REPLACED'; readonly bucket: Bucket }
  | { readonly effect: 'REPEATED' }
  | { readonly effect: 'REFUSED'; readonly rule: RefusalRule };

/** How many earlier values of one reading are kept. */
export const maxEarlier = 20;

/**
 * A bucket with one reading more. The same time again: the same or an earlier result changes nothing, a later one
 * replaces what is there and keeps it; another value of the same result time is no correction but a contradiction. What
 * quality control has set stays as it is until quality control sets it again.
 */
export function mergeObservation(bucket: Bucket | null, observation: Observation): Merge {
  const hour = hourOf(observation.at);
  const observations = bucket?.observations ?? [];
  const at = observation.at.getTime();
  const known = observations.find((one) => one.at.getTime() === at);
  if (!known) {
    const all = [...observations, observation].sort((a, b) => a.at.getTime() - b.at.getTime());
    return { effect: 'ADDED', bucket: { ...bucket, hour, observations: all } };
  }
  const later = observation.resultAt.getTime() - known.resultAt.getTime();
  if (later < 0) return { effect: 'REPEATED' };
  const versions = [known, ...(known.earlier ?? [])];
  if (later === 0) {
    const isSame = versions.some(({ value }) => value === observation.value);
    return isSame ? { effect: 'REPEATED' } : { effect: 'REFUSED', rule: 'later_result_needed' };
  }
  if (known.rule === 'set') return { effect: 'REFUSED', rule: 'not_yours' };
  const next = { ...observation, earlier: withEarlier(known) };
  return {
    effect: 'REPLACED',
    bucket: { ...bucket, hour, observations: observations.map((one) => (one === known ? next : one)) },
  };
}

function withEarlier({ earlier = [], at: _at, ...was }: Observation): NonNullable<Observation['earlier']> {
  return [...earlier, was].slice(-maxEarlier);
}

/** The mean of what is VALID in an hour; null when nothing is. */
export function hourMean({ observations }: Pick<Bucket, 'observations'>): number | null {
  let [sum, count] = [0, 0];
  for (const { quality, value } of observations) {
    if (quality !== 'VALID' || value === null) continue;
    sum += value;
    count += 1;
  }
  return count === 0 ? null : sum / count;
}

/** The key of a bucket. A datastream's id has no `@`, so the buckets of one are a range in the order of time. */
export function bucketId(datastreamId: string, hour: Date): string {
  return `${datastreamId}@${hourText(hour)}`;
}

/** The keys of the buckets of many readings in few hours. Good for one batch. */
export function rememberBuckets(): (datastreamId: string, at: Date) => string {
  const texts = new Map<number, string>();
  return (datastreamId, at) => {
    const time = hourTimeOf(at);
    let text = texts.get(time);
    if (text === undefined) {
      text = hourText(new Date(time));
      texts.set(time, text);
    }
    return `${datastreamId}@${text}`;
  };
}

/** The datastream of a bucket's key. */
export function datastreamOf(id: string): string {
  return id.slice(0, id.lastIndexOf('@'));
}

const dayMs = 24 * hourMs;
/** How long readings are kept, by how dense they are: minutes for 400 days, hourly and coarser ones for ten years. */
export const retentionMs = { MINUTES: 400 * dayMs, HOURS: 3_653 * dayMs } as const;

/** When the bucket of an hour goes. */
export function expiryOf(hour: Date, stream: Pick<JudgedStream, 'averagingMinutes'>): Date {
  return new Date(hour.getTime() + keptMs(stream));
}

function keptMs({ averagingMinutes }: Pick<JudgedStream, 'averagingMinutes'>): number {
  return averagingMinutes < 60 ? retentionMs.MINUTES : retentionMs.HOURS;
}

export type QualitySetting =
  | { readonly bucket: Bucket }
  | { readonly problem: 'unknown' | 'no_value' | 'auditor_only' | 'same' };

/** Sets what quality control found. INVALID becomes VALID again only by an auditor; a sentinel has no value to be VALID. */
export function setQuality(
  bucket: Bucket,
  { at, quality, isAuditor }: { readonly at: Date; readonly quality: Quality; readonly isAuditor: boolean },
): QualitySetting {
  const known = bucket.observations.find((one) => one.at.getTime() === at.getTime());
  if (!known) return { problem: 'unknown' };
  if (known.quality === quality) return { problem: 'same' };
  if (known.value === null) return { problem: 'no_value' };
  if (known.quality === 'INVALID' && !isAuditor) return { problem: 'auditor_only' };
  const next: Observation = { ...known, quality, rule: 'set', earlier: withEarlier(known) };
  return {
    bucket: { ...bucket, observations: bucket.observations.map((one) => (one === known ? next : one)) },
  };
}
