import fc from 'fast-check';
import { Fields } from '../../../doors/frame/index.ts';
import { entityOf } from '../../../doors/ngsi-ld/entity.ts';
import { readGeo } from '../../../doors/ngsi-ld/read-geo.ts';
import { fits, readQ } from '../../../doors/ngsi-ld/read-q.ts';
import { readQuery } from '../../../doors/ngsi-ld/read-query.ts';
import { readAirQuality } from '../../../subgraphs/environment/ngsi-ld/read-air-quality.ts';

const at = '2026-11-25T07:00:00.000Z';
const stream = (property: string, value: number | null, quality = 'VALID') => ({
  property,
  averagingMinutes: 60,
  latest: { at, value, quality },
});
const station = {
  id: 'kim-long-air',
  name: 'Kim Long',
  owner: 'Sở Nông nghiệp và Môi trường',
  lat: 16.46,
  lon: 107.55,
  ward: { name: 'Phường Kim Long' },
  aqi: { hour: at, aqi: 75, levelName: 'Trung bình' },
  datastreams: [
    stream('PM25', 37.5),
    stream('NO2', 900, 'SUSPECT'),
    stream('HUMIDITY', 84),
    stream('CO', null, 'INVALID'),
  ],
};
const entity = entityOf(station);

describe('an entity', () => {
  test('shows what is VALID, as the data model has it', () => {
    expect(Object.fromEntries(entity.attributes)).toMatchObject({
      pm25: { type: 'Property', value: 37.5, unitCode: 'GQ', observedAt: at },
      relativeHumidity: { type: 'Property', value: 0.84 },
      airQualityIndex: { value: 75 },
    });
    expect([...entity.attributes.keys()]).not.toEqual(expect.arrayContaining(['no2']));
  });

  test('is read back by the reader of what operators send', () => {
    const document = { id: entity.id, type: 'AirQualityObserved', ...Object.fromEntries(entity.attributes) };
    const pm25 = readAirQuality(document)?.find(({ name }) => name === 'pm25');
    expect(pm25).toEqual({ station: 'kim-long-air', name: 'pm25', value: 37.5, unitCode: 'GQ', at });
  });

  test('of a station that never measured has no date and no index', () => {
    const bare = entityOf({ ...station, aqi: null, ward: null, datastreams: [] });
    expect([...bare.attributes.keys()]).toEqual([
      'location',
      'stationCode',
      'stationName',
      'dataProvider',
      'typeOfLocation',
    ]);
  });
});

describe('q', () => {
  test.each([
    ['airQualityIndex>70', true],
    ['airQualityIndex>75', false],
    ['airQualityIndex==50..100', true],
    ['airQualityIndex!=50..100', false],
    ['airQualityIndex==1,75', true],
    ['pm25', true],
    ['no2', false],
    ['no2!=3', false],
    ['pm25<10|airQualityLevel=="Trung bình"', true],
    ['pm25<10;airQualityLevel=="Trung bình"', false],
    ['(pm25<10|pm25>30);airQualityIndex>=75', true],
    ['pm25.unitCode=="GQ"', true],
    ['pm25.observedAt>=2026-11-25T14:00:00+07:00', true],
    ['dateObserved<2026-11-25T07:00:00Z', false],
    ['pm25=="37.5"', false],
  ])('%s is %p', (q, expected) => {
    expect(fits(readQ(q), entity)).toBe(expected);
  });

  test.each(['', 'pm25>', 'pm25~="3"', 'pm25>3;', '(pm25', 'pm25)', 'pm25==3..', '"a"==1', '('.repeat(30)])(
    '%s is refused',
    (q) => {
      expect(() => readQ(q)).toThrow(/^q cannot be read/);
    },
  );

  test('is read or refused as bad input, whatever it holds', () => {
    const word = fc.constantFrom('pm25', '>', '==', ';', '|', '(', ')', '3', '"a"', '..', ',', '.');
    const q = fc.oneof(
      fc.string(),
      fc.array(word, { maxLength: 10 }).map((words) => words.join('')),
    );
    fc.assert(
      fc.property(q, (text) => {
        try {
          fits(readQ(text), entity);
        } catch (error) {
          expect(error).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', rule: 'q' } });
        }
      }),
    );
  });
});

describe('a place', () => {
  const geo = (fields: Record<string, string>) => readGeo(Fields.of(new URLSearchParams(fields)));
  const point = (georel: string, coordinates = '[107.59,16.46]') =>
    geo({ georel, geometry: 'Point', coordinates })?.(entity.point);

  test('is near by metres, or within a polygon', () => {
    expect([point('near;maxDistance==5000'), point('near;maxDistance==4000')]).toEqual([true, false]);
    expect([point('near;minDistance==5000'), point('near;minDistance==4000')]).toEqual([false, true]);
    const box = (lon: number) =>
      JSON.stringify([
        [
          [107.5, 16.4],
          [lon, 16.4],
          [lon, 16.5],
          [107.5, 16.5],
          [107.5, 16.4],
        ],
      ]);
    const within = (lon: number) =>
      geo({ georel: 'within', geometry: 'Polygon', coordinates: box(lon) })?.(entity.point);
    expect([within(107.6), within(107.52)]).toEqual([true, false]);
  });

  test.each<[Record<string, string>, string]>([
    [{ georel: 'near;maxDistance==5' }, 'together'],
    [{ georel: 'near', geometry: 'Point', coordinates: '[1,2]' }, 'distance'],
    [{ georel: 'near;maxDistance==-5', geometry: 'Point', coordinates: '[1,2]' }, 'distance'],
    [{ georel: 'near;maxDistance==5', geometry: 'Point', coordinates: '[1,200]' }, 'position'],
    [{ georel: 'near;maxDistance==5', geometry: 'Point', coordinates: '1,2' }, 'json'],
    [{ georel: 'touches', geometry: 'Point', coordinates: '[1,2]' }, 'georel'],
    [{ georel: 'within', geometry: 'Polygon', coordinates: '[[[1,2]]]' }, 'polygon'],
    [
      { georel: 'near;maxDistance==5', geometry: 'Point', coordinates: '[1,2]', geoproperty: 'x' },
      'geoproperty',
    ],
  ])('%p is refused by rule %s', (fields, rule) => {
    expect(() => geo(fields)).toThrow(
      expect.objectContaining({ extensions: expect.objectContaining({ code: 'BAD_USER_INPUT', rule }) }),
    );
  });
});

describe('what is asked for', () => {
  const query = (text: string) => readQuery(Fields.of(new URLSearchParams(text)));

  test('is a type by its name or its whole address, or something else at least', () => {
    const whole = 'https://smartdatamodels.org/dataModel.Environment/AirQualityObserved';
    expect(
      [`type=${whole}`, 'type=Vehicle,AirQualityObserved', 'q=pm25'].map((text) => query(text).isOurs),
    ).toEqual([true, true, true]);
    expect(query('type=Vehicle').isOurs).toBe(false);
    expect(query('type=AirQualityObserved&options=count,keyValues'.replace('count,', '')).form.isSimple).toBe(
      true,
    );
  });

  test.each([
    ['', 'required'],
    ['type=a&idPattern=(a%2B)%2B', 'parameter'],
    ['type=a&limit=0', 'range'],
    ['type=a&limit=1001', 'range'],
    ['type=a&options=fast', 'options'],
  ])('%p is refused by rule %s', (text, rule) => {
    expect(() => query(text)).toThrow(
      expect.objectContaining({ extensions: expect.objectContaining({ code: 'BAD_USER_INPUT', rule }) }),
    );
  });
});
