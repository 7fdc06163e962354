import fc from 'fast-check';
import { readBatch } from '../../../subgraphs/environment/batch.rules.ts';
import type { ObservationFormat, Read } from '../../../subgraphs/environment/format.rules.ts';
import { createReader } from '../../../subgraphs/environment/format.rules.ts';

const readAll = (format: ObservationFormat, records: readonly string[]): Read => {
  const read = createReader(format);
  const parts = records.map((record, place) => read(record, place));
  return {
    drafts: parts.flatMap(({ drafts }) => drafts),
    refusals: parts.flatMap(({ refusals }) => refusals),
  };
};
const at = '2026-11-25T08:00:00+07:00';

describe('CSV', () => {
  test('is read by its header, whatever the order, the separator and the quotes', () => {
    const { drafts } = readAll('CSV', [
      '\uFEFFvalue;Station;Property;Time;Unit',
      `"20,6";hung-vuong;PM2.5;${at};ug/m3`,
      `-999;"hung-vuong";NO2;${at};`,
    ]);
    expect(drafts).toEqual([
      { place: 1, datastream: 'hung-vuong.pm25', at, value: '20.6', unit: 'ug/m3', resultAt: null },
      { place: 2, datastream: 'hung-vuong.no2', at, value: '-999', unit: null, resultAt: null },
    ]);
  });

  test('is read as Excel and public networks write it, from a line of Excel to itself on', () => {
    const { drafts, refusals } = readAll('CSV', [
      '\uFEFFsep=;',
      'Location;Parameter;Datetime;Value;Units',
      `"le-loi";pm25;2026-11-25 08:00:00+07;"1,5";"µg/m³"`,
    ]);
    expect(refusals).toEqual([]);
    expect(drafts).toEqual([
      {
        place: 2,
        datastream: 'le-loi.pm25',
        at: '2026-11-25 08:00:00+07',
        value: '1.5',
        unit: 'µg/m³',
        resultAt: null,
      },
    ]);
    // Where commas part the fields, one in a number is none of ours to guess at.
    expect(readAll('CSV', ['datastream,at,value', `a.pm25,${at},"1,5"`]).drafts[0]?.value).toBe('1,5');
  });

  test('loses no other row for one that has no shape', () => {
    const { drafts, refusals } = readAll('CSV', [
      'datastream,at,value',
      `a.pm25,${at},1`,
      'a.pm25,1',
      `"a.pm25,${at},1`,
      '',
      `a.pm25,${at},2`,
    ]);
    expect(drafts.map(({ value }) => value)).toEqual(['1', '2']);
    expect(refusals).toEqual([
      { place: 2, field: 'columns', rule: 'shape' },
      { place: 3, field: 'columns', rule: 'shape' },
    ]);
  });

  test('without the columns that are needed is refused at its header', () => {
    expect(readAll('CSV', ['station,at,value']).refusals).toEqual([
      { place: 0, field: 'header', rule: 'shape' },
    ]);
  });

  test('reads back what was written with quotes', () => {
    const field = fc.string().map((text) => text.replaceAll(/[\r\n]/g, ' '));
    fc.assert(
      fc.property(field, (text) => {
        const quoted = `"${text.replaceAll('"', '""')}"`;
        const { drafts } = readAll('CSV', ['datastream,at,value,unit', `a.pm25,${at},1,${quoted}`]);
        expect(drafts[0]?.unit).toBe(text.trim() || null);
      }),
    );
  });
});

describe('SensorThings', () => {
  test('is an Observation, a page of them, or a data array', () => {
    const one = {
      Datastream: { '@iot.id': 'a.pm25' },
      phenomenonTime: `${at}/2026-11-25T09:00:00+07:00`,
      result: 20.6,
    };
    const array = {
      Datastream: { '@iot.id': 'a.pm10' },
      components: ['phenomenonTime', 'result', 'resultTime'],
      dataArray: [
        [at, 30, null],
        [at, '31', at],
      ],
    };
    const { drafts, refusals } = readAll('SENSOR_THINGS', [
      JSON.stringify(one),
      JSON.stringify({ value: [one] }),
      JSON.stringify([array]),
    ]);
    expect(refusals).toEqual([]);
    expect(drafts.map(({ datastream, value, resultAt }) => [datastream, value, resultAt])).toEqual([
      ['a.pm25', 20.6, null],
      ['a.pm25', 20.6, null],
      ['a.pm10', 30, null],
      ['a.pm10', '31', at],
    ]);
    expect(drafts.every((draft) => draft.at === at)).toBe(true);
  });

  test('that is none is refused by its record', () => {
    const records = ['{', '{}', '[1]', '{"Datastream":{"@iot.id":"a"},"result":1}'];
    expect(readAll('SENSOR_THINGS', records).refusals.map(({ place, rule }) => [place, rule])).toEqual(
      records.map((_, place) => [place, 'shape']),
    );
  });
});

describe('NGSI-LD AirQualityObserved', () => {
  test('is one row for each property, normalised or simplified', () => {
    const normalised = {
      id: 'urn:ngsi-ld:AirQualityObserved:hung-vuong',
      type: 'AirQualityObserved',
      dateObserved: { type: 'Property', value: { '@type': 'DateTime', '@value': at } },
      pm25: { type: 'Property', value: 20.6, unitCode: 'GQ' },
      relativeHumidity: { type: 'Property', value: 88, unitCode: 'P1', observedAt: '2026-11-25T02:00:00Z' },
      location: { type: 'GeoProperty', value: {} },
      windSpeed: { type: 'Property', value: 3 },
    };
    const simplified = {
      id: 'x',
      type: 'AirQualityObserved',
      stationCode: 'phu-bai',
      dateObserved: at,
      PM10: 44,
      co: null,
    };
    const { drafts, refusals } = readAll('NGSI_LD', [JSON.stringify(normalised), JSON.stringify(simplified)]);
    expect(refusals).toEqual([]);
    expect(drafts.map((draft) => [draft.place, draft.datastream, draft.at, draft.value, draft.unit])).toEqual(
      [
        [0, 'hung-vuong.pm25', at, 20.6, 'GQ'],
        [0, 'hung-vuong.humidity', '2026-11-25T02:00:00Z', 88, 'P1'],
        [1, 'phu-bai.pm10', at, 44, null],
        [1, 'phu-bai.co', at, null, null],
      ],
    );
  });

  test('of another type is refused', () => {
    expect(readAll('NGSI_LD', ['{"id":"x","type":"WeatherObserved"}']).refusals).toHaveLength(1);
  });
});

describe('a batch', () => {
  const rule = (input: Parameters<typeof readBatch>[0]) => {
    const verdict = readBatch(input);
    return 'problem' in verdict ? verdict.problem.extra['rule'] : verdict.value.drafts.length;
  };
  const row = { datastream: 'a.pm25', at, value: 1 };

  test('is rows or records, 1 to 1,000 of them', () => {
    expect(rule({})).toBe('exactly_one');
    expect(rule({ rows: [row], records: ['x'], format: 'CSV' })).toBe('exactly_one');
    expect(rule({ rows: [] })).toBe('empty');
    expect(rule({ records: ['x'] })).toBe('format');
    expect(rule({ rows: Array.from({ length: 1_000 }, () => row) })).toBe(1_000);
    expect(rule({ rows: Array.from({ length: 1_001 }, () => row) })).toBe('max_batch');
    const lines = Array.from({ length: 1_000 }, () => `a.pm25,${at},1`);
    expect(rule({ format: 'CSV', records: ['datastream,at,value', ...lines] })).toBe(1_000);
  });

  test('of few records with very many readings is too large too', () => {
    const dataArray = Array.from({ length: 1_001 }, () => [at, 1]);
    const page = { Datastream: { '@iot.id': 'a.pm25' }, components: ['phenomenonTime', 'result'], dataArray };
    expect(rule({ format: 'SENSOR_THINGS', records: [JSON.stringify(page)] })).toBe('max_batch');
  });

  test('is read or refused, whatever its records hold', () => {
    const format = fc.constantFrom<ObservationFormat[]>('CSV', 'SENSOR_THINGS', 'NGSI_LD');
    const record = fc.oneof(fc.string(), fc.json());
    fc.assert(
      fc.property(format, fc.array(record, { maxLength: 5 }), (named, records) => {
        expect(() => readBatch({ format: named, records })).not.toThrow();
      }),
    );
  });
});

describe('relative humidity of NGSI-LD', () => {
  const humidity = (value: unknown, unitCode?: string) => {
    const member = { type: 'Property', value, ...(unitCode && { unitCode }) };
    const entity = { id: 'urn:x:a', type: 'AirQualityObserved', dateObserved: at, relativeHumidity: member };
    const [draft] = readAll('NGSI_LD', [JSON.stringify(entity)]).drafts;
    return [draft?.datastream, draft?.value, draft?.unit];
  };

  test('is a share in the data model and percent here; who sends percent is understood too', () => {
    expect(humidity(0.54)).toEqual(['a.humidity', 54, null]);
    expect(humidity(1, 'C62')).toEqual(['a.humidity', 100, null]);
    expect(humidity(54)).toEqual(['a.humidity', 54, null]);
    expect(humidity(0.9, 'P1')).toEqual(['a.humidity', 0.9, 'P1']);
    expect(humidity(-999)).toEqual(['a.humidity', -999, null]);
  });

  test('is found under the address of its term', () => {
    const name = 'https://smartdatamodels.org/dataModel.Environment/pm25';
    const entity = { id: 'urn:x:a', type: 'AirQualityObserved', dateObserved: at, [name]: 20 };
    expect(readAll('NGSI_LD', [JSON.stringify(entity)]).drafts[0]).toMatchObject({
      datastream: 'a.pm25',
      value: 20,
    });
  });
});
