/**
 * Events of one subgraph, with an entity joined from each of two others, to many who watch the same: the gateway on one
 * core, beside the bare socket library sending one prebuilt message and Hive Gateway in the same run. Subgraphs and
 * clients are on the other core.
 *
 *   npm run bench:fanout [-- --part thousand,ten-thousand,topics] [-- --part idle --minutes 15] [-- --quick]
 *
 * It measures the built gateway. Each part writes a section of its own. The three together take about eight minutes; `idle` runs only when it is named.
 */
import { parseArgs } from 'node:util';
import { residentMiB } from './gateway/peers.ts';
import type { Load, Row } from './fanout/measure.ts';
import { collect, measure, pause } from './fanout/measure.ts';
import type { Server } from './fanout/servers.ts';
import { end, startHive, startOurs, startRaw, startWatchers } from './fanout/servers.ts';
import { writeResults } from './write-results.ts';

const { values: options } = parseArgs({
  options: {
    part: { type: 'string', default: 'thousand,ten-thousand,topics' },
    seconds: { type: 'string', default: '10' },
    /** Of the idle part. */
    minutes: { type: 'string', default: '15' },
    idle: { type: 'string', default: '10000' },
    topics: { type: 'string', default: '10000' },
    /** Prints, and leaves bench/results.md alone. */
    quick: { type: 'boolean', default: false },
  },
});
const seconds = Number(options.seconds);
const idleTitle = 'Idle watchers';
const parts: Readonly<Record<string, () => Promise<void>>> = {
  thousand: benchThousand,
  'ten-thousand': benchTenThousand,
  topics: benchTopics,
  idle: benchIdle,
};
for (const name of options.part.split(',')) {
  const part = parts[name];
  if (!part) throw new Error(`expected --part of ${Object.keys(parts).join(', ')}, got ${name}`);
  await part();
}
process.exit();

function toAll(watchers: number, rates: { perBurst: number; burstsPerSecond: number }): Load {
  const { perBurst, burstsPerSecond } = rates;
  const title =
    perBurst === 1
      ? `${burstsPerSecond} separate events/s`
      : `${burstsPerSecond} bursts/s of ${perBurst} events`;
  return { title, watchers, warmSeconds: 10, seconds, to: 'all', ...rates };
}

async function benchThousand(): Promise<void> {
  const watchers = 1_000;
  const loads = [
    toAll(watchers, { perBurst: 1, burstsPerSecond: 60 }),
    toAll(watchers, { perBurst: 4, burstsPerSecond: 15 }),
  ];
  const most = toAll(watchers, { perBurst: 10, burstsPerSecond: 20 });
  const rows = await watched(startRaw, watchers, loads);
  rows.push(...(await watched(startOurs, watchers, [...loads, most])));
  // More than it can take, and little enough that it gets through in a minute.
  const hive = { ...toAll(watchers, { perBurst: 1, burstsPerSecond: 8 }), warmSeconds: 1 };
  const light = { ...toAll(watchers, { perBurst: 1, burstsPerSecond: 2 }), warmSeconds: 0 };
  rows.push(...(await watched(startHive, watchers, [hive, light])));
  report('Fan-out to 1,000 watchers', rows, compare(rows));
}

async function benchTenThousand(): Promise<void> {
  const watchers = 10_000;
  const loads = [
    toAll(watchers, { perBurst: 1, burstsPerSecond: 5 }),
    toAll(watchers, { perBurst: 4, burstsPerSecond: 1.5 }),
  ];
  const rows = await watched(startRaw, watchers, loads);
  rows.push(...(await watched(startOurs, watchers, loads)));
  report('Fan-out to 10,000 watchers', rows, compare(rows));
}

async function benchTopics(): Promise<void> {
  const count = Number(options.topics);
  const ours = await startOurs();
  const before = residentMiB(ours.pid);
  const beganMs = performance.now();
  const watchers = await startWatchers(ours, count, 1);
  const openSeconds = (performance.now() - beganMs) / 1_000;
  const each = ((residentMiB(ours.pid) - before) * 1_024) / count;
  await collect(watchers);
  const rows: Row[] = [];
  for (const burstsPerSecond of [500, 1_000, 2_000]) {
    const title = `${count} topics, ${burstsPerSecond} events/s in turn`;
    const load: Load = {
      title,
      watchers: count,
      warmSeconds: 2,
      seconds,
      to: 'in turn',
      perBurst: 1,
      burstsPerSecond,
    };
    rows.push(await measure(ours, watchers, load));
  }
  await Promise.all(watchers.map(end));
  await ours.close();
  const note = `${count} topics, each its own variables and one watcher, opened in ${openSeconds.toFixed(1)} s; ${each.toFixed(1)} KiB of the gateway each.`;
  report('Fan-out of 10,000 topics', rows, note);
}

async function benchIdle(): Promise<void> {
  const count = Number(options.idle);
  const minutes = Number(options.minutes);
  const ours = await startOurs();
  await pause(2_000);
  const before = residentMiB(ours.pid);
  const watchers = await startWatchers(ours, count, null);
  await pause(5_000);
  const perWatcher = (): string => (((residentMiB(ours.pid) - before) * 1_024) / count).toFixed(1);
  const atFirst = perWatcher();
  await pause(minutes * 60_000);
  const atLast = perWatcher();
  await collect(watchers);
  const load = { ...toAll(count, { perBurst: 1, burstsPerSecond: 1 }), warmSeconds: 0, seconds: 3 };
  const rows = [await measure(ours, watchers, load)];
  const closed = (await collect(watchers)).reduce((sum, part) => sum + part.closed, 0);
  await Promise.all(watchers.map(end));
  await ours.close();
  const note = `${count} idle watchers of one operation for ${minutes} minutes: ${closed} of them were closed; ${atFirst} KiB of the gateway each at the beginning, ${atLast} at the end (target 40). Then one event a second to all:`;
  report(idleTitle, rows, note);
}

/** One server with its watchers from beginning to end. */
async function watched(
  start: () => Promise<Server | null>,
  count: number,
  loads: readonly Load[],
): Promise<Row[]> {
  const server = await start();
  if (!server) return [];
  const watchers = await startWatchers(server, count, null);
  await pause(1_500);
  // The events with which streams begin are none of the load's.
  await collect(watchers);
  const rows: Row[] = [];
  for (const load of loads) rows.push(await measure(server, watchers, load));
  process.stderr.write(`${server.name}: ${residentMiB(server.pid).toFixed(0)} MiB\n`);
  await Promise.all(watchers.map(end));
  await server.close();
  return rows;
}

/** The targets, met or not. */
function compare(rows: readonly Row[]): string {
  const lines: string[] = [];
  for (const raw of rows.filter(({ server }) => server === 'raw ws')) {
    const ours = rows.find(({ server, load }) => server === 'ours' && load === raw.load);
    if (!ours) continue;
    const cpu = ours.cpuMicros / raw.cpuMicros;
    const p99 = ours.p99Ms / raw.p99Ms;
    const cpuTarget = raw.load.includes('bursts') ? 0.5 : 1;
    lines.push(
      `- ${raw.load}: ${cpu.toFixed(2)} × raw's CPU for each message (target ${cpuTarget.toFixed(1)}: ${cpu <= cpuTarget ? 'met' : 'missed'}), ${p99.toFixed(2)} × its p99 (target 1.5: ${p99 <= 1.5 ? 'met' : 'missed'})`,
    );
  }
  const rateOf = (name: Row['server']): number =>
    Math.max(0, ...rows.filter(({ server }) => server === name).map(({ perSecond }) => perSecond));
  const hive = rateOf('Hive Gateway');
  if (hive > 0) {
    const times = rateOf('ours') / hive;
    lines.push(`- ${times.toFixed(0)} × Hive Gateway's rate (target 25: ${times >= 25 ? 'met' : 'missed'})`);
  }
  return lines.join('\n');
}

function report(title: string, rows: readonly Row[], notes: string): void {
  const lines = rows.map(
    (row) =>
      `| ${row.server} | ${row.load} | ${row.perSecond.toFixed(0)} | ${row.cpuMicros.toFixed(1)} | ${row.p50Ms.toFixed(1)} | ${row.p99Ms.toFixed(1)} | ${row.lost} |`,
  );
  const table = [
    '| server | load | messages/s | µs CPU each | median ms | p99 ms | lost |',
    '|---|---|---|---|---|---|---|',
    ...lines,
  ].join('\n');
  const command = title === idleTitle ? 'npm run bench:fanout -- --part idle' : 'npm run bench:fanout';
  const text = `\`${command}\`: events of one subgraph with an entity joined from each of two others, over WebSocket; one core for
the server, subgraphs and clients on the other. \`raw ws\` is the socket library sending one prebuilt message of the same size to all.
Ages are from the event's making to its reading by the client, in ours through subgraph, join and gateway.\n\n${table}\n\n${notes}`;
  process.stdout.write(`## ${title}\n\n${text}\n\n`);
  if (!options.quick) writeResults(title, text);
}
