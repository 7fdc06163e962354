import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installPython } from '../../kit/python-packages.ts';
import { repositoryRoot } from '../../kit/start-process.ts';
import { hubsSource } from './hubs-source.ts';
import type { Page } from './read-snippets.ts';
import { runBrowserPrograms } from './run-browser-programs.ts';
import type { Outcome, Program } from './snippet-programs.ts';
import { programsOf } from './snippet-programs.ts';
import { vendorSettings } from './vendor-settings.ts';

export interface SnippetProject {
  readonly programs: readonly Program[];
  /** Runs what is for a shell: the other programs may use what it makes. */
  runShell(): Promise<readonly Outcome[]>;
  /** What the compiler has against the programs, under strict, in one run; empty where nothing. */
  typeErrors(): Promise<string>;
  /** Runs all programs of TypeScript in one process, one after the other. */
  runTypeScript(): Promise<readonly Outcome[]>;
  /** Runs what is for a browser in one, and what is of Python in a process each. */
  runOthers(): Promise<readonly Outcome[]>;
  remove(): Promise<void>;
}

const tsx = pathToFileURL(createRequire(join(repositoryRoot, 'package.json')).resolve('tsx')).href;

/**
 * All programs of the pages as files in a folder of their own, as in a vendor's project: a folder for each page, with the SDK and the
 * repository's packages to import. @param replaced what stands in the pages, and what is there in the test
 */
export async function makeProject(
  pages: readonly Page[],
  replaced: Readonly<Record<string, string>>,
): Promise<SnippetProject> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'hue-hub-snippets-')));
  const programs = pages.flatMap(programsOf).map((program) => ({
    ...program,
    text: withReplaced(program.text, replaced),
  }));
  await symlink(join(repositoryRoot, 'node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(vendorSettings(include)));
  await writeFile(join(folder, 'city.ts'), withReplaced(citySource(), replaced));
  await writeFile(join(folder, 'hubs.ts'), withReplaced(hubsSource, replaced));
  for (const page of pages) await writePage(join(folder, folderOf(page.path)), page, replaced);
  for (const program of programs)
    if (extensionOf(program)) await writeFile(join(folder, fileOf(program)), program.text);
  const shell = programs.filter(({ language }) => language === 'sh');
  const typescript = programs.filter(({ language }) => language === 'ts');
  return {
    programs,
    runShell: async () => {
      const outcomes: Outcome[] = [];
      for (const program of shell) outcomes.push(await runShell(folder, program));
      return outcomes;
    },
    typeErrors: async () => {
      const tsc = join(repositoryRoot, 'node_modules/.bin/tsc');
      const { output, code } = await run(tsc, ['-p', folder, '--pretty', 'false'], { cwd: folder });
      return code === 0 ? '' : output;
    },
    runTypeScript: () => runModules(folder, typescript),
    runOthers: async () => {
      const react = programs
        .filter(({ language }) => language === 'tsx')
        .map((program) => ({ ...program, file: join(folder, fileOf(program)) }));
      const python = programs.filter(({ language }) => language === 'python');
      return [...(await runBrowserPrograms(react)), ...(await runPython(folder, python))];
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function withReplaced(text: string, replaced: Readonly<Record<string, string>>): string {
  return Object.entries(replaced).reduce((all, [from, to]) => all.replaceAll(from, to), text);
}

const folderOf = (page: string): string => page.replace(/\.md$/, '').replace(/\W+/g, '-');

function extensionOf({ language }: Program): string | undefined {
  return { ts: 'ts', tsx: 'tsx', python: 'py' }[language];
}

function fileOf(program: Program): string {
  return `${folderOf(program.page)}/${program.name}.${extensionOf(program)}`;
}

async function writePage(
  folder: string,
  page: Page,
  replaced: Readonly<Record<string, string>>,
): Promise<void> {
  const bin = join(folder, 'node_modules/.bin');
  await mkdir(bin, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "type": "module", "private": true }');
  const generator = join(repositoryRoot, 'client-sdk/src/generator/main.ts');
  await writeFile(
    join(bin, 'hue-hub-sdk'),
    `#!/bin/sh\nexec "${process.execPath}" --import "${tsx}" "${generator}" "$@"\n`,
  );
  await chmod(join(bin, 'hue-hub-sdk'), 0o755);
  for (const { file, text } of page.snippets) {
    if (file === undefined) continue;
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), withReplaced(text, replaced));
  }
}

/** The example apps are held to the same types. */
const include = ['*.ts', '*/**/*.ts', '*/**/*.tsx', `${repositoryRoot}/client-sdk/examples/*/*`];

/** The hidden parts of programs import it: people who act in the city. */
function citySource(): string {
  return readFileSync(join(repositoryRoot, 'test/kit/processes/snippet-city.ts'), 'utf8');
}

async function runShell(folder: string, program: Program): Promise<Outcome> {
  const cwd = join(folder, folderOf(program.page));
  const { output, code } = await run('bash', ['-e', '-o', 'pipefail', '-c', program.text], { cwd });
  return { at: program.at, output, error: code === 0 ? undefined : `ended with ${code}:\n${output}` };
}

/** With what the package stands on; the package itself is installed and tried in test/client-sdk/python.test.ts. */
async function runPython(folder: string, programs: readonly Program[]): Promise<readonly Outcome[]> {
  const packages = await installPython(['httpx==0.28.1', 'websockets==17.4'], 2);
  const source = join(repositoryRoot, 'client-sdk/python/src');
  const env = { PYTHONPATH: [source, packages].join(delimiter), PYTHONDONTWRITEBYTECODE: '1' };
  const outcomes: Outcome[] = [];
  for (const program of programs) {
    const { output, code } = await run('python3', [join(folder, fileOf(program))], { cwd: folder, env });
    outcomes.push({
      at: program.at,
      output,
      error: code === 0 ? undefined : `ended with ${code}:\n${output}`,
    });
  }
  return outcomes;
}

async function runModules(folder: string, programs: readonly Program[]): Promise<readonly Outcome[]> {
  const list = programs.map((program) => ({ at: program.at, file: join(folder, fileOf(program)) }));
  await writeFile(join(folder, 'programs.json'), JSON.stringify(list));
  const runner = join(repositoryRoot, 'test/kit/processes/run-snippets.ts');
  const { output } = await run(
    process.execPath,
    ['--import', tsx, runner, join(folder, 'programs.json'), join(folder, 'outcomes.json')],
    { cwd: folder, env: { TSX_TSCONFIG_PATH: join(folder, 'tsconfig.json') } },
  );
  try {
    return JSON.parse(readFileSync(join(folder, 'outcomes.json'), 'utf8')) as Outcome[];
  } catch {
    throw new Error(`the programs did not come to an end:\n${output}`);
  }
}

interface Ran {
  readonly output: string;
  readonly code: number | string | null | undefined;
}

function run(
  command: string,
  args: readonly string[],
  { cwd, env = {} }: { cwd: string; env?: Readonly<Record<string, string>> },
): Promise<Ran> {
  return new Promise((done) => {
    const settings = { cwd, env: { ...process.env, ...env }, timeout: 500_000, maxBuffer: 10_000_000 };
    execFile(command, args, settings, (error, stdout, stderr) =>
      done({ output: `${stdout}${stderr}`, code: error ? (error.code ?? 1) : 0 }),
    );
  });
}
