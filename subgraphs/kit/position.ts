import { Timestamp } from 'mongodb';

/**
 * A place in one subgraph's journal: the cluster time of the commit (seconds, increment) and the ordinal within the
 * transaction. Total per subgraph: no two entries have the same, and the order is the order of commits.
 */
export interface Position {
  readonly t: number;
  readonly i: number;
  readonly n: number;
}

/** Below the ordinal of every entry: `{ t, i, n: beforeEvery }` lies before all entries of that cluster time. */
export const beforeEvery = -1;
/** Above the ordinal of every entry: `{ t, i, n: afterEvery }` lies after all entries of that cluster time. */
export const afterEvery = 0xff_ff_ff_fe;
/**
 * Entries that the stamper found only after the oplog had forgotten their commit get ordinals from here up, at the
 * cluster time of the look (stamper.ts). A transaction never has as many entries.
 */
export const firstRecovered = 0x40_00_00_00;

/** Negative when `a` comes first, 0 when they are the same place. */
export function comparePositions(a: Position, b: Position): number {
  return a.t - b.t || a.i - b.i || a.n - b.n;
}

export function laterPosition(a: Position, b: Position): Position {
  return comparePositions(a, b) >= 0 ? a : b;
}

/** True for the place of an entry whose own commit time is lost. */
export function isRecovered(position: Position): boolean {
  return position.n >= firstRecovered && position.n < afterEvery;
}

export function positionAt(time: Timestamp, n: number): Position {
  return { t: time.t, i: time.i, n };
}

export function timeOf(position: Position): Timestamp {
  return new Timestamp({ t: position.t, i: position.i });
}
