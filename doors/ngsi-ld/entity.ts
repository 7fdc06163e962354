import type { AirStation, AirStream } from './stations.ts';

export const entityType = 'AirQualityObserved';
const urn = `urn:ngsi-ld:${entityType}:`;

/** Terms of Smart Data Models; the core context is NGSI-LD's own and comes last. */
export const modelContext =
  'https://raw.githubusercontent.com/smart-data-models/dataModel.Environment/master/context.jsonld';
export const contexts = [
  modelContext,
  'https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context.jsonld',
] as const;

/** An attribute in normalised form. */
export type Attribute =
  | {
      readonly type: 'Property';
      readonly value: unknown;
      readonly unitCode?: string;
      readonly observedAt?: string;
    }
  | { readonly type: 'GeoProperty'; readonly value: Point };

export interface Point {
  readonly type: 'Point';
  readonly coordinates: readonly [lon: number, lat: number];
}

export interface AirEntity {
  readonly id: string;
  readonly point: Point;
  readonly attributes: ReadonlyMap<string, Attribute>;
}

/** Name of a property in the data model, UN/CEFACT code of its unit, and what ours is multiplied by. */
const measured: Readonly<
  Record<string, { readonly name: string; readonly unitCode?: string; readonly factor: number }>
> = {
  PM25: { name: 'pm25', unitCode: 'GQ', factor: 1 },
  PM10: { name: 'pm10', unitCode: 'GQ', factor: 1 },
  O3: { name: 'o3', unitCode: 'GQ', factor: 1 },
  NO2: { name: 'no2', unitCode: 'GQ', factor: 1 },
  SO2: { name: 'so2', unitCode: 'GQ', factor: 1 },
  CO: { name: 'co', unitCode: 'GQ', factor: 1 },
  TEMPERATURE: { name: 'temperature', unitCode: 'CEL', factor: 1 },
  // The data model has it from 0 to 1.
  HUMIDITY: { name: 'relativeHumidity', factor: 0.01 },
};

/** The last of all that a station measures; a reading that is not VALID is not shown. */
export function entityOf(station: AirStation): AirEntity {
  const { id, name, owner, lat, lon, ward, aqi, datastreams } = station;
  const point: Point = { type: 'Point', coordinates: [lon, lat] };
  const readings = datastreams.flatMap((stream) => readingOf(stream) ?? []);
  const newest = readings
    .map(({ observedAt }) => observedAt)
    .sort()
    .at(-1);
  const attributes = new Map<string, Attribute>([
    ...(newest === undefined
      ? []
      : [['dateObserved', property({ '@type': 'DateTime', '@value': newest })] as const]),
    ['location', { type: 'GeoProperty', value: point }],
    ['stationCode', property(id)],
    ['stationName', property(name)],
    ['dataProvider', property(owner)],
    ['typeOfLocation', property('outdoor')],
    ...(ward ? [['areaServed', property(ward.name)] as const] : []),
    ...indexOf(aqi),
    ...readings.map(({ name: term, value, unitCode, observedAt }): [string, Attribute] => [
      term,
      { type: 'Property', value, ...(unitCode !== undefined && { unitCode }), observedAt },
    ]),
  ]);
  return { id: `${urn}${id}`, point, attributes };
}

function property(value: unknown): Attribute {
  return { type: 'Property', value };
}

/** VN_AQI, and its level in Vietnamese. */
function indexOf(aqi: AirStation['aqi']): [string, Attribute][] {
  if (!aqi || aqi.aqi === null) return [];
  const observedAt = aqi.hour;
  return [
    ['airQualityIndex', { type: 'Property', value: aqi.aqi, observedAt }],
    ['airQualityLevel', { type: 'Property', value: aqi.levelName, observedAt }],
  ];
}

function readingOf({ property: measuredBy, latest }: AirStream) {
  const term = Object.hasOwn(measured, measuredBy) ? measured[measuredBy] : undefined;
  if (!term || latest?.quality !== 'VALID' || latest.value === null) return undefined;
  const value = Number((latest.value * term.factor).toPrecision(12));
  return { name: term.name, value, unitCode: term.unitCode, observedAt: latest.at };
}

/** The station of an entity's id; undefined for an id of something else. */
export function stationOf(entityId: string): string | undefined {
  return entityId.startsWith(urn) ? entityId.slice(urn.length) : undefined;
}
