import type { Collection, Db, Document } from 'mongodb';
import type { ClientSession } from 'mongoose';
import type { SubgraphParts } from '../kit/index.ts';
import { nativeDb, openModel } from '../kit/mongo.ts';
import { insertBatch, updateBatch } from '../kit/write-batch.ts';
import type { CivilDate } from '../kit/working-days.ts';
import type { AqiDayRow } from './aqi.model.ts';
import { aqiDaySchema, aqiDaysName } from './aqi.model.ts';
import type { AqiDay, AqiHour, DateRun, StationMeans } from './aqi.rules.ts';
import { changedHours, computeDay, datesTouched, hoursAffected, hoursNeeded } from './aqi.rules.ts';
import type { Bucket } from './observation.rules.ts';
import { datastreamOf, hourMean } from './observation.rules.ts';
import type { ObservationStore } from './observation.store.ts';
import { deleteSome } from './observation.store.ts';
import { isPollutant } from './property.rules.ts';
import { datesBetween } from './series.rules.ts';
import type { DatastreamFact, StationFact } from './station.rules.ts';

export interface AqiStore {
  /** The days of a station from one date to another, both included, in order. */
  days(stationId: string, run: DateRun): Promise<AqiDayRow[]>;
  /**
   * Computes anew what depends on these hours, with `written` in place of what is stored; gives the hours that came out
   * otherwise by station, in order.
   */
  recompute(
    of: readonly Recomputation[],
    written: WrittenBuckets,
    session: ClientSession,
  ): Promise<ReadonlyMap<string, readonly AqiHour[]>>;
  /** Takes up to so many days of a station away; gives how many. */
  sweep(stationId: string, limit: number, session: ClientSession): Promise<number>;
}

export interface Recomputation {
  readonly station: StationFact;
  readonly hours: readonly Date[];
}

/** Buckets that are about to be written, by their id. */
export type WrittenBuckets = ReadonlyMap<
  string,
  { readonly bucket: Bucket; readonly stream: DatastreamFact }
>;

interface AqiDesk {
  readonly db: Db;
  readonly days: Collection<AqiDayRow>;
  readonly observations: ObservationStore;
}

export async function openAqiStore(
  { db }: Pick<SubgraphParts, 'db'>,
  observations: ObservationStore,
): Promise<AqiStore> {
  await openModel(db, 'AqiDay', aqiDaySchema());
  const days = nativeDb(db).collection<AqiDayRow>(aqiDaysName);
  const keys = nativeDb(db).collection<{ _id: string }>(aqiDaysName);
  return {
    days: (stationId, run) => daysOf(days, stationId, run).toArray(),
    recompute: (of, written, session) =>
      recompute({ db: nativeDb(db), days, observations }, { of, written }, session),
    sweep: (stationId, limit, session) =>
      deleteSome(keys, { from: `${stationId}@`, to: `${stationId}A`, limit }, session),
  };
}

function daysOf(days: Collection<AqiDayRow>, stationId: string, { from, to }: DateRun) {
  const _id = { $gte: dayId(stationId, from), $lte: dayId(stationId, to) };
  return days.find({ _id }, { maxTimeMS: 10_000 }).sort({ _id: 1 });
}

function dayId(stationId: string, date: CivilDate): string {
  return `${stationId}@${date}`;
}

async function recompute(
  { db, days, observations }: AqiDesk,
  { of, written }: { readonly of: readonly Recomputation[]; readonly written: WrittenBuckets },
  session: ClientSession,
): Promise<ReadonlyMap<string, readonly AqiHour[]>> {
  const touched = of.flatMap(({ station, hours }) =>
    datesTouched(hours).map((run) => ({
      station,
      run,
      dates: datesBetween(run.from, run.to),
      affected: hoursAffected(hours),
    })),
  );
  if (touched.length === 0) return new Map();
  const means = await readMeans(observations, { touched, written }, session);
  const ids = touched.flatMap(({ station, dates }) => dates.map((date) => dayId(station.id, date)));
  const stored = await days.find({ _id: { $in: ids } }, { session }).toArray();
  const known = new Map(stored.map((day) => [day._id, day]));
  const next = touched.flatMap(({ station, dates, affected }) => {
    const ofStation = meansOf(station, means);
    return dates.flatMap((date) => {
      const _id = dayId(station.id, date);
      const before = known.get(_id) ?? null;
      const after = computeDay({ stationId: station.id, date, affected }, ofStation, before);
      return after === before || (before === null && after.hours.length === 0)
        ? []
        : [{ before, after: { ...after, _id } }];
    });
  });
  await writeDays(db, next, session);
  return hoursByStation(next);
}

function hoursByStation(next: readonly DayChange[]): ReadonlyMap<string, readonly AqiHour[]> {
  const changed = new Map<string, AqiHour[]>();
  for (const { before, after } of next) {
    const hours = changed.get(after.stationId) ?? [];
    hours.push(...changedHours(before, after));
    changed.set(after.stationId, hours);
  }
  return changed;
}

/** A day of all six pollutants has some 15 KiB. */
const daysPerCommand = 500;

interface DayChange {
  readonly before: AqiDay | null;
  readonly after: AqiDayRow;
}

async function writeDays(db: Db, rows: readonly DayChange[], session: ClientSession): Promise<void> {
  const target = { db, collection: aqiDaysName, perCommand: daysPerCommand, session };
  const inserts = rows.filter(({ before }) => before === null);
  await insertBatch(
    inserts.map(({ after }) => after),
    target,
  );
  await updateBatch(
    rows.flatMap(({ before, after }) =>
      before === null ? [] : [{ q: { _id: after._id }, u: changeOf(before, after) }],
    ),
    target,
  );
}

/** Only the hours that came out otherwise, where the others stand at their places: a day grows hour by hour. */
function changeOf(before: AqiDay, { hours, daily, version }: AqiDay): Document {
  const isInPlace = before.hours.every(({ hour }, index) => hours[index]?.hour.getTime() === hour.getTime());
  if (!isInPlace) return { $set: { hours, daily, version } };
  const changed = hours.flatMap((hour, index) =>
    hour === before.hours[index] ? [] : [[`hours.${index}`, hour] as const],
  );
  return { $set: { ...Object.fromEntries(changed), daily, version } };
}

interface TouchedRun {
  readonly station: StationFact;
  readonly run: DateRun;
}

/** Hourly means by datastream. */
type StreamMeans = ReadonlyMap<string, Map<number, number | null>>;

async function readMeans(
  observations: ObservationStore,
  { touched, written }: { readonly touched: readonly TouchedRun[]; readonly written: WrittenBuckets },
  session: ClientSession,
): Promise<StreamMeans> {
  const spans = touched.flatMap(({ station, run }) =>
    pollutantsOf(station).map(({ id }) => ({ datastreamId: id, ...hoursNeeded(run) })),
  );
  const means = new Map(spans.map(({ datastreamId }) => [datastreamId, new Map<number, number | null>()]));
  const put = (id: string, bucket: Bucket): void => {
    means.get(id)?.set(bucket.hour.getTime(), hourMean(bucket));
  };
  for (const bucket of await observations.spans(spans, session)) put(datastreamOf(bucket._id), bucket);
  for (const { bucket, stream } of written.values()) put(stream.id, bucket);
  return means;
}

function meansOf(station: StationFact, means: StreamMeans): StationMeans {
  return new Map(
    pollutantsOf(station).map(({ id, property }) => [property, means.get(id) ?? new Map<number, null>()]),
  );
}

function pollutantsOf({ datastreams }: StationFact) {
  return datastreams.flatMap(({ id, property }) => (isPollutant(property) ? [{ id, property }] : []));
}
