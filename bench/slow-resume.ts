/**
 * One subscriber comes back over many missed events and reads them at a slow pace of its own while writes go on: it must get
 * every one once, in order, and never be cut.
 *
 *   npm run bench:resume [-- events, default 50000 [bytes a second, default 204800]]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findMongod } from '../start/find-mongod.ts';
import { startMongod } from '../start/mongod.ts';
import { fetchText } from '../test/kit/fetch-text.ts';
import { startNotesLive } from '../test/kit/notes-live.ts';
import { runSlowResume } from '../test/kit/slow-resume.ts';
import type { SlowResumeResult } from '../test/kit/slow-resume.ts';
import { writeResults } from './write-results.ts';

const missed = Number(process.argv[2] ?? 50_000);
const bytesPerSecond = Number(process.argv[3] ?? 200 * 1024);
const padding = 'x'.repeat(300);
const tell = (text: string): void => void process.stderr.write(`${text}\n`);

const dir = await mkdtemp(join(tmpdir(), 'hub-bench-'));
const binary = await findMongod({ dataDir: '.data', env: process.env, progress: tell });
const mongod = await startMongod({ binary, dir, diesWithParent: true });
const world = await startNotesLive({ mongoUri: mongod.uri });
try {
  tell(`writing ${missed} events`);
  let most = 0;
  const progress = (read: number): void => {
    most = Math.max(most, process.memoryUsage().rss);
    if (read % 5_000 === 0) tell(`${read} read`);
  };
  const result = await runSlowResume(world, { missed, bytesPerSecond, padding, progress });
  report(result, most, await fetchText(new URL('/metrics', world.gateway.url)));
} finally {
  await world.close();
  await mongod.close();
  await rm(dir, { recursive: true, force: true });
}

/** @throws Error when an event was missed, came twice or out of order, or the reader was cut */
function report({ versions, bytes, seconds, written }: SlowResumeResult, rss: number, metrics: string): void {
  const wrong = versions.findIndex((version, index) => version !== index + 2);
  if (wrong >= 0) throw new Error(`expected version ${wrong + 2}, got ${versions[wrong]}`);
  if ((versions.at(-1) ?? 0) < written) throw new Error(`expected version ${written} at the end`);
  if (metrics.includes('SLOW_CONSUMER')) throw new Error('the reader was cut');
  const tiers = [...metrics.matchAll(/hub_streams_resumed_total\{by="(\w+)"\} (\d+)/g)];
  const by = tiers.map(([, tier, count]) => `${tier} ${count}`).join(', ');
  const rate = Math.round(bytes / seconds / 1024);
  const table = [
    '| missed | written meanwhile | events read, each once and in order | KB/s read | seconds | resumed by | most memory of gateway, subgraph and reader together |',
    '|---|---|---|---|---|---|---|',
    `| ${missed} | ${written - missed - 1} | ${versions.length} | ${rate} | ${seconds.toFixed(0)} | ${by} | ${Math.round(rss / 2 ** 20)} MB |`,
  ].join('\n');
  process.stdout.write(`${table}\n`);
  writeResults(
    'A slow resume',
    `\`npm run bench:resume\`: one subscriber resumes over what it missed and takes ${Math.round(bytesPerSecond / 1024)} KB/s from its socket while a writer goes on; it is never cut.\n\n${table}`,
  );
}
