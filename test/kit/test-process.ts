import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { canariesIn } from './canaries.ts';
import { repositoryRoot } from './start-process.ts';

export interface TestProcess {
  readonly ended: Promise<number | null>;
  /** SIGKILL: nothing of it gets to run. */
  kill(): void;
  /** SIGUSR2: what the process waits for, where it does. */
  go(): void;
  /** SIGTERM; settles with its exit code. */
  stop(): Promise<number | null>;
  /** Settles when its output holds the text; rejects when it ends before. */
  untilOutput(text: string): Promise<void>;
}

/** Runs a TypeScript file of test/kit/processes in a process of its own, to be killed. */
export function startTestProcess(file: string, env: Readonly<Record<string, string>>): TestProcess {
  const tsx = pathToFileURL(createRequire(join(repositoryRoot, 'package.json')).resolve('tsx')).href;
  const path = join(repositoryRoot, 'test/kit/processes', file);
  const child = spawn(process.execPath, ['--import', tsx, path], {
    cwd: repositoryRoot,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const looks = new Set<() => void>();
  const take = (chunk: Buffer): void => {
    output += chunk.toString();
    canariesIn(`what ${file} wrote`, chunk.toString());
    for (const look of looks) look();
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  // A test that fails does not come to kill it.
  const killAlso = (): void => void child.kill('SIGKILL');
  process.once('exit', killAlso);
  const ended = new Promise<number | null>((done) => child.once('close', (code) => done(code)));
  void ended.then(() => process.off('exit', killAlso));
  return {
    ended,
    kill: () => void child.kill('SIGKILL'),
    go: () => void child.kill('SIGUSR2'),
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
    untilOutput: (text) =>
      new Promise((done, fail) => {
        const look = (): void => {
          if (output.includes(text)) done();
        };
        looks.add(look);
        void ended.then(() => fail(new Error(`ended without "${text}":\n${output}`)));
        look();
      }),
  };
}
