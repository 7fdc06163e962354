import { randomUUID } from 'node:crypto';
import { Timestamp } from 'mongodb';
import type { Collection, Db } from 'mongodb';
import { isDuplicateKey } from './mongo.ts';
import type { Position } from './position.ts';
import { beforeEvery, positionAt } from './position.ts';

/** Which data set this is: a cursor or a follower's place of another one means nothing here. */
export interface DataSetLife {
  readonly id: string;
  /** Before the first entry of the journal. */
  readonly start: Position;
}

interface LifeRow {
  readonly _id: 'life';
  readonly id: string;
  readonly start: Timestamp;
}

/**
 * Reads the id of the data set's life, or begins it: written once, before the first journal entry. After restoring
 * a backup the row has to be removed (one `deleteOne` in collection `life`), so that every cursor and follower
 * made with what is gone starts anew instead of waiting in silence for positions that will never come.
 */
export async function openDataSetLife(db: Db): Promise<DataSetLife> {
  const rows = lifeRows(db);
  return toLife((await rows.findOne({ _id: 'life' })) ?? (await beginLife(db, rows)));
}

/** The same, and null instead of a beginning: for who only reads. */
export async function readDataSetLife(db: Db): Promise<DataSetLife | null> {
  const row = await lifeRows(db).findOne({ _id: 'life' });
  return row && toLife(row);
}

function toLife({ id, start }: LifeRow): DataSetLife {
  return { id, start: positionAt(start, beforeEvery) };
}

function lifeRows(db: Db): Collection<LifeRow> {
  return db.collection<LifeRow>('life', {
    readConcern: { level: 'majority' },
    writeConcern: { w: 'majority' },
  });
}

async function beginLife(db: Db, rows: Collection<LifeRow>): Promise<LifeRow> {
  const fresh: LifeRow = { _id: 'life', id: randomUUID(), start: await presentTime(db) };
  try {
    await rows.insertOne(fresh);
    return fresh;
  } catch (error) {
    const first = isDuplicateKey(error) ? await rows.findOne({ _id: 'life' }) : null;
    if (!first) throw error;
    return first;
  }
}

/** The cluster time up to which the primary has come; later commits have later times. */
export async function presentTime(db: Db): Promise<Timestamp> {
  const answer: Record<string, unknown> = await db.command({ ping: 1 });
  const time = answer['operationTime'];
  if (!(time instanceof Timestamp))
    throw new Error('expected a replica set, got a server without operationTime');
  return time;
}
