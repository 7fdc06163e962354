/**
 * The gateway's memory under load that goes on: our own, with all that the bench of gateways has on, asked the nested and
 * the small operation with another variable each time, at a steady rate.
 *
 *   npm run bench:flat [-- --minutes 10 --rate 100 --quick]
 */
import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { startIssuer } from '../test/kit/start-issuer.ts';
import { composeBench, operations, parts } from './gateway/graph.ts';
import type { LoadResult, LoadTask } from './gateway/load.ts';
import { residentMiB, startOurs } from './gateway/peers.ts';
import type { Peer } from './gateway/peers.ts';
import { writeResults } from './write-results.ts';

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    /** Requests a second of each of the two operations. */
    rate: { type: 'string', default: '100' },
    /** Prints, and leaves bench/results.md alone. */
    quick: { type: 'boolean', default: false },
  },
});
const minutes = Number(options.minutes);
const rate = Number(options.rate);
const seed = '1000000001';

const folder = await mkdtemp(join(tmpdir(), 'hub-bench-flat-'));
let port = 15_300 + Math.floor(Math.random() * 1_000);
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
const peer = await startOurs(
  { folder, supergraphFile, subgraphs: Object.keys(parts), issuer, nextPort },
  'on',
);

const lines = ['| after | requests so far | wrong answers | RSS MiB |', '|---|---|---|---|'];
let requests = 0;
let wrong = 0;
try {
  // What the engine compiles at first is not what is looked for.
  await loadFor(20);
  report('20 s');
  for (let minute = 1; minute <= minutes; minute += 1) {
    await loadFor(60);
    report(`${minute} min`);
  }
  const text = `\`npm run bench:flat\`: the nested and the small operation of the bench of gateways, ${rate} of each a second, no two requests with a fetch in common; the complete product.\n\n${lines.join('\n')}`;
  process.stdout.write(`${text}\n`);
  if (!options.quick) writeResults('Memory of the gateway under load', text);
} finally {
  await peer.close();
  upstreams.disconnect();
  await issuer.close();
  await rm(folder, { recursive: true, force: true });
}

async function loadFor(seconds: number): Promise<void> {
  const results = await Promise.all(operations.map((operation) => run(taskOf(peer, operation, seconds))));
  for (const result of results) {
    requests += result.requests;
    wrong += result.wrong;
  }
}

function taskOf(of: Peer, operation: (typeof operations)[number], seconds: number): LoadTask {
  const operationName = operation.name === 'nested' ? 'Nested' : 'Small';
  const body = JSON.stringify({ query: operation.query, operationName, variables: { seed } });
  const { port: to, path, headers } = of;
  return { port: to, path, headers, body, seed, vary: true, connections: 8, seconds, perSecond: rate };
}

async function run(task: LoadTask): Promise<LoadResult> {
  const script = fileURLToPath(new URL('gateway/load-process.ts', import.meta.url));
  const command = ['--import', 'tsx', script, JSON.stringify(task)];
  const { stdout } = await promisify(execFile)(process.execPath, command);
  return parseResult(stdout);
}

function parseResult(text: string): LoadResult {
  return JSON.parse(text) as LoadResult;
}

function report(after: string): void {
  const line = `| ${after} | ${requests} | ${wrong} | ${residentMiB(peer.pid).toFixed(0)} |`;
  lines.push(line);
  process.stderr.write(`${line}\n`);
}
