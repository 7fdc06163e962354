import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { installPython } from './python-packages.ts';
import { repositoryRoot } from './start-process.ts';

/** What the client is tried with and does not depend on. */
const tools = ['mypy==2.4.1', 'pandas==2.3.3'];

export interface PythonRun {
  readonly code: number | null;
  /** stdout and stderr together. */
  readonly output: string;
}

export interface PythonLines {
  /** The next line of its stdout; fails with what it complained of when it ends without one. */
  next(): Promise<string>;
  /** Settles with its exit code. */
  readonly ended: Promise<number | null>;
  kill(): void;
}

/** An environment of its own with nothing but the Python client in it, as `pip install` makes it. */
export interface PythonSdk {
  /** Where its packages are. */
  readonly folder: string;
  /** With mypy and pandas beside it. */
  run(args: readonly string[], options?: PythonOptions): Promise<PythonRun>;
  start(args: readonly string[], options?: PythonOptions): PythonLines;
  close(): Promise<void>;
}

export interface PythonOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** @throws Error that says what is missing where there is no Python or no PyPI */
export async function installPythonSdk(): Promise<PythonSdk> {
  const beside = await installPython(tools, tools.length);
  const folder = await mkdtemp(join(tmpdir(), 'hue-hub-python-'));
  const python = join(folder, 'bin/python');
  const spawned = (command: string, args: readonly string[], { cwd, env }: PythonOptions = {}) =>
    spawn(command, args, {
      cwd: cwd ?? folder,
      env: { ...process.env, PYTHONPATH: beside, PYTHONDONTWRITEBYTECODE: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const run = async (
    command: string,
    args: readonly string[],
    options?: PythonOptions,
  ): Promise<PythonRun> => {
    const child = spawned(command, args, options);
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    const code = await new Promise<number | null>((done) => child.once('close', done));
    return { code, output };
  };
  const sure = async (command: string, args: readonly string[]): Promise<void> => {
    const { code, output } = await run(command, args, { env: { PYTHONPATH: '' } });
    if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${output}`);
  };
  await sure('python3', ['-m', 'venv', folder]);
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--retries', '1'];
  await sure(python, [...pip, join(repositoryRoot, 'client-sdk/python')]);
  return {
    folder,
    run: (args, options) => run(python, args, options),
    start: (args, options) => {
      const child = spawned(python, args, options);
      let complaint = '';
      child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString('utf8')));
      const ended = new Promise<number | null>((done) => child.once('close', done));
      const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      // A test that fails does not come to kill it.
      process.once('exit', () => child.kill('SIGKILL'));
      return {
        next: async () => {
          const line = await lines.next();
          if (line.done) throw new Error(`python ended: ${complaint.slice(-4_000)}`);
          return line.value;
        },
        ended,
        kill: () => void child.kill('SIGKILL'),
      };
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
