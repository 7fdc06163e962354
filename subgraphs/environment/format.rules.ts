import type { CsvHeader } from './csv/read-csv.ts';
import { isBeforeHeader, readCsvHeader, readCsvLine } from './csv/read-csv.ts';
import { readAirQuality } from './ngsi-ld/read-air-quality.ts';
import type { Refusal, RowDraft } from './observation.rules.ts';
import { propertyNamed } from './property.rules.ts';
import { readObservations } from './sensor-things/read-observations.ts';
import { datastreamId } from './station.rules.ts';

export const observationFormats = ['CSV', 'SENSOR_THINGS', 'NGSI_LD'] as const;
export type ObservationFormat = (typeof observationFormats)[number];

/** What one record gave: rows, or a refusal of the whole record. */
export interface Read {
  readonly drafts: readonly RowDraft[];
  readonly refusals: readonly Refusal[];
}

/** Reads the records of one format, one after the other. `place` is what refusals name the record by. */
export type RecordReader = (record: string, place: number) => Read;

/** A reader; that of CSV takes its first record for the header, unless it is given one that was read before. */
export function createReader(format: ObservationFormat, header?: string): RecordReader {
  if (format === 'CSV') return createCsvReader(header);
  return format === 'SENSOR_THINGS' ? readSensorThings : readNgsi;
}

function createCsvReader(given: string | undefined): RecordReader {
  let header = given === undefined ? null : placesIn(readCsvHeader(given));
  return (record, place) => {
    if (record.trim() === '') return nothing;
    if (header === null) {
      if (isBeforeHeader(record)) return nothing;
      header = placesIn(readCsvHeader(record));
      return header.fits ? nothing : refuse(place, 'header');
    }
    const fields = readCsvLine(record, header);
    return fields === null || !header.fits ? refuse(place, 'columns') : rowOf(fields, header, place);
  };
}

const nothing: Read = { drafts: [], refusals: [] };

function refuse(place: number, field: string): Read {
  return { drafts: [], refusals: [{ place, field, rule: 'shape' }] };
}

const columns = {
  datastream: ['datastream', 'datastream_id', 'stream'],
  station: ['station', 'station_id', 'stationid', 'station_code', 'stationcode', 'location', 'site'],
  property: ['property', 'parameter', 'observed_property', 'observedproperty', 'pollutant', 'indicator'],
  at: [
    'at',
    'time',
    'datetime',
    'date_time',
    'timestamp',
    'phenomenon_time',
    'phenomenontime',
    'observed_at',
    'observedat',
  ],
  value: ['value', 'result'],
  unit: ['unit', 'units', 'uom'],
  resultAt: ['result_at', 'resultat', 'result_time', 'resulttime'],
} as const;

type Column = keyof typeof columns;

/** A header, and where each column of ours is in it; looked up once for a whole file. */
interface PlacedHeader extends CsvHeader {
  readonly at: Readonly<Record<Column, number>>;
  readonly fits: boolean;
}

function placesIn(header: CsvHeader): PlacedHeader {
  const place = (column: Column): number => {
    const name = columns[column].find((one) => header.columns.includes(one));
    return name === undefined ? -1 : header.columns.indexOf(name);
  };
  const at = {
    datastream: place('datastream'),
    station: place('station'),
    property: place('property'),
    at: place('at'),
    value: place('value'),
    unit: place('unit'),
    resultAt: place('resultAt'),
  };
  const named = at.datastream >= 0 || (at.station >= 0 && at.property >= 0);
  return { ...header, at, fits: at.at >= 0 && at.value >= 0 && named };
}

function rowOf(fields: readonly string[], { at, separator }: PlacedHeader, place: number): Read {
  const datastream = fields[at.datastream] ?? streamNamed(fields[at.station], fields[at.property]);
  const draft: RowDraft = {
    place,
    datastream,
    at: fields[at.at] ?? '',
    value: withPoint(fields[at.value] ?? null, separator),
    resultAt: fields[at.resultAt] || null,
    unit: fields[at.unit] || null,
  };
  return { drafts: [draft], refusals: [] };
}

/** Where commas do not part the fields they part numbers: `20,6` is how Vietnamese spreadsheets write 20.6. */
function withPoint(value: string | null, separator: CsvHeader['separator']): string | null {
  return value !== null && separator !== ',' && /^[+-]?\d+,\d+$/.test(value)
    ? value.replace(',', '.')
    : value;
}

/** What is no property of ours gives an id that is no datastream's. */
function streamNamed(station = '', property = ''): string {
  const known = propertyNamed(property);
  return known === null ? `${station}.${property}` : datastreamId(station, known);
}

function readSensorThings(record: string, place: number): Read {
  const observations = readObservations(parseJson(record));
  if (observations === null) return refuse(place, 'Observation');
  const drafts = observations.map(({ datastream, phenomenonTime, resultTime, result }) => ({
    place,
    datastream,
    at: phenomenonTime,
    resultAt: resultTime,
    value: toValue(result),
    unit: null,
  }));
  return { drafts, refusals: [] };
}

/** A member that is no property of the hub's (humidity in another model, a comment) is passed over. */
function readNgsi(record: string, place: number): Read {
  const readings = readAirQuality(parseJson(record));
  if (readings === null) return refuse(place, 'AirQualityObserved');
  const drafts = readings.flatMap(({ station, name, value, unitCode, at }) => {
    // An expanded document writes a name as the address of its term.
    const property = propertyNamed(name.split(/[/#]/).at(-1) ?? '');
    if (property === null) return [];
    const datastream = datastreamId(station, property);
    const { of, unit } =
      property === 'HUMIDITY' ? humidityOf(value, unitCode) : { of: value, unit: unitCode };
    return [{ place, datastream, at, resultAt: null, value: toValue(of), unit }];
  });
  return drafts.length === 0 ? refuse(place, 'AirQualityObserved') : { drafts, refusals: [] };
}

/** The data model has relative humidity from 0 to 1; some senders write percent all the same, and no air is as dry as 1 %. */
function humidityOf(value: unknown, unitCode: string | null) {
  const isShare = typeof value === 'number' && value >= 0 && value <= 1;
  if (!isShare || unitCode === 'P1') return { of: value, unit: unitCode };
  return { of: Number((value * 100).toPrecision(12)), unit: null };
}

/** What is neither number nor text nor null is read as a text that is no number, and refused as such. */
function toValue(value: unknown): number | string | null {
  if (typeof value === 'number' || typeof value === 'string' || value === null) return value;
  return 'not a number';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
