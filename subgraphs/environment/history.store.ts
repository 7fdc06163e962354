import type { Collection } from 'mongodb';
import type { SubgraphParts } from '../kit/index.ts';
import { isDuplicateKey, nativeDb } from '../kit/mongo.ts';
import { pastHoursEntries } from './aqi.events.ts';
import type { AqiDayRow } from './aqi.model.ts';
import { aqiDaysName } from './aqi.model.ts';
import { computeDay } from './aqi.rules.ts';
import { crossingEntry } from './gauge.events.ts';
import { hourOf, localDateOf } from './hour.rules.ts';
import type { Judged, Merged } from './intake.rules.ts';
import { directoryOf, judgeAll, mergeAll } from './intake.rules.ts';
import { withReadings } from './intake.store.ts';
import { batchEntry } from './observation.events.ts';
import type { BucketRow } from './observation.model.ts';
import { observationsName } from './observation.model.ts';
import type { RowDraft } from './observation.rules.ts';
import { expiryOf, hourMean } from './observation.rules.ts';
import { newestHour, noPresent, passLevels } from './present.rules.ts';
import type { PresentStore } from './present.store.ts';
import { isPollutant } from './property.rules.ts';
import { datesBetween } from './series.rules.ts';
import type { StationFact } from './station.rules.ts';

/** All readings of a station that has none yet. */
export interface History {
  readonly station: StationFact;
  readonly drafts: readonly RowDraft[];
}

/**
 * Gives a new station its whole past at once, for the sample: some ten times as fast as batch after batch, since nothing
 * that is there has to be looked at. Readings are written first, under keys that a repeat meets again; what makes them
 * count (days, present, journal) is one transaction after them. A station with a present is left alone.
 */
export async function loadHistory(
  { db, transact }: Pick<SubgraphParts, 'db' | 'transact'>,
  presents: PresentStore,
  { station, drafts }: History,
): Promise<void> {
  const [known] = await presents.byIds([station.id]);
  if (known) return;
  const { judged, refusals } = judgeAll(drafts, directoryOf([station]), new Date(drafts.at(-1)?.at ?? 0));
  const merged = mergeAll(judged, new Map());
  await writeAll(nativeDb(db).collection<BucketRow>(observationsName), merged);
  const days = daysOf(station, merged);
  const hours = days.flatMap((day) => day.hours);
  const passed = station.alarmLevels
    ? passLevels(null, levelsOf(merged.changes), station.alarmLevels)
    : { alarm: null, crossings: [] };
  const present = {
    ...withReadings(noPresent, merged.changes),
    aqi: newestHour(null, hours),
    alarm: passed.alarm,
  };
  const collection = nativeDb(db).collection<AqiDayRow>(aqiDaysName);
  await transact({}, async (tx) => {
    const { session } = tx;
    await collection.deleteMany({ _id: { $gte: `${station.id}@`, $lt: `${station.id}A` } }, { session });
    if (days.length > 0) await collection.insertMany(days, { session });
    await presents.put(new Map([[station.id, present]]), session);
    const entries = [
      ...pastHoursEntries(station.id, hours),
      ...passed.crossings.map((crossing) => crossingEntry(station, crossing, false)),
      historyEntry(station, merged, refusals.length + merged.refusals.length),
    ];
    await tx.appendAll(entries.map((entry) => ({ entry, at: tx.now })));
  });
}

const chunk = 5_000;

/** What a load that was broken off has left is there already: a duplicate key is no fault. */
async function writeAll(collection: Collection<BucketRow>, { buckets }: Merged<unknown>): Promise<void> {
  const rows = [...buckets].map(([_id, { bucket, stream }]) => {
    const { hour, observations } = bucket;
    return { _id, hour, observations, expiresAt: expiryOf(hour, stream) };
  });
  for (let from = 0; from < rows.length; from += chunk)
    await collection
      .insertMany(rows.slice(from, from + chunk), { ordered: false, writeConcern: { w: 1 } })
      .catch((error: unknown) => {
        if (!isDuplicateKey(error)) throw error;
      });
}

function daysOf(station: StationFact, { buckets, changes }: Merged<StationFact>): AqiDayRow[] {
  const means = new Map(
    station.datastreams.flatMap(({ property }) =>
      isPollutant(property) ? [[property, new Map<number, number | null>()] as const] : [],
    ),
  );
  for (const { bucket, stream } of buckets.values())
    if (isPollutant(stream.property))
      means.get(stream.property)?.set(bucket.hour.getTime(), hourMean(bucket));
  const [first, last] = [changes.at(0), changes.at(-1)];
  if (!first || !last || means.size === 0) return [];
  const dates = datesBetween(
    localDateOf(hourOf(first.observation.at)),
    localDateOf(hourOf(last.observation.at)),
  );
  return dates
    .map((date) => ({
      ...computeDay({ stationId: station.id, date }, means, null),
      _id: `${station.id}@${date}`,
    }))
    .filter(({ hours }) => hours.length > 0);
}

function levelsOf(changes: readonly Judged<StationFact>[]) {
  return changes
    .filter(({ stream }) => stream.property === 'WATER_LEVEL')
    .map(({ observation }) => observation);
}

function historyEntry(
  station: StationFact,
  { changes, added, replaced, repeated }: Merged<unknown>,
  refused: number,
) {
  const of = (quality: string): number =>
    changes.filter(({ observation }) => observation.quality === quality).length;
  return batchEntry({
    report: {
      batchId: `history-${station.id}`,
      source: 'sample',
      added,
      replaced,
      repeated,
      suspect: of('SUSPECT'),
      invalid: of('INVALID'),
      refused,
      refusals: [],
    },
    datastreams: station.datastreams.map(({ id }) => id),
    from: changes.at(0)?.observation.at ?? null,
    to: changes.at(-1)?.observation.at ?? null,
    actor: { role: 'seed' },
  });
}
