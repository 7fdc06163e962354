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

/** Before every place there is. */
export const earliest: Position = Object.freeze({ t: 0, i: 0, n: beforeEvery });

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

/** Fixed width, so that texts compare as strings in the order of their places. Not for clients, who get cursors. */
export function positionText({ t, i, n }: Position): string {
  return [t, i, n + 1].map((part) => part.toString(16).padStart(8, '0')).join('');
}

/** Reads `positionText` back; what is no such text is null. */
export function parsePositionText(text: string): Position | null {
  const match = /^([0-9a-f]{8})([0-9a-f]{8})([0-9a-f]{8})$/.exec(text);
  if (!match) return null;
  const [t = 0, i = 0, n = 0] = match.slice(1).map((part) => Number.parseInt(part, 16));
  return { t, i, n: n - 1 };
}

export function positionAt(time: Timestamp, n: number): Position {
  return { t: time.t, i: time.i, n };
}

export function timeOf(position: Position): Timestamp {
  return new Timestamp({ t: position.t, i: position.i });
}
