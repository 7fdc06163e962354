import type { Entity, EntitySet } from './entity-types.ts';
import { datastreamOf, locationOf, observationOf, propertyOf, sensorOf, thingOf } from './entities.ts';
import type { Station } from './stations.ts';

/** All that there is but observations; some dozens of stations, so that every option can be answered exactly. */
export interface Catalogue {
  /** In the order of their ids. */
  all(set: EntitySet): readonly Entity[];
  find(set: EntitySet, id: string): Entity | undefined;
  /** What a navigation leads to, in the order of ids; observations are asked for by themselves. */
  related(entity: Entity, name: string): readonly Entity[];
  /** The last observation of a datastream. */
  latest(datastreamId: string): Entity | undefined;
}

export function createCatalogue(stations: readonly Station[]): Catalogue {
  const streams = stations.flatMap((station) => station.datastreams.map((stream) => ({ station, stream })));
  const sets: Readonly<Record<EntitySet, ReadonlyMap<string, Entity>>> = {
    Things: byId(stations.map(thingOf)),
    Locations: byId(stations.map((station) => locationOf(station, 'Locations'))),
    FeaturesOfInterest: byId(stations.map((station) => locationOf(station, 'FeaturesOfInterest'))),
    Datastreams: byId(streams.map(({ station, stream }) => datastreamOf(station, stream))),
    Sensors: byId(stations.map(({ stationClass }) => sensorOf(stationClass))),
    ObservedProperties: byId(streams.map(({ stream }) => propertyOf(stream.property))),
    Observations: new Map(),
  };
  const stationOf = new Map(streams.map(({ station, stream }) => [stream.id, station]));
  const pick = (set: EntitySet, ids: readonly string[]): Entity[] =>
    ids.flatMap((id) => sets[set].get(id) ?? []);
  const streamsWhere = (isIt: (of: (typeof streams)[number]) => boolean): Entity[] =>
    pick(
      'Datastreams',
      streams
        .filter(isIt)
        .map(({ stream }) => stream.id)
        .sort(),
    );
  const ways: Readonly<Record<string, (entity: Entity) => readonly Entity[]>> = {
    'Things/Datastreams': ({ id }) => streamsWhere(({ station }) => station.id === id),
    'Things/Locations': ({ id }) => pick('Locations', [id]),
    'Locations/Things': ({ id }) => pick('Things', [id]),
    'Datastreams/Thing': ({ id }) => pick('Things', [stationOf.get(id)?.id ?? '']),
    'Datastreams/Sensor': ({ id }) => {
      const station = stationOf.get(id);
      return station ? pick('Sensors', [sensorOf(station.stationClass).id]) : [];
    },
    'Datastreams/ObservedProperty': ({ id }) =>
      streams
        .filter(({ stream }) => stream.id === id)
        .flatMap(({ stream }) => pick('ObservedProperties', [propertyOf(stream.property).id])),
    'Sensors/Datastreams': ({ id }) =>
      streamsWhere(({ station }) => sensorOf(station.stationClass).id === id),
    'ObservedProperties/Datastreams': ({ id }) =>
      streamsWhere(({ stream }) => propertyOf(stream.property).id === id),
    'Observations/Datastream': ({ id }) => pick('Datastreams', [datastreamIdOf(id)]),
    'Observations/FeatureOfInterest': ({ id }) =>
      pick('FeaturesOfInterest', [stationOf.get(datastreamIdOf(id))?.id ?? '']),
  };
  const latests = new Map(streams.map(({ stream }) => [stream.id, stream]));
  return {
    all: (set) => [...sets[set].values()],
    find: (set, id) => sets[set].get(id),
    related: (entity, name) => ways[`${entity.set}/${name}`]?.(entity) ?? [],
    latest: (datastreamId) => {
      const stream = latests.get(datastreamId);
      return stream?.latest ? observationOf(stream, stream.latest) : undefined;
    },
  };
}

function byId(entities: readonly Entity[]): ReadonlyMap<string, Entity> {
  const sorted = [...entities].sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));
  return new Map(sorted.map((entity) => [entity.id, entity]));
}

/** The datastream in the id of an observation. */
export function datastreamIdOf(observationId: string): string {
  return observationId.slice(0, observationId.lastIndexOf('@'));
}
