import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import { until } from '../../kit/live-client.ts';
import { person } from '../agencies/signed-client.ts';
import type { EnvironmentWorld } from './start-environment.ts';
import { auditor, citizen, hoursAgo, ingest, ioc, operator, startEnvironment } from './start-environment.ts';

const binh = person('binh', 'citizen');
const identityOfficer = person('iris', 'ioc', 'identityOfficer');
/** Digits of the exact place that no rounding leaves. */
const exact = { lat: 16.241873, lon: 108.062941 };
const digits = /241873|062941/;
const datastreams = [{ property: 'PM25', averagingMinutes: 60 }];
const input = { ...exact, label: 'Ban công', contact: 'an@example.vn', datastreams };
const own =
  'station { id name lat lon owner isPrivatelyOwned stationClass datastreams { id } } label exactPosition { lat lon } contact token';
const register = `mutation ($input: AirSensorInput!, $key: String) {
  registerAirSensor(input: $input, clientMutationId: $key) { ${own} } }`;
const sendReadings = `mutation ($station: ID!, $token: String, $input: IngestObservationsInput!, $key: String) {
  sendAirSensorReadings(station: $station, token: $token, input: $input, clientMutationId: $key) {
    added repeated refused refusals { row rule } } }`;
const codeOf = ({ errors }: { readonly errors: readonly { extensions: Record<string, unknown> }[] }) =>
  errors[0]?.extensions['code'];

describe("a private person's sensor", () => {
  let world: EnvironmentWorld;
  beforeAll(async () => {
    world = await startEnvironment();
  }, 120_000);
  afterAll(() => world?.close());

  async function registerOne(viewer: Viewer = citizen, more: object = {}) {
    const { data, errors } = await world.ask(register, { input: { ...input, ...more } }, viewer);
    expect(errors).toEqual([]);
    return data.registerAirSensor;
  }
  const rowsOf = (id: string, values: readonly number[]) => ({
    rows: values.map((value, hours) => ({ datastream: `${id}.pm25`, at: hoursAgo(hours), value })),
  });

  test('is registered once by a key, seen exactly by its owner and rounded by all others (P3)', async () => {
    const call = { input, key: 'first' };
    const { data, errors } = await world.ask(register, call, citizen);
    expect(errors).toEqual([]);
    const sensor = data.registerAirSensor;
    expect(sensor).toMatchObject({
      label: 'Ban công',
      contact: 'an@example.vn',
      exactPosition: exact,
      token: expect.stringMatching(/^[\w-]{43}$/),
      station: { lat: 16.24, lon: 108.06, owner: null, isPrivatelyOwned: true, stationClass: 'LOW_COST' },
    });
    expect((await world.ask(register, call, citizen)).data.registerAirSensor).toEqual(sensor);
    expect((await world.ask(`{ myAirSensors { ${own} } }`, {}, citizen)).data.myAirSensors).toEqual([sensor]);
    expect((await world.ask(`{ myAirSensors { ${own} } }`, {}, binh)).data.myAirSensors).toEqual([]);

    const seen = `{ airStation(id: "${sensor.station.id}") { lat lon owner ward { code } exactPosition { lat lon } sensorOwner { accountId contact } } }`;
    const mine = await world.ask(seen, {}, citizen);
    expect(mine.errors).toEqual([]);
    expect(mine.data.airStation).toMatchObject({
      exactPosition: exact,
      sensorOwner: { accountId: 'an', contact: 'an@example.vn' },
    });
    for (const viewer of [undefined, binh, operator, auditor, ioc]) {
      const others = await world.ask(seen, {}, viewer);
      expect(others.data.airStation).toMatchObject({
        lat: 16.24,
        lon: 108.06,
        owner: null,
        exactPosition: null,
        sensorOwner: null,
      });
      const code = viewer ? 'FORBIDDEN' : 'UNAUTHENTICATED';
      expect(others.errors.map(({ path, extensions }) => [path?.at(-1), extensions['code']])).toEqual([
        ['exactPosition', code],
        ['sensorOwner', code],
      ]);
    }
  }, 60_000);

  test('shows its owner to an identity officer, who is written down before, and not the place (P3)', async () => {
    const { station } = await registerOne();
    const seen = `{ airStation(id: "${station.id}") { sensorOwner(purpose: "Thiết bị báo sai") { accountId contact } exactPosition { lat } } }`;
    const { data, errors } = await world.ask(seen, {}, identityOfficer);
    expect(data.airStation).toEqual({
      sensorOwner: { accountId: 'an', contact: 'an@example.vn' },
      exactPosition: null,
    });
    expect(errors.map(({ path }) => path?.at(-1))).toEqual(['exactPosition']);
    const looks = await world.client
      .db(world.dbName)
      .collection('journal')
      .find({ kind: 'access', entityId: station.id })
      .toArray();
    expect(
      looks.map(({ entity, payload, actor }) => [
        entity,
        payload.whose,
        payload.fields,
        payload.purpose,
        actor.id,
      ]),
    ).toEqual([['AirStation', 'an', ['sensorOwner'], 'Thiết bị báo sai', 'iris']]);
  });

  test('takes readings by its token or from its owner, of its own station only, and from no feed', async () => {
    const { station, token } = await registerOne();
    const other = await registerOne(binh);
    const { id } = station;
    const batch = { station: id, input: rowsOf(id, [20, 21, 22]) };
    const sent = await world.ask(sendReadings, { ...batch, token, key: 'batch 1' });
    expect(sent.data.sendAirSensorReadings).toMatchObject({ added: 3, refused: 0 });
    const again = await world.ask(sendReadings, { ...batch, token, key: 'batch 1' });
    expect(again.data).toEqual(sent.data);
    expect((await world.ask(sendReadings, batch, citizen)).data.sendAirSensorReadings).toMatchObject({
      added: 0,
      repeated: 3,
    });

    const mixed = { rows: [...rowsOf(id, [20]).rows, ...rowsOf(other.station.id, [500]).rows] };
    const refused = await world.ask(sendReadings, { station: id, token, input: mixed });
    expect(refused.data.sendAirSensorReadings).toMatchObject({
      repeated: 1,
      refusals: [{ row: 1, rule: 'UNKNOWN_DATASTREAM' }],
    });
    for (const [ask, viewer, code] of [
      [{ ...batch, token: other.token }, undefined, 'NOT_FOUND'],
      [{ ...batch, token: 'x' }, undefined, 'NOT_FOUND'],
      [batch, undefined, 'UNAUTHENTICATED'],
      [batch, binh, 'NOT_FOUND'],
      [batch, operator, 'NOT_FOUND'],
      [{ ...batch, station: 'sensor-0', token }, undefined, 'NOT_FOUND'],
    ] as const)
      expect(codeOf(await world.ask(sendReadings, ask, viewer))).toBe(code);
    const feed = await world.ask(ingest, { input: batch.input }, operator);
    expect(feed.errors[0]?.extensions).toMatchObject({ rule: 'unknown_datastream' });

    const { data } = await world.ask(`{ airStation(id: "${id}") { state aqi { aqi } } }`);
    expect(data.airStation).toMatchObject({ state: 'ONLINE', aqi: { aqi: expect.any(Number) } });
  }, 60_000);

  test('tells the air where no station of an organisation does, by its rounded place, the same for two in one cell', async () => {
    const twins = [
      await registerOne(binh, { lat: 16.2359, lon: 108.0751 }),
      await registerOne(citizen, { lat: 16.2372, lon: 108.0764 }),
    ];
    const told = [];
    for (const { station, token } of twins) {
      const readings = rowsOf(station.id, [30, 30, 30]);
      expect((await world.ask(sendReadings, { station: station.id, token, input: readings })).errors).toEqual(
        [],
      );
      const { data, errors } = await world.ask(
        '{ a: airNow(lat: 16.236, lon: 108.077) { aqi distanceM station { lat lon } } b: airNow(lat: 16.235, lon: 108.078) { aqi distanceM } }',
      );
      expect(errors).toEqual([]);
      expect(data.a.station).toEqual({ lat: 16.24, lon: 108.08 });
      told.push(data);
      await world.ask(
        'mutation ($id: ID!) { removeAirSensor(id: $id) { id } }',
        { id: station.id },
        station === twins[0]?.station ? binh : citizen,
      );
    }
    expect(told[0]).toEqual(told[1]);
  }, 60_000);

  test('leaves its exact place, its owner and its secrets nowhere in clear', async () => {
    const { token } = await registerOne();
    const answers = await Promise.all(
      [undefined, binh, identityOfficer].map((viewer) =>
        world.ask(
          '{ airStations(first: 100) { edges { cursor } nodes { id name lat lon ward { code } } } }',
          {},
          viewer,
        ),
      ),
    );
    expect(answers[0]?.data.airStations.nodes.length).toBeGreaterThan(0);
    for (const answer of answers) expect(JSON.stringify(answer)).not.toMatch(digits);
    const db = world.client.db(world.dbName);
    for (const { name } of await db.listCollections().toArray()) {
      const text = JSON.stringify(await db.collection(name).find().toArray());
      for (const secret of [digits, /example\.vn/, /Ban công/, new RegExp(token)])
        expect([name, text]).toEqual([name, expect.not.stringMatching(secret)]);
    }
    const entries = await db
      .collection('journal')
      .find({ kind: { $ne: 'access' } })
      .toArray();
    expect(entries.length).toBeGreaterThan(0);
    expect(JSON.stringify(entries)).not.toContain('"an"');
  });

  test('is in the list of all, in that of private persons, and not in that of organisations', async () => {
    const { station } = await registerOne();
    const { data } = await world.ask(
      '{ all: airStations(first: 100) { ...ids } private: airStations(first: 100, privatelyOwned: true) { ...ids } official: airStations(first: 100, privatelyOwned: false) { ...ids } } fragment ids on AirStationConnection { nodes { id } }',
    );
    const has = (list: { nodes: { id: string }[] }) => list.nodes.some(({ id }) => id === station.id);
    expect([has(data.all), has(data.private), has(data.official)]).toEqual([true, true, false]);
  });

  test('gets a new token, after which the old one is good for nothing', async () => {
    const { station, token } = await registerOne();
    const renew = 'mutation ($id: ID!) { renewAirSensorToken(id: $id) { token } }';
    expect(codeOf(await world.ask(renew, { id: station.id }, binh))).toBe('NOT_FOUND');
    const { data } = await world.ask(renew, { id: station.id }, citizen);
    const call = { station: station.id, input: rowsOf(station.id, [20]) };
    expect(codeOf(await world.ask(sendReadings, { ...call, token }))).toBe('NOT_FOUND');
    const { errors } = await world.ask(sendReadings, { ...call, token: data.renewAirSensorToken.token });
    expect(errors).toEqual([]);
  });

  test('is refused outside the city, and beyond ten of one person', async () => {
    const viewer = person('chi', 'citizen');
    const far = await world.ask(register, { input: { ...input, lat: 107.59, lon: 16.46 } }, viewer);
    expect(far.errors[0]?.extensions).toMatchObject({ rule: 'outside_city', hint: 'swapped?' });
    for (let count = 0; count < 10; count += 1) await registerOne(viewer);
    const more = await world.ask(register, { input }, viewer);
    expect(more.errors[0]?.extensions).toMatchObject({ code: 'CONFLICT', rule: 'max_sensors' });
  }, 60_000);

  test('is taken away by its owner with its readings', async () => {
    const { station, token } = await registerOne();
    const { id } = station;
    await world.ask(sendReadings, { station: id, token, input: rowsOf(id, [20, 21, 22]) });
    const remove = 'mutation ($id: ID!) { removeAirSensor(id: $id) { id } }';
    expect(codeOf(await world.ask(remove, { id }, binh))).toBe('NOT_FOUND');
    expect((await world.ask(remove, { id }, citizen)).data.removeAirSensor).toEqual({ id });
    expect(codeOf(await world.ask(`{ airStation(id: "${id}") { id } }`))).toBe('NOT_FOUND');
    expect(codeOf(await world.ask(sendReadings, { station: id, token, input: rowsOf(id, [20]) }))).toBe(
      'NOT_FOUND',
    );
    const left = async () => {
      const counts = ['observations', 'aqiDays', 'present', 'stations', 'sensors'].map((name) =>
        world.client
          .db(world.dbName)
          .collection<{ _id: string }>(name)
          .countDocuments({ _id: { $regex: `^${id}` } }),
      );
      return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
    };
    await until(async () => (await left()) === 0, 60_000);
  }, 90_000);

  test('is exported with its place and erased with its owner, and nothing of it is left', async () => {
    const viewer = person('lan', 'citizen');
    const { station, token } = await registerOne(viewer);
    const call = { station: station.id, token, input: rowsOf(station.id, [20]) };
    expect((await world.ask(sendReadings, call)).errors).toEqual([]);
    const { sensors } = await world.running.store.sensors.exportPerson('lan');
    expect(sensors).toEqual([
      expect.objectContaining({
        ...exact,
        label: 'Ban công',
        contact: 'an@example.vn',
        station: expect.objectContaining({ id: station.id }),
      }),
    ]);
    expect(await world.running.erasePerson('lan')).toMatchObject({ sensors: 1 });
    expect(await world.running.store.sensors.exportPerson('lan')).toEqual({ sensors: [] });
    expect(codeOf(await world.ask(`{ airStation(id: "${station.id}") { id } }`))).toBe('NOT_FOUND');
    expect(codeOf(await world.ask(sendReadings, call))).toBe('NOT_FOUND');
  }, 60_000);
});
