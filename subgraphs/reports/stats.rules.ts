import type { Period } from './period.rules.ts';
import { checkPeriod } from './period.rules.ts';
import type { Verdict } from './problem.rules.ts';
import type { Counts, HourBins } from './tally.rules.ts';

/** What figures can be broken down by. */
export type StatsDimension = 'AGENCY' | 'WARD' | 'CATEGORY' | 'MONTH';

/** The field of a figure that holds the value of a dimension; a month comes from the day. */
export const dimensionFields = {
  AGENCY: 'agencyId',
  WARD: 'wardCode',
  CATEGORY: 'categoryCode',
} as const satisfies Record<Exclude<StatsDimension, 'MONTH'>, string>;
export type DimensionField = (typeof dimensionFields)[keyof typeof dimensionFields];

export type StatsFilter = Readonly<Partial<Record<DimensionField, string>>>;

export interface StatsQuestion {
  readonly by: StatsDimension | null;
  readonly filter: StatsFilter;
  readonly period: Period;
}

/** A question as a client puts it. */
export interface StatsAsk {
  readonly by?: StatsDimension | null;
  readonly filter?: {
    readonly agency?: string | null;
    readonly ward?: string | null;
    readonly category?: string | null;
  } | null;
  readonly from?: string | null;
  readonly to?: string | null;
}

export function questionOf({ by, filter, from, to }: StatsAsk): Verdict<StatsQuestion> {
  const period = checkPeriod({ from: from ?? null, to: to ?? null });
  if ('problem' in period) return period;
  const given = { agencyId: filter?.agency, wardCode: filter?.ward, categoryCode: filter?.category };
  return { value: { by: by ?? null, filter: withoutNulls(given), period: period.value } };
}

function withoutNulls(given: Readonly<Record<DimensionField, string | null | undefined>>): StatsFilter {
  const set = Object.entries(given).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(set);
}

/** The sums that hold all that a question distinguishes, and as little else as possible. */
export function familyOf({ by, filter }: StatsQuestion): 'ward' | 'category' | 'agency' | 'cross' {
  const own = by === null || by === 'MONTH' ? [] : [dimensionFields[by]];
  const [first, ...others] = new Set<string>([...own, ...Object.keys(filter)]);
  if (others.length > 0) return 'cross';
  if (first === dimensionFields.AGENCY) return 'agency';
  return first === dimensionFields.WARD ? 'ward' : 'category';
}

/** Counts and handling times that were added up. */
export interface Sum {
  readonly counts: Counts;
  readonly hours: HourBins;
}

export const nothing: Sum = { counts: {}, hours: {} };

/** Sums by the value of the dimension that is asked for; all under null when none is. */
export type Sums = ReadonlyMap<string | null, Sum>;

/** Adds up what comes under the same key. */
export class SumUp {
  readonly #sums = new Map<string | null, { counts: Numbers; hours: Numbers }>();

  add(key: string | null, { counts, hours }: Sum): void {
    const sum = this.#sums.get(key) ?? { counts: {}, hours: {} };
    this.#sums.set(key, sum);
    // In place: a year of figures is some ten thousand numbers.
    addInto(sum.counts, counts);
    addInto(sum.hours, hours);
  }

  sums(): Sums {
    return this.#sums;
  }
}

export function totalOf(sums: Sums): Sum {
  const total = new SumUp();
  for (const sum of sums.values()) total.add(null, sum);
  return total.sums().get(null) ?? nothing;
}

type Numbers = Record<string, number>;

function addInto(sum: Numbers, numbers: Readonly<Partial<Record<string, number>>>): void {
  for (const [name, count = 0] of Object.entries(numbers)) sum[name] = (sum[name] ?? 0) + count;
}

/** The values of a breakdown: months in order, everything else by how much was sent, then by key. */
export function orderKeys(keys: Iterable<string | null>, by: StatsDimension, sums: Sums): (string | null)[] {
  const sent = (key: string | null): number => sums.get(key)?.counts.sent ?? 0;
  const byKey = (a: string | null, b: string | null): number => ((a ?? '') < (b ?? '') ? -1 : 1);
  const bySent = (a: string | null, b: string | null): number => sent(b) - sent(a) || byKey(a, b);
  return [...keys].sort(by === 'MONTH' ? byKey : bySent);
}
