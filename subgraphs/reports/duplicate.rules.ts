import type { Category } from './category.rules.ts';
import { categoryOf } from './category.rules.ts';
import type { DraftInput, Position } from './draft.rules.ts';
import { checkLocation, publicPosition } from './draft.rules.ts';
import type { Verdict } from './problem.rules.ts';
import { refuseInput } from './problem.rules.ts';
import type { ReportState } from './report.rules.ts';
import { checkText } from './text.rules.ts';
import { likenessOf, wordsOf } from './words.rules.ts';

/** Two reports whose public positions are at most this far apart, in metres, are at one place. */
export const samePlaceM = 50;

/** A report that has been answered is a possible duplicate for so many days after its receipt. */
export const candidateDays = 90;

/** How many candidates or earlier reports one answer has at most. */
export const maxAtPlace = 20;

/** Waiting for an answer (domain.md §1.1): a possible duplicate however old it is. */
export const openStates: readonly ReportState[] = [
  'SUBMITTED',
  'ACCEPTED',
  'ASSIGNED',
  'RETURNED',
  'REOPENED',
  'IN_PROGRESS',
  'NEED_INFO',
  'PLANNED',
];

/** An own report that nobody else sees is a candidate while it waits, and when its refusal tells what would come of another. */
export const ownCandidateStates: readonly ReportState[] = ['SUBMITTED', 'REJECTED'];

/** What is known of a report before it is sent. */
export type PlaceDraftInput = Pick<DraftInput, 'categoryCode' | 'lat' | 'lon'> & {
  readonly text?: string | null;
};

export interface PlaceDraft {
  readonly category: Category;
  /** The position that its report would have for everybody. */
  readonly place: Position;
  readonly words: ReadonlySet<string>;
}

export function checkPlaceDraft(input: PlaceDraftInput): Verdict<PlaceDraft> {
  const category = categoryOf(input.categoryCode);
  if (!category)
    return refuseInput({ field: 'categoryCode', rule: 'category' }, 'There is no such category.');
  const location = checkLocation(input);
  if ('problem' in location) return location;
  const text = checkText(input.text, { field: 'text', max: 4000, lines: true });
  if ('problem' in text) return text;
  return { value: { category, place: publicPosition(location.value), words: wordsOf(text.value ?? '') } };
}

/** Something at a place, and how far from its middle in metres. */
export interface AtPlace<Row> {
  readonly report: Row;
  readonly distanceM: number;
}

export interface Candidate<Row> extends AtPlace<Row> {
  /** Which part of the draft's words it has, 0 to 1; null for a draft without words. */
  readonly likeness: number | null;
}

interface Worded {
  readonly title: string;
  readonly description: string;
}

/** The most likely first: by words where the draft has any, then by distance. */
export function rankCandidates<Row extends Worded>(
  found: readonly AtPlace<Row>[],
  words: ReadonlySet<string>,
): Candidate<Row>[] {
  return found
    .map((one) => ({
      ...one,
      likeness: likenessOf(words, `${one.report.title} ${one.report.description}`),
    }))
    .sort((a, b) => (b.likeness ?? 0) - (a.likeness ?? 0) || a.distanceM - b.distanceM)
    .slice(0, maxAtPlace)
    .map((one) => ({ ...one, distanceM: roundTo5(one.distanceM) }));
}

/** As every distance is shown: positions are rounded, so the metres are not more exact. */
export function roundTo5(distanceM: number): number {
  return Math.round(distanceM / 5) * 5;
}

const earthRadiusM = 6_378_100;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Along the surface of a sphere, in metres: by the radius that the database counts with. */
export function distanceBetween(a: Position, b: Position): number {
  const [dLat, dLon] = [radians(b.lat - a.lat), radians(b.lon - a.lon)];
  const h =
    Math.sin(dLat / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(dLon / 2) ** 2;
  return 2 * earthRadiusM * Math.asin(Math.min(1, Math.sqrt(h)));
}
