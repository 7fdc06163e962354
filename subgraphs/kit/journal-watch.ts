import { Timestamp } from 'mongodb';
import type { ChangeStream, Db, Document, MongoClient } from 'mongodb';
import type { JournalInsert } from './change.ts';

export type JournalChangeStream = ChangeStream<
  Document,
  JournalInsert & { readonly _id: unknown } & Document
>;

/** After a token of a stream of the same shape, or at a cluster time, inclusive. */
export type StreamStartPoint =
  | { readonly resumeAfter: unknown }
  | { readonly startAtOperationTime: Timestamp };

export type WatchOptions = StreamStartPoint & {
  /** How long the server may hold a request for which it has nothing. */
  readonly maxAwaitTimeMS: number;
};

/** Inserts into the journal of one database. */
export function watchJournal(db: Db, options: WatchOptions): JournalChangeStream {
  return db.watch(journalInserts(), { ...options, batchSize });
}

/** The same for several databases with one stream; needs the right to read all databases. */
export function watchJournals(
  client: MongoClient,
  databases: readonly string[],
  options: WatchOptions,
): JournalChangeStream {
  const mine = { $match: { 'ns.db': { $in: [...databases] } } };
  return client.watch([...journalInserts(), mine], { ...options, batchSize });
}

const batchSize = 1_000;

function journalInserts(): Document[] {
  return [{ $match: { operationType: 'insert', 'ns.coll': 'journal' } }];
}

/**
 * The stream's place as text. Tokens of streams on one replica set, of whatever shape, compare as strings in the order
 * of events; the token of an idle stream moves on with what the server has scanned.
 */
export function tokenOf(stream: JournalChangeStream): string {
  const data = textOf(stream.resumeToken);
  if (data === undefined) throw new Error('expected a change stream to have a resume token, got none');
  return data;
}

/**
 * The cluster time that a token begins with: behind a first byte, which says that a time follows, seconds and increment.
 * MongoDB documents tokens as opaque; they have been so since 4.0, and what is not gives undefined.
 */
export function timeOfToken(token: unknown): Timestamp | undefined {
  const match = /^82([0-9A-F]{8})([0-9A-F]{8})/i.exec(textOf(token) ?? '');
  return match?.[1] && match[2]
    ? new Timestamp({ t: Number.parseInt(match[1], 16), i: Number.parseInt(match[2], 16) })
    : undefined;
}

function textOf(token: unknown): string | undefined {
  const data = typeof token === 'object' && token !== null && '_data' in token ? token._data : undefined;
  return typeof data === 'string' ? data : undefined;
}

// ChangeStreamHistoryLost, ChangeStreamFatalError ("resume token was not found"), InvalidResumeToken and its kin.
const lostCodes = new Set<unknown>([286, 280, 260, 50811, 40576, 9]);

/** The server will never again serve this start: the oplog no longer holds it, or it was never a place of this data. */
export function isStartLost(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && lostCodes.has(error.code);
}
