import type { Change } from './change.ts';
import type { Found, Topics } from './feed-ring.ts';
import type { Position } from './position.ts';
import { comparePositions, isRecovered } from './position.ts';

/** A piece of the past: every change after `after` up to and with `until`. Several readers share one. */
export interface Segment {
  readonly after: Position;
  readonly until: Position;
  readonly changes: readonly Change[];
  readonly tier: 'stream' | 'journal';
  /** All of it lies within a recovery (stamp-state.ts), where real and given places do not mix. */
  readonly isRecovered: boolean;
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

/**
 * True when a reader at `position` finds everything that comes next in the segment. Given places and real ones of the same
 * time stand side by side, so a reader takes only what is of its own kind.
 */
export function covers(segment: Segment, position: Position): boolean {
  const order = comparePositions(segment.after, position);
  if (order === 0) return true;
  return (
    order < 0 &&
    comparePositions(position, segment.until) < 0 &&
    segment.isRecovered === isRecovered(position)
  );
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
