import type { AnyBulkWriteOperation, Collection, Db } from 'mongodb';
import type { ClientSession } from 'mongoose';
import type { SubgraphParts } from '../kit/index.ts';
import { nativeDb, openModel } from '../kit/mongo.ts';
import { insertBatch } from '../kit/write-batch.ts';
import type { BucketRow } from './observation.model.ts';
import { observationSchema, observationsName } from './observation.model.ts';
import type { Bucket } from './observation.rules.ts';
import { bucketId, expiryOf } from './observation.rules.ts';
import type { DatastreamFact } from './station.rules.ts';

export interface HourSpan {
  readonly from: Date;
  /** The last hour, included. */
  readonly to: Date;
}

export interface DatastreamSpan extends HourSpan {
  readonly datastreamId: string;
}

export interface OrderedSpan extends HourSpan {
  readonly oldestFirst: boolean;
}

export interface ObservationStore {
  byIds(ids: readonly string[], session: ClientSession): Promise<Map<string, BucketRow>>;
  /** The hours of a datastream in order, as a range of the key. */
  span(datastreamId: string, span: HourSpan): Promise<BucketRow[]>;
  /** The hours of many datastreams, in no order. */
  spans(spans: readonly DatastreamSpan[], session: ClientSession): Promise<BucketRow[]>;
  /** The same from the newest or the oldest hour on, at most so many. */
  firstOf(datastreamId: string, ask: OrderedSpan, limit: number): Promise<BucketRow[]>;
  write(writes: BucketWrites, session: ClientSession): Promise<void>;
  /** Takes up to so many hours of a station away; gives how many. */
  sweep(stationId: string, limit: number, session: ClientSession): Promise<number>;
}

export interface BucketWrites {
  readonly buckets: ReadonlyMap<string, { readonly bucket: Bucket; readonly stream: DatastreamFact }>;
  /** Which of them are there already. */
  readonly stored: ReadonlyMap<string, unknown>;
}

const maxTimeMS = 10_000;
/** Ranges of one query: each is planned by itself. */
const perQuery = 500;

export async function openObservationStore({ db }: Pick<SubgraphParts, 'db'>): Promise<ObservationStore> {
  await openModel(db, 'Observation', observationSchema());
  // The driver's own collection: millions of readings pass here, and every value in a filter is a key of ours.
  const buckets: Collection<BucketRow> = nativeDb(db).collection<BucketRow>(observationsName);
  const keys = nativeDb(db).collection<{ _id: string }>(observationsName);
  const inSpan = (datastreamId: string, { from, to }: HourSpan) => ({
    _id: { $gte: bucketId(datastreamId, from), $lte: bucketId(datastreamId, to) },
  });
  return {
    async byIds(ids, session) {
      const rows = await buckets.find({ _id: { $in: [...ids] } }, { session, maxTimeMS }).toArray();
      return new Map(rows.map((row) => [row._id, row]));
    },
    span: (datastreamId, span) =>
      buckets.find(inSpan(datastreamId, span), { maxTimeMS }).sort({ _id: 1 }).toArray(),
    async spans(spans, session) {
      const pages: BucketRow[][] = [];
      for (let from = 0; from < spans.length; from += perQuery) {
        const $or = spans.slice(from, from + perQuery).map((span) => inSpan(span.datastreamId, span));
        pages.push(await buckets.find({ $or }, { session, maxTimeMS }).toArray());
      }
      return pages.flat();
    },
    firstOf: (datastreamId, { oldestFirst, ...span }, limit) =>
      buckets
        .find(inSpan(datastreamId, span), { maxTimeMS })
        .sort({ _id: oldestFirst ? 1 : -1 })
        .limit(limit)
        .toArray(),
    write: (writes, session) => writeBuckets(nativeDb(db), writes, session),
    // A datastream's id is its station's, a dot and more.
    sweep: (stationId, limit, session) =>
      deleteSome(keys, { from: `${stationId}.`, to: `${stationId}/`, limit }, session),
  };
}

/** Deletes up to `limit` documents of a range of the key, the lowest first; gives how many. */
export async function deleteSome(
  keys: Collection<{ _id: string }>,
  { from, to, limit }: { readonly from: string; readonly to: string; readonly limit: number },
  session: ClientSession,
): Promise<number> {
  const found = await keys
    .find({ _id: { $gte: from, $lt: to } }, { session, projection: { _id: 1 }, maxTimeMS })
    .sort({ _id: 1 })
    .limit(limit)
    .toArray();
  const last = found.at(-1)?._id;
  if (last === undefined) return 0;
  const { deletedCount } = await keys.deleteMany({ _id: { $gte: from, $lte: last } }, { session });
  return deletedCount;
}

const insertsPerCommand = 10_000;

async function writeBuckets(
  db: Db,
  { buckets, stored }: BucketWrites,
  session: ClientSession,
): Promise<void> {
  const inserts: BucketRow[] = [];
  const replaces: AnyBulkWriteOperation<BucketRow>[] = [];
  for (const [_id, { bucket, stream }] of buckets) {
    const { hour, observations } = bucket;
    const row = { _id, hour, observations, expiresAt: expiryOf(hour, stream) };
    if (stored.has(_id)) replaces.push({ replaceOne: { filter: { _id }, replacement: row } });
    else inserts.push(row);
  }
  // New hours hold rows of this batch alone; what is there already may be large, and the driver measures it.
  await insertBatch(inserts, { db, collection: observationsName, perCommand: insertsPerCommand, session });
  if (replaces.length > 0) await db.collection<BucketRow>(observationsName).bulkWrite(replaces, { session });
}
