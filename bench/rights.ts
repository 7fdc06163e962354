/**
 * What rights cost: the same twenty items through a gateway with all of it on (a token and what was taken back of rights, `@policy`,
 * `@authenticated` and `@requiresScopes` on types and fields, limits, a quota, and an area that checks all of it again and counts refusals) and through
 * one with nothing of it, in one process over one subgraph of the kit, by turns in one run.
 *
 *   npm run bench:rights [-- --seconds 4 --rounds 5 --quick]
 */
import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { findMongod } from '../start/find-mongod.ts';
import { startMongod } from '../start/mongod.ts';
import type { LoadResult, LoadTask } from './gateway/load.ts';
import type { RightsReady } from './rights/rights-process.ts';
import { writeResults } from './write-results.ts';

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '5' },
    /** Prints, and leaves bench/results.md alone. */
    quick: { type: 'boolean', default: false },
  },
});
const wanted = 0.85;

const dir = await mkdtemp(join(tmpdir(), 'hub-bench-'));
const progress = (text: string): void => void process.stderr.write(`${text}\n`);
const binary = await findMongod({ dataDir: '.data', env: process.env, progress });
const mongod = await startMongod({ binary, dir, diesWithParent: true });
const served = fork(fileURLToPath(new URL('rights/rights-process.ts', import.meta.url)), {
  env: { ...process.env, TEST_MONGODB_URI: mongod.uri },
});
try {
  const [message] = await once(served, 'message');
  const ready = parseReady(message);
  const roads = [
    { name: 'on', port: ready.on, field: 'guarded', headers: `authorization: Bearer ${ready.token}\r\n` },
    { name: 'off', port: ready.off, field: 'open', headers: '' },
  ] as const;
  const perSecond = { on: [] as number[], off: [] as number[] };
  // The first round warms both and is not counted.
  for (let round = 0; round <= Number(options.rounds); round += 1)
    for (const road of round % 2 ? roads : roads.toReversed()) {
      const { requests, wrong } = await runLoad(road);
      if (wrong > 0) throw new Error(`${road.name}: ${wrong} of ${requests} answers were wrong`);
      const speed = requests / Number(options.seconds);
      progress(`${round === 0 ? 'warming' : `round ${round}`}: ${road.name} ${speed.toFixed(0)}/s`);
      if (round > 0) perSecond[road.name].push(speed);
    }
  report(median(perSecond.on), median(perSecond.off));
} finally {
  served.disconnect();
  await mongod.close();
  await rm(dir, { recursive: true, force: true });
}

async function runLoad(road: {
  readonly port: number;
  readonly field: string;
  readonly headers: string;
}): Promise<LoadResult> {
  const { port, field, headers } = road;
  const body = JSON.stringify({ query: `{ ${field} { id name state note } }` });
  const task: LoadTask = {
    port,
    path: '/graphql',
    headers,
    body,
    seed: '§',
    vary: false,
    connections: 16,
    seconds: Number(options.seconds),
  };
  const file = fileURLToPath(new URL('gateway/load-process.ts', import.meta.url));
  const args = ['--import', 'tsx', file, JSON.stringify(task)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return parseResult(stdout);
}

function report(on: number, off: number): void {
  const share = on / off;
  const rows = [
    '| requests/s with all of it | without any | ratio |',
    '|---|---|---|',
    `| ${on.toFixed(0)} | ${off.toFixed(0)} | ${share.toFixed(2)} |`,
  ];
  const verdict = `Target: within 15 %, at least ${wanted}: ${share >= wanted ? 'met' : 'missed'}.`;
  const text = [
    '`npm run bench:rights`: twenty items of four fields, 16 connections, by turns; medians.',
    rows.join('\n'),
    `${verdict} A look at sensitive data (P4) costs one committed write more, which no throughput of reads may leave out; it is not in these figures.`,
  ].join('\n\n');
  process.stdout.write(`${text}\n`);
  if (!options.quick) writeResults('What rights cost', text);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function parseReady(message: unknown): RightsReady {
  return message as RightsReady;
}

function parseResult(text: string): LoadResult {
  return JSON.parse(text) as LoadResult;
}
