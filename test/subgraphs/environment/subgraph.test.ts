import type { LiveClient } from '../../kit/live-client.ts';
import { connectSigned, eventsOf, subscribeSigned } from '../reports/watch.ts';
import type { EnvironmentWorld } from './start-environment.ts';
import {
  auditor,
  citizen,
  hoursAgo,
  ingest,
  ioc,
  kimLong,
  operator,
  register,
  send,
  startEnvironment,
  station,
} from './start-environment.ts';

const case7 = [20.6, 19.6, 22.4, 20.3, 16.5, 19, 16.5, 19.5, 23.5, 20.5, 24.7, 26.9];
const pmRows = (id: string, values: readonly number[]) =>
  values.map((value, hours) => ({ datastream: `${id}.pm25`, at: hoursAgo(hours), value }));
const air = `{ aqi level levelName colour dominant hour reason station { id } distanceM parts { pollutant concentration aqi method hours } }`;

describe('environment', () => {
  let world: EnvironmentWorld;
  const clients: LiveClient[] = [];
  beforeAll(async () => {
    world = await startEnvironment();
  }, 120_000);
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.close();
  });
  afterAll(() => world?.close());

  const watch = async (query: string, after?: string): Promise<LiveClient> => {
    const client = await connectSigned(world.running.url);
    clients.push(client);
    subscribeSigned(client, '1', { query, ...(after !== undefined && { after }) });
    return client;
  };
  const entries = (filter: object) =>
    world.client.db(world.dbName).collection('journal').find(filter).sort({ at: 1, ordinal: 1 }).toArray();

  test('computes VN_AQI of an hour from what a batch brings, and tells of it once (case 7)', async () => {
    await register(world.ask, { id: 'case-7' });
    const client = await watch(
      'subscription { aqiChanged(station: "case-7") { aqi levelName dominant hour version } }',
    );
    expect((await eventsOf(client, '1', 1))[0]).toMatchObject({ value: null, start: true });
    await send(world.ask, pmRows('case-7', case7));
    const [event] = await eventsOf(client, '1', 1);
    expect(event?.value).toEqual({
      aqi: 41,
      levelName: 'Tốt',
      dominant: 'PM25',
      hour: '2026-11-25T07:00:00.000Z',
      version: 1,
    });
    // The same batch again is nothing new; what comes next is the correction of the latest hour.
    expect(await send(world.ask, pmRows('case-7', case7))).toMatchObject({ added: 0, repeated: 12 });
    await send(world.ask, [
      { datastream: 'case-7.pm25', at: hoursAgo(0), value: 300, resultAt: '2026-11-25T08:10:00Z' },
    ]);
    const [next] = await eventsOf(client, '1', 1);
    expect(next?.value).toMatchObject({ version: 2, levelName: 'Rất xấu' });
    const told = await entries({ kind: 'aqi', entityId: /^case-7@/ });
    expect(told.map(({ version, from, to }) => [version, from, to])).toEqual([
      [1, null, '41'],
      [2, '41', String(next?.value.aqi)],
    ]);
    const [past] = await entries({ kind: 'pastAqi', entityId: 'case-7' });
    expect(past?.['payload'].hours).toHaveLength(11);
    expect(await entries({ kind: 'ingested', 'payload.datastreams': 'case-7.pm25' })).toHaveLength(2);
  }, 60_000);

  test('tells a watcher of a level only what comes to it or leaves it, and resumes where it was broken off', async () => {
    await register(world.ask, { id: 'levels', datastreams: [{ property: 'PM25', averagingMinutes: 60 }] });
    await send(world.ask, pmRows('levels', [10, 10, 10]));
    const query = 'subscription { aqiChanged(station: "levels", minLevel: POOR) { aqi level } }';
    const client = await watch(query);
    const [start] = await eventsOf(client, '1', 1);
    expect(start).toMatchObject({ value: { level: 'GOOD' }, start: true });
    const correct = (value: number, minute: number) =>
      send(world.ask, [
        { datastream: 'levels.pm25', at: hoursAgo(0), value, resultAt: `2026-11-25T08:0${minute}:00Z` },
      ]);
    await correct(11, 1);
    await correct(200, 2);
    await correct(12, 3);
    const [up, down] = await eventsOf(client, '1', 2);
    expect([up?.value.level, down?.value.level]).toEqual(['BAD', 'GOOD']);
    const again = await watch(query, up?.cursor);
    const [resumed] = await eventsOf(again, '1', 1);
    expect(resumed).toMatchObject({ value: { level: 'GOOD' }, start: false, resync: false });
  }, 60_000);

  test('tells each crossing of a gauge once, to whom it concerns (case 9)', async () => {
    await register(world.ask, kimLong);
    const level = (value: number, minute: number) =>
      send(world.ask, [{ datastream: 'kim-long.water-level', at: `2026-11-25T07:${minute}:00Z`, value }]);
    const fields = '{ alarms { gauge { id } alarm from levelM text } }';
    const [second, third] = await Promise.all(
      [2, 3].map((n) => watch(`subscription { gaugeCrossed(level: ${n}) ${fields} }`)),
    );
    if (!second || !third) throw new Error('expected two clients');
    for (const client of [second, third])
      expect((await eventsOf(client, '1', 1))[0]).toMatchObject({
        start: true,
        value: { alarms: [{ gauge: { id: 'kim-long' }, alarm: 0, from: null, levelM: null }] },
      });
    await level(1.95, 10);
    await level(2.05, 20);
    await level(1.95, 30);
    await level(3.55, 40);
    const [toTwo] = await eventsOf(second, '1', 1);
    expect(toTwo?.value.alarms).toEqual([
      { gauge: { id: 'kim-long' }, alarm: 2, from: 1, levelM: 2.05, text: '2,05 m, trên BĐ2 0,05 m' },
    ]);
    const [toThree] = await eventsOf(third, '1', 1);
    expect(toThree?.value.alarms).toEqual([
      { gauge: { id: 'kim-long' }, alarm: 3, from: 2, levelM: 3.55, text: '3,55 m, trên BĐ3 0,05 m' },
    ]);
    await level(0.5, 50);
    // Had either been told anything else, it would come before the fall.
    for (const client of [second, third])
      expect((await eventsOf(client, '1', 1))[0]?.value.alarms[0]).toMatchObject({ from: 3, alarm: 0 });
    const crossings = await entries({ kind: 'crossed', entityId: 'kim-long' });
    expect(crossings.map(({ from, to }) => `${from}→${to}`)).toEqual(['0→1', '1→2', '2→3', '3→0']);
    expect(crossings[2]?.['payload']).toMatchObject({ warnedWards: ['19789'], levelM: 3.55 });
    const { data } = await world.ask(
      '{ waterGauge(id: "kim-long") { levelM alarm alarmLevels { bd3 } ward { code } } }',
    );
    expect(data.waterGauge).toEqual({
      levelM: 0.5,
      alarm: 0,
      alarmLevels: { bd3: 3.5 },
      ward: { code: '19789' },
    });
  }, 60_000);

  test('shows the air of the nearest station, with inputs and method, and the reason where there is none', async () => {
    await register(world.ask, { id: 'near', lat: 16.4637, lon: 107.5909 });
    await register(world.ask, { id: 'lang-co', lat: 16.235, lon: 108.078 });
    await send(world.ask, [
      ...pmRows('near', [37.5, 37.5, 37.5]),
      { datastream: 'near.no2', at: hoursAgo(0), value: 40 },
      ...pmRows('lang-co', [50]),
    ]);
    const { data, errors } = await world.ask(`{
      here: airNow(lat: 16.4637, lon: 107.5909) ${air}
      there: airNow(lat: 16.236, lon: 108.077) ${air}
    }`);
    expect(errors).toEqual([]);
    expect(data.here).toMatchObject({
      aqi: 75,
      level: 'MODERATE',
      levelName: 'Trung bình',
      colour: '#ffff00',
      dominant: 'PM25',
      reason: null,
      distanceM: 0,
      parts: [
        { pollutant: 'PM25', concentration: 37.5, aqi: 75, method: 'NOWCAST', hours: 3 },
        { pollutant: 'NO2', concentration: 40, aqi: 20, method: 'MEAN_1H', hours: 1 },
      ],
    });
    expect(data.there).toMatchObject({
      aqi: null,
      level: null,
      reason: 'PM_HOURS_MISSING',
      station: { id: 'lang-co' },
    });
  }, 60_000);

  test('gives the air to wards and reports by their place, without a look at who they are', async () => {
    const representations = [
      { __typename: 'Ward', code: '19789', lat: 16.4637, lon: 107.5909 },
      { __typename: 'Report', id: 'whatever', lat: 16.236, lon: 108.077 },
      { __typename: 'PublicReport', id: 'whatever', lat: 10, lon: 100 },
    ];
    const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on Ward { airNow { aqi } } ... on Report { airNow { reason } } ... on PublicReport { airNow { reason } } } }`;
    expect((await world.ask(query, { representations })).data._entities).toEqual([
      { airNow: { aqi: 75 } },
      { airNow: { reason: 'PM_HOURS_MISSING' } },
      { airNow: { reason: 'NO_STATION' } },
    ]);
    const wrong = await world.ask(query, {
      representations: [{ __typename: 'Ward', code: '1', lat: { $gt: 0 }, lon: 1 }],
    });
    expect(wrong.errors[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'lat',
      rule: 'key',
    });
  });

  test.each<[string, string, string]>([
    ['a swapped place', '{ airNow(lat: 107.59, lon: 16.46) { aqi } }', 'outside_city'],
    [
      'a span that is too long',
      '{ airStation(id: "near") { aqiHours(from: "2026-01-01T00:00:00Z", to: "2026-03-01T00:00:00Z") { aqi } } }',
      'max_span',
    ],
    [
      'days the wrong way round',
      '{ airStation(id: "near") { aqiDays(from: "2026-02-01", to: "2026-01-01") { aqi } } }',
      'max_span',
    ],
    [
      'neither step nor points',
      '{ observationSeries(datastream: "near.pm25", from: "2026-11-24T00:00:00Z", to: "2026-11-25T00:00:00Z") { points { at } } }',
      'exactly_one',
    ],
    [
      '101 readings',
      '{ observations(datastream: "near.pm25", from: "2026-11-24T00:00:00Z", to: "2026-11-25T00:00:00Z", first: 101) { at } }',
      'max_page',
    ],
  ])('refuses %s', async (...[, query, rule]) => {
    const { errors } = await world.ask(query);
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', rule });
  });

  test('answers NOT_FOUND for what there is not, and for a station of another kind', async () => {
    for (const query of [
      '{ airStation(id: "nowhere") { id } }',
      '{ airStation(id: "kim-long") { id } }',
      '{ waterGauge(id: "near") { id } }',
      '{ datastream(id: "near.co") { id } }',
    ])
      expect((await world.ask(query)).errors[0]?.extensions['code']).toBe('NOT_FOUND');
  });

  test('shows hours and days of the index, and a datastream as series and as readings', async () => {
    const span = 'from: "2026-11-24T17:00:00Z", to: "2026-11-25T17:00:00Z"';
    const { data, errors } = await world.ask(`{
      airStation(id: "near") { aqiHours(${span}) { hour aqi state } aqiDays(from: "2026-11-25", to: "2026-11-25") { date aqi reason level } }
      hours: observationSeries(datastream: "near.pm25", ${span}, step: HOUR) { datastream { unit } points { at mean count } }
      thin: observationSeries(datastream: "near.pm25", ${span}, maxPoints: 3) { points { mean } }
      observations(datastream: "near.pm25", ${span}, first: 2) { at value quality }
      oldest: observations(datastream: "near.pm25", from: "1970-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z", first: 2, order: OLDEST_FIRST) { at }
      datastream(id: "near.pm25") { property averagingMinutes stationId latest { value } }
    }`);
    expect(errors).toEqual([]);
    expect(data.airStation.aqiHours).toEqual([
      { hour: hoursAgo(2), aqi: null, state: 'PROVISIONAL' },
      { hour: hoursAgo(1), aqi: 75, state: 'PROVISIONAL' },
      { hour: hoursAgo(0), aqi: 75, state: 'PROVISIONAL' },
    ]);
    expect(data.airStation.aqiDays).toEqual([
      { date: '2026-11-25', aqi: null, reason: 'DAY_INCOMPLETE', level: null },
    ]);
    expect(data.hours).toEqual({
      datastream: { unit: 'µg/m³' },
      points: [2, 1, 0].map((hours) => ({ at: hoursAgo(hours), mean: 37.5, count: 1 })),
    });
    expect(data.thin.points).toHaveLength(3);
    expect(data.observations).toEqual(
      [0, 1].map((hours) => ({ at: hoursAgo(hours), value: 37.5, quality: 'VALID' })),
    );
    expect(data.oldest).toEqual([2, 1].map((hours) => ({ at: hoursAgo(hours) })));
    expect(data.datastream).toEqual({
      property: 'PM25',
      averagingMinutes: 60,
      stationId: 'near',
      latest: { value: 37.5 },
    });
  });

  test('takes a batch row by row: sentinels are kept as INVALID, and a bad row costs no other', async () => {
    await register(world.ask, { id: 'rows' });
    const report = await send(world.ask, [
      { datastream: 'rows.pm25', at: hoursAgo(3), value: -999 },
      { datastream: 'rows.pm25', at: hoursAgo(2), value: 30, unit: 'ppb' },
      { datastream: 'rows.pm25', at: hoursAgo(1), value: 30 },
      { datastream: 'rows.pm25', at: '2026-11-25T09:00:00Z', value: 30 },
      { datastream: 'rows.pm25', at: hoursAgo(0), value: 900 },
      { datastream: 'nowhere.pm25', at: hoursAgo(0), value: 30 },
      { datastream: 'rows.pm25', at: hoursAgo(1), value: 31 },
    ]);
    expect(report).toMatchObject({ added: 3, replaced: 0, repeated: 0, suspect: 1, invalid: 1, refused: 4 });
    expect(
      report.refusals.map(({ row, field, rule }: { row: number; field: string; rule: string }) => [
        row,
        field,
        rule,
      ]),
    ).toEqual([
      [1, 'unit', 'UNIT'],
      [3, 'at', 'FUTURE'],
      [5, 'datastream', 'UNKNOWN_DATASTREAM'],
      [6, 'resultAt', 'LATER_RESULT_NEEDED'],
    ]);
    const { data } = await world.ask(
      '{ airStation(id: "rows") { aqi { aqi reason } datastreams { id latest { value quality rule } } } }',
    );
    expect(data.airStation.aqi).toEqual({ aqi: null, reason: 'PM_HOURS_MISSING' });
    expect(data.airStation.datastreams[0].latest).toEqual({
      value: 900,
      quality: 'SUSPECT',
      rule: 'IMPLAUSIBLE',
    });
  });

  test.each([
    ['a unit that does not fit', { unit: 'ppb' }, 'rows.0.unit', 'unit'],
    ['a time ahead', { at: '2026-11-25T08:26:00Z' }, 'rows.0.at', 'future'],
  ])('refuses a batch of which nothing can be taken: %s', async (...[, more, field, rule]) => {
    const before = await entries({});
    const row = { datastream: 'rows.pm25', at: hoursAgo(9), value: 3, ...more };
    const { errors } = await world.ask(ingest, { input: { rows: [row] } }, operator);
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field, rule });
    expect(await entries({})).toHaveLength(before.length);
  });

  test('takes records of the standards, and the same call of the same key once', async () => {
    await register(world.ask, { id: 'formats' });
    const observation = JSON.stringify({
      Datastream: { '@iot.id': 'formats.pm25' },
      phenomenonTime: hoursAgo(1),
      result: 10,
    });
    const entity = JSON.stringify({
      id: 'urn:x:formats',
      type: 'AirQualityObserved',
      dateObserved: hoursAgo(0),
      pm25: { type: 'Property', value: 0.012, unitCode: 'GP' },
      no2: { type: 'Property', value: 40, unitCode: '59' },
    });
    const call = async (input: object, key: string) =>
      (await world.ask(ingest, { input, key }, operator)).data.ingestObservations;
    expect(await call({ format: 'SENSOR_THINGS', records: [observation] }, 'a')).toMatchObject({ added: 1 });
    const first = await call({ format: 'NGSI_LD', records: [entity] }, 'b');
    expect(first).toMatchObject({ added: 1, refused: 1 });
    expect(await call({ format: 'NGSI_LD', records: [entity] }, 'b')).toEqual(first);
    const csv = ['station,property,time,value', `formats,no2,${hoursAgo(0)},21`, 'formats,no2'];
    expect(await call({ format: 'CSV', records: csv }, 'c')).toMatchObject({
      added: 1,
      refusals: [{ row: 2, rule: 'SHAPE' }],
    });
    const { data } = await world.ask('{ airStation(id: "formats") { aqi { aqi } } }');
    expect(data.airStation.aqi.aqi).toBe(22);
  });

  test('is written to by those only who may', async () => {
    const input = { rows: [{ datastream: 'rows.pm25', at: hoursAgo(0), value: 3 }] };
    const code = async (query: string, variables: object, viewer?: typeof citizen) =>
      (await world.ask(query, variables, viewer)).errors[0]?.extensions['code'];
    expect(await code(ingest, { input })).toBe('UNAUTHENTICATED');
    expect(await code(ingest, { input }, citizen)).toBe('FORBIDDEN');
    expect(await code(ingest, { input }, ioc)).toBe('FORBIDDEN');
    const quality = `mutation { setObservationQuality(datastream: "near.pm25", at: "${hoursAgo(0)}", quality: INVALID, reason: "x") { quality } }`;
    expect(await code(quality, {}, citizen)).toBe('FORBIDDEN');
    const registering = 'mutation ($input: StationInput!) { registerStation(input: $input) { id } }';
    expect(await code(registering, { input: { ...station, id: 'own' } }, citizen)).toBe('FORBIDDEN');
    expect(await code(registering, { input: { ...station, id: 'near' } }, operator)).toBe('CONFLICT');
    expect(await code(registering, { input: { ...station, id: 'far', lat: 10, lon: 106 } }, operator)).toBe(
      'BAD_USER_INPUT',
    );
    expect(await code(registering, { input: { ...station, id: 'No Good' } }, operator)).toBe(
      'BAD_USER_INPUT',
    );
  });

  test('computes anew what quality control sets, and lets only an auditor take an INVALID reading back', async () => {
    await register(world.ask, { id: 'control' });
    await send(world.ask, pmRows('control', [500, 10, 10]));
    const set = async (quality: string, viewer: typeof citizen) => {
      const query = `mutation { setObservationQuality(datastream: "control.pm25", at: "${hoursAgo(0)}", quality: ${quality}, reason: "Cảm biến bẩn") { value quality rule } }`;
      const { data, errors } = await world.ask(query, {}, viewer);
      return data?.setObservationQuality ?? errors[0]?.extensions['code'];
    };
    const aqi = async () =>
      (await world.ask('{ airStation(id: "control") { aqi { aqi } } }')).data.airStation.aqi.aqi;
    const dirty = await aqi();
    expect(dirty).toBeGreaterThan(200);
    expect(await set('INVALID', operator)).toEqual({ value: 500, quality: 'INVALID', rule: 'SET' });
    expect(await aqi()).toBe(20);
    expect(await set('VALID', operator)).toBe('FORBIDDEN');
    expect(await set('INVALID', operator)).toBe('CONFLICT');
    expect(await set('VALID', auditor)).toMatchObject({ quality: 'VALID' });
    expect(await aqi()).toBe(dirty);
    const [first] = await entries({ kind: 'quality' });
    expect(first).toMatchObject({
      from: 'VALID',
      to: 'INVALID',
      why: 'Cảm biến bẩn',
      actor: { role: 'operator', id: 'feed' },
    });
  });
});
