import type { Box } from '../kit/box.ts';
import { boxFault, isInBox } from '../kit/box.ts';
import { cellsCovering, cellsOf } from '../kit/grid-cells.ts';
import type { Verdict } from './problem.rules.ts';
import { refuseInput } from './problem.rules.ts';
import type { ReportState } from './report.rules.ts';
import { isPublicState } from './report.rules.ts';

/** What of a report decides in which lists it is; where it lies never changes. */
export interface ListStanding {
  readonly state: ReportState;
  readonly agencyId: string | null;
}

/** Where a report lies, as everybody may know it. */
export interface ListPlace {
  readonly wardCode: string;
  readonly lat: number;
  readonly lon: number;
}

/** An area as a client names it: exactly one of the two. */
export interface AreaInput {
  readonly bbox?: Box | null;
  readonly ward?: string | null;
}

export type ReportArea = { readonly bbox: Box } | { readonly ward: string };

/** The area that a client names, or why it is none. */
export function readArea({ bbox, ward }: AreaInput): Verdict<ReportArea> {
  if (bbox && typeof ward !== 'string') return readBox(bbox, 'area.bbox');
  if (typeof ward === 'string' && !bbox) return { value: { ward } };
  return refuseInput({ field: 'area', rule: 'exactly_one' }, 'Give exactly one of bbox and ward.');
}

/** A box that can be searched and watched. `field` is where the client gave it. */
export function readBox(bbox: Box, field: string): Verdict<{ readonly bbox: Box }> {
  const fault = boxFault(bbox);
  if (!fault) return { value: { bbox } };
  const { member, message, ...extra } = fault;
  return refuseInput({ field: `${field}.${member}`, ...extra }, message);
}

/** Everybody sees a report in an area from ACCEPTED on. */
export function isInArea(area: ReportArea, { state }: ListStanding, place: ListPlace): boolean {
  if (!isPublicState(state)) return false;
  return 'bbox' in area ? isInBox(area.bbox, place) : area.ward === place.wardCode;
}

/** States in which an agency has work to do: it has the report, and has neither given it back nor answered. */
export const queueStates: readonly ReportState[] = ['ASSIGNED', 'IN_PROGRESS', 'NEED_INFO', 'PLANNED'];

/** The agency in whose queue a report stands, or null. */
export function queueOf({ state, agencyId }: ListStanding): string | null {
  return queueStates.includes(state) ? agencyId : null;
}

/** Under what a change is published for the lists: those that the report was in, and those that it is in. */
export function listTopics(
  place: ListPlace,
  standings: { readonly was: ListStanding | null; readonly now: ListStanding },
): string[] {
  const both = [standings.was, standings.now].filter((standing) => standing !== null);
  const queues = new Set(both.map(queueOf).filter((agencyId) => agencyId !== null));
  const isSeen = both.some(({ state }) => isPublicState(state));
  return [
    ...(isSeen ? [wardTopic(place.wardCode), ...cellsOf(place).map(cellTopic)] : []),
    ...[...queues].map(queueTopic),
  ];
}

/** Under what every change in an area is published; with a box, some from around it too. */
export function areaTopics(area: ReportArea): string[] {
  return 'bbox' in area ? cellsCovering(area.bbox).map(cellTopic) : [wardTopic(area.ward)];
}

export const queueTopic = (agencyId: string): string => `Reports:queue:${agencyId}`;
const wardTopic = (code: string): string => `Reports:ward:${code}`;
const cellTopic = (cell: string): string => `Reports:cell:${cell}`;
