/**
 * Gateways side by side on the same supergraph: ours, stock Apollo, Hive Gateway, Hive Router where it is built, and a
 * bare node:http server that only echoes. Each has one core to itself; subgraphs are canned answers on the other one.
 *
 *   npm run bench:gateway [-- --seconds 8 --rounds 2 --connections 32 --only ours,stock --build-router --quick]
 *
 * Answers are compared byte for byte before anything is measured. Two kinds of load: `different` varies a variable per
 * request so that nothing can be shared between requests; `equal` sends the same request always.
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
import { writeResults } from './write-results.ts';

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '8' },
    rounds: { type: 'string', default: '2' },
    connections: { type: 'string', default: '32' },
    only: { type: 'string', default: '' },
    'build-router': { type: 'boolean', default: false },
    /** Prints, and leaves bench/results.md alone. */
    quick: { type: 'boolean', default: false },
  },
});
const seconds = Number(options.seconds);
const seed = '1000000001';
const loads = ['different', 'equal'] as const;
type Load = (typeof loads)[number];

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
try {
  await startPeers();
  const answers = new Map<string, string>();
  for (const operation of operations) answers.set(operation.name, await compareAnswers(operation));
  const measured: Measured[] = [];
  for (let round = 1; round <= Number(options.rounds); round += 1)
    for (const operation of operations)
      for (const load of loads) {
        for (const peer of peers) measured.push(await measure(peer, operation, load));
        if (wanted('echo') && load === 'equal') {
          const echo = await startEcho(world, answers.get(operation.name) ?? '');
          measured.push(await measure(echo, operation, load));
          await echo.close();
        }
      }
  report(measured, answers);
} finally {
  await Promise.all(peers.map((peer) => peer.close()));
  upstreams.disconnect();
  await issuer.close();
  await rm(folder, { recursive: true, force: true });
}

async function startPeers(): Promise<void> {
  const add = (peer: Peer | null): void => void (peer && peers.push(peer));
  if (wanted('stock')) add(await startStock(world));
  if (wanted('hive-gateway')) add(await startHiveGateway(world));
  if (wanted('hive-router')) {
    const build = options['build-router'];
    add(await startHiveRouter(world, { dedupe: true, build }));
  }
  if (wanted('ours')) add(await startOurs(world, 'on'));
}

async function compareAnswers(operation: BenchOperation): Promise<string> {
  const texts = await Promise.all(peers.map((peer) => ask(peer, operation)));
  const [first = ''] = texts;
  for (const [index, text] of texts.entries())
    if (text !== first)
      throw new Error(
        `${peers[index]?.name ?? ''} answers ${operation.name} differently:\n${text.slice(0, 2_000)}\n\n${first.slice(0, 2_000)}`,
      );
  process.stderr.write(
    `${operation.name}: ${peers.length} gateways agree on ${Buffer.byteLength(first)} bytes\n`,
  );
  return first;
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

async function measure(peer: Peer, operation: BenchOperation, load: Load): Promise<Measured> {
  const task: LoadTask = {
    port: peer.port,
    path: peer.path,
    headers: peer.headers,
    body: bodyOf(operation),
    seed,
    vary: load === 'different',
    connections: Number(options.connections),
    seconds,
  };
  await runLoad({ ...task, seconds: Math.min(3, seconds) });
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

function report(measured: readonly Measured[], answers: ReadonlyMap<string, string>): void {
  const median = (values: readonly number[]): number =>
    [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
  const lines: string[] = [];
  for (const { name, fetches } of operations)
    for (const load of loads) {
      const rows = measured.filter((one) => one.operation === name && one.load === load);
      const stock = median(
        rows.filter(({ peer }) => peer.startsWith('stock')).map(({ perSecond }) => perSecond),
      );
      lines.push(
        '',
        `**${name}** (${fetches} fetches, ${Buffer.byteLength(answers.get(name) ?? '')} bytes), ${load} requests`,
        '',
      );
      lines.push(
        '| gateway | requests/s | × stock | p50 ms | p99 ms | CPU µs/request | RSS MiB |',
        '|---|---|---|---|---|---|---|',
      );
      for (const peer of new Set(rows.map((one) => one.peer))) {
        const own = rows.filter((one) => one.peer === peer);
        const of = (key: 'perSecond' | 'p50Ms' | 'p99Ms' | 'cpuMicros' | 'residentMiB'): number =>
          median(own.map((one) => one[key]));
        lines.push(
          `| ${peer} | ${of('perSecond').toFixed(0)} | ${(of('perSecond') / stock).toFixed(1)} | ${of('p50Ms').toFixed(1)} | ${of('p99Ms').toFixed(1)} | ${of('cpuMicros').toFixed(0)} | ${of('residentMiB').toFixed(0)} |`,
        );
      }
    }
  const text = `\`npm run bench:gateway\`: ${options.connections} connections, ${options.rounds} rounds of ${seconds} s each, medians; every gateway on core 0, subgraphs (canned answers) and the load on core 1; answers compared byte for byte first. Ours is the complete product: token checked, fetches signed, limits and metrics on. Every field of this graph is public; \`different\` varies a variable per request so that no two requests have a fetch in common.\n${lines.join('\n')}`;
  process.stdout.write(`${text}\n`);
  if (!options.quick) writeResults('Gateways side by side', text);
}

function parseResult(text: string): LoadResult {
  return JSON.parse(text) as LoadResult;
}
