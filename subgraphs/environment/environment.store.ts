import DataLoader from 'dataloader';
import type { Place } from '../kit/area-map.ts';
import { isInBox } from '../kit/box.ts';
import type { Once, OnceRequest, Sealed, SubgraphParts, Transact, Viewer } from '../kit/index.ts';
import { badInput, batchById, conflict, forbidden } from '../kit/index.ts';
import { sensorBox } from './air.rules.ts';
import type { AqiStore } from './aqi.store.ts';
import { openAqiStore } from './aqi.store.ts';
import { noSuchDatastream, noSuchObservation } from './errors.ts';
import type { History } from './history.store.ts';
import { loadHistory } from './history.store.ts';
import { hourOf } from './hour.rules.ts';
import type { ImportStore, Load } from './import.store.ts';
import { openImportStore } from './import.store.ts';
import type { IntakeDesk } from './intake.store.ts';
import { intakeQueue, settle, takeIn } from './intake.store.ts';
import { directoryOf, judgedOf } from './intake.rules.ts';
import type { IntakeReport } from './observation.events.ts';
import { batchEntry, parseReport, qualityEntry } from './observation.events.ts';
import type { Observation, Quality, QualitySetting, Refusal, RowDraft } from './observation.rules.ts';
import { bucketId, refusalMessages, setQuality } from './observation.rules.ts';
import type { ObservationStore } from './observation.store.ts';
import { openObservationStore } from './observation.store.ts';
import type { PlaceStore } from './place.store.ts';
import { openPlaceStore } from './place.store.ts';
import type { PresentRow } from './present.model.ts';
import type { PresentStore } from './present.store.ts';
import { openPresentStore } from './present.store.ts';
import type { SensorRow } from './sensor.model.ts';
import type { SensorStore } from './sensor.store.ts';
import { openSensorStore } from './sensor.store.ts';
import type { StationRow } from './station.model.ts';
import type { StationStore } from './station.store.ts';
import { openStationStore } from './station.store.ts';

/** All that this subgraph keeps. */
export interface EnvironmentStore {
  readonly places: PlaceStore;
  readonly stations: StationStore;
  readonly observations: ObservationStore;
  readonly aqi: AqiStore;
  readonly presents: PresentStore;
  /**
   * Takes a batch in, each row by itself, with one journal entry.
   * @throws GraphQLError BAD_USER_INPUT when no row at all could be taken: then nothing is stored
   */
  ingest(call: IngestCall): Promise<IntakeReport>;
  readonly imports: ImportStore;
  readonly sensors: SensorStore;
  /** See `loadHistory`. */
  loadHistory(history: History): Promise<void>;
  /** @throws GraphQLError NOT_FOUND, CONFLICT, FORBIDDEN, BAD_USER_INPUT rule=no_value */
  setQuality(call: QualityCall): Promise<Observation>;
}

export interface IngestCall {
  readonly viewer: Viewer;
  readonly actor: { readonly role: string; readonly id?: string };
  /** The mutation's name. */
  readonly operation: string;
  /** See `IntakeAsk`. */
  readonly sensor?: string;
  readonly drafts: readonly RowDraft[];
  readonly refusals: readonly Refusal[];
  readonly clientMutationId?: string | null | undefined;
  /** What the client sent, for the key. */
  readonly args: unknown;
}

export interface QualityCall {
  readonly viewer: Viewer;
  readonly actor: { readonly role: string; readonly id: string };
  readonly datastream: string;
  readonly at: Date;
  readonly quality: Quality;
  readonly reason: string;
  readonly isAuditor: boolean;
  readonly clientMutationId?: string | null | undefined;
}

/** One set per request: what is asked for in one tick is one query. */
export interface EnvironmentLoaders {
  readonly stations: DataLoader<string, StationRow | null>;
  readonly presents: DataLoader<string, PresentRow | null>;
  /** Of a datastream. */
  readonly byDatastream: DataLoader<string, StationRow | null>;
  /** All stations of organisations that measure air, read once. */
  readonly air: () => Promise<readonly StationRow[]>;
  /** Private persons' sensors that may say something of the air at a place. */
  readonly airSensors: DataLoader<Place, readonly StationRow[], string>;
  readonly sensors: DataLoader<string, SensorRow | null>;
  readonly opened: DataLoader<Sealed, unknown>;
}

export async function openEnvironmentStore(parts: SubgraphParts): Promise<EnvironmentStore> {
  const places = await openPlaceStore(parts);
  const stations = await openStationStore(parts, places);
  const observations = await openObservationStore(parts);
  const aqi = await openAqiStore(parts, observations);
  const presents = await openPresentStore(parts);
  const desk: IntakeDesk = { stations, observations, aqi, presents };
  const { once, transact } = parts;
  return {
    ...desk,
    places,
    ingest: (call) => ingest({ desk, once }, call),
    imports: await openImportStore(parts, createLoad(desk, transact)),
    loadHistory: (history) => loadHistory(parts, presents, history),
    setQuality: (call) => judgeAnew({ desk, once }, call),
    sensors: await openSensorStore(parts, places, desk),
  };
}

/** Batches of a file: one that changes nothing leaves no entry. */
function createLoad(desk: IntakeDesk, transact: Transact): Load {
  return (ask, step) =>
    transact({ queue: intakeQueue }, async (tx) => {
      const intake = await takeIn(desk, ask, tx);
      const { added, replaced } = intake.report;
      if (added + replaced > 0) await tx.append(batchEntry({ ...intake, actor: { role: 'import' } }));
      await step(intake, tx);
      return intake.report;
    });
}

export function createLoaders({ stations, presents, sensors }: EnvironmentStore): EnvironmentLoaders {
  let air: Promise<readonly StationRow[]> | undefined;
  return {
    stations: batchById(
      (ids) => stations.byIds(ids),
      ({ _id }) => _id,
    ),
    presents: batchById(
      (ids) => presents.byIds(ids),
      ({ _id }) => _id,
    ),
    byDatastream: batchById(
      async (ids) => {
        const rows = await stations.ofDatastreams(ids);
        return [...directoryOf(rows)].map(([streamId, { station }]) => ({ ...station, streamId }));
      },
      ({ streamId }) => streamId,
    ),
    air: () => (air ??= stations.ofOrganisations('AIR')),
    airSensors: new DataLoader(
      async (places) => {
        const found = await stations.privateIn(places.map(sensorBox));
        return places.map((place) => found.filter((station) => isInBox(sensorBox(place), station)));
      },
      { cacheKeyFn: ({ lat, lon }) => `${lat},${lon}`, maxBatchSize: 100 },
    ),
    sensors: batchById(
      (ids) => sensors.byIds(ids),
      ({ _id }) => _id,
    ),
    opened: new DataLoader((sealed) => sensors.open(sealed)),
  };
}

interface Writers {
  readonly desk: IntakeDesk;
  readonly once: Once;
}

async function ingest({ desk, once }: Writers, call: IngestCall): Promise<IntakeReport> {
  const { viewer, actor, operation, sensor, drafts, refusals, clientMutationId, args } = call;
  const request: OnceRequest = {
    viewer,
    clientMutationId,
    operation,
    args,
    queue: intakeQueue,
  };
  const entry = await once(request, async (tx) => {
    const intake = await takeIn(desk, { source: 'GraphQL', sensor, drafts, refusals }, tx);
    refuseWhole(intake.report);
    return tx.append(batchEntry({ ...intake, actor }));
  });
  return parseReport(entry);
}

/** A batch of which nothing could be taken is an error, not a report of nothing. */
function refuseWhole({ added, replaced, repeated, refused, refusals }: IntakeReport): void {
  const [first] = refusals;
  if (!first || added + replaced + repeated > 0) return;
  const { place, field, rule } = first;
  throw badInput({ field: `rows.${place}.${field}`, rule, refused }, refusalMessages[rule]);
}

async function judgeAnew({ desk, once }: Writers, call: QualityCall): Promise<Observation> {
  const { viewer, actor, datastream, at, quality, reason, clientMutationId } = call;
  const args = { datastream, at, quality, reason };
  const request: OnceRequest = {
    viewer,
    clientMutationId,
    operation: 'setObservationQuality',
    args,
    queue: intakeQueue,
  };
  await once(request, async (tx) => {
    const stations = await desk.stations.ofDatastreams([datastream], tx.session);
    const known = directoryOf(stations).get(datastream);
    if (!known) throw noSuchDatastream();
    const id = bucketId(datastream, hourOf(at));
    const stored = await desk.observations.byIds([id], tx.session);
    const bucket = stored.get(id);
    if (!bucket) throw noSuchObservation();
    const set = requireSetting(setQuality(bucket, call));
    const observation = set.bucket.observations.find((one) => one.at.getTime() === at.getTime());
    const before = bucket.observations.find((one) => one.at.getTime() === at.getTime());
    if (!observation || !before) throw noSuchObservation();
    const change = judgedOf(0, known, observation);
    const buckets = new Map([[id, { bucket: set.bucket, ...known }]]);
    await settle(desk, { merged: { buckets, changes: [change] }, stored }, tx);
    return tx.append(qualityEntry({ datastream, at, from: before.quality, to: quality, why: reason, actor }));
  });
  const [bucket] = await desk.observations.span(datastream, { from: hourOf(at), to: hourOf(at) });
  const observation = bucket?.observations.find((one) => one.at.getTime() === at.getTime());
  if (!observation) throw noSuchObservation();
  return observation;
}

function requireSetting(setting: QualitySetting): Extract<QualitySetting, { readonly bucket: unknown }> {
  if ('bucket' in setting) return setting;
  switch (setting.problem) {
    case 'unknown':
      throw noSuchObservation();
    case 'same':
      throw conflict('The reading has this quality already.', { field: 'quality', rule: 'same' });
    case 'no_value':
      throw badInput({ field: 'quality', rule: 'no_value' }, 'There is no value that could be valid.');
    case 'auditor_only':
      throw forbidden('Only an auditor makes an invalid reading valid again.');
  }
}
