/**
 * Events of one subgraph, with an entity joined from each of two others, to many who watch the same: the gateway on one
 * core, beside the bare socket library sending one prebuilt message in the same run. Subgraphs and clients are on the
 * other core.
 *
 *   npm run bench:fanout [-- --clients 1000 --seconds 10 --rate 60 --burst 4 --topics 1000 --idle 1000 --quick]
 */
import type { ChildProcess } from 'node:child_process';
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { composeFanOut } from './fanout/graph.ts';
import type { ClientsTask, EmitTask, Emitted, Received } from './fanout/tasks.ts';
import { cpuSeconds, residentMiB } from './gateway/peers.ts';
import { writeResults } from './write-results.ts';

const { values: options } = parseArgs({
  options: {
    clients: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '10' },
    /** Events a second, one at a time; and in bursts of `burst`. */
    rate: { type: 'string', default: '60' },
    burst: { type: 'string', default: '4' },
    topics: { type: 'string', default: '1000' },
    'topic-rate': { type: 'string', default: '500' },
    idle: { type: 'string', default: '1000' },
    /** Prints, and leaves bench/results.md alone. */
    quick: { type: 'boolean', default: false },
  },
});
const [clients, seconds, rate, burst] = [options.clients, options.seconds, options.rate, options.burst].map(
  Number,
);
const clientProcesses = 2;
const gatewayCore = '0';
const otherCore = '1';

interface Server {
  readonly name: 'ours' | 'raw ws';
  readonly url: string;
  readonly pid: number;
  /** Who makes the events. */
  readonly source: ChildProcess;
}

interface Row {
  readonly name: string;
  readonly load: string;
  readonly messages: number;
  readonly lost: number;
  readonly perSecond: number;
  readonly cpuMicros: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const folder = await mkdtemp(join(tmpdir(), 'hub-bench-fanout-'));
const children: ChildProcess[] = [];
let port = 15_400 + Math.floor(Math.random() * 1_000);
const rows: Row[] = [];
const notes: string[] = [];
try {
  const ours = await startOurs();
  const before = residentMiB(ours.pid);
  const idle = await watch(ours, Number(options.idle), null);
  await settle();
  const perWatcher = ((residentMiB(ours.pid) - before) * 1_024) / Number(options.idle);
  notes.push(
    `${options.idle} idle watchers of one operation: ${perWatcher.toFixed(1)} KiB of the gateway each.`,
  );
  await leave(idle);
  const raw = await startRaw();
  for (const server of [raw, ours]) {
    const watchers = await watch(server, clients ?? 0, null);
    await settle();
    await measure(server, watchers, { perBurst: 1, burstsPerSecond: rate ?? 0, to: 'all' });
    const bursts = Math.max(1, Math.round((rate ?? 0) / (burst ?? 1)));
    await measure(server, watchers, { perBurst: burst ?? 1, burstsPerSecond: bursts, to: 'all' });
    await leave(watchers);
  }
  const topics = await watch(ours, Number(options.topics), 1);
  await settle();
  await measure(ours, topics, { perBurst: 1, burstsPerSecond: Number(options['topic-rate']), to: 'in turn' });
  await leave(topics);
} finally {
  for (const child of children) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
}
report();

async function startOurs(): Promise<Server> {
  const subgraphs = (port += 1);
  const source = await run('fanout/subgraphs-process.ts', [String(subgraphs)], { core: otherCore });
  const file = join(folder, 'supergraph.graphql');
  await writeFile(
    file,
    composeFanOut((name) => `http://127.0.0.1:${subgraphs}/${name}`),
  );
  const own = (port += 1);
  const signingKey = 'the signing key of a bench, thirty-two characters and more';
  const names = ['ticks', 'places', 'owners'];
  const gateway = await run('fanout/gateway-process.ts', [file, String(own)], {
    core: gatewayCore,
    env: {
      HUB_ANONYMOUS: '1',
      HUB_SECRET: 'the secret of a bench, thirty-two characters and more',
      HUB_SUBGRAPHS: JSON.stringify(Object.fromEntries(names.map((name) => [name, { signingKey }]))),
      LOG_LEVEL: 'warn',
    },
  });
  return { name: 'ours', url: `ws://127.0.0.1:${own}/graphql`, pid: gateway.pid ?? 0, source };
}

async function startRaw(): Promise<Server> {
  const own = (port += 1);
  const source = await run('fanout/raw-process.ts', [String(own)], { core: gatewayCore });
  return { name: 'raw ws', url: `ws://127.0.0.1:${own}`, pid: source.pid ?? 0, source };
}

function pin(pid: number, core: string): void {
  execFileSync('taskset', ['-a', '-p', '-c', core, String(pid)], { stdio: 'ignore' });
}

/** A process of its own on one core; resolves when it says that it is ready. */
async function run(
  script: string,
  args: readonly string[],
  { core, env = {} }: { readonly core: string; readonly env?: Readonly<Record<string, string>> },
): Promise<ChildProcess> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = fork(path, args, { env: { ...process.env, ...env } });
  children.push(child);
  await once(child, 'message');
  pin(child.pid ?? 0, core);
  return child;
}

async function watch(server: Server, count: number, firstTopic: number | null): Promise<ChildProcess[]> {
  const share = Math.ceil(count / clientProcesses);
  return Promise.all(
    Array.from({ length: clientProcesses }, (_, index) => {
      const task: ClientsTask = {
        url: server.url,
        protocol: server.name === 'ours' ? 'graphql' : 'raw',
        clients: Math.min(share, count - index * share),
        firstTopic: firstTopic === null ? null : firstTopic + index * share,
      };
      return run('fanout/clients-process.ts', [JSON.stringify(task)], { core: otherCore });
    }),
  );
}

async function measure(
  server: Server,
  watchers: readonly ChildProcess[],
  load: Omit<EmitTask, 'kind' | 'seconds'>,
): Promise<void> {
  // Code that has just been loaded is not what is measured.
  server.source.send({ kind: 'emit', seconds: Math.min(3, seconds ?? 0), ...load });
  await once(server.source, 'message');
  await settle();
  await collect(watchers);
  const cpuBefore = cpuSeconds(server.pid);
  const beganMs = performance.now();
  const task: EmitTask = { kind: 'emit', seconds: seconds ?? 0, ...load };
  server.source.send(task);
  const [emitted] = await once(server.source, 'message');
  const took = (performance.now() - beganMs) / 1_000;
  await settle();
  const received = await collect(watchers);
  const cpu = cpuSeconds(server.pid) - cpuBefore;
  const messages = received.reduce((sum, each) => sum + each.messages, 0);
  const isShared = server.name === 'ours' && load.to === 'all';
  const expected = parseEmitted(emitted).events * (isShared ? (clients ?? 0) : 1);
  const ages = received.flatMap((each) => each.ages);
  const row: Row = {
    name: server.name,
    load: nameOf(load),
    messages,
    lost: expected - messages,
    perSecond: messages / took,
    cpuMicros: (cpu / messages) * 1e6,
    p50Ms: ageAt(ages, 0.5),
    p99Ms: ageAt(ages, 0.99),
  };
  rows.push(row);
  process.stderr.write(`${JSON.stringify(row)}\n`);
}

function nameOf({ to, perBurst, burstsPerSecond }: Omit<EmitTask, 'kind' | 'seconds'>): string {
  if (to === 'in turn') return `${options.topics} topics, ${burstsPerSecond} events/s in turn`;
  return perBurst === 1
    ? `${clients} watchers, ${burstsPerSecond} separate events/s`
    : `${clients} watchers, ${burstsPerSecond} bursts/s of ${perBurst}`;
}

async function collect(watchers: readonly ChildProcess[]): Promise<Received[]> {
  return Promise.all(
    watchers.map(async (watcher) => {
      watcher.send('report');
      const [received] = await once(watcher, 'message');
      return parseReceived(received);
    }),
  );
}

function ageAt(ages: readonly (readonly [number, number])[], quantile: number): number {
  const sorted = [...ages].sort(([a], [b]) => a - b);
  const all = sorted.reduce((sum, [, count]) => sum + count, 0);
  let below = 0;
  for (const [tenths, count] of sorted) if ((below += count) >= quantile * all) return tenths / 10;
  return Number.NaN;
}

async function leave(watchers: readonly ChildProcess[]): Promise<void> {
  await Promise.all(
    watchers.map(async (watcher) => {
      const ended = once(watcher, 'exit');
      watcher.disconnect();
      await ended;
    }),
  );
  await settle();
}

function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1_500));
}

function report(): void {
  const lines = rows.map(
    (row) =>
      `| ${row.name} | ${row.load} | ${row.perSecond.toFixed(0)} | ${row.cpuMicros.toFixed(1)} | ${row.p50Ms.toFixed(1)} | ${row.p99Ms.toFixed(1)} | ${row.lost} |`,
  );
  const table = [
    '| server | load | messages/s | µs CPU each | median ms | p99 ms | lost |',
    '|---|---|---|---|---|---|---|',
    ...lines,
  ].join('\n');
  const text = `\`npm run bench:fanout\`: events of one subgraph with an entity joined from each of two others, over WebSocket; one core for the
server, subgraphs and clients on the other. \`raw ws\` is the socket library sending one prebuilt message of the same size to all.
Ages are from the event's making to its reading by the client, in ours through subgraph, join and gateway.\n\n${table}\n\n${notes.join('\n')}`;
  process.stdout.write(`${text}\n`);
  if (!options.quick) writeResults('Fan-out', text);
}

function parseEmitted(message: unknown): Emitted {
  return message as Emitted;
}

function parseReceived(message: unknown): Received {
  return message as Received;
}
