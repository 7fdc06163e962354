import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { canariesIn } from './canaries.ts';

export const repositoryRoot = fileURLToPath(new URL('../..', import.meta.url));

export interface StartedProcess {
  readonly child: ChildProcess;
  /** What it has written so far, stdout and stderr together. */
  output(): string;
  /** Settles with the exit code when the process ends, null when a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Settles when the output holds the text; rejects when the process ends before. */
  untilOutput(text: string): Promise<void>;
}

/**
 * Runs `node start/main.mjs <args>` as a person would, with a clean environment plus `env`. On Linux it is stopped
 * when the test's own process dies.
 */
export function startMain(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  nodeArgs: readonly string[] = [],
): StartedProcess {
  const line = [process.execPath, ...nodeArgs, join(repositoryRoot, 'start/main.mjs'), ...args];
  const [command, ...rest] = canDieWithParent() ? ['setpriv', '--pdeathsig', 'KILL', ...line] : line;
  const child = spawn(command ?? process.execPath, rest, {
    cwd: repositoryRoot,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const take = (chunk: Buffer): void => {
    text += chunk.toString();
    canariesIn(`what ${args.join(' ')} wrote`, chunk.toString());
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const untilOutput = (wanted: string): Promise<void> =>
    new Promise((done, fail) => {
      const look = (): void => {
        if (text.includes(wanted)) done();
      };
      child.stdout.on('data', look);
      child.stderr.on('data', look);
      void ended.then(() => fail(new Error(`ended without "${wanted}":\n${text}`)));
      look();
    });
  return { child, output: () => text, ended, untilOutput };
}

function canDieWithParent(): boolean {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return process.platform === 'linux' && folders.some((folder) => existsSync(join(folder, 'setpriv')));
}
