import type { TypeResolvers } from '../../kit/resolvers.ts';
import { noSuchDatastream, requireKey } from '../errors.ts';
import type { LatestReading } from '../present.rules.ts';
import { propertySlug } from '../property.rules.ts';
import type { DatastreamFact } from '../station.rules.ts';
import type { Context } from './context.ts';

export type DatastreamView = DatastreamFact & { readonly stationId: string };

/** @throws GraphQLError NOT_FOUND */
export async function findDatastream(id: unknown, { loaders }: Context): Promise<DatastreamView> {
  const key = requireKey('id', id);
  const station = await loaders.byDatastream.load(key);
  const stream = station?.datastreams.find((one) => one.id === key);
  if (!station || !stream) throw noSuchDatastream();
  return { ...stream, stationId: station.id };
}

export const Datastream: TypeResolvers<Context> = {
  __resolveReference: ({ id }: { readonly id: unknown }, context: Context) => findDatastream(id, context),
  latest: async ({ stationId, property }: DatastreamView, _: unknown, { loaders }) =>
    (await loaders.presents.load(stationId))?.latest[propertySlug(property)] ?? null,
};

export const Observation: TypeResolvers<Context> = {
  rule: ({ rule }: LatestReading) => rule?.toUpperCase() ?? null,
};
