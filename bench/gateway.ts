/**
 * Gateways side by side on the same supergraph: ours, stock Apollo, Hive Gateway, Hive Router where it is built, and a
 * bare node:http server that only echoes. Each has one core to itself; subgraphs are canned answers on the other one.
 *
 *   npm run bench:gateway [-- --seconds 5 --rounds 3 --connections 32 --only ours,stock --build-router --quick]
 *
 * Answers are compared byte for byte before anything is measured. Two kinds of load: `different` varies a variable per
 * request so that nothing can be shared between requests; `equal` sends the same request always. Then operations that
 * nobody has asked for before, one after the other; and at the end our own process under a profiler.
 */
import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { startIssuer } from '../test/kit/start-issuer.ts';
import type { BenchOperation } from './gateway/graph.ts';
import { composeBench, operations, parts } from './gateway/graph.ts';
import type { LoadResult, LoadTask } from './gateway/load.ts';
import type { Peer, PeerWorld } from './gateway/peers.ts';
import {
  cpuSeconds,
  otherCore,
  residentMiB,
  startEcho,
  startHiveGateway,
  startHiveRouter,
  startOurs,
  startStock,
} from './gateway/peers.ts';
import { measureCold } from './gateway/cold.ts';
import { profileFolder, readShares } from './gateway/profile.ts';
import type { Shares } from './gateway/profile.ts';
import { judge } from './gateway/targets.ts';
import type { Load, Target } from './gateway/targets.ts';
import { writeResults } from './write-results.ts';

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '32' },
    only: { type: 'string', default: '' },
    'build-router': { type: 'boolean', default: false },
    /** Prints, and leaves bench/results.md alone. */
    quick: { type: 'boolean', default: false },
  },
});
const seconds = Number(options.seconds);
const seed = '1000000001';
const loads = ['different', 'equal'] as const satisfies readonly Load[];

interface Measured extends LoadResult {
  readonly peer: string;
  readonly operation: string;
  readonly load: Load;
  readonly perSecond: number;
  readonly cpuMicros: number;
  readonly residentMiB: number;
}

const only = new Set(options.only.split(',').filter(Boolean));
const wanted = (name: string): boolean => only.size === 0 || only.has(name);

const folder = await mkdtemp(join(tmpdir(), 'hub-bench-gateway-'));
let port = 14_200 + Math.floor(Math.random() * 1_000);
const nextPort = (): number => (port += 1);
const upstreamPort = nextPort();
const upstreams = fork(fileURLToPath(new URL('gateway/upstreams-process.ts', import.meta.url)), [
  String(upstreamPort),
]);
const issuer = await startIssuer();
await once(upstreams, 'message');
const supergraphFile = join(folder, 'supergraph.graphql');
await writeFile(
  supergraphFile,
  composeBench((name) => `http://127.0.0.1:${upstreamPort}/${name}`),
);
const world: PeerWorld = { folder, supergraphFile, subgraphs: Object.keys(parts), issuer, nextPort };

const peers: Peer[] = [];
const measured: Measured[] = [];
const notes: string[] = [];
try {
  await startPeers();
  const answers = new Map<string, string>();
  for (const operation of operations) answers.set(operation.name, await compareAnswers(operation));
  for (let round = 1; round <= Number(options.rounds); round += 1)
    for (const operation of operations)
      for (const load of loads) {
        for (const peer of peers) await attempt(peer.name, () => measure(peer, { operation, load }, round));
        if (wanted('echo') && load === 'equal') {
          const echo = await startEcho(world, answers.get(operation.name) ?? '');
          await attempt(echo.name, () => measure(echo, { operation, load }, round));
          await echo.close();
        }
      }
  const cold = await coldTimes().catch((error: unknown) => leftOut('the first time of an operation', error));
  report(answers, judge(speedOf, cold), await profileOurs().catch(noProfile));
} finally {
  await Promise.all(peers.map((peer) => peer.close()));
  upstreams.disconnect();
  await issuer.close();
  await rm(folder, { recursive: true, force: true });
}

/** A gateway that fails is left out of the figures, and the others are measured all the same. */
async function attempt(name: string, one: () => Promise<Measured>): Promise<void> {
  try {
    measured.push(await one());
  } catch (error) {
    process.stderr.write(`${name} was not measured: ${String(error)}\n`);
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function speedOf(peer: string, operation: string, load: Load): number | undefined {
  const rows = measured.filter(
    (one) => one.peer.startsWith(peer) && one.operation === operation && one.load === load,
  );
  return rows.length > 0 ? median(rows.map(({ perSecond }) => perSecond)) : undefined;
}

function noProfile(error: unknown): ReadonlyMap<string, Shares> {
  leftOut('the profile', error);
  return new Map();
}

async function coldTimes(): Promise<{ ours: number; stock: number } | null> {
  const [ours, stock] = ['ours', 'stock'].map((name) => peers.find((peer) => peer.name.startsWith(name)));
  if (!ours || !stock) return null;
  const text = operations[0]?.query ?? '';
  return { ours: median(await measureCold(ours, text)), stock: median(await measureCold(stock, text)) };
}

/** Once more, alone, under V8's profiler: where the time goes when nothing is shared. */
async function profileOurs(): Promise<ReadonlyMap<string, Shares>> {
  const shares = new Map<string, Shares>();
  if (!wanted('ours')) return shares;
  for (const operation of operations) {
    const profile = await profileFolder(folder);
    const beganMs = performance.now();
    const peer = await startOurs(world, 'on', profile);
    await runLoad(taskFor(peer, { operation, load: 'different' }, 4));
    const warmSeconds = (performance.now() - beganMs) / 1_000;
    await runLoad(taskFor(peer, { operation, load: 'different' }, 4));
    await peer.close();
    shares.set(operation.name, await readShares(profile, warmSeconds));
  }
  return shares;
}

/** A foreign gateway that does not start is left out. */
async function startPeers(): Promise<void> {
  const build = options['build-router'];
  const foreign: readonly (readonly [string, () => Promise<Peer | null>])[] = [
    ['stock', () => startStock(world)],
    ['hive-gateway', () => startHiveGateway(world)],
    ['hive-router', () => startHiveRouter(world, { dedupe: true, build })],
  ];
  for (const [name, start] of foreign) {
    if (!wanted(name)) continue;
    const peer = await start().catch((error: unknown) => leftOut(name, error));
    if (peer) peers.push(peer);
  }
  if (wanted('ours')) peers.push(await startOurs(world, 'on'));
}

function leftOut(name: string, reason: unknown): null {
  process.stderr.write(`${name} is left out: ${String(reason)}\n`);
  notes.push(`${name} is left out: it did not work here, or answered differently.`);
  return null;
}

/** What the first gateway answers, stock where it is there. One that answers differently is left out; ours is an error then. */
async function compareAnswers(operation: BenchOperation): Promise<string> {
  const [reference] = peers;
  const expected = reference ? await ask(reference, operation) : '';
  for (const peer of peers.slice(1)) {
    const text = await ask(peer, operation).catch(String);
    if (text === expected) continue;
    const reason = `${operation.name} is answered differently:\n${text.slice(0, 2_000)}\n\n${expected.slice(0, 2_000)}`;
    if (peer.name.startsWith('ours')) throw new Error(reason);
    leftOut(peer.name, reason);
    peers.splice(peers.indexOf(peer), 1);
    await peer.close();
  }
  process.stderr.write(
    `${operation.name}: ${peers.length} gateways agree on ${Buffer.byteLength(expected)} bytes\n`,
  );
  return expected;
}

async function ask(peer: Peer, operation: BenchOperation): Promise<string> {
  const [name, value] = peer.headers.trim().split(': ');
  const response = await fetch(`http://127.0.0.1:${peer.port}${peer.path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(name && value ? { [name]: value } : {}),
    },
    body: bodyOf(operation),
  });
  const text = (await response.text()).trim();
  if (response.status !== 200 || text.includes('"errors"'))
    throw new Error(`${peer.name}: ${response.status} ${text.slice(0, 1_000)}`);
  return text;
}

interface Asked {
  readonly operation: BenchOperation;
  readonly load: Load;
}

async function measure(peer: Peer, asked: Asked, round: number): Promise<Measured> {
  const { operation, load } = asked;
  // A gateway that has just started is compiled by its engine as it goes.
  await runLoad(taskFor(peer, asked, round === 1 ? seconds : Math.min(2, seconds)));
  const task = taskFor(peer, asked, seconds);
  const cpuBefore = cpuSeconds(peer.pid);
  const beganMs = performance.now();
  const result = await runLoad(task);
  const took = (performance.now() - beganMs) / 1_000;
  const cpu = cpuSeconds(peer.pid) - cpuBefore;
  if (result.wrong > 0)
    throw new Error(`${peer.name} gave ${result.wrong} wrong answers to ${operation.name}`);
  const measured = {
    ...result,
    peer: peer.name,
    operation: operation.name,
    load,
    perSecond: result.requests / Math.min(took, seconds),
    cpuMicros: (cpu / result.requests) * 1e6,
    residentMiB: residentMiB(peer.pid),
  };
  process.stderr.write(
    `${peer.name.padEnd(24)} ${operation.name} ${load}: ${measured.perSecond.toFixed(0)}/s, ${measured.cpuMicros.toFixed(0)} µs CPU each\n`,
  );
  return measured;
}

function taskFor(peer: Peer, { operation, load }: Asked, runSeconds: number): LoadTask {
  return {
    port: peer.port,
    path: peer.path,
    headers: peer.headers,
    body: bodyOf(operation),
    seed,
    vary: load === 'different',
    connections: Number(options.connections),
    seconds: runSeconds,
  };
}

async function runLoad(task: LoadTask): Promise<LoadResult> {
  const script = fileURLToPath(new URL('gateway/load-process.ts', import.meta.url));
  const { stdout } = await promisify(execFile)('taskset', [
    '-c',
    otherCore,
    process.execPath,
    '--import',
    'tsx',
    script,
    JSON.stringify(task),
  ]);
  return parseResult(stdout);
}

function bodyOf({ query, name }: BenchOperation): string {
  const operationName = name === 'nested' ? 'Nested' : 'Small';
  return JSON.stringify({ query, operationName, variables: { seed } });
}

function report(
  answers: ReadonlyMap<string, string>,
  targets: readonly Target[],
  profiles: ReadonlyMap<string, Shares>,
): void {
  const lines: string[] = [
    ...notes.flatMap((note) => ['', note]),
    '',
    '| target | wanted | was | |',
    '|---|---|---|---|',
  ];
  for (const { what, wanted: asked, was, isMet } of targets)
    lines.push(`| ${what} | ${asked} | ${was} | ${isMet ? 'met' : '**missed**'} |`);
  for (const { name, fetches } of operations)
    for (const load of loads) {
      lines.push(
        '',
        `**${name}** (${fetches} fetches, ${Buffer.byteLength(answers.get(name) ?? '')} bytes), ${load} requests`,
        '',
        ...tableOf(name, load),
      );
    }
  for (const [name, shares] of profiles) {
    const parts = [...shares].filter(([, share]) => share >= 1);
    const told = parts.map(([where, share]) => `${where} ${share.toFixed(0)} %`).join(', ');
    lines.push('', `Where our time goes, ${name}, different requests (V8's profiler): ${told}.`);
  }
  const text = `\`npm run bench:gateway\`: ${options.connections} connections, ${options.rounds} rounds of ${seconds} s each, medians; every gateway on core 0, subgraphs (canned answers) and the load on core 1; answers compared byte for byte first. Ours is the complete product: token checked, fetches signed, limits and metrics on. Every field of this graph is public; \`different\` varies a variable per request so that no two requests have a fetch in common.\n${lines.join('\n')}`;
  process.stdout.write(`${text}\n`);
  if (!options.quick) writeResults('Gateways side by side', text);
}

function tableOf(operation: string, load: Load): string[] {
  const rows = measured.filter((one) => one.operation === operation && one.load === load);
  const stock = speedOf('stock', operation, load) ?? Number.NaN;
  const lines = [
    '| gateway | requests/s | × stock | p50 ms | p99 ms | CPU µs/request | RSS MiB |',
    '|---|---|---|---|---|---|---|',
  ];
  for (const peer of new Set(rows.map((one) => one.peer))) {
    const own = rows.filter((one) => one.peer === peer);
    const of = (key: 'perSecond' | 'p50Ms' | 'p99Ms' | 'cpuMicros' | 'residentMiB'): number =>
      median(own.map((one) => one[key]));
    lines.push(
      `| ${peer} | ${of('perSecond').toFixed(0)} | ${(of('perSecond') / stock).toFixed(1)} | ${of('p50Ms').toFixed(1)} | ${of('p99Ms').toFixed(1)} | ${of('cpuMicros').toFixed(0)} | ${of('residentMiB').toFixed(0)} |`,
    );
  }
  return lines;
}

function parseResult(text: string): LoadResult {
  return JSON.parse(text) as LoadResult;
}
