import type { Timestamp } from 'mongodb';
import type { JournalEntry } from './journal.ts';
import type { Position } from './position.ts';
import { positionAt } from './position.ts';

/** One committed journal entry with its place. */
export interface Change {
  readonly position: Position;
  readonly entry: JournalEntry;
  /** Wall clock of the commit (ms), as the primary saw it. */
  readonly committedAt: Date;
}

/** What of a change event on a journal is read. */
export interface JournalInsert {
  readonly operationType: 'insert';
  readonly ns: { readonly db: string };
  readonly clusterTime: Timestamp;
  /** Since MongoDB 6.0. */
  readonly wallTime?: Date;
  readonly fullDocument: JournalEntry;
}

/** A journal row as the stamper leaves it. */
export interface StampedRow extends JournalEntry {
  readonly pos: Timestamp;
  /** The position's `n`: the entry's ordinal, or a higher one for a recovered entry. */
  readonly n: number;
  readonly committedAt: Date;
}

export function changeOfInsert(insert: JournalInsert): Change {
  const { clusterTime, fullDocument } = insert;
  return {
    position: positionAt(clusterTime, fullDocument.ordinal),
    entry: fullDocument,
    committedAt: insert.wallTime ?? new Date(clusterTime.t * 1000),
  };
}

export function changeOfRow(row: StampedRow): Change {
  const { n, committedAt, ...entry } = row;
  return { position: positionAt(row.pos, n), entry, committedAt };
}
