/**
 * How fast readings are taken in, and how fast the air is told when there are many.
 *
 *   npm run bench:environment [-- --rows 1000000]
 *
 * A CSV file of so many hourly readings, in order of time, is imported as `npm run import` does it, beside a city that
 * runs: checked, put into their hours, with the air-quality index and the flood alarms that follow from them and with
 * journal entries, each batch a transaction. Then the bare driver inserts the very documents that this stored. Then
 * questions go over HTTP through gateway and subgraph, one after the other.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findMongod } from '../start/find-mongod.ts';
import { startMongod } from '../start/mongod.ts';
import { createProgress } from '../start/progress.ts';
import type { EnvironmentStore } from '../subgraphs/environment/environment.store.ts';
import { startCity } from '../test/kit/start-city.ts';
import { factOf, stationsFor, writeSampleFile } from './environment/sample-file.ts';
import { quantile } from './quantiles.ts';
import { writeResults } from './write-results.ts';

const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000000' } } });
const rows = Number(values.rows);
const end = new Date('2026-11-25T08:00:00Z');
const progress = createProgress(process.stderr);
const dir = await mkdtemp(join(tmpdir(), 'hub-bench-'));
const binary = await findMongod({ dataDir: '.data', env: process.env, progress: progress.show });
const mongod = await startMongod({ binary, dir, diesWithParent: true });
const city = await startCity({ mongoUri: mongod.uri, now: end.toISOString() });
try {
  const text = [
    `\`npm run bench:environment\`, ${rows} hourly readings of a year.`,
    await measureIngestion(),
    'Questions over HTTP through gateway and subgraph, one after the other, at so many readings; each place is another one, so that nothing is shared:',
    await measureQuestions(),
  ].join('\n\n');
  progress.clear();
  process.stdout.write(`${text}\n`);
  writeResults('Environment', text);
} finally {
  await city.close();
  await mongod.close();
  await rm(dir, { recursive: true, force: true });
}

async function measureIngestion(): Promise<string> {
  const stations = await stationsFor(rows);
  const store = parseStore(city.subgraph('environment').store);
  for (const station of stations) await store.stations.add(factOf(station));
  const path = join(dir, 'readings.csv');
  progress.show('writing the file');
  await writeSampleFile(path, { rows, stations, end });
  const { size } = await stat(path);
  progress.show('importing');
  const database = city.databaseOf('environment');
  const prefix = database.slice(0, -'environment'.length);
  const ours = await figuresOf('import-process.ts', [
    mongod.uri,
    prefix,
    city.subgraph('agencies').url,
    path,
  ]);
  progress.show('inserting with the bare driver');
  const raw = await figuresOf('raw-process.ts', [mongod.uri, database]);
  const [our, bare] = [rows / ours.seconds, raw.documents / raw.seconds];
  const ratio = our / bare;
  return [
    `${stations.length} stations, ${(size / 2 ** 20).toFixed(0)} MiB of CSV, ${raw.documents} documents (one for each datastream and hour):`,
    '| | seconds | a second | peak memory MiB |\n|---|---|---|---|',
    `| import: read, checked, indices, alarms, journal | ${ours.seconds.toFixed(1)} | ${our.toFixed(0)} readings | ${ours.peakMiB.toFixed(0)} |`,
    `| bare insertMany of the same documents | ${raw.seconds.toFixed(1)} | ${bare.toFixed(0)} documents | ${raw.peakMiB.toFixed(0)} |`,
    `\n${ratio.toFixed(2)} × the bare driver (target 0.5: ${ratio >= 0.5 ? 'met' : 'missed'}).`,
  ].join('\n');
}

interface Figures {
  readonly seconds: number;
  readonly peakMiB: number;
  readonly documents: number;
}

/** What a process of its own measured. */
async function figuresOf(module: string, args: readonly string[]): Promise<Figures> {
  const child = fork(fileURLToPath(new URL(`environment/${module}`, import.meta.url)), [...args], {
    env: { ...process.env, HUB_SECRET: city.secret },
  });
  const ended = once(child, 'exit');
  const message = await Promise.race([
    once(child, 'message'),
    ended.then(([code]) => {
      throw new Error(`expected figures of ${module}, got exit code ${code}`);
    }),
  ]);
  await ended;
  return parseFigures(message[0]);
}

async function measureQuestions(): Promise<string> {
  const place = (n: number): string =>
    `lat: ${(16.42 + (n % 97) * 0.001).toFixed(4)}, lon: ${(107.52 + (n % 89) * 0.001).toFixed(4)}`;
  const span = (days: number): string =>
    `from: "${new Date(end.getTime() - days * 86_400_000).toISOString()}", to: "${end.toISOString()}"`;
  const questions: Readonly<Record<string, (n: number) => string>> = {
    airNow: (n) =>
      `{ airNow(${place(n)}) { aqi level dominant hour parts { pollutant aqi } station { id name } distanceM } }`,
    'airNow of all 40 wards': () => '{ wards(first: 40) { nodes { name airNow { aqi level } } } }',
    'a day of readings by hour': (n) => series(n, `${span(1)}, step: HOUR`),
    'a month of readings by day': (n) => series(n, `${span(30)}, step: DAY`),
    'a year of readings by week': (n) => series(n, `${span(365)}, step: WEEK`),
    'a year of readings thinned out to 500': (n) => series(n, `${span(365)}, maxPoints: 500`),
    'a month of the index by day': () =>
      '{ airStation(id: "hung-vuong") { aqiDays(from: "2026-10-26", to: "2026-11-25") { date aqi level } } }',
    'levels and alarms of the gauges': () => '{ waterGauges { nodes { name levelM text alarm } } }',
  };
  const lines: string[] = [];
  for (const [name, ask] of Object.entries(questions)) lines.push(await measureQuestion(name, ask));
  return ['| question | p50 ms | p99 ms |', '|---|---|---|', ...lines].join('\n');
}

function series(n: number, rest: string): string {
  const streams = ['hung-vuong.pm25', 'hung-vuong.no2', 'phu-bai.pm10', 'kim-long.water-level'];
  return `{ observationSeries(datastream: "${streams[n % streams.length]}", ${rest}) { points { at mean min max } } }`;
}

async function measureQuestion(name: string, ask: (n: number) => string): Promise<string> {
  const timesMs: number[] = [];
  for (let n = -20; n < 200; n += 1) {
    progress.show(`asking: ${name}`);
    const began = performance.now();
    const { errors } = await city.ask(ask(n + 20));
    if (errors) throw new Error(`${name}: ${JSON.stringify(errors)}`);
    if (n >= 0) timesMs.push(performance.now() - began);
  }
  return `| ${name} | ${quantile(timesMs, 0.5).toFixed(1)} | ${quantile(timesMs, 0.99).toFixed(1)} |`;
}

function parseStore(store: object): EnvironmentStore {
  return store as EnvironmentStore;
}

function parseFigures(message: unknown): Figures {
  return message as Figures;
}
