import type { Db } from 'mongodb';
import type { JournalEntry } from './journal.ts';
import type { Position } from './position.ts';
import { firstRecovered, timeOf } from './position.ts';
import { readSnapshot, snapshotConcern } from './snapshot.ts';
import { beginRecovery, endRecovery } from './stamp-state.ts';
import { writeStamps } from './write-stamps.ts';

/**
 * Gives a place to every entry whose commit time nobody knows any more: the stamper was away until the oplog had rolled
 * over. One look at the data in one snapshot finds them; they are placed at its time, behind everything stamped
 * and before everything that commits later, which the oplog still tells. May be broken off and run again.
 */
export async function recoverStamps(db: Db, after: Position): Promise<void> {
  await beginRecovery(db, { time: timeOf(after), n: after.n });
  const { value, position } = await readSnapshot(db, (session) =>
    db
      .collection<JournalEntry>('journal', { readConcern: snapshotConcern })
      .find({ pos: { $exists: false } }, { session, showRecordId: true })
      .project<UnstampedRow>({ entity: 1, entityId: 1, version: 1, at: 1 })
      .toArray(),
  );
  const stamps = recoveredOrder(value).map((row, index) => ({
    id: row._id,
    position: { ...position, n: firstRecovered + index },
    committedAt: row.at,
  }));
  await writeStamps(db, stamps);
  await endRecovery(db, timeOf(position));
}

export interface UnstampedRow {
  readonly _id: string;
  readonly entity: string;
  readonly entityId: string;
  readonly version: number;
  readonly at: Date;
  /** The storage engine's own number: grows with each insert. */
  readonly $recordId: number;
}

/**
 * The order of storing, which is that of commits as far as anybody can tell: of two transactions on one entity the later
 * one begins after the earlier has committed. A secondary that became primary may have stored neighbours the other
 * way round, so the changes of one entity are put among their own places by version. Changes without a version
 * of their own (0) stay where they are.
 */
export function recoveredOrder(rows: readonly UnstampedRow[]): readonly UnstampedRow[] {
  const stored = [...rows].sort((a, b) => a.$recordId - b.$recordId);
  const inVersionOrder = new Map<string, UnstampedRow[]>();
  for (const row of [...stored].sort((a, b) => b.version - a.version)) {
    const queue = inVersionOrder.get(keyOf(row)) ?? [];
    inVersionOrder.set(keyOf(row), queue);
    queue.push(row);
  }
  return stored.map((row) => (row.version > 0 ? (inVersionOrder.get(keyOf(row))?.pop() ?? row) : row));
}

function keyOf({ entity, entityId, version }: UnstampedRow): string {
  return JSON.stringify([entity, entityId, version > 0]);
}
