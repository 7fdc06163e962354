import type { Box } from '../kit/box.ts';
import { cellsCovering } from '../kit/grid-cells.ts';
import type { Viewer } from '../kit/process/viewer.ts';
import { hasRole } from '../kit/process/viewer.ts';
import { categories } from './category.rules.ts';
import { readBox } from './membership.rules.ts';
import type { Refusal, Verdict } from './problem.rules.ts';
import { refuse, refuseInput } from './problem.rules.ts';
import type { ReportState } from './report.rules.ts';
import { reportStates } from './report.rules.ts';

/** What a list of reports is asked for. */
export interface ListFilter {
  readonly states?: readonly ReportState[] | null;
  readonly ward?: string | null;
  readonly agency?: string | null;
  readonly category?: string | null;
  readonly categories?: readonly string[] | null;
  readonly receivedFrom?: Date | null;
  readonly receivedBefore?: Date | null;
  readonly mine?: boolean | null;
  readonly bbox?: Box | null;
  /** The agency in whose queue they stand. */
  readonly queue?: string | null;
}

/** The equal fields with which an index of the list order begins. */
export const listPrefixes = {
  mine: ['reporterId'],
  queue: ['queueOf'],
  ward: ['isPublic', 'wardCode'],
  agency: ['isPublic', 'agencyId'],
  category: ['isPublic', 'categoryCode'],
  states: ['isPublic', 'state'],
  cells: ['isPublic', 'cells'],
  all: ['isPublic'],
} as const;
export type ListIndex = keyof typeof listPrefixes;

/** One list as data: values that a field may have, a span of receipt, and the index that reads it in order. */
export interface Listing {
  readonly oneOf: Readonly<Record<string, readonly (string | boolean)[]>>;
  readonly from: Date | null;
  readonly before: Date | null;
  /** Only those whose public position lies in it. */
  readonly box: Box | null;
  readonly index: ListIndex;
}

/** What the viewer may find under a filter: public reports, with `mine` all of the viewer's own, for IOC all. */
export function listingOf(filter: ListFilter, viewer: Viewer): Verdict<Listing> {
  const mine = filter.mine === true;
  if (mine && viewer.id === null) return refuse('UNAUTHENTICATED', 'Sign in to see your own reports.');
  const refused = checkLists(filter);
  if (refused) return refused;
  const box = isGiven(filter.bbox) ? readBox(filter.bbox, 'filter.bbox') : { value: null };
  if ('problem' in box) return box;
  const { bbox = null } = box.value ?? {};
  const sight: Listing['oneOf'] = mine ? { reporterId: [viewer.id ?? ''] } : { isPublic: seenBy(viewer) };
  return {
    value: {
      oneOf: { ...sight, ...(bbox ? { cells: cellsCovering(bbox) } : {}), ...valuesOf(filter) },
      from: filter.receivedFrom ?? null,
      before: filter.receivedBefore ?? null,
      box: bbox,
      index: indexFor(filter),
    },
  };
}

function checkLists({ states, category, categories: several }: ListFilter): Refusal | null {
  if ((states?.length ?? 0) > reportStates.length)
    return refuseInput({ field: 'filter.states', rule: 'max_items' }, 'Each state can be named once.');
  const field = 'filter.categories';
  if (isGiven(category) && isGiven(several))
    return refuseInput({ field, rule: 'at_most_one' }, 'Give category or categories, not both.');
  return (several?.length ?? 0) > categories.length
    ? refuseInput({ field, rule: 'max_items' }, 'Each category can be named once.')
    : null;
}

function seenBy(viewer: Viewer): readonly boolean[] {
  return hasRole(viewer, 'ioc') ? [true, false] : [true];
}

function valuesOf(filter: ListFilter): Listing['oneOf'] {
  return {
    ...(isGiven(filter.ward) ? { wardCode: [filter.ward] } : {}),
    ...(isGiven(filter.agency) ? { agencyId: [filter.agency] } : {}),
    ...(isGiven(filter.category) ? { categoryCode: [filter.category] } : {}),
    ...(isGiven(filter.categories) ? { categoryCode: [...new Set(filter.categories)] } : {}),
    ...(isGiven(filter.queue) ? { queueOf: [filter.queue] } : {}),
    ...(isGiven(filter.states) ? { state: [...new Set(filter.states)] } : {}),
  };
}

// One index must give the whole order, so the planner is not left a choice; the most selective field leads.
function indexFor(filter: ListFilter): ListIndex {
  if (filter.mine) return 'mine';
  if (isGiven(filter.queue)) return 'queue';
  if (isGiven(filter.ward)) return 'ward';
  if (isGiven(filter.agency)) return 'agency';
  if (isGiven(filter.bbox)) return 'cells';
  if (isGiven(filter.category) || isGiven(filter.categories)) return 'category';
  return isGiven(filter.states) ? 'states' : 'all';
}

/** An empty text is a value that nothing has, not a missing filter: it must not widen the list. */
function isGiven<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}

const maxCodes = 100;

export function checkCodes(codes: readonly string[]): Verdict<readonly string[]> {
  if (codes.length > maxCodes)
    return refuseInput({ field: 'codes', rule: 'max_items' }, `Name at most ${maxCodes} codes.`);
  return { value: [...new Set(codes)] };
}

export const maxRadiusM = 2000;

export interface NearQuery {
  readonly lat: number;
  readonly lon: number;
  readonly radiusM: number;
}

/** The point itself is checked where the wards are. */
export function checkNear(query: NearQuery): Verdict<NearQuery> {
  const { lat, lon, radiusM } = query;
  if (!(radiusM >= 1 && radiusM <= maxRadiusM))
    return refuseInput(
      { field: 'radiusM', rule: 'range', max: maxRadiusM },
      `radiusM is from 1 to ${maxRadiusM}.`,
    );
  return { value: { lat, lon, radiusM } };
}
