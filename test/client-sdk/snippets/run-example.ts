import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { StartedProcess } from '../../kit/start-process.ts';
import { repositoryRoot } from '../../kit/start-process.ts';
import { vendorSettings } from './vendor-settings.ts';

export const examplesFolder = join(repositoryRoot, 'client-sdk/examples');
const tsx = pathToFileURL(createRequire(join(repositoryRoot, 'package.json')).resolve('tsx')).href;

/** The lines of an example that its author wrote as the app: all but what describes it. */
export async function appLines(example: string): Promise<number> {
  const folder = join(examplesFolder, example);
  const described = ['README.md', 'package.json', 'tsconfig.json'];
  const names = (await readdir(folder)).filter(
    (name) => !described.includes(name) && name !== 'node_modules',
  );
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.reduce((sum, text) => sum + text.trimEnd().split('\n').length, 0);
}

export interface Examples {
  /** A folder for what they write. */
  readonly folder: string;
  /** `npm start` of an example that runs in a terminal, with the SDK's source in place of its build. */
  start(path: string, args: readonly string[]): StartedProcess;
  close(): Promise<void>;
}

export async function openExamples(): Promise<Examples> {
  const folder = await mkdtemp(join(tmpdir(), 'hue-hub-examples-'));
  const settings = join(folder, 'tsconfig.json');
  await writeFile(settings, JSON.stringify(vendorSettings([])));
  const running = new Set<StartedProcess>();
  return {
    folder,
    start: (path, args) => {
      const started = startProgram(join(examplesFolder, path), args, { TSX_TSCONFIG_PATH: settings });
      running.add(started);
      return started;
    },
    close: async () => {
      for (const { child } of running) child.kill('SIGKILL');
      await Promise.all([...running].map(({ ended }) => ended));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function startProgram(
  path: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): StartedProcess {
  const child = spawn(process.execPath, ['--import', tsx, path, ...args], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const looks = new Set<() => void>();
  const take = (chunk: Buffer): void => {
    text += chunk.toString();
    for (const look of looks) look();
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const ended = new Promise<number | null>((done) => child.once('close', done));
  return {
    child,
    output: () => text,
    ended,
    untilOutput: (wanted) =>
      new Promise((done, fail) => {
        const look = (): void => {
          if (text.includes(wanted)) done();
        };
        looks.add(look);
        void ended.then(() => fail(new Error(`ended without "${wanted}":\n${text}`)));
        look();
      }),
  };
}
