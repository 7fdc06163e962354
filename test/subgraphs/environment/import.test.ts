import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../../kit/live-client.ts';
import { startMain } from '../../kit/start-process.ts';
import { testSecret } from '../agencies/signed-client.ts';
import { readFaults, watchReads } from '../read-faults.ts';
import type { EnvironmentWorld } from './start-environment.ts';
import { hoursAgo, register, startEnvironment } from './start-environment.ts';

describe('an import of a file', () => {
  let world: EnvironmentWorld;
  const folder = mkdtempSync(join(tmpdir(), 'hue-hub-test-'));
  beforeAll(async () => {
    world = await startEnvironment();
    await world.client.db(world.dbName).command(watchReads);
  }, 120_000);
  afterAll(async () => {
    await world?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const database = () => world.client.db(world.dbName);
  const readings = (station: string) =>
    database()
      .collection('observations')
      .countDocuments({ _id: { $gte: `${station}.`, $lt: `${station}/` } as never });
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const take = async (path: string, signal = new AbortController().signal) => {
    const progress: [number, number][] = [];
    const outcome = await world.running.importFile?.({
      path,
      refusalsPath: `${path}.refused.csv`,
      signal,
      progress: (...seen) => progress.push(seen),
    });
    return { outcome, progress, refused: readFileSync(`${path}.refused.csv`, 'utf8').split('\n') };
  };

  test('takes what is good, and says of the rest in which line it breaks which rule', async () => {
    await register(world.ask, { id: 'csv' });
    const path = write(
      'hours.csv',
      [
        'station,property,time,value,unit',
        `csv,PM2.5,${hoursAgo(2)},20.6,µg/m³`,
        `csv,PM2.5,${hoursAgo(1)},30,ppb`,
        'csv,PM2.5',
        `csv,PM2.5,${hoursAgo(1)},-999,µg/m³`,
        `csv,NO2,soon,12,`,
        `csv,PM2.5,${hoursAgo(0)},22.4,`,
      ].join('\n'),
    );
    const { outcome, refused, progress } = await take(path);
    expect(outcome).toMatchObject({ added: 3, invalid: 1, refused: 3 });
    expect(refused.map((line) => line.split(',').slice(0, 3).join())).toEqual([
      'line,field,rule',
      '3,unit,unit',
      '4,columns,shape',
      '6,at,date_time',
      '',
    ]);
    expect(progress.at(-1)?.[0]).toBe(progress.at(-1)?.[1]);
    // Again, and in other shapes: nothing is new.
    expect((await take(path)).outcome).toMatchObject({ added: 0, replaced: 0, repeated: 3, refused: 3 });
    const observation = (hours: number, result: number) => ({
      Datastream: { '@iot.id': 'csv.pm25' },
      phenomenonTime: hoursAgo(hours),
      result,
    });
    const list = write(
      'list.json',
      JSON.stringify([observation(2, 20.6), observation(0, 22.4), observation(3, 19)], null, 2),
    );
    expect((await take(list)).outcome).toMatchObject({ added: 1, repeated: 2, refused: 0 });
    const entity = { id: 'urn:x:csv', type: 'AirQualityObserved', dateObserved: hoursAgo(0), NO2: 40 };
    const entities = write(
      'entities.ndjson',
      `${JSON.stringify(entity)}\n{"id":"x","type":"AirQualityObserved"}\n`,
    );
    const ngsi = await take(entities);
    expect(ngsi.outcome).toMatchObject({ added: 1, refused: 1 });
    expect(ngsi.refused[1]).toMatch(/^2,AirQualityObserved,shape,/);
    const { data } = await world.ask('{ airStation(id: "csv") { aqi { aqi parts { pollutant hours } } } }');
    expect(data.airStation.aqi).toEqual({
      aqi: 42,
      parts: [
        { pollutant: 'PM25', hours: 3 },
        { pollutant: 'NO2', hours: 1 },
      ],
    });
  }, 60_000);

  test('that was broken off goes on behind its last batch', async () => {
    await register(world.ask, { id: 'broken' });
    const rows = Array.from({ length: 12_000 }, (_, hour) => `broken.pm25,${hoursAgo(hour)},${hour % 60}`);
    const path = write('broken.csv', ['datastream,at,value', ...rows, 'broken.pm25,never,1'].join('\n'));
    const stop = new AbortController();
    const broken = world.running.importFile?.({
      path,
      refusalsPath: `${path}.refused.csv`,
      signal: stop.signal,
      progress: () => stop.abort(),
    });
    await expect(broken).rejects.toThrow();
    expect(await readings('broken')).toBe(10_000);
    const { outcome, refused } = await take(path);
    expect(outcome).toMatchObject({ added: 12_000, repeated: 0, refused: 1 });
    expect(refused[1]).toMatch(/^12002,at,date_time,/);
    expect(await readings('broken')).toBe(12_000);
    expect((await readFaults(database())).faults).toEqual([]);
  }, 120_000);

  test('that was killed with -9 loses nothing and takes nothing in twice', async () => {
    await register(world.ask, { id: 'killed' });
    const rows = Array.from({ length: 80_000 }, (_, hour) => `killed.pm25,${hoursAgo(hour)},${hour % 60}`);
    const path = write('killed.csv', ['datastream,at,value', ...rows].join('\n'));
    const env = {
      MONGODB_URI: world.mongoUri,
      HUB_DB_PREFIX: world.dbPrefix,
      HUB_SECRET: testSecret,
      DATA_DIR: join(folder, 'data'),
    };
    const first = startMain(['import', 'environment', path], env);
    const row = () =>
      database()
        .collection('imports')
        .findOne({ added: { $gte: 10_000 }, state: 'RUNNING' });
    await until(async () => (await row()) !== null, 180_000);
    first.child.kill('SIGKILL');
    await first.ended;
    const before = await readings('killed');
    expect(await row()).toMatchObject({ state: 'RUNNING', added: before });
    expect(before).toBeLessThan(80_000);
    const second = startMain(['import', 'environment', path], env);
    expect([await second.ended, second.output()]).toEqual([
      0,
      expect.stringContaining('is taken in: 80000 added, 0 replaced, 0 repeated'),
    ]);
    expect(await readings('killed')).toBe(80_000);
    for (const name of ['reports', 'citizens', 'vendors'])
      await world.client.db(`${world.dbPrefix}${name}`).dropDatabase();
  }, 400_000);
});
