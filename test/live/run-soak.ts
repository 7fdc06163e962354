/**
 * The scenario for long: `npm run soak -- [--minutes 10] [--reports 2000] [--followed 100] [--areas 20] [--writers 8]
 * [--seed 1] [--log FILE]`. Ends with 1 when the checker finds anything; the log of records is then written to FILE.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { findMongod } from '../../start/find-mongod.ts';
import type { Fault } from './nemesis.ts';
import { faults } from './nemesis.ts';
import { pick } from './live-run.ts';
import { runScenario } from './run-scenario.ts';

const text = (fallback: string) => ({ type: 'string', default: fallback }) as const;
const { values } = parseArgs({
  options: {
    minutes: text('10'),
    reports: text('2000'),
    followed: text('100'),
    areas: text('20'),
    writers: text('8'),
    pace: text('40'),
    pause: text('3000'),
    roads: text('ws,sse'),
    seed: text(String(Date.now() % 1_000_000)),
    log: text('.data/soak.jsonl'),
  },
});
const say = (line: string): void => void process.stdout.write(`${new Date().toISOString()} ${line}\n`);

process.env['TEST_MONGOD_BINARY'] ??= await findMongod({ dataDir: '.data', env: process.env, progress: say });
let endMs: number | undefined;
/** The time runs from the first question: before it the city was being started. */
const nextFaults = (random: () => number): readonly Fault[] => {
  endMs ??= Date.now() + Number(values.minutes) * 60_000;
  return Date.now() < endMs ? [pick(faults, random)] : [];
};
say(`seed ${values.seed}, ${values.minutes} minutes`);
const { records, findings, counts } = await runScenario({
  reports: Number(values.reports),
  followed: Number(values.followed),
  areas: Number(values.areas),
  writers: Number(values.writers),
  paceMs: Number(values.pace),
  roads: values.roads.split(',').map((road) => (road === 'sse' ? 'sse' : 'ws')),
  seed: Number(values.seed),
  nextFaults,
  pauseMs: Number(values.pause),
  progress: say,
});
say(JSON.stringify(counts));
for (const { rule, text: found } of findings.slice(0, 50)) say(`${rule}: ${found}`);
say(findings.length === 0 ? 'everything held' : `${findings.length} findings, the log is in ${values.log}`);
if (findings.length > 0) {
  await writeFile(values.log, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  process.exitCode = 1;
}
