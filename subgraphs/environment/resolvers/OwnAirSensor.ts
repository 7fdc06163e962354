import type { TypeResolvers } from '../../kit/resolvers.ts';
import type { BatchInput } from '../batch.rules.ts';
import { readBatch } from '../batch.rules.ts';
import { orThrow, refuseSight, requirePerson } from '../errors.ts';
import type { SensorRow } from '../sensor.model.ts';
import type { SensorDraft, SensorSecrets } from '../sensor.rules.ts';
import { checkPurpose, sensorSight } from '../sensor.rules.ts';
import { parseSecrets } from '../sensor.store.ts';
import type { StationRow } from '../station.model.ts';
import type { Context } from './context.ts';

/** What owners do with their sensors, and what sensors send. */
export const sensorMutations: TypeResolvers<Context> = {
  registerAirSensor: (_: unknown, { input, clientMutationId }: RegisterArgs, { viewer, store }) =>
    store.sensors.register({ ownerId: requirePerson(viewer), viewer, draft: input, clientMutationId }),
  renewAirSensorToken: (_: unknown, { id, clientMutationId }: OwnArgs, { viewer, store }) =>
    store.sensors.renewToken({ id, ownerId: requirePerson(viewer), viewer, clientMutationId }),
  removeAirSensor: async (_: unknown, { id, clientMutationId }: OwnArgs, { viewer, store }) => ({
    id: await store.sensors.remove({ id, ownerId: requirePerson(viewer), viewer, clientMutationId }),
  }),
  sendAirSensorReadings: async (_: unknown, args: SendArgs, { viewer: asker, store }) => {
    const { station, token = null, input, clientMutationId } = args;
    const viewer = await store.sensors.admit({ station, token, viewer: asker });
    const batch = orThrow(readBatch(input));
    const by = { viewer, actor: { role: 'sensor' }, sensor: station, operation: 'sendAirSensorReadings' };
    return store.ingest({ ...by, ...batch, clientMutationId, args: { station, input } });
  },
};

interface RegisterArgs {
  readonly input: SensorDraft;
  readonly clientMutationId?: string | null;
}

interface OwnArgs {
  readonly id: string;
  readonly clientMutationId?: string | null;
}

interface SendArgs {
  readonly station: string;
  readonly token?: string | null;
  readonly input: BatchInput;
  readonly clientMutationId?: string | null;
}

/** Only ever resolved for its owner: `myAirSensors`, and the answers to the owner's own mutations. */
export const OwnAirSensor: TypeResolvers<Context> = {
  station: ({ _id }: SensorRow, _: unknown, { loaders }) => loaders.stations.load(_id),
  label: async (sensor: SensorRow, _: unknown, context) => (await secretsOf(sensor, context))?.label ?? null,
  contact: async (sensor: SensorRow, _: unknown, context) =>
    (await secretsOf(sensor, context))?.contact ?? null,
  exactPosition: (sensor: SensorRow, _: unknown, context) => secretsOf(sensor, context),
  token: ({ token }: SensorRow, _: unknown, { loaders }) => loaders.opened.load(token),
};

async function secretsOf({ secrets }: SensorRow, { loaders }: Context): Promise<SensorSecrets | null> {
  return parseSecrets(await loaders.opened.load(secrets));
}

/** The place itself, for the owner. */
export async function showExactPosition(
  { id, isPrivate }: StationRow,
  context: Context,
): Promise<SensorSecrets | null> {
  if (isPrivate !== true) return null;
  const sensor = await context.loaders.sensors.load(id);
  if (!sensor || sensorSight(sensor, context.viewer) !== 'own') return refuseSight(context.viewer);
  return secretsOf(sensor, context);
}

/** P3: the row in the access log is durable before the value leaves; the owner's own look needs none. */
export async function showOwner(
  { id, isPrivate }: StationRow,
  purpose: string | null | undefined,
  context: Context,
): Promise<unknown> {
  if (isPrivate !== true) return null;
  const { viewer, loaders, access } = context;
  const sensor = await loaders.sensors.load(id);
  const sight = sensor ? sensorSight(sensor, viewer) : 'none';
  if (!sensor || sight === 'none') return refuseSight(viewer);
  const why = orThrow(checkPurpose(purpose));
  const { ownerId } = sensor;
  if (sight === 'identity')
    await access({
      whose: ownerId,
      entity: 'AirStation',
      entityId: id,
      fields: ['sensorOwner'],
      purpose: why,
    });
  return { accountId: ownerId, contact: (await secretsOf(sensor, context))?.contact ?? null };
}
