import { randomUUID } from 'node:crypto';
import type { NewEntry, Tx } from '../kit/index.ts';
import { aqiEntry, pastHoursEntries } from './aqi.events.ts';
import type { AqiHour } from './aqi.rules.ts';
import type { AqiStore, Recomputation } from './aqi.store.ts';
import { crossingEntry } from './gauge.events.ts';
import { hourOf } from './hour.rules.ts';
import type { Judged, Merged } from './intake.rules.ts';
import { byStation, directoryOf, judgeAll, maySend, mergeAll } from './intake.rules.ts';
import type { IntakeReport } from './observation.events.ts';
import type { Quality, Refusal, RowDraft } from './observation.rules.ts';
import type { ObservationStore } from './observation.store.ts';
import type { Present } from './present.rules.ts';
import { latestOf, newestHour, noPresent, passLevels } from './present.rules.ts';
import type { PresentStore } from './present.store.ts';
import { isPollutant, propertySlug } from './property.rules.ts';
import type { StationRow } from './station.model.ts';
import type { StationStore } from './station.store.ts';

/** One batch after the other in this process: two that touch one hour would only collide. */
export const intakeQueue = 'intake';

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
  /** The private person's sensor that sends: readings of that alone are taken, and from nobody else. */
  readonly sensor?: string | undefined;
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
  const stations = await desk.stations.ofDatastreams(named, session);
  const directory = directoryOf(stations.filter((station) => maySend(ask.sensor, station)));
  const { judged, refusals } = judgeAll(ask.drafts, directory, tx.now);
  const stored = await desk.observations.byIds([...new Set(judged.map(({ bucket }) => bucket))], session);
  const merged = mergeAll(judged, stored);
  await settle(desk, { merged, stored }, tx);

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

/** Older changes than this are of the past: written down, told to nobody. */
const toldForMs = 24 * 60 * 60 * 1000;

/** Buckets that are to be written, and the readings in them that changed. */
export interface Settlement {
  readonly merged: Pick<Merged<StationRow>, 'buckets' | 'changes'>;
  /** Which of the buckets are there already. */
  readonly stored: ReadonlyMap<string, unknown>;
}

/**
 * Writes changed readings and all that follows from them. However many stations they are of, each kind of thing is read
 * and written once: what a batch costs is mostly the number of its commands.
 */
export async function settle(desk: IntakeDesk, { merged, stored }: Settlement, tx: Tx): Promise<void> {
  const { session } = tx;
  const groups = byStation(merged.changes);
  const changed = await desk.aqi.recompute(groups.map(recomputationOf), merged.buckets, session);
  await desk.observations.write({ buckets: merged.buckets, stored }, session);
  const known = await desk.presents.byIds(
    groups.map(({ station }) => station.id),
    session,
  );
  const befores = new Map<string, Present>(known.map((row) => [row._id, row]));
  const settled = groups.map((group) => {
    const before = befores.get(group.station.id) ?? noPresent;
    return settleStation(group, { before, hours: changed.get(group.station.id) ?? [] }, tx.now);
  });
  await tx.appendAll(settled.flatMap(({ entries }) => entries).map((entry) => ({ entry, at: tx.now })));
  await desk.presents.put(new Map(settled.map(({ id, present }) => [id, present])), session);
}

interface StationChanges {
  readonly station: StationRow;
  readonly changes: readonly Judged<StationRow>[];
}

function recomputationOf({ station, changes }: StationChanges): Recomputation {
  const polluted = changes.filter(({ stream }) => isPollutant(stream.property));
  return { station, hours: polluted.map(({ observation }) => hourOf(observation.at)) };
}

interface StationPast {
  readonly before: Present;
  /** Hours of the index that came out otherwise. */
  readonly hours: readonly AqiHour[];
}

interface SettledStation {
  readonly id: string;
  readonly present: Present;
  readonly entries: readonly NewEntry[];
}

function settleStation(
  { station, changes }: StationChanges,
  { before, hours }: StationPast,
  now: Date,
): SettledStation {
  const { id } = station;
  const after: Present = { ...withReadings(before, changes), aqi: newestHour(before.aqi, hours) };
  const told = hourEntries(station, { before, after, hours }, now);
  if (!station.alarmLevels) return { id, present: after, entries: told };
  const levels = changes.filter(({ stream }) => stream.property === 'WATER_LEVEL');
  const passed = passLevels(
    before.alarm,
    levels.map(({ observation }) => observation),
    station.alarmLevels,
  );
  const crossed = passed.crossings.map((crossing) =>
    crossingEntry(station, crossing, isRecent(crossing.at, now)),
  );
  return { id, present: { ...after, alarm: passed.alarm }, entries: [...told, ...crossed] };
}

/** The present after readings, but for the index and the alarm. */
export function withReadings(before: Present, changes: readonly Judged<unknown>[]): Present {
  const newest = new Map<string, Judged<unknown>>();
  for (const change of changes) {
    const slug = propertySlug(change.stream.property);
    const known = newest.get(slug)?.observation ?? before.latest[slug];
    if (!known || known.at <= change.observation.at) newest.set(slug, change);
  }
  const latest = { ...before.latest };
  let lastEndAt = before.lastEndAt;
  for (const [slug, { stream, observation }] of newest) {
    latest[slug] = latestOf(observation);
    const endAt = new Date(observation.at.getTime() + stream.averagingMinutes * 60_000);
    if (lastEndAt === null || endAt > lastEndAt) lastEndAt = endAt;
  }
  return { ...before, latest, lastEndAt };
}

function hourEntries(
  { id: stationId, wardCode, isPrivate }: StationRow,
  { before, after, hours }: StationPast & { readonly after: Present },
  now: Date,
): readonly NewEntry[] {
  const isNow = (one: AqiHour): boolean => one === after.aqi && isRecent(one.hour, now);
  const past = hours.filter((one) => !isNow(one));
  const wasAqi = before.aqi?.aqi ?? null;
  const known = { stationId, wardCode, ...(isPrivate && { isPrivate }) };
  const latest = hours.filter(isNow).map((hour) => aqiEntry({ ...known, hour, wasAqi }));
  return [...pastHoursEntries(stationId, past), ...latest];
}

function isRecent(at: Date, now: Date): boolean {
  return now.getTime() - at.getTime() <= toldForMs;
}
