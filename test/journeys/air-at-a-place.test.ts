import { openHttpStream } from '../kit/http-stream.ts';
import { acceptedReport } from '../kit/report-journey.ts';
import type { City } from '../kit/start-city.ts';
import { startCity } from '../kit/start-city.ts';

const hour = (ago: number): string =>
  new Date(Date.parse('2026-11-25T07:00:00Z') - ago * 3_600_000).toISOString();
const place = {
  stationClass: 'REFERENCE',
  owner: 'Sở Nông nghiệp và Môi trường',
  lat: 16.4637,
  lon: 107.5909,
};

describe('the air and the rivers, joined to the rest of the city', () => {
  let city: City;
  beforeAll(async () => {
    city = await startCity({
      now: '2026-11-25T15:20:00+07:00',
      apart: ['environment'],
      rightsFreshMs: 120_000,
    });
    await register({
      id: 'le-loi',
      kind: 'AIR',
      name: 'Lê Lợi',
      nameEn: 'Le Loi',
      datastreams: [{ property: 'PM25', averagingMinutes: 60 }],
    });
    await register({
      id: 'kim-long',
      kind: 'WATER_LEVEL',
      name: 'Kim Long',
      nameEn: 'Kim Long',
      alarmLevels: { bd1: 1, bd2: 2, bd3: 3.5 },
      datastreams: [{ property: 'WATER_LEVEL', averagingMinutes: 10 }],
    });
  }, 240_000);
  afterAll(() => city?.close());

  const register = async (input: object) => {
    const query = 'mutation ($input: StationInput!) { registerStation(input: $input) { ward { name } } }';
    const answer = await city.ask(query, { as: 'operator', variables: { input: { ...place, ...input } } });
    expect(answer.errors).toBeUndefined();
    expect(answer.data.registerStation.ward.name).toEqual(expect.any(String));
  };
  const send = async (rows: readonly object[]) => {
    const query =
      'mutation ($input: IngestObservationsInput!) { ingestObservations(input: $input) { added refused } }';
    return city.ask(query, { as: 'operator', variables: { input: { rows } } });
  };

  test('a ward and a report show the air at their place, to whoever may see them', async () => {
    expect(
      (await send([0, 1, 2].map((ago) => ({ datastream: 'le-loi.pm25', at: hour(ago), value: 37.5 })))).data,
    ).toEqual({
      ingestObservations: { added: 3, refused: 0 },
    });
    const id = await acceptedReport(city);
    const wards = await city.ask(
      '{ wards(first: 40) { nodes { code airNow { aqi reason } } } wardAt(lat: 16.4637, lon: 107.5909) { name airNow { aqi levelName station { name ward { name } } } } }',
    );
    expect(wards.errors).toBeUndefined();
    expect(wards.data.wards.nodes).toHaveLength(40);
    const told = wards.data.wards.nodes.map(
      ({ airNow }: { airNow: { aqi: number | null; reason: string | null } }) => airNow,
    );
    expect(told.filter(({ aqi }: { aqi: number | null }) => aqi === 75).length).toBeGreaterThan(10);
    expect(
      told.filter(({ reason }: { reason: string | null }) => reason === 'NO_STATION').length,
    ).toBeGreaterThan(0);
    expect(wards.data.wardAt.airNow).toMatchObject({
      aqi: 75,
      levelName: 'Trung bình',
      station: { name: 'Lê Lợi' },
    });
    expect(wards.data.wardAt.airNow.station.ward.name).toBe(wards.data.wardAt.name);
    const reports = await city.ask(
      `{ report(id: "${id}") { code airNow { aqi } } publicReport(id: "${id}") { airNow { aqi distanceM } } }`,
      { as: 'citizen' },
    );
    expect(reports.errors).toBeUndefined();
    expect(reports.data).toMatchObject({
      report: { airNow: { aqi: 75 } },
      publicReport: { airNow: { aqi: 75, distanceM: 0 } },
    });
  }, 60_000);

  test('a stranger follows a gauge, and misses nothing while environment is killed and the gateway replaced (case 9)', async () => {
    const query =
      'subscription { gaugeCrossed(level: 2) { alarms { gauge { name ward { name } } from alarm text } } }';
    const open = (headers = {}) => openHttpStream(city.url, { query }, { headers });
    const level = (value: number, minute: number) =>
      send([{ datastream: 'kim-long.water-level', at: `2026-11-25T07:${minute}:00Z`, value }]);
    const first = await open();
    const [start] = await first.events(1);
    expect(start).toMatchObject({
      data: { gaugeCrossed: { alarms: [{ gauge: { name: 'Kim Long' }, alarm: 0 }] } },
      extensions: { start: true },
    });
    await level(1.95, 10);
    await level(2.05, 20);
    const [risen] = await first.events(1);
    expect(risen?.data).toMatchObject({
      gaugeCrossed: {
        alarms: [
          {
            from: 1,
            alarm: 2,
            text: '2,05 m, trên BĐ2 0,05 m',
            gauge: { ward: { name: expect.any(String) } },
          },
        ],
      },
    });
    first.close();
    await level(1.5, 30);
    await city.kill('environment');
    const away = await city.ask('{ wardAt(lat: 16.4637, lon: 107.5909) { name airNow { aqi } } }');
    expect(away.data.wardAt).toEqual({ name: expect.any(String), airNow: null });
    expect(away.errors?.[0]).toMatchObject({
      path: ['wardAt', 'airNow'],
      extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
    });
    await city.restart('environment');
    await city.replaceGateway();
    const second = await open({ 'last-event-id': String(risen?.extensions?.['cursor']) });
    const [fallen] = await second.events(1);
    expect(fallen).toMatchObject({ data: { gaugeCrossed: { alarms: [{ from: 2, alarm: 1 }] } } });
    expect(fallen?.extensions).not.toHaveProperty('start');
    second.close();
  }, 120_000);
});
