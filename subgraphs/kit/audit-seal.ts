import { createHmac } from 'node:crypto';
import { Binary } from 'mongodb';
import type { Collection, Db, Filter, Timestamp } from 'mongodb';
import { leafBytes, leafOf } from './audit-mark.ts';
import type { StampedRow } from './change.ts';
import type { Position } from './position.ts';
import { earliest, positionAt, timeOf } from './position.ts';

/**
 * One link of a subgraph's audit chain: the audited entries of the journal between the seal before and a place, in position
 * order. It is made with a key that the database does not hold, and holds the seal before: whoever changes one has to change all
 * that follow, and cannot.
 */
export interface SealRow {
  /** 1, 2, 3 … without a hole. */
  readonly _id: number;
  /** Real time. */
  readonly at: Date;
  /** Place of its last entry. */
  readonly pos: Timestamp;
  readonly n: number;
  readonly rows: number;
  /** Hub clock of its newest entry, by which retention counts. */
  readonly newest: Date;
  /** `leafOf` of each entry, one behind the other. */
  readonly leaves: Binary;
  /** hex; of seal 1 it is empty. */
  readonly prev: string;
  /** hex of HMAC-SHA-256 over all of it. */
  readonly seal: string;
}

/** What a chain is of: a seal fits no other subgraph and no other data set. */
export interface ChainOf {
  readonly subgraph: string;
  /** Id of the data set's life. */
  readonly life: string;
  readonly key: Buffer;
}

/** Entries of one seal at most. */
export const maxSealRows = 500;

export function sealsOf(db: Db): Collection<SealRow> {
  return db.collection<SealRow>('seals', {
    readConcern: { level: 'majority' },
    writeConcern: { w: 'majority', wtimeoutMS: 10_000 },
  });
}

/** The audited entries after a place, in position order. Only stamped ones have a place, and they are a prefix of the order. */
export function auditedAfter(db: Db, after: Position, until?: Position) {
  const journal = db.collection<StampedRow>('journal', { readConcern: { level: 'majority' } });
  const later: Filter<StampedRow> = {
    $or: [{ pos: { $gt: timeOf(after) } }, { pos: timeOf(after), n: { $gt: after.n } }],
  };
  const upTo = (end: Position): Filter<StampedRow> => ({
    $or: [{ pos: { $lt: timeOf(end) } }, { pos: timeOf(end), n: { $lte: end.n } }],
  });
  return journal.find({ 'audit.v': 1, $and: until ? [later, upTo(until)] : [later] }).sort({ pos: 1, n: 1 });
}

export function endOf(seal: Pick<SealRow, 'pos' | 'n'> | undefined): Position {
  return seal ? positionAt(seal.pos, seal.n) : earliest;
}

/** The seal of these entries behind another; null when there are none. */
export function sealRows(
  rows: readonly StampedRow[],
  before: SealRow | undefined,
  { of, at }: { readonly of: ChainOf; readonly at: Date },
): SealRow | null {
  const last = rows.at(-1);
  if (!last) return null;
  const open = {
    _id: (before?._id ?? 0) + 1,
    at,
    pos: last.pos,
    n: last.n,
    rows: rows.length,
    newest: new Date(Math.max(...rows.map((row) => row.at.getTime()))),
    leaves: new Binary(Buffer.concat(rows.map((row) => leafOf(row, positionAt(row.pos, row.n))))),
    prev: before?.seal ?? '',
  };
  return { ...open, seal: proofOf(open, of) };
}

/** Whether a stored seal is one that was made with the key, for this chain. */
export function isGenuine(row: SealRow, of: ChainOf): boolean {
  return leafBytesOf(row).length === row.rows * leafBytes && proofOf(row, of) === row.seal;
}

export function leavesOf(row: SealRow): Buffer[] {
  const leaves = leafBytesOf(row);
  return Array.from({ length: row.rows }, (_, index) =>
    leaves.subarray(index * leafBytes, (index + 1) * leafBytes),
  );
}

function leafBytesOf({ leaves }: Pick<SealRow, 'leaves'>): Buffer {
  return Buffer.from(leaves.buffer.subarray(0, leaves.position));
}

function proofOf(row: Omit<SealRow, 'seal'>, { subgraph, life, key }: ChainOf): string {
  const { _id, at, pos, n, rows, newest, prev } = row;
  const text = [subgraph, life, _id, at.getTime(), pos.t, pos.i, n, rows, newest.getTime(), prev];
  return createHmac('sha256', key).update(JSON.stringify(text)).update(leafBytesOf(row)).digest('hex');
}
