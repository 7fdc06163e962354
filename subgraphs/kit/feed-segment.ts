import type { Change } from './change.ts';
import type { Found, Topics } from './feed-ring.ts';
import type { Position } from './position.ts';
import { comparePositions } from './position.ts';

/** A piece of the past: every change after `after` up to and with `until`. Several readers share one. */
export interface Segment {
  readonly after: Position;
  readonly until: Position;
  readonly changes: readonly Change[];
  readonly tier: 'stream' | 'journal';
}

/** When either is met a piece is full. */
export interface SegmentBounds {
  readonly entries: number;
  readonly bytes: number;
}

/** What no tier holds: the reader cannot go on and has to begin anew from the present state. */
export class PositionLostError extends Error {
  constructor(reason: string) {
    super(`position lost: ${reason}`);
    this.name = 'PositionLostError';
  }
}

export function covers(segment: Segment, position: Position): boolean {
  return comparePositions(segment.after, position) <= 0 && comparePositions(position, segment.until) < 0;
}

/** At most `limit` changes of these topics after `after`, which the segment must cover, oldest first. */
export function findInSegment(
  segment: Segment,
  after: Position,
  options: { topics: Topics; limit: number },
): Found {
  const changes: Change[] = [];
  for (const change of segment.changes) {
    if (comparePositions(change.position, after) <= 0 || !isOfTopics(change, options.topics)) continue;
    changes.push(change);
    if (changes.length === options.limit) return { changes, reached: change.position };
  }
  return { changes, reached: segment.until };
}

function isOfTopics(change: Change, topics: Topics): boolean {
  return topics === 'all' || change.entry.topics.some((topic) => topics.includes(topic));
}
