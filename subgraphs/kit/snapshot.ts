import { setTimeout as sleep } from 'node:timers/promises';
import { Timestamp } from 'mongodb';
import type { ClientSession, Db } from 'mongodb';
import type { Position } from './position.ts';
import { afterEvery, positionAt } from './position.ts';

/**
 * Reads the present state together with its place in the journal: every change up to and with `position` is in
 * `value`, none after it. `read` must use the session for every query: models of `connect` then read the snapshot, a
 * collection of the driver needs `readConcern: snapshotConcern` (without it the server refuses the query). It is tried
 * again when the server cannot give the snapshot just now.
 */
export async function readSnapshot<T>(
  db: Db,
  read: (session: ClientSession) => Promise<T>,
): Promise<{ readonly value: T; readonly position: Position }> {
  for (let attempt = 1; ; attempt += 1) {
    const session = db.client.startSession({ snapshot: true });
    try {
      // The place first: with it in the session no query can read another moment without an error.
      const position = await fixSnapshot(db, session);
      return { value: await read(session), position };
    } catch (error) {
      if (attempt === 5 || !isSnapshotRefused(error)) throw error;
    } finally {
      await session.endSession();
    }
    await sleep(20 * 2 ** attempt);
  }
}

export const snapshotConcern = Object.freeze({ level: 'snapshot' });

/** The first read of a snapshot session sets its time. */
async function fixSnapshot(db: Db, session: ClientSession): Promise<Position> {
  const journal = db.collection('journal', { readConcern: snapshotConcern });
  await journal.findOne({}, { session, projection: { _id: 1 } });
  const time = snapshotTimeOf(session);
  if (!time) throw new Error('expected a snapshot time, got none');
  return positionAt(time, afterEvery);
}

/** Not in the driver's public types, but in all of its versions that know snapshot sessions. */
function snapshotTimeOf(session: ClientSession): Timestamp | undefined {
  const time: unknown = 'snapshotTime' in session ? session.snapshotTime : undefined;
  return time instanceof Timestamp ? time : undefined;
}

// SnapshotUnavailable (a collection or index is being made), SnapshotTooOld, StaleChunkHistory.
const refusedCodes = new Set<unknown>([246, 239, 290]);

function isSnapshotRefused(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && refusedCodes.has(error.code);
}
