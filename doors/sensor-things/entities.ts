import type { Entity } from './entity-types.ts';
import type { Reading, Station, StationKind, Stream } from './stations.ts';

const kinds: Readonly<Record<StationKind, string>> = {
  AIR: 'Trạm quan trắc không khí (air-quality station)',
  WATER_LEVEL: 'Trạm thuỷ văn (water gauge)',
  RAIN: 'Trạm đo mưa (rain gauge)',
  RESERVOIR: 'Hồ chứa (reservoir)',
};

export function thingOf(station: Station): Entity {
  const { id, kind, name, nameEn, owner, state, stationClass, water, alarmLevels, ward } = station;
  const properties = {
    kind,
    nameEn,
    owner,
    state,
    stationClass,
    ...(ward && { wardCode: ward.code }),
    ...(water && { water }),
    ...(alarmLevels && { alarmLevels }),
  };
  return { set: 'Things', id, members: { name, description: kinds[kind], properties } };
}

/** Where a station stands; what it observes is the air or the water there. */
export function locationOf(
  { id, name, kind, lat, lon }: Station,
  set: 'Locations' | 'FeaturesOfInterest',
): Entity {
  const point = { type: 'Point', coordinates: [lon, lat] };
  const shape = set === 'Locations' ? { location: point } : { feature: point };
  return {
    set,
    id,
    members: { name, description: kinds[kind], encodingType: 'application/geo+json', ...shape },
  };
}

interface PropertyText {
  readonly name: string;
  readonly description: string;
  readonly definition: string;
}

const eea = (code: number): string => `http://dd.eionet.europa.eu/vocabulary/aq/pollutant/${code}`;
const cf = (name: string): string => `http://vocab.nerc.ac.uk/standard_name/${name}/`;

const properties: Readonly<Record<string, PropertyText>> = {
  PM25: { name: 'PM2.5', description: 'Bụi mịn (fine dust)', definition: eea(6001) },
  PM10: { name: 'PM10', description: 'Bụi (dust)', definition: eea(5) },
  O3: { name: 'O3', description: 'Ôzôn (ozone)', definition: eea(7) },
  NO2: { name: 'NO2', description: 'Nitơ điôxít (nitrogen dioxide)', definition: eea(8) },
  SO2: { name: 'SO2', description: 'Lưu huỳnh điôxít (sulphur dioxide)', definition: eea(1) },
  CO: { name: 'CO', description: 'Cacbon mônôxít (carbon monoxide)', definition: eea(10) },
  TEMPERATURE: {
    name: 'Temperature',
    description: 'Nhiệt độ không khí (temperature of the air)',
    definition: cf('air_temperature'),
  },
  HUMIDITY: {
    name: 'Humidity',
    description: 'Độ ẩm tương đối (relative humidity)',
    definition: cf('relative_humidity'),
  },
  WATER_LEVEL: {
    name: 'Water level',
    description: 'Mực nước (level of the water)',
    definition: cf('water_surface_height_above_reference_datum'),
  },
  RAIN: { name: 'Rain', description: 'Lượng mưa (rain)', definition: cf('rainfall_rate') },
  INFLOW: {
    name: 'Inflow',
    description: 'Lưu lượng đến hồ (what flows into a reservoir)',
    definition: cf('water_volume_transport_into_sea_water_from_rivers'),
  },
  OUTFLOW: {
    name: 'Outflow',
    description: 'Lưu lượng xả (what a reservoir lets out)',
    definition: cf('water_volume_transport_in_river_channel'),
  },
};

/** A property that came into the graph later is told by its own name. */
function textOf(property: string): PropertyText {
  return properties[property] ?? { name: property, description: property, definition: '' };
}

export function propertyOf(property: string): Entity {
  return {
    set: 'ObservedProperties',
    id: property.toLowerCase().replaceAll('_', '-'),
    members: { ...textOf(property) },
  };
}

const sensors: Readonly<Record<string, { readonly name: string; readonly description: string }>> = {
  REFERENCE: { name: 'Reference instrument', description: 'Thiết bị chuẩn (a reference instrument)' },
  LOW_COST: { name: 'Low-cost sensor', description: 'Cảm biến (a low-cost sensor: indicative)' },
};

/** The class of instrument: the graph knows no more of one. */
export function sensorOf(stationClass: string): Entity {
  const text = sensors[stationClass] ?? { name: stationClass, description: stationClass };
  const id = stationClass.toLowerCase().replaceAll('_', '-');
  return { set: 'Sensors', id, members: { ...text, encodingType: 'text/plain', metadata: text.description } };
}

/** Unit as shown → its name and UCUM code. */
const units: Readonly<Record<string, readonly [name: string, code: string]>> = {
  'µg/m³': ['microgram per cubic metre', 'ug/m3'],
  '°C': ['degree Celsius', 'Cel'],
  '%': ['percent', '%'],
  m: ['metre', 'm'],
  'mm/h': ['millimetre per hour', 'mm/h'],
  'm³/s': ['cubic metre per second', 'm3/s'],
};

export function datastreamOf(station: Station, { id, property, unit, averagingMinutes }: Stream): Entity {
  const [unitName, code] = units[unit] ?? [unit, unit];
  const { name, description } = textOf(property);
  return {
    set: 'Datastreams',
    id,
    members: {
      name: `${station.name}: ${name}`,
      description,
      observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
      unitOfMeasurement: {
        name: unitName,
        symbol: unit,
        definition: `http://unitsofmeasure.org/ucum.html#${code}`,
      },
      properties: { averagingMinutes },
    },
  };
}

/** Its phenomenon time is the interval that it is the mean of; a sentinel has a null result. */
export function observationOf(
  stream: { readonly id: string; readonly averagingMinutes: number },
  { at, resultAt, value, quality, rule }: Reading,
): Entity {
  const end = new Date(Date.parse(at) + stream.averagingMinutes * 60_000);
  return {
    set: 'Observations',
    id: `${stream.id}@${at}`,
    members: {
      phenomenonTime: `${at}/${end.toISOString()}`,
      resultTime: resultAt,
      result: value,
      resultQuality: quality,
      ...(rule !== null && { parameters: { rule } }),
    },
  };
}
