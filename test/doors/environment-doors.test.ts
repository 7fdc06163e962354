import type { City } from '../kit/start-city.ts';
import { readWithPython } from '../kit/python-standards.ts';
import { startCity } from '../kit/start-city.ts';

const hour = (ago: number): string =>
  new Date(Date.parse('2026-11-25T07:00:00Z') - ago * 3_600_000).toISOString();
const place = {
  nameEn: 'x',
  stationClass: 'REFERENCE',
  owner: 'Sở Nông nghiệp và Môi trường',
  lat: 16.4637,
  lon: 107.5909,
};

describe('environment at its doors', () => {
  let city: City;
  beforeAll(async () => {
    city = await startCity({ now: '2026-11-25T15:20:00+07:00' });
    await register({
      id: 'le-loi',
      kind: 'AIR',
      name: 'Lê Lợi',
      datastreams: ['PM25', 'NO2'].map((property) => ({ property, averagingMinutes: 60 })),
    });
    await register({
      id: 'thuan-an',
      kind: 'AIR',
      name: 'Thuận An',
      lat: 16.553,
      lon: 107.642,
      stationClass: 'LOW_COST',
      datastreams: [{ property: 'PM25', averagingMinutes: 60 }],
    });
    await register({
      id: 'kim-long',
      kind: 'WATER_LEVEL',
      name: 'Kim Long',
      water: 'Sông Hương',
      alarmLevels: { bd1: 1, bd2: 2, bd3: 3.5 },
      datastreams: [{ property: 'WATER_LEVEL', averagingMinutes: 10 }],
    });
    await send([
      ...Array.from({ length: 250 }, (_, ago) => ({
        datastream: 'le-loi.pm25',
        at: hour(ago),
        value: ago === 3 ? -999 : 20 + (ago % 40),
      })),
      { datastream: 'le-loi.no2', at: hour(0), value: 40 },
      { datastream: 'kim-long.water-level', at: '2026-11-25T08:10:00Z', value: 1.95 },
    ]);
  }, 240_000);
  afterAll(() => city?.close());

  const register = async (input: object) => {
    const query = 'mutation ($input: StationInput!) { registerStation(input: $input) { id } }';
    const answer = await city.ask(query, { as: 'operator', variables: { input: { ...place, ...input } } });
    expect(answer.errors).toBeUndefined();
  };
  const send = async (rows: readonly object[]) => {
    const query =
      'mutation ($input: IngestObservationsInput!) { ingestObservations(input: $input) { added } }';
    const answer = await city.ask(query, { as: 'operator', variables: { input: { rows } } });
    expect(answer.data).toEqual({ ingestObservations: { added: rows.length } });
  };
  const at = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(new URL(path, city.url), { headers });
  // What a test reads it compares at once.
  // oxlint-disable-next-line typescript/no-explicit-any
  const get = async (path: string, headers: Record<string, string> = {}): Promise<any> => {
    const response = await at(path, headers);
    return response.status === 200
      ? response.json()
      : { status: response.status, body: await response.json() };
  };
  const root = () => new URL('/sta/v1.1', city.url).href;
  const ids = async (path: string): Promise<string[]> =>
    (await get(path)).value.map((one: Record<string, string>) => one['@iot.id']);

  test('is read by frost_sta_client and ngsildclient from PyPI as they are', async () => {
    expect(await readWithPython(new URL('/', city.url).origin)).toEqual({
      sensorThings: {
        things: ['Kim Long', 'Lê Lợi', 'Thuận An'],
        kind: 'WATER_LEVEL',
        streams: [
          ['NO2', 'Lê Lợi', 'µg/m³'],
          ['PM2.5', 'Lê Lợi', 'µg/m³'],
        ],
        readings: 250,
        newest: [`${hour(0)}/${hour(-1)}`, 20, 'VALID'],
        missing: 404,
      },
      ngsiLd: {
        connected: true,
        type: 'AirQualityObserved',
        pm25: 20,
        found: ['urn:ngsi-ld:AirQualityObserved:le-loi'],
        count: 2,
        exists: [true, false],
      },
    });
  }, 420_000);

  describe('SensorThings', () => {
    test('tells at its root what there is', async () => {
      for (const path of ['/sta/v1.1', '/sta/v1.1/']) {
        const { value, serverSettings } = await get(path);
        expect(value).toContainEqual({ name: 'Things', url: `${root()}/Things` });
        expect(value).toHaveLength(7);
        expect(serverSettings.conformance).toContain(
          'http://www.opengis.net/spec/iot_sensing/1.1/req/datamodel/thing',
        );
      }
    });

    test('shows a station as a Thing, with what belongs to it where it is asked for', async () => {
      expect(await get("/sta/v1.1/Things('kim-long')")).toEqual({
        '@iot.id': 'kim-long',
        '@iot.selfLink': `${root()}/Things('kim-long')`,
        name: 'Kim Long',
        description: 'Trạm thuỷ văn (water gauge)',
        properties: {
          kind: 'WATER_LEVEL',
          nameEn: 'x',
          owner: 'Sở Nông nghiệp và Môi trường',
          state: 'ONLINE',
          stationClass: 'REFERENCE',
          wardCode: expect.stringMatching(/^\d{5}$/),
          water: 'Sông Hương',
          alarmLevels: { bd1: 1, bd2: 2, bd3: 3.5 },
        },
        'Datastreams@iot.navigationLink': `${root()}/Things('kim-long')/Datastreams`,
        'Locations@iot.navigationLink': `${root()}/Things('kim-long')/Locations`,
      });
      const select = '$select=name,unitOfMeasurement';
      const last = 'Observations($top=1;$orderby=phenomenonTime desc;$select=result,phenomenonTime)';
      const expand = `Datastreams(${select};$expand=ObservedProperty($select=name),Sensor($select=name),${last}),Locations($select=location)`;
      expect(await get(`/sta/v1.1/Things?$filter=id eq 'kim-long'&$select=name&$expand=${expand}`)).toEqual({
        value: [
          {
            name: 'Kim Long',
            Datastreams: [
              {
                name: 'Kim Long: Water level',
                unitOfMeasurement: {
                  name: 'metre',
                  symbol: 'm',
                  definition: 'http://unitsofmeasure.org/ucum.html#m',
                },
                Sensor: { name: 'Reference instrument' },
                ObservedProperty: { name: 'Water level' },
                Observations: [
                  { phenomenonTime: '2026-11-25T08:10:00.000Z/2026-11-25T08:20:00.000Z', result: 1.95 },
                ],
                'Observations@iot.nextLink': expect.stringContaining(
                  "/Datastreams('kim-long.water-level')/Observations?",
                ),
              },
            ],
            Locations: [{ location: { type: 'Point', coordinates: [107.5909, 16.4637] } }],
          },
        ],
      });
    });

    test('filters, orders, counts and pages what there is', async () => {
      expect(await get('/sta/v1.1/Things?$count=true&$top=2&$select=id')).toEqual({
        '@iot.count': 3,
        '@iot.nextLink': `${root()}/Things?$top=2&$skip=2&$count=true&$select=id`,
        value: [{ '@iot.id': 'kim-long' }, { '@iot.id': 'le-loi' }],
      });
      expect(await ids('/sta/v1.1/Things?$orderby=name desc')).toEqual(['thuan-an', 'le-loi', 'kim-long']);
      const filter = "Datastreams/ObservedProperty/name eq 'PM2.5' and properties/stationClass ne 'LOW_COST'";
      expect(await ids(`/sta/v1.1/Things?$filter=${filter}`)).toEqual(['le-loi']);
      expect(await ids("/sta/v1.1/ObservedProperties('pm25')/Datastreams")).toEqual([
        'le-loi.pm25',
        'thuan-an.pm25',
      ]);
      expect(await ids("/sta/v1.1/Sensors('low-cost')/Datastreams")).toEqual(['thuan-an.pm25']);
      expect(await ids("/sta/v1.1/Datastreams('le-loi.no2')/Thing/Locations")).toEqual(['le-loi']);
      expect(await get("/sta/v1.1/Things('le-loi')/Datastreams/$ref")).toEqual({
        value: ['no2', 'pm25'].map((slug) => ({
          '@iot.selfLink': `${root()}/Datastreams('le-loi.${slug}')`,
        })),
      });
      expect(await get("/sta/v1.1/Things('le-loi')/name")).toEqual({ name: 'Lê Lợi' });
      const value = await at("/sta/v1.1/Things('le-loi')/name/$value");
      expect([value.headers.get('content-type'), await value.text()]).toEqual([
        'text/plain; charset=utf-8',
        'Lê Lợi',
      ]);
    });

    test('gives observations in the order of their time, page by page, none twice and none missing', async () => {
      for (const direction of ['asc', 'desc']) {
        const seen: string[] = [];
        let next = `/sta/v1.1/Datastreams('le-loi.pm25')/Observations?$orderby=phenomenonTime ${direction}&$top=60&$select=phenomenonTime`;
        let pages = 0;
        for (; next; pages += 1) {
          const page = await get(next);
          seen.push(
            ...page.value.map(({ phenomenonTime }: Record<string, string>) => phenomenonTime?.split('/')[0]),
          );
          next = page['@iot.nextLink'];
        }
        const all = Array.from({ length: 250 }, (_, ago) => hour(ago));
        expect(seen).toEqual(direction === 'desc' ? all : all.reverse());
        expect(pages).toBe(5);
      }
    });

    test('finds observations by time, result and quality; a sentinel has no result', async () => {
      const path = "/sta/v1.1/Datastreams('le-loi.pm25')/Observations";
      const from = `phenomenonTime ge ${hour(4)}`;
      expect(
        await get(`${path}?$filter=${from} and phenomenonTime lt ${hour(2)}&$orderby=phenomenonTime desc`),
      ).toEqual({
        value: [
          {
            '@iot.id': `le-loi.pm25@${hour(3)}`,
            '@iot.selfLink': `${root()}/Observations('le-loi.pm25@${hour(3)}')`,
            phenomenonTime: `${hour(3)}/${hour(2)}`,
            resultTime: hour(3),
            result: null,
            resultQuality: 'INVALID',
            parameters: { rule: 'SENTINEL' },
            'Datastream@iot.navigationLink': `${root()}/Observations('le-loi.pm25@${hour(3)}')/Datastream`,
            'FeatureOfInterest@iot.navigationLink': `${root()}/Observations('le-loi.pm25@${hour(3)}')/FeatureOfInterest`,
          },
          expect.objectContaining({ result: 24, resultQuality: 'VALID' }),
        ],
      });
      const rare = "Datastream/id eq 'le-loi.pm25' and (result gt 58 or resultQuality eq 'INVALID')";
      const results = (await get(`/sta/v1.1/Observations?$filter=${rare}&$orderby=phenomenonTime desc`))
        .value;
      expect(results.map(({ result }: { result: number | null }) => result)).toEqual([
        null,
        ...Array.from({ length: 6 }, () => 59),
      ]);
      const one = `/sta/v1.1/Observations('le-loi.pm25@${hour(0)}')`;
      expect(await get(`${one}/Datastream/Thing/name`)).toEqual({ name: 'Lê Lợi' });
      expect((await get(`${one}?$expand=FeatureOfInterest`)).FeatureOfInterest.feature.coordinates).toEqual([
        107.5909, 16.4637,
      ]);
    });

    test('gives observations as rows of values to clients that ask for a data array', async () => {
      const path = "/sta/v1.1/Datastreams('le-loi.pm25')/Observations?$orderby=phenomenonTime desc&$top=2";
      const page = await get(`${path}&$resultFormat=dataArray`);
      expect(page['@iot.nextLink']).toContain('$resultFormat=dataArray');
      expect(page.value).toEqual([
        {
          'Datastream@iot.navigationLink': `${root()}/Datastreams('le-loi.pm25')`,
          components: ['id', 'phenomenonTime', 'resultTime', 'result', 'resultQuality'],
          'dataArray@iot.count': 2,
          dataArray: [0, 1].map((ago) => [
            `le-loi.pm25@${hour(ago)}`,
            `${hour(ago)}/${hour(ago - 1)}`,
            hour(ago),
            20 + ago,
            'VALID',
          ]),
        },
      ]);
      const chosen = await get(`${path}&$resultFormat=dataArray&$select=phenomenonTime,result`);
      expect(chosen.value[0].components).toEqual(['phenomenonTime', 'result']);
      expect((await get('/sta/v1.1/Things?$resultFormat=dataArray')).body.rule).toBe('result_format');
    });

    test('refuses in the words of the standard', async () => {
      const refused = async (path: string) => {
        const { status, body } = await get(`/sta/v1.1/${path}`);
        expect(body).toMatchObject({ code: status, type: 'error', message: expect.any(String) });
        return [status, body.field, body.rule];
      };
      expect(await refused("Things('nobody')")).toEqual([404, undefined, undefined]);
      expect(await refused("Datastreams('nobody')/Observations")).toEqual([404, undefined, undefined]);
      expect(await refused("Things('le-loi')/Thing")).toEqual([404, undefined, undefined]);
      expect(await refused('Nothings')).toEqual([404, undefined, undefined]);
      expect(await refused("Observations('le-loi.pm25@2026-11-25T07:00:01.000Z')")).toEqual([
        404,
        undefined,
        undefined,
      ]);
      expect(await refused('Things?$filter=name like 3')).toEqual([400, '$filter', 'filter']);
      expect(await refused('Things?$filter=nema eq 3')).toEqual([400, '$filter', 'member']);
      expect(await refused('Observations')).toEqual([400, '$filter', 'datastream']);
      expect(await refused("Datastreams('le-loi.pm25')/Observations?$count=true")).toEqual([
        400,
        '$count',
        'not_counted',
      ]);
      const posted = await fetch(`${root()}/Things`, { method: 'POST', body: '{}' });
      expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    });

    test('may be kept by anybody for a minute, and is not sent to who has it', async () => {
      const first = await at('/sta/v1.1/Things');
      expect(first.headers.get('cache-control')).toBe('public, max-age=60');
      const again = await at('/sta/v1.1/Things', { 'if-none-match': first.headers.get('etag') ?? '' });
      expect(again.status).toBe(304);
    });
  });

  describe('NGSI-LD', () => {
    const air = '/ngsi-ld/v1/entities?type=AirQualityObserved';
    const stationIds = async (path: string): Promise<string[]> =>
      (await get(path)).map(({ id }: { id: string }) => id.split(':').at(-1) ?? '');

    test('shows an air station as AirQualityObserved, with its context where the form has it', async () => {
      const path = '/ngsi-ld/v1/entities/urn:ngsi-ld:AirQualityObserved:le-loi';
      const entity = {
        id: 'urn:ngsi-ld:AirQualityObserved:le-loi',
        type: 'AirQualityObserved',
        dateObserved: { type: 'Property', value: { '@type': 'DateTime', '@value': hour(0) } },
        location: { type: 'GeoProperty', value: { type: 'Point', coordinates: [107.5909, 16.4637] } },
        stationCode: { type: 'Property', value: 'le-loi' },
        stationName: { type: 'Property', value: 'Lê Lợi' },
        dataProvider: { type: 'Property', value: 'Sở Nông nghiệp và Môi trường' },
        typeOfLocation: { type: 'Property', value: 'outdoor' },
        areaServed: { type: 'Property', value: expect.any(String) },
        airQualityIndex: { type: 'Property', value: expect.any(Number), observedAt: hour(0) },
        airQualityLevel: { type: 'Property', value: 'Tốt', observedAt: hour(0) },
        pm25: { type: 'Property', value: 20, unitCode: 'GQ', observedAt: hour(0) },
        no2: { type: 'Property', value: 40, unitCode: 'GQ', observedAt: hour(0) },
      };
      const plain = await at(path);
      expect(plain.headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(plain.headers.get('link')).toMatch(
        /context\.jsonld>; rel="http:\/\/www\.w3\.org\/ns\/json-ld#context"/,
      );
      expect(await plain.json()).toEqual(entity);
      const linked = await at(path, { accept: 'application/ld+json' });
      expect(linked.headers.get('content-type')).toBe('application/ld+json; charset=utf-8');
      expect(linked.headers.get('link')).toBeNull();
      expect(await linked.json()).toEqual({ '@context': expect.any(Array), ...entity });
      expect(await get(`${path}?options=keyValues&attrs=pm25,location`)).toEqual({
        id: entity.id,
        type: 'AirQualityObserved',
        location: { type: 'Point', coordinates: [107.5909, 16.4637] },
        pm25: 20,
      });
    });

    test('finds entities by type, id, attribute, q and place, page by page', async () => {
      expect(await stationIds(air)).toEqual(['le-loi', 'thuan-an']);
      expect(await stationIds('/ngsi-ld/v1/entities?type=Vehicle')).toEqual([]);
      expect(await stationIds(`${air}&q=pm25>10;airQualityLevel=="Tốt"`)).toEqual(['le-loi']);
      expect(await stationIds(`${air}&attrs=no2`)).toEqual(['le-loi']);
      expect(await stationIds(`${air}&id=urn:ngsi-ld:AirQualityObserved:thuan-an`)).toEqual(['thuan-an']);
      const near = 'georel=near;maxDistance==2000&geometry=Point&coordinates=[107.642,16.553]';
      expect(await stationIds(`${air}&${near}`)).toEqual(['thuan-an']);
      const first = await at(`${air}&limit=1&count=true`);
      expect(first.headers.get('ngsild-results-count')).toBe('2');
      const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
      expect(await stationIds(next)).toEqual(['thuan-an']);
    });

    test('refuses with the problems of the standard', async () => {
      const problem = async (path: string) => {
        const response = await at(path);
        expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
        const body = parseProblem(await response.json());
        return [response.status, body.type.split('/').at(-1), body.field];
      };
      const entities = '/ngsi-ld/v1/entities';
      expect(await problem(entities)).toEqual([400, 'BadRequestData', 'type']);
      expect(await problem(`${air}&q=pm25>`)).toEqual([400, 'BadRequestData', 'q']);
      expect(await problem(`${air}&idPattern=(a%2B)%2B`)).toEqual([400, 'BadRequestData', 'idPattern']);
      expect(await problem(`${entities}/urn:ngsi-ld:AirQualityObserved:nobody`)).toEqual([
        404,
        'ResourceNotFound',
        undefined,
      ]);
      expect(await problem(`${entities}/urn:ngsi-ld:Vehicle:1`)).toEqual([
        404,
        'ResourceNotFound',
        undefined,
      ]);
      expect(await problem(`${entities}/le-loi`)).toEqual([400, 'BadRequestData', 'id']);
    });
  });
});

function parseProblem(body: unknown): { readonly type: string; readonly field?: string } {
  return body as { readonly type: string; readonly field?: string };
}
