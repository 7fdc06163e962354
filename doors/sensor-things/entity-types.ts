/** The entity sets of SensorThings 1.1 that the city's stations fill. */
export const entitySets = [
  'Things',
  'Locations',
  'Datastreams',
  'Sensors',
  'ObservedProperties',
  'Observations',
  'FeaturesOfInterest',
] as const;
export type EntitySet = (typeof entitySets)[number];

export interface Navigation {
  readonly to: EntitySet;
  readonly isMany: boolean;
}

const one = (to: EntitySet): Navigation => ({ to, isMany: false });
const many = (to: EntitySet): Navigation => ({ to, isMany: true });

/** Where one goes from an entity of a set (OGC 18-088, figure 2). A station does not move: it has no HistoricalLocations. */
export const navigations: Readonly<Record<EntitySet, Readonly<Record<string, Navigation>>>> = {
  Things: { Datastreams: many('Datastreams'), Locations: many('Locations') },
  Locations: { Things: many('Things') },
  Datastreams: {
    Thing: one('Things'),
    Sensor: one('Sensors'),
    ObservedProperty: one('ObservedProperties'),
    Observations: many('Observations'),
  },
  Sensors: { Datastreams: many('Datastreams') },
  ObservedProperties: { Datastreams: many('Datastreams') },
  Observations: { Datastream: one('Datastreams'), FeatureOfInterest: one('FeaturesOfInterest') },
  FeaturesOfInterest: {},
};

/** Where a name leads from a set; undefined for what is no navigation. */
export function navigationOf(set: EntitySet, name: string): Navigation | undefined {
  const from = navigations[set];
  return Object.hasOwn(from, name) ? from[name] : undefined;
}

export function isEntitySet(name: string): name is EntitySet {
  return entitySets.some((set) => set === name);
}

/** An entity without its links; members are in the order in which they are shown. */
export interface Entity {
  readonly set: EntitySet;
  readonly id: string;
  readonly members: Readonly<Record<string, unknown>>;
}
