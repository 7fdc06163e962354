import type { Collection, Db, Timestamp } from 'mongodb';
import type { Position } from './position.ts';
import { afterEvery, comparePositions, isRecovered, positionAt } from './position.ts';

/**
 * A stretch of the journal whose commit times the oplog forgot before they were stamped. Its entries were given places
 * at the end of the stretch. A reader that comes from before it reads those; one that stands inside it with a real
 * place has seen part of them under other places, so the journal cannot carry it on.
 */
export interface Recovery {
  /** The last stamped place before it. */
  readonly after: Position;
  /** Where real places go on; null while its entries are still being given places. */
  readonly until: Position | null;
}

interface StateRow {
  readonly _id: 'stamper';
  readonly recoveries: readonly { readonly after: StoredPlace; readonly until: Timestamp | null }[];
}
interface StoredPlace {
  readonly time: Timestamp;
  readonly n: number;
}

export async function readRecoveries(db: Db): Promise<readonly Recovery[]> {
  const row = await stateOf(db).findOne({ _id: 'stamper' });
  return (row?.recoveries ?? []).map(({ after, until }) => ({
    after: positionAt(after.time, after.n),
    until: until ? positionAt(until, afterEvery) : null,
  }));
}

/** Notes a recovery before its first entry gets a place. One that was broken off goes on under its own beginning. */
export async function beginRecovery(db: Db, after: StoredPlace): Promise<void> {
  if ((await readRecoveries(db)).some(({ until }) => until === null)) return;
  await stateOf(db).updateOne(
    { _id: 'stamper' },
    { $push: { recoveries: { after, until: null } } },
    { upsert: true },
  );
}

export async function endRecovery(db: Db, until: Timestamp): Promise<void> {
  await stateOf(db).updateOne(
    { _id: 'stamper', 'recoveries.until': null },
    { $set: { 'recoveries.$[open].until': until } },
    { arrayFilters: [{ 'open.until': null }] },
  );
}

/** How the journal can carry a reader on from `position`. */
export type JournalPassage =
  | { readonly kind: 'open' }
  /** Within the entries of a recovery: only the journal has them, and when they end the reader is at `until`. */
  | { readonly kind: 'recovered'; readonly until: Position | null }
  | { readonly kind: 'lost' };

export function passageFrom(position: Position, recoveries: readonly Recovery[]): JournalPassage {
  const recovery = recoveries.find(
    ({ after, until }) =>
      comparePositions(after, position) <= 0 && (until === null || comparePositions(position, until) < 0),
  );
  if (!recovery) return { kind: 'open' };
  const fits = isRecovered(position) || comparePositions(position, recovery.after) === 0;
  return fits ? { kind: 'recovered', until: recovery.until } : { kind: 'lost' };
}

function stateOf(db: Db): Collection<StateRow> {
  return db.collection<StateRow>('stamper', {
    readConcern: { level: 'majority' },
    writeConcern: { w: 'majority' },
  });
}
