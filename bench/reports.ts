/**
 * How fast field reports are: createReport with 1, 16 and 64 writers beside a bare transaction of the same two inserts
 * in the same run, and lists, surroundings, search and statistics over many reports.
 *
 *   npm run bench:reports [-- reports, default 100000 [seconds, default 10]] [--part questions,writes] [--data DIR]
 *
 * With `--data` reports are loaded into that folder once and found there by the next run: one part alone then takes a
 * few minutes. Each part writes a section of its own.
 *
 * Everything is in one process but mongod. Writers call the store of the subgraph, each time with a clientMutationId as
 * the SDK sends one; the bare transactions insert such a report and such a journal entry into collections with the same
 * indexes, and nothing follows them. Questions go over HTTP through gateway and subgraph, one after the other.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Db, Document } from 'mongodb';
import { findMongod } from '../start/find-mongod.ts';
import { startMongod } from '../start/mongod.ts';
import { progressBar } from '../start/progress-bar.ts';
import { createProgress } from '../start/progress.ts';
import { silentLogger } from '../subgraphs/kit/process/logger.ts';
import type { RunningSubgraph } from '../subgraphs/kit/define-subgraph.ts';
import { transactionOptions } from '../subgraphs/kit/mongo.ts';
import type { ReportsStore } from '../subgraphs/reports/report.store.ts';
import type { City } from '../test/kit/start-city.ts';
import { startCity } from '../test/kit/start-city.ts';
import { quantile } from './quantiles.ts';
import { writeResults } from './write-results.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { part: { type: 'string', default: 'questions,writes' }, data: { type: 'string' } },
});
const [size = 100_000, seconds = 10] = positionals.map(Number);
const parts = options.part.split(',');
/** The commands of a write, as the server counts them. */
const counted = ['find', 'insert', 'update', 'delete', 'findAndModify', 'aggregate', 'commitTransaction'];
const progress = createProgress(process.stderr);
/** Keys of writes are of one run: on kept data those of an earlier one would be repeats. */
const run = randomUUID();
let sent = 0;
const dir = options.data ? resolve(options.data) : await mkdtemp(join(tmpdir(), 'hub-bench-'));
const binary = await findMongod({ dataDir: '.data', env: process.env, progress: progress.show });
const mongod = await startMongod({ binary, dir, diesWithParent: true });
// Not a secret: what it keeps is a sample.
const kept = { dbPrefix: 'bench_', secret: 'field-reports-bench'.padEnd(32, '.') };
const city = await startCity({ mongoUri: mongod.uri, ...(options.data ? { kept } : {}) });
try {
  const store = storeOf(city.subgraph('reports'));
  await seed(city.subgraph('reports'));
  const reports = `${await countReports()} reports, one process and mongod`;
  if (parts.includes('questions')) {
    const text = [`\`npm run bench:reports\`, ${reports}.`, await measureQuestions()];
    show('Questions about field reports', text);
  }
  if (parts.includes('writes')) {
    const how = `each for ${seconds} s, one after the other; the bare transaction inserts such a report and such a journal entry.`;
    const text = [`\`npm run bench:reports\`, ${reports}; ${how}`, await measureWriters(store)];
    show('Writing field reports', text);
  }
} finally {
  await city.close();
  await mongod.close();
  if (!options.data) await rm(dir, { recursive: true, force: true });
}

function show(title: string, paragraphs: readonly string[]): void {
  progress.clear();
  const text = paragraphs.join('\n\n');
  process.stdout.write(`${text}\n`);
  writeResults(title, text);
}

function countReports(): Promise<number> {
  return city.client.db(city.databaseOf('reports')).collection('reports').estimatedDocumentCount();
}

function storeOf({ store }: RunningSubgraph): ReportsStore {
  return parseStore(store);
}

function parseStore(store: object): ReportsStore {
  return store as ReportsStore;
}

async function seed(reports: RunningSubgraph): Promise<void> {
  if ((await countReports()) >= size) return settled();
  const describe = progressBar();
  await reports.seed({
    log: silentLogger,
    now: () => new Date(),
    given: { reports: size },
    progress: (done, total) => progress.show(`loading sample reports, ${describe(done, total)}`),
  });
  await settled();
}

/** Until the stamps are written and everything is counted and indexed. */
async function settled(): Promise<void> {
  const db = city.client.db(city.databaseOf('reports'));
  for (;;) {
    progress.show('waiting for counters and search');
    const unstamped = await db.collection('journal').findOne({ pos: null });
    const last = await db.collection('journal').find().sort({ pos: -1, n: -1 }).limit(1).next();
    const rows = await db.collection('projections').find().toArray();
    const isBehind = rows.some((row) => row['rebuild'] !== null || row['time'].lessThan(last?.['pos']));
    if (!unstamped && rows.length > 0 && !isBehind) return;
    await new Promise((done) => setTimeout(done, 200));
  }
}

async function measureQuestions(): Promise<string> {
  const pick = <T>(values: readonly T[], n: number): T | undefined => values[n % values.length];
  const texts = [
    'den duong',
    'rac thai',
    'duong',
    'ngap nuoc',
    'karaoke',
    'cau',
    'tr',
    'via he cho',
    'Nguyễn',
    'o ga',
  ];
  const fields = '{ nodes { id code title state ward { name } agency { name } } pageInfo { endCursor } }';
  const stats =
    'figures { sent eligible { share } handled { share } onTime { share } satisfied { share lowerBound } answers { handlingTime { median { hours } p90 { hours } } } }';
  const questions: Readonly<Record<string, (n: number) => string>> = {
    'newest 20': () => `{ publicReports(first: 20) ${fields} }`,
    'newest 20 of a category and state': (n) =>
      `{ publicReports(first: 20, filter: { category: ${pick(['TREES', 'NOISE', 'ROAD_DAMAGE'], n)}, states: [${pick(['CLOSED', 'PUBLISHED', 'ASSIGNED'], n)}] }) ${fields} }`,
    'nearest 20 within 1 km': (n) =>
      `{ publicReportsNear(lat: ${16.46 + (n % 20) * 0.001}, lon: ${107.58 + (n % 7) * 0.002}, radiusM: 1000, first: 20) ${fields} }`,
    'search, newest 20': (n) => `{ searchPublicReports(text: "${pick(texts, n)}", first: 20) ${fields} }`,
    'search within 2 km, nearest 20': (n) =>
      `{ searchPublicReports(text: "${pick(texts, n)}", order: NEAREST, near: { lat: 16.4637, lon: 107.5909, radiusM: 2000 }, first: 20) ${fields} }`,
    'statistics, all': () => `{ reportStats { ${stats} } }`,
    'statistics by agency': () => `{ reportStats(by: AGENCY) { groups { agency { name } ${stats} } } }`,
    'statistics by category of a ward, 100 days': () =>
      '{ reportStats(by: CATEGORY, filter: { ward: "19753" }, from: "2026-03-11", to: "2026-06-18") { groups { figures { sent } } } }',
  };
  const rows: string[] = [];
  for (const [name, ask] of Object.entries(questions)) rows.push(await measureQuestion(name, ask));
  return ['| question | p50 ms | p99 ms |', '|---|---|---|', ...rows].join('\n');
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

async function measureWriters(store: ReportsStore): Promise<string> {
  const bare = await openBare();
  const rows: string[] = [];
  for (const writers of [1, 16, 64]) {
    await write({ writers, work: bare, forSeconds: 2 });
    const plain = await write({ writers, work: bare, forSeconds: seconds });
    const work = () => create(store);
    await write({ writers, work, forSeconds: 2 });
    const real = await write({ writers, work, forSeconds: seconds });
    await settled();
    const [ratio, calls] = [
      real.perSecond / plain.perSecond,
      [plain, real].map((one) => one.commands.toFixed(1)),
    ];
    rows.push(
      `| ${writers} | ${plain.perSecond.toFixed(0)} | ${real.perSecond.toFixed(0)} | ${ratio.toFixed(2)} | ${calls.join(' | ')} |`,
    );
  }
  return [
    '| writers | bare transactions/s | createReport/s | ratio | commands of a bare one | commands of a createReport |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

interface Writing {
  readonly writers: number;
  readonly work: () => Promise<void>;
  readonly forSeconds: number;
}

/** How many writes a second, and how many commands the database ran for each, those behind it (stamps, projections) with them. */
async function write({
  writers,
  work,
  forSeconds,
}: Writing): Promise<{ perSecond: number; commands: number }> {
  progress.show(`${writers} writers`);
  const before = await countCommands();
  const began = performance.now();
  const isOver = (): boolean => performance.now() - began > forSeconds * 1_000;
  let written = 0;
  const loop = async (): Promise<void> => {
    for (; !isOver(); written += 1) await work();
  };
  await Promise.all(Array.from({ length: writers }, loop));
  const perSecond = written / ((performance.now() - began) / 1_000);
  return { perSecond, commands: ((await countCommands()) - before) / written };
}

async function countCommands(): Promise<number> {
  const { metrics } = await city.client.db('admin').command({ serverStatus: 1 });
  return counted.reduce((sum, name) => sum + Number(metrics.commands[name]?.total ?? 0), 0);
}

async function create(store: ReportsStore): Promise<void> {
  sent += 1;
  await store.create({
    viewer: { kind: 'person', id: `writer-${sent % 97}`, roles: ['citizen'], vneidLevel: 1, scopes: [] },
    clientMutationId: `${run} ${sent}`,
    input: {
      categoryCode: sent % 2 === 0 ? 'ROAD_DAMAGE' : 'TREES',
      title: 'Ổ gà lớn trước chợ',
      description: 'Ổ gà sâu khoảng 20 cm trước cổng chợ, xe máy dễ ngã vào giờ tan tầm.',
      lat: 16.4637 + (sent % 50) * 0.0003,
      lon: 107.5909,
      source: 'APP',
    },
  });
}

/** Transactions of the two inserts alone, into collections with the same indexes. */
async function openBare(): Promise<() => Promise<void>> {
  const [from, to] = [
    city.client.db(city.databaseOf('reports')),
    city.client.db(city.databaseOf('citizens')),
  ];
  const report = await copyCollection({ from, to, name: 'reports' });
  const entry = await copyCollection({ from, to, name: 'journal' });
  return async () => {
    const session = city.client.startSession();
    const id = randomUUID();
    session.startTransaction(transactionOptions);
    await report.insertOne({ ...report.sample, _id: parseId(id), code: id }, session);
    await entry.insertOne({ ...entry.sample, _id: parseId(randomUUID()), entityId: id, version: 1 }, session);
    await session.commitTransaction();
    await session.endSession();
  };
}

async function copyCollection({ from, to, name }: { from: Db; to: Db; name: 'reports' | 'journal' }) {
  const kind = name === 'reports' ? { state: 'CLOSED' } : { kind: 'CREATE' };
  const [sample, indexes] = [
    await from.collection(name).findOne(kind),
    await from.collection(name).indexes(),
  ];
  await to.dropCollection(`bench_${name}`);
  const copy = await to.createCollection(`bench_${name}`);
  for (const { key, name: index, unique, partialFilterExpression } of indexes)
    if (index !== '_id_')
      await copy.createIndex(key, {
        ...(index && { name: index }),
        ...(unique && { unique }),
        ...(partialFilterExpression && { partialFilterExpression }),
      });
  const insertOne = async (document: Document, session: ReturnType<City['client']['startSession']>) =>
    void (await copy.insertOne(document, { session }));
  return { sample: sample ?? {}, insertOne };
}

// The driver's type of an id without a schema.
function parseId(id: string): never {
  return id as never;
}
