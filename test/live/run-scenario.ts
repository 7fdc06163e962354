import { setTimeout as sleep } from 'node:timers/promises';
import { ReadConcern } from 'mongodb';
import { startMongodSet } from '../kit/mongod-set.ts';
import { startCity } from '../kit/start-city.ts';
import type { Finding } from './finding.ts';
import { checkHistory } from './check-history.ts';
import type { HistoryRecord, TruthRecord } from './history.ts';
import { History } from './history.ts';
import type { LiveRun, RunReport } from './live-run.ts';
import { ownerName, seeded } from './live-run.ts';
import type { Fault } from './nemesis.ts';
import { strikeAll } from './nemesis.ts';
import { reportMayFollow } from './report-path.ts';
import type { Watcher } from './watchers.ts';
import { areaWatcher, officeOf, ownerOf, strangerOf, watchUntil } from './watchers.ts';
import { Writers } from './writers.ts';

export interface ScenarioOptions {
  /** Reports that are changed; of each of the first `followed`, three watchers follow the one. */
  readonly reports: number;
  readonly followed: number;
  /** Who follow all public reports of the place. */
  readonly areas: number;
  readonly writers: number;
  /** Between two changes of a writer. */
  readonly paceMs: number;
  /** The roads that watchers come by, in turn. */
  readonly roads: readonly Watcher['road'][];
  readonly seed: number;
  /** Called until it gives nothing: the faults to strike with next. */
  readonly nextFaults: (random: () => number) => readonly Fault[];
  readonly pauseMs: number;
  readonly progress?: (text: string) => void;
}

export interface ScenarioResult {
  readonly records: readonly HistoryRecord[];
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Record<string, number>>;
}

const settleMs = 60_000;

/**
 * People write and watch while every part is killed in turn: a set of three mongods, the reports subgraph and two
 * gateways in processes of their own. Then all is left to come to rest, the truth is read, and the log is checked.
 */
export async function runScenario(options: ScenarioOptions): Promise<ScenarioResult> {
  const { progress = () => undefined } = options;
  const set = await startMongodSet();
  try {
    progress('a set of three is there');
    const city = await startCity({ mongoUri: set.uri, apart: ['reports'], gateways: 2 });
    try {
      const gateways = city.gateways.map(({ url }) => url);
      progress(`the city is there, gateways at ${gateways.join(' and ')}`);
      const run = { set, city, history: new History(), gateways, random: seeded(options.seed) };
      const truths = await play(run, options);
      for (const truth of truths) run.history.add(truth);
      const { records } = run.history;
      const check = { mayFollow: reportMayFollow, subscribersReachTheEnd: true };
      return { records, findings: checkHistory(records, check), counts: countOf(records) };
    } finally {
      await city.close();
    }
  } finally {
    await set.close();
  }
}

type Truth = Omit<TruthRecord, 't'>;

async function play(run: LiveRun, options: ScenarioOptions): Promise<readonly Truth[]> {
  const { progress = () => undefined } = options;
  const writers = new Writers(run);
  const reports = await createReports(run, writers, options);
  progress(`${reports.length} reports are there`);
  const quiet = new AbortController();
  const leave = new AbortController();
  const watchers = watchersOf(reports, options);
  const watching = watchers.map((watcher) => watchUntil(run, watcher, leave.signal));
  const shares = Array.from({ length: options.writers }, (_, index) =>
    reports.filter((_report, place) => place % options.writers === index),
  );
  const writing = shares.map((share) => writers.writeUntil(quiet.signal, share, options.paceMs));
  const played = async (): Promise<readonly Truth[]> => {
    await strike(run, options);
    quiet.abort();
    await Promise.all(writing);
    const truths = await readTruths(run);
    progress('the writers have stopped');
    await settled(watchers, truths);
    return truths;
  };
  try {
    // Neither ends before it is told to: one that does has failed, and the run with it.
    return await Promise.race([played(), failureOf([...writing, ...watching])]);
  } finally {
    quiet.abort();
    leave.abort();
    await Promise.allSettled([...writing, ...watching]);
  }
}

async function strike(run: LiveRun, options: ScenarioOptions): Promise<void> {
  const { nextFaults, pauseMs, progress = () => undefined } = options;
  for (let next = nextFaults(run.random); next.length > 0; next = nextFaults(run.random))
    await strikeAll(run, next, { pauseMs, progress });
  await sleep(pauseMs);
}

/** Never settles but with the first error. */
function failureOf(running: readonly Promise<void>[]): Promise<never> {
  return new Promise((_resolve, reject) => {
    for (const each of running) each.catch(reject);
  });
}

async function createReports(
  { history }: LiveRun,
  writers: Writers,
  { reports, followed }: ScenarioOptions,
): Promise<readonly RunReport[]> {
  const owners = Array.from({ length: Math.min(reports, 10 + Math.floor(reports / 10)) }, (_, index) =>
    ownerName(index),
  );
  for (const owner of owners) history.add({ op: 'secret', value: owner, readers: [owner] });
  const made: RunReport[] = [];
  for (let from = 0; from < reports; from += 8) {
    const places = Array.from({ length: Math.min(8, reports - from) }, (_, index) => from + index);
    const batch = places.map((place) => writers.createReport(owners[place % owners.length] ?? '', 'public'));
    made.push(...(await Promise.all(batch)));
  }
  for (let index = 0; index < Math.min(4, followed); index += 1)
    await writers.createReport(owners[index % owners.length] ?? '', 'hidden');
  return made;
}

function watchersOf(reports: readonly RunReport[], options: ScenarioOptions): readonly Watcher[] {
  const { followed, areas, roads } = options;
  let count = 0;
  const road = (): Watcher['road'] => roads[(count += 1) % roads.length] ?? 'ws';
  return [
    ...reports
      .slice(0, followed)
      .flatMap((report, index) => [
        ownerOf(report, index, road()),
        officeOf(report, index, road()),
        strangerOf(report, index, road()),
      ]),
    ...Array.from({ length: areas }, (_, index) => areaWatcher(index, road())),
  ];
}

/** Read with majority after the last fault: nothing of it can be rolled back any more. */
async function readTruths({ city }: LiveRun): Promise<readonly Truth[]> {
  const db = city.client.db(city.databaseOf('reports'), { readConcern: new ReadConcern('majority') });
  const entries = await db
    .collection<{ entityId: string; version: number; from: string | null; to: string }>('journal')
    .find({ entity: 'Report' })
    .toArray();
  const texts = await db
    .collection<{ reportId: string; text: string | null }>('updates')
    .find({ text: { $ne: null } })
    .toArray();
  const ids = [...new Set(entries.map(({ entityId }) => entityId))];
  return ids.map((key) => ({
    op: 'truth',
    key,
    entries: entries
      .filter(({ entityId }) => entityId === key)
      .map(({ version, from, to }) => ({ ver: version, from: from ?? null, to })),
    idems: texts.flatMap(({ reportId, text }) => (reportId === key && text !== null ? [text] : [])),
  }));
}

/** Waits until all have seen the end; who has not by then is the checker's to find. */
async function settled(watchers: readonly Watcher[], truths: readonly Truth[]): Promise<void> {
  const lasts = new Map(truths.map(({ key, entries }) => [key, Math.max(...entries.map(({ ver }) => ver))]));
  const isBehind = ({ seen }: Watcher): boolean =>
    seen.size === 0 || [...seen].some(([key, ver]) => ver < (lasts.get(key) ?? 0));
  for (const endMs = Date.now() + settleMs; watchers.some(isBehind) && Date.now() < endMs; ) await sleep(100);
}

function countOf(records: readonly HistoryRecord[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const record of records) {
    const { op } = record;
    const kind = 'type' in record ? record.type : op === 'deliver' ? record.mark : undefined;
    const name = kind === undefined ? op : `${op} ${kind}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
