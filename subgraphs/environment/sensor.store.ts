import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Model } from 'mongoose';
import { trusted } from 'mongoose';
import type { Sealed, SubgraphParts, Timer, Tx, Viewer } from '../kit/index.ts';
import { conflict, openModel, unauthenticated } from '../kit/index.ts';
import { noSuchStation, orThrow } from './errors.ts';
import type { IntakeDesk } from './intake.store.ts';
import { intakeQueue } from './intake.store.ts';
import type { PlaceStore } from './place.store.ts';
import { removalEntry, sensorEntry, tokenEntry } from './sensor.events.ts';
import type { SensorRow } from './sensor.model.ts';
import { sensorSchema } from './sensor.model.ts';
import type { SensorDraft, SensorSecrets } from './sensor.rules.ts';
import { checkSensor, maxSensors } from './sensor.rules.ts';

/** Sensors of private persons: what is private of them, and who may send for them. */
export interface SensorStore {
  byIds(ids: readonly string[]): Promise<SensorRow[]>;
  /** In the order in which they were registered. */
  ofOwner(ownerId: string): Promise<SensorRow[]>;
  /** Null for what is erased. */
  open(sealed: readonly Sealed[]): Promise<unknown[]>;
  /**
   * Registers a sensor with its station at the rounded place.
   * @throws GraphQLError BAD_USER_INPUT (see `checkSensor`; rule=outside_city), CONFLICT rule=max_sensors
   */
  register(call: RegisterSensorCall): Promise<SensorRow>;
  /** From now on only the new token is good. @throws GraphQLError NOT_FOUND for a sensor that is not the owner's */
  renewToken(call: OwnSensorCall): Promise<SensorRow>;
  /** The station goes at once, its readings soon after. @throws GraphQLError NOT_FOUND */
  remove(call: OwnSensorCall): Promise<string>;
  /**
   * Whom a batch of readings comes from: the owner, or the sensor itself by its token.
   * @throws GraphQLError UNAUTHENTICATED for a stranger without a token, else NOT_FOUND
   */
  admit(ask: SensorAsk): Promise<Viewer>;
  exportPerson(personId: string): Promise<Record<string, unknown[]>>;
  erasePerson(personId: string, tx: Tx): Promise<Record<string, number>>;
  /** Takes readings of a sensor away that is gone. */
  sweep(timer: Timer, tx: Tx): Promise<void>;
}

export interface RegisterSensorCall {
  readonly ownerId: string;
  readonly viewer: Viewer;
  readonly draft: SensorDraft;
  readonly clientMutationId?: string | null | undefined;
}

export interface OwnSensorCall {
  readonly id: string;
  readonly ownerId: string;
  readonly viewer: Viewer;
  readonly clientMutationId?: string | null | undefined;
}

export interface SensorAsk {
  readonly station: string;
  readonly token: string | null;
  readonly viewer: Viewer;
}

interface SensorDesk {
  readonly parts: Pick<SubgraphParts, 'once' | 'personKeys'>;
  readonly sensors: Model<SensorRow>;
  readonly places: PlaceStore;
  readonly desk: IntakeDesk;
}

export const sweepTimer = 'sensorSweep';

export async function openSensorStore(
  parts: Pick<SubgraphParts, 'db' | 'once' | 'personKeys'>,
  places: PlaceStore,
  desk: IntakeDesk,
): Promise<SensorStore> {
  const sensors = await openModel(parts.db, 'Sensor', sensorSchema());
  const all: SensorDesk = { parts, sensors, places, desk };
  return {
    byIds: (ids) =>
      sensors
        .find({ _id: trusted({ $in: [...ids] }) })
        .lean<SensorRow[]>()
        .exec(),
    ofOwner: (ownerId) => ofOwner(sensors, ownerId).exec(),
    open: (sealed) => parts.personKeys.openAll(sealed),
    register: (call) => register(all, call),
    renewToken: (call) => renewToken(all, call),
    remove: (call) => remove(all, call),
    admit: (ask) => admit(all, ask),
    exportPerson: (personId) => exportPerson(all, personId),
    erasePerson: (personId, tx) => erasePerson(all, personId, tx),
    sweep: (timer, tx) => sweep(desk, timer, tx),
  };
}

function ofOwner(sensors: Model<SensorRow>, ownerId: string) {
  return sensors.find({ ownerId }).sort({ registeredAt: 1, _id: 1 }).lean<SensorRow[]>();
}

/** Random: an id that counts, or that somebody chooses, would tell of its owner. */
function makeId(): string {
  return `sensor-${randomBytes(8).toString('hex')}`;
}

function makeToken(): string {
  return randomBytes(32).toString('base64url');
}

async function register(desk: SensorDesk, call: RegisterSensorCall): Promise<SensorRow> {
  const { ownerId, viewer, draft, clientMutationId } = call;
  const { parts, sensors, places } = desk;
  // Whether it is in the city is asked of the place itself; which ward is told, of the rounded one.
  await places.wardAt(draft);
  const { station, secrets } = orThrow(checkSensor(draft, makeId()));
  const wardCode = await places.wardCodeNear(station);
  const key = await parts.personKeys.keyOf(ownerId);
  const request = { viewer, clientMutationId, operation: 'registerAirSensor', args: draft };
  const entry = await parts.once({ ...request, queue: `Sensors:${ownerId}` }, async (tx) => {
    if ((await sensors.countDocuments({ ownerId }).session(tx.session)) >= maxSensors)
      throw conflict(`You have ${maxSensors} sensors already.`, { rule: 'max_sensors', max: maxSensors });
    const fact = { ...station, wardCode };
    const row: SensorRow = {
      _id: station.id,
      ownerId,
      registeredAt: tx.now,
      secrets: key.seal(secrets),
      token: key.seal(makeToken()),
    };
    await sensors.create([row], { session: tx.session });
    await desk.desk.stations.insert(fact, tx);
    return tx.append(sensorEntry(fact));
  });
  return requireOwn(sensors, { id: entry.entityId, ownerId });
}

async function renewToken(desk: SensorDesk, call: OwnSensorCall): Promise<SensorRow> {
  const { id, ownerId, viewer, clientMutationId } = call;
  const { parts, sensors } = desk;
  await requireOwn(sensors, call);
  const token = await parts.personKeys.seal(ownerId, makeToken());
  const request = { viewer, clientMutationId, operation: 'renewAirSensorToken', args: { id } };
  await parts.once({ ...request, queue: intakeQueue }, async (tx) => {
    const { session } = tx;
    const { matchedCount } = await sensors.updateOne({ _id: id, ownerId }, { $set: { token } }, { session });
    if (matchedCount === 0) throw noSuchStation();
    return tx.append(tokenEntry(id));
  });
  return requireOwn(sensors, call);
}

async function remove(desk: SensorDesk, call: OwnSensorCall): Promise<string> {
  const { id, ownerId, viewer, clientMutationId } = call;
  const request = { viewer, clientMutationId, operation: 'removeAirSensor', args: { id } };
  const entry = await desk.parts.once({ ...request, queue: intakeQueue }, async (tx) => {
    const own = await desk.sensors.exists({ _id: id, ownerId }).session(tx.session);
    if (!own) throw noSuchStation();
    return drop(desk, id, tx);
  });
  return entry.entityId;
}

async function drop({ sensors, desk }: SensorDesk, id: string, tx: Tx) {
  await sensors.deleteOne({ _id: id }, { session: tx.session });
  await desk.stations.remove(id, tx.session);
  await desk.presents.remove(id, tx.session);
  await tx.setTimer({ kind: sweepTimer, key: id, at: tx.now });
  return tx.append(removalEntry(id));
}

async function requireOwn(
  sensors: Model<SensorRow>,
  { id, ownerId }: { readonly id: string; readonly ownerId: string },
): Promise<SensorRow> {
  const row = await sensors.findOne({ _id: id, ownerId }).lean<SensorRow>();
  if (!row) throw noSuchStation();
  return row;
}

async function admit({ sensors, parts }: SensorDesk, { station, token, viewer }: SensorAsk): Promise<Viewer> {
  if (viewer.id === null && token === null) throw unauthenticated();
  const row = await sensors.findById(station).lean<SensorRow>();
  if (row && token === null && row.ownerId === viewer.id) return viewer;
  const known = row && token !== null ? await parts.personKeys.open(row.token) : null;
  if (typeof known !== 'string' || !isSame(known, token ?? '')) throw noSuchStation();
  // The sensor's keys of repeats are its own: whoever holds the token is the same sensor.
  return { kind: 'app', id: `sensor:${station}`, roles: [], vneidLevel: 0, scopes: [] };
}

function isSame(known: string, given: string): boolean {
  const [a, b] = [Buffer.from(known), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}

async function exportPerson(
  { sensors, desk, parts }: SensorDesk,
  personId: string,
): Promise<Record<string, unknown[]>> {
  const rows = await ofOwner(sensors, personId);
  const opened = await parts.personKeys.openAll(rows.map(({ secrets }) => secrets));
  const stations = await desk.stations.byIds(rows.map(({ _id }) => _id));
  return {
    sensors: rows.map(({ _id, registeredAt }, index) => ({
      registeredAt,
      ...parseSecrets(opened[index]),
      station: stations.find(({ id }) => id === _id) ?? null,
    })),
  };
}

async function erasePerson(desk: SensorDesk, personId: string, tx: Tx): Promise<Record<string, number>> {
  const rows = await ofOwner(desk.sensors, personId).session(tx.session);
  for (const { _id } of rows) await drop(desk, _id, tx);
  return { sensors: rows.length };
}

/** Readings of one step: a transaction of some hundred milliseconds. */
const perSweep = 2_000;

async function sweep({ observations, aqi }: IntakeDesk, { key }: Timer, tx: Tx): Promise<void> {
  const swept = await observations.sweep(key, perSweep, tx.session);
  const days = await aqi.sweep(key, perSweep, tx.session);
  if (Math.max(swept, days) === perSweep) await tx.setTimer({ kind: sweepTimer, key, at: tx.now });
}

// What was sealed as a sensor's secrets.
export function parseSecrets(value: unknown): SensorSecrets | null {
  return (value ?? null) as SensorSecrets | null;
}
