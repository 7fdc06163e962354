import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandInput } from './command-input.ts';
import { passes, runChecks } from './run-checks.ts';
import { runProcess } from './run-process.ts';

interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/**
 * Runs `npm test`: the checks, what is generated and committed against what would be generated, and every test,
 * whatever the others say. The last line is `N passed, N failed`. With arguments, only the tests that jest finds for them.
 */
export async function run(input: CommandInput): Promise<number> {
  const parts =
    input.args.length > 0
      ? []
      : [await runChecks(input), await isFresh('compose', input), await isFresh('sdk', input)];
  const total = sum([...parts, await runJest(input)]);
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
  return total.failed === 0 ? 0 : 1;
}

const generators = {
  compose: 'the committed supergraph is what composes',
  sdk: "the SDK's committed operations are what is generated",
} as const;

async function isFresh(generator: keyof typeof generators, input: CommandInput): Promise<Tally> {
  const command = [process.execPath, join(input.root, 'start/main.mjs'), generator, '--check'] as const;
  const passed = await passes({ name: generators[generator], command }, input);
  return passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function runJest({ root, signal, args }: CommandInput): Promise<Tally> {
  const folder = await mkdtemp(join(tmpdir(), 'hue-hub-results-'));
  const results = join(folder, 'results.json');
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  const options = ['-c', '.jest.config.cjs', '--json', '--outputFile', results];
  const ended = new AbortController();
  const hanging = abortWhenHanging(results, ended.signal);
  try {
    const { code } = await runProcess([process.execPath, jest, ...options, ...args], {
      cwd: root,
      signal: AbortSignal.any([signal, hanging]),
      output: 'show',
    });
    return countTests(await readFile(results, 'utf8').catch(() => null), code);
  } finally {
    ended.abort();
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Aborts when jest has written its results and still lives half a minute later: a test that failed before it closed
 * what it had opened must not keep CI waiting for ever. That run counts as failed.
 */
function abortWhenHanging(results: string, ended: AbortSignal): AbortSignal {
  const hanging = new AbortController();
  const watch = async (): Promise<void> => {
    while (!existsSync(results)) await sleep(1_000, undefined, { signal: ended });
    await sleep(30_000, undefined, { signal: ended });
    process.stderr.write('jest did not end: something that a test opened is still open.\n');
    hanging.abort();
  };
  // Rejects only by its own signal, when jest has ended.
  watch().catch(() => undefined);
  return hanging.signal;
}

/**
 * The tally of jest's own result file. A file of tests that could not run counts as one failure, and so does a
 * jest that ended badly although no test failed (a threshold, a teardown): its exit code is believed.
 */
export function countTests(json: string | null, exitCode: number): Tally {
  if (json === null) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = parseResults(json);
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  return { passed: numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}

interface JestResults {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numRuntimeErrorTestSuites: number;
}

function parseResults(json: string): JestResults {
  return JSON.parse(json) as JestResults;
}

function sum(parts: readonly Tally[]): Tally {
  return {
    passed: parts.reduce((total, part) => total + part.passed, 0),
    failed: parts.reduce((total, part) => total + part.failed, 0),
  };
}
