import { readCityData } from '../../../subgraphs/agencies/seed.ts';
import { contains } from '../../../subgraphs/agencies/ward.rules.ts';
import { addHours } from '../../../subgraphs/environment/hour.rules.ts';
import { sampleHour, sampleRows } from '../../../subgraphs/environment/sample.rules.ts';
import { readSampleStations } from '../../../subgraphs/environment/seed.ts';
import { seedTools } from '../agencies/start-agencies.ts';
import type { EnvironmentWorld } from './start-environment.ts';
import { now, startEnvironment } from './start-environment.ts';

describe('the sample stations', () => {
  test('are twelve of the air and eight of the water, each in the ward that it names, and warn wards that there are', async () => {
    const [stations, { wards }] = await Promise.all([readSampleStations(), readCityData()]);
    expect(stations.filter(({ kind }) => kind === 'AIR')).toHaveLength(12);
    expect(stations.filter(({ kind }) => kind !== 'AIR')).toHaveLength(8);
    const byCode = new Map(wards.map((ward) => [ward.code, ward]));
    for (const { id, lat, lon, wardCode, warnedWards } of stations) {
      const boundary = byCode.get(wardCode ?? '')?.boundary;
      expect([id, boundary && contains(boundary, [lon, lat])]).toEqual([id, true]);
      expect(warnedWards.filter((code) => !byCode.has(code))).toEqual([]);
    }
  });
});

describe('the sample readings', () => {
  const from = new Date('2025-11-25T00:00:00Z');
  const year = (id: string, properties: Parameters<typeof sampleRows>[0]['properties']) =>
    Array.from({ length: 365 * 24 }, (_, hour) =>
      sampleRows({ id, properties }, sampleHour(addHours(from, hour))),
    ).flat();

  test('are the same for the same hour, and have gaps and sentinels', () => {
    const rows = year('hung-vuong', ['PM25']);
    expect(JSON.stringify(year('hung-vuong', ['PM25'])) === JSON.stringify(rows)).toBe(true);
    expect(rows.length).toBeLessThan(365 * 24 - 50);
    expect(rows.length).toBeGreaterThan(365 * 24 * 0.95);
    const values = rows.map(({ value }) => Number(value));
    expect([...new Set(values.filter((value) => [-999, -9999, 9999].includes(value)))]).toHaveLength(3);
  });

  test('have seasons: more dust in the dry months, more rain in October and November', () => {
    const mean = (rows: ReturnType<typeof year>, months: readonly string[]): number => {
      const values = rows
        .filter(
          ({ at, value }) => months.includes(at.slice(5, 7)) && Number(value) >= 0 && Number(value) < 9999,
        )
        .map(({ value }) => Number(value));
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    };
    const dust = year('hung-vuong', ['PM25']);
    expect(mean(dust, ['02', '03'])).toBeGreaterThan(1.4 * mean(dust, ['10', '11']));
    const rain = year('nam-dong', ['RAIN']);
    expect(mean(rain, ['10', '11'])).toBeGreaterThan(1.5 * mean(rain, ['03', '04']));
  });

  test('have one great flood, as high at Kim Long as that of October 2025, and no other above the third alarm', () => {
    const levels = year('kim-long', ['WATER_LEVEL']).filter(
      ({ value }) => Number(value) > -9 && Number(value) < 99,
    );
    const highest = levels.reduce((a, b) => (Number(b.value) > Number(a.value) ? b : a));
    expect([highest.value, highest.at]).toEqual([5.05, '2026-10-27T13:00:00.000Z']);
    const above = levels.filter(({ value }) => Number(value) >= 3.5).map(({ at }) => at.slice(0, 10));
    expect([...new Set(above)].every((date) => '2026-10-25' <= date && date <= '2026-11-01')).toBe(true);
  });
});

describe('the seed', () => {
  let world: EnvironmentWorld;
  beforeAll(async () => {
    world = await startEnvironment();
  }, 120_000);
  afterAll(() => world?.close());

  const load = (days: number) => world.running.seed({ ...seedTools, now: () => now, given: { days } });
  const count = (collection: string) => world.client.db(world.dbName).collection(collection).countDocuments();

  test('loads stations, readings and all that follows from them, and adds nothing the second time', async () => {
    await load(40);
    const before = await Promise.all(['stations', 'observations', 'aqiDays', 'journal'].map(count));
    await load(40);
    expect(await Promise.all(['stations', 'observations', 'aqiDays', 'journal'].map(count))).toEqual(before);
    const [stations = 0, observations = 0] = before;
    expect(stations).toBe(20);
    expect(observations).toBeGreaterThan(20 * 40 * 24);
    const { data } = await world.ask(
      `{ waterGauge(id: "kim-long") { alarm state text }
         airStations(first: 100) { nodes { id state aqi { aqi level reason } } } airNow(lat: 16.4637, lon: 107.5909) { aqi reason } }`,
    );
    expect(data.waterGauge).toMatchObject({ alarm: 0, state: 'ONLINE' });
    expect(data.airStations.nodes).toHaveLength(12);
    expect(data.airNow).toMatchObject({ aqi: expect.any(Number), reason: null });
  }, 240_000);

  test('tells of the flood: the journal has its crossings, and nobody was told of what is long gone', async () => {
    const crossings = await world.client
      .db(world.dbName)
      .collection('journal')
      .find({ kind: 'crossed', entityId: 'kim-long' })
      .sort({ version: 1 })
      .toArray();
    expect(crossings.map(({ from, to }) => `${from}${to}`).join(' ')).toContain('01 12 23 32 21 10');
    expect(crossings.flatMap(({ topics }) => topics)).toEqual([]);
  });
});
