import { randomUUID } from 'node:crypto';
import type { Tx } from '../kit/index.ts';
import { aqiEntry, pastHoursEntries } from './aqi.events.ts';
import type { AqiHour } from './aqi.rules.ts';
import type { AqiStore } from './aqi.store.ts';
import { crossingEntry } from './gauge.events.ts';
import { hourOf } from './hour.rules.ts';
import type { Judged } from './intake.rules.ts';
import { byStation, directoryOf, judgeAll, mergeAll } from './intake.rules.ts';
import type { IntakeReport } from './observation.events.ts';
import type { Quality, Refusal, RowDraft } from './observation.rules.ts';
import { bucketId } from './observation.rules.ts';
import type { ObservationStore } from './observation.store.ts';
import type { Present } from './present.rules.ts';
import { latestOf, newestHour, passLevels } from './present.rules.ts';
import type { PresentStore } from './present.store.ts';
import { isPollutant, propertySlug } from './property.rules.ts';
import type { StationRow } from './station.model.ts';
import type { StationStore } from './station.store.ts';

/** All that readings touch. */
export interface IntakeDesk {
  readonly stations: StationStore;
  readonly observations: ObservationStore;
  readonly aqi: AqiStore;
  readonly presents: PresentStore;
}

export interface Intake {
  readonly report: IntakeReport;
  readonly datastreams: readonly string[];
  readonly from: Date | null;
  readonly to: Date | null;
}

export interface IntakeAsk {
  readonly source: string;
  readonly drafts: readonly RowDraft[];
  /** Of rows that had no shape to be judged by. */
  readonly refusals: readonly Refusal[];
}

/**
 * Takes a batch into the transaction: readings, what depends on them (the index of the air, the levels of alarm, the
 * present of each station) and the entries of all that changed. The batch's own entry is for the caller to append.
 */
export async function takeIn(desk: IntakeDesk, ask: IntakeAsk, tx: Tx): Promise<Intake> {
  const { session } = tx;
  const named = [...new Set(ask.drafts.map(({ datastream }) => datastream))];
  const directory = directoryOf(await desk.stations.ofDatastreams(named, session));
  const { judged, refusals } = judgeAll(ask.drafts, directory, tx.now);
  const ids = new Set(judged.map(({ stream, observation }) => bucketId(stream.id, hourOf(observation.at))));
  const stored = await desk.observations.byIds([...ids], session);
  const merged = mergeAll(judged, stored);
  await desk.observations.write({ buckets: merged.buckets, stored }, session);
  for (const group of byStation(merged.changes)) await changeStation(desk, group, tx);

  const refused = [...ask.refusals, ...refusals, ...merged.refusals].sort((a, b) => a.place - b.place);
  const times = merged.changes.map(({ observation }) => observation.at.getTime());
  const { added, replaced, repeated } = merged;
  return {
    report: {
      batchId: randomUUID(),
      source: ask.source,
      added,
      replaced,
      repeated,
      suspect: countOf(merged.changes, 'SUSPECT'),
      invalid: countOf(merged.changes, 'INVALID'),
      refused: refused.length,
      refusals: refused,
    },
    datastreams: [...new Set(merged.changes.map(({ stream }) => stream.id))],
    from: times.length > 0 ? new Date(times.reduce((a, b) => Math.min(a, b))) : null,
    to: times.length > 0 ? new Date(times.reduce((a, b) => Math.max(a, b))) : null,
  };
}

function countOf(changes: readonly Judged<StationRow>[], quality: Quality): number {
  return changes.filter(({ observation }) => observation.quality === quality).length;
}

interface StationChanges {
  readonly station: StationRow;
  readonly changes: readonly Judged<StationRow>[];
}

/** Older changes than this are of the past: written down, told to nobody. */
const toldForMs = 24 * 60 * 60 * 1000;

/** What follows from changed readings of one station. */
export async function changeStation(
  desk: IntakeDesk,
  { station, changes }: StationChanges,
  tx: Tx,
): Promise<void> {
  const before = await desk.presents.get(station.id, tx.session);
  const polluted = changes.filter(({ stream }) => isPollutant(stream.property));
  const hours = await desk.aqi.recompute(
    { station, hours: polluted.map(({ observation }) => hourOf(observation.at)) },
    tx.session,
  );
  const after: Present = { ...withReadings(before, changes), aqi: newestHour(before.aqi, hours) };
  await tellHours(station, { before, after, hours }, tx);
  await desk.presents.put(station.id, await tellCrossings({ station, changes }, after, tx), tx.session);
}

/** The present after readings, but for the index and the alarm. */
export function withReadings(before: Present, changes: readonly Judged<unknown>[]): Present {
  const latest = { ...before.latest };
  let lastEndAt = before.lastEndAt;
  for (const { stream, observation } of changes) {
    const slug = propertySlug(stream.property);
    latest[slug] = latestOf(latest[slug], observation);
    const endAt = new Date(observation.at.getTime() + stream.averagingMinutes * 60_000);
    if (lastEndAt === null || endAt > lastEndAt) lastEndAt = endAt;
  }
  return { ...before, latest, lastEndAt };
}

async function tellHours(
  station: StationRow,
  told: { readonly before: Present; readonly after: Present; readonly hours: readonly AqiHour[] },
  tx: Tx,
): Promise<void> {
  const { before, after, hours } = told;
  const isNow = (one: AqiHour): boolean => one === after.aqi && isRecent(one.hour, tx.now);
  for (const entry of pastHoursEntries(
    station.id,
    hours.filter((one) => !isNow(one)),
  ))
    await tx.append(entry);
  const { id: stationId, wardCode } = station;
  const wasAqi = before.aqi?.aqi ?? null;
  for (const hour of hours.filter(isNow)) await tx.append(aqiEntry({ stationId, wardCode, hour, wasAqi }));
}

async function tellCrossings(
  { station, changes }: StationChanges,
  present: Present,
  tx: Tx,
): Promise<Present> {
  if (!station.alarmLevels) return present;
  const levels = changes.filter(({ stream }) => stream.property === 'WATER_LEVEL');
  const passed = passLevels(
    present.alarm,
    levels.map(({ observation }) => observation),
    station.alarmLevels,
  );
  for (const crossing of passed.crossings)
    await tx.append(crossingEntry(station, crossing, isRecent(crossing.at, tx.now)));
  return { ...present, alarm: passed.alarm };
}

function isRecent(at: Date, now: Date): boolean {
  return now.getTime() - at.getTime() <= toldForMs;
}
