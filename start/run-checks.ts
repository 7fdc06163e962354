import { join } from 'node:path';
import type { CommandInput } from './command-input.ts';
import { runProcess } from './run-process.ts';

interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

const cruised = ['start', 'gateway', 'doors', 'subgraphs', 'client-sdk/src', 'test', 'bench'];

const checks: readonly Check[] = [
  { name: 'types', command: ['tsc', '-p', '.'] },
  { name: 'types of the client SDK', command: ['tsc', '-p', 'client-sdk', '--noEmit'] },
  { name: 'lint', command: ['oxlint', '--type-aware', '--deny-warnings', '-c', '.oxlintrc.json'] },
  { name: 'format', command: ['biome', 'format', '.'] },
  { name: 'import directions', command: ['depcruise', '--config', '.dependency-cruiser.cjs', ...cruised] },
  { name: 'unused code', command: ['knip'] },
];

/** Runs `npm run check`: every check, whatever the others say. */
export async function run(input: CommandInput): Promise<number> {
  const { passed, failed } = await runChecks(input);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

/** How many checks passed and failed. The output of a failed one is shown on stderr, that of the others is not. */
export async function runChecks(input: CommandInput): Promise<{ passed: number; failed: number }> {
  let failed = 0;
  for (const { name, command } of checks) {
    const [program, ...args] = command;
    const path = join(input.root, 'node_modules', '.bin', program);
    if (!(await passes({ name, command: [path, ...args] }, input))) failed += 1;
  }
  if (!(await passes(releaseCheck(input.root), input))) failed += 1;
  return { passed: checks.length + 1 - failed, failed };
}

/** A command of our own, which has no program in node_modules. */
function releaseCheck(root: string): Check {
  return {
    name: "nothing of the vendors' contract that apps use is gone",
    command: [process.execPath, join(root, 'start/main.mjs'), 'release', '--check'],
  };
}

/** Runs one check and says on stderr how it went. */
export async function passes(check: Check, { root, signal }: CommandInput): Promise<boolean> {
  const began = Date.now();
  const { code, output } = await runProcess(check.command, { cwd: root, signal, output: 'capture' });
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  process.stderr.write(
    `${code === 0 ? '✓' : '✗'} ${check.name} (${seconds} s)\n${code === 0 ? '' : `${output}\n`}`,
  );
  return code === 0;
}
