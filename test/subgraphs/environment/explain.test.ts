import { until } from '../../kit/live-client.ts';
import { connectSigned, eventsOf, subscribeSigned } from '../reports/watch.ts';
import { seedTools } from '../agencies/start-agencies.ts';
import { readFaults, watchReads } from '../read-faults.ts';
import type { EnvironmentWorld } from './start-environment.ts';
import {
  auditor,
  citizen,
  hoursAgo,
  now,
  operator,
  register,
  send,
  startEnvironment,
} from './start-environment.ts';

// Beside test/subgraphs/explain.test.ts, which asks every field of every subgraph: here with spans and ids that lead somewhere, and with the writes.
describe('every read and write of environment', () => {
  let world: EnvironmentWorld;
  beforeAll(async () => {
    world = await startEnvironment();
    await world.running.seed({ ...seedTools, now: () => now, given: { days: 3 } });
    await world.client.db(world.dbName).command(watchReads);
  }, 120_000);
  afterAll(() => world?.close());

  test('goes by an index, and none sorts in memory', async () => {
    const span = 'from: "2026-11-23T00:00:00Z", to: "2026-11-25T09:00:00Z"';
    const page =
      '{ nodes { id state ward { code } datastreams { latest { value } } } pageInfo { endCursor } }';
    const queries = [
      '{ airNow(lat: 16.4637, lon: 107.5909) { aqi station { id } } }',
      `{ airStations(first: 5) ${page} waterGauges ${page} rainGauges ${page} reservoirs ${page} }`,
      `{ airStation(id: "hung-vuong") { aqi { aqi } aqiHours(${span}) { aqi } aqiDays(from: "2026-01-01", to: "2026-11-25") { aqi } } }`,
      '{ waterGauge(id: "kim-long") { levelM alarm } datastream(id: "kim-long.water-level") { latest { value } } }',
      `{ observationSeries(datastream: "kim-long.water-level", ${span}, step: DAY) { points { mean } } }`,
      `{ observationSeries(datastream: "hung-vuong.pm25", ${span}, maxPoints: 10) { points { mean } } }`,
      `{ observations(datastream: "hung-vuong.pm25", ${span}) { value } }`,
      `{ observations(datastream: "hung-vuong.pm25", ${span}, order: OLDEST_FIRST) { value } }`,
    ];
    for (const query of queries) {
      const { data, errors } = await world.ask(query);
      expect([query, errors]).toEqual([query, []]);
      expect(data).not.toBeNull();
    }
    const first = await world.ask('{ airStations(first: 5) { pageInfo { endCursor } } }');
    const after = JSON.stringify(first.data.airStations.pageInfo.endCursor);
    expect(
      (await world.ask(`{ airStations(first: 100, after: ${after}) { nodes { id } } }`)).data.airStations
        .nodes,
    ).toHaveLength(7);
    const representations = [
      { __typename: 'Ward', code: '19789', lat: 16.46, lon: 107.59 },
      { __typename: 'AirStation', id: 'hung-vuong' },
    ];
    const entities =
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Ward { airNow { aqi } } ... on AirStation { name } } }';
    expect((await world.ask(entities, { r: representations })).errors).toEqual([]);

    await register(world.ask, { id: 'explained' });
    await send(world.ask, [
      { datastream: 'explained.pm25', at: hoursAgo(0), value: 20 },
      { datastream: 'hung-vuong.pm25', at: hoursAgo(1), value: 20, resultAt: '2026-11-25T08:00:00Z' },
      { datastream: 'kim-long.water-level', at: '2026-11-25T08:10:00Z', value: 2.2 },
    ]);
    const set = (quality: string, viewer: typeof operator) =>
      world.ask(
        `mutation { setObservationQuality(datastream: "explained.pm25", at: "${hoursAgo(0)}", quality: ${quality}, reason: "x") { quality } }`,
        {},
        viewer,
      );
    expect((await set('INVALID', operator)).errors).toEqual([]);
    expect((await set('VALID', auditor)).errors).toEqual([]);
    const draft = {
      lat: 16.241873,
      lon: 108.062941,
      datastreams: [{ property: 'PM25', averagingMinutes: 60 }],
    };
    const registered = await world.ask(
      'mutation ($input: AirSensorInput!) { registerAirSensor(input: $input) { token station { id } } }',
      { input: draft },
      citizen,
    );
    const { token, station } = registered.data.registerAirSensor;
    const rows = [{ datastream: `${station.id}.pm25`, at: hoursAgo(0), value: 20 }];
    const own = [
      `mutation ($rows: [ObservationRowInput!]) { sendAirSensorReadings(station: "${station.id}", token: "${token}", input: { rows: $rows }) { added } }`,
      `{ myAirSensors { label exactPosition { lat } } airStation(id: "${station.id}") { sensorOwner { contact } exactPosition { lat } } }`,
      '{ airStations(privatelyOwned: true) { nodes { id } } there: airNow(lat: 16.236, lon: 108.077) { aqi } }',
      '{ airStations(privatelyOwned: false) { nodes { id } } }',
      `mutation { renewAirSensorToken(id: "${station.id}") { token } }`,
      `mutation { removeAirSensor(id: "${station.id}") { id } }`,
    ];
    for (const query of own)
      expect([query, (await world.ask(query, { rows }, citizen)).errors]).toEqual([query, []]);
    const timers = world.client.db(world.dbName).collection<{ _id: string }>('timers');
    const sweep = JSON.stringify(['sensorSweep', station.id]);
    await until(async () => (await timers.findOne({ _id: sweep })) === null, 60_000);
    const client = await connectSigned(world.running.url);
    subscribeSigned(client, '1', {
      query: 'subscription { gaugeCrossed(level: 2) { alarms { gauge { id } } } }',
    });
    subscribeSigned(client, '2', { query: 'subscription { aqiChanged(station: "hung-vuong") { aqi } }' });
    await eventsOf(client, '1', 1);
    await eventsOf(client, '2', 1);
    await client.close();

    expect((await readFaults(world.client.db(world.dbName))).faults).toEqual([]);
  }, 60_000);
});
