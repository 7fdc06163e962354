import type { AnyBulkWriteOperation, Db } from 'mongodb';
import type { StampedRow } from './change.ts';
import type { Position } from './position.ts';
import { timeOf } from './position.ts';

export interface Stamp {
  /** The journal entry's id. */
  readonly id: string;
  readonly position: Position;
  readonly committedAt: Date;
}

/**
 * Gives journal entries their places, in the order given and one after the other: what is stamped after a crash half way is
 * still a prefix. An entry that has a place keeps it.
 */
export async function writeStamps(db: Db, stamps: readonly Stamp[]): Promise<void> {
  const journal = db.collection<StampedRow>('journal', { writeConcern: { w: 'majority' } });
  for (let from = 0; from < stamps.length; from += batchSize)
    await journal.bulkWrite(stamps.slice(from, from + batchSize).map(writeOf), { ordered: true });
}

function writeOf({ id, position, committedAt }: Stamp): AnyBulkWriteOperation<StampedRow> {
  return {
    updateOne: {
      filter: { _id: id, pos: { $exists: false } },
      update: { $set: { pos: timeOf(position), n: position.n, committedAt } },
    },
  };
}

const batchSize = 500;
