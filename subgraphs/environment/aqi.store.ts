import type { Collection } from 'mongodb';
import type { ClientSession } from 'mongoose';
import type { SubgraphParts } from '../kit/index.ts';
import { nativeDb, openModel } from '../kit/mongo.ts';
import type { CivilDate } from '../kit/working-days.ts';
import type { AqiDayRow } from './aqi.model.ts';
import { aqiDaySchema, aqiDaysName } from './aqi.model.ts';
import type { AqiHour, DateRun, MeansByHour } from './aqi.rules.ts';
import { changedHours, computeDay, datesTouched, hoursNeeded } from './aqi.rules.ts';
import { hourMean } from './observation.rules.ts';
import type { ObservationStore } from './observation.store.ts';
import { isPollutant } from './property.rules.ts';
import { datesBetween } from './series.rules.ts';
import type { StationFact } from './station.rules.ts';
import type { Pollutant } from './vn-aqi/breakpoints.ts';

export interface AqiStore {
  /** The days of a station from one date to another, both included, in order. */
  days(stationId: string, run: DateRun): Promise<AqiDayRow[]>;
  /** Computes anew what depends on these hours of a station; gives the hours that came out otherwise, in order. */
  recompute(of: Recomputation, session: ClientSession): Promise<readonly AqiHour[]>;
}

export interface Recomputation {
  readonly station: StationFact;
  readonly hours: readonly Date[];
}

interface AqiDesk {
  readonly days: Collection<AqiDayRow>;
  readonly observations: ObservationStore;
}

export async function openAqiStore(
  { db }: Pick<SubgraphParts, 'db'>,
  observations: ObservationStore,
): Promise<AqiStore> {
  await openModel(db, 'AqiDay', aqiDaySchema());
  const days = nativeDb(db).collection<AqiDayRow>(aqiDaysName);
  return {
    days: (stationId, run) => daysOf(days, stationId, run).toArray(),
    recompute: (of, session) => recompute({ days, observations }, of, session),
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
  desk: AqiDesk,
  { station, hours }: Recomputation,
  session: ClientSession,
): Promise<readonly AqiHour[]> {
  const changed: AqiHour[] = [];
  for (const run of datesTouched(hours))
    changed.push(...(await recomputeRun(desk, { station, run }, session)));
  return changed;
}

async function recomputeRun(
  { days, observations }: AqiDesk,
  { station, run }: { readonly station: StationFact; readonly run: DateRun },
  session: ClientSession,
): Promise<readonly AqiHour[]> {
  const means = await readMeans(observations, { station, run }, session);
  const id = { $gte: dayId(station.id, run.from), $lte: dayId(station.id, run.to) };
  const stored = await days.find({ _id: id }, { session }).toArray();
  const known = new Map(stored.map((day) => [day.date, day]));
  const next = datesBetween(run.from, run.to).flatMap((date) => {
    const before = known.get(date) ?? null;
    const after = computeDay({ stationId: station.id, date }, means, before);
    return after === before || (before === null && after.hours.length === 0) ? [] : [{ before, after }];
  });
  const writes = next.map(({ after }) => {
    const _id = dayId(station.id, after.date);
    return { replaceOne: { filter: { _id }, replacement: { ...after, _id }, upsert: true } };
  });
  if (writes.length > 0) await days.bulkWrite(writes, { session });
  return next.flatMap(({ before, after }) => changedHours(before, after));
}

async function readMeans(
  observations: ObservationStore,
  { station, run }: { readonly station: StationFact; readonly run: DateRun },
  session: ClientSession,
): Promise<ReadonlyMap<Pollutant, MeansByHour>> {
  const means = new Map<Pollutant, MeansByHour>();
  for (const { id, property } of station.datastreams) {
    if (!isPollutant(property)) continue;
    const buckets = await observations.span(id, hoursNeeded(run), session);
    means.set(property, new Map(buckets.map((bucket) => [bucket.hour.getTime(), hourMean(bucket)])));
  }
  return means;
}
