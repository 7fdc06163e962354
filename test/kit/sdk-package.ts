import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { buildSdk } from '../../start/run-package.ts';
import { repositoryRoot } from './start-process.ts';

const run = promisify(execFile);

/** The SDK as npm would publish it, and what of it is installed where. */
export interface SdkPackage {
  /** What is in the archive, by path. */
  readonly files: readonly string[];
  /** A project of these files with the SDK installed from its archive, and nothing else but `packages`. */
  project(name: string, options: ProjectOptions): Promise<SdkProject>;
  close(): Promise<void>;
}

interface ProjectOptions {
  /** Whose files it has, of test/client-sdk/packed. */
  readonly from: string;
  /** As in its package.json: commonjs unless given. */
  readonly type?: 'module' | 'commonjs';
  /** Packages that it has besides, taken from node_modules as they are. */
  readonly packages?: readonly string[];
  /** Packages with many others behind them: a link to where they are. */
  readonly linked?: readonly string[];
}

export interface SdkProject {
  readonly folder: string;
  /** What it says of itself: that its `.js` is of this form. */
  turnInto(type: 'module' | 'commonjs'): Promise<void>;
  /** Runs a program of Node in it to its end. @returns its stdout @throws with all that it wrote */
  node(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<string>;
  /** Runs a program of the repository's node_modules in it. */
  tool(name: string, args: readonly string[]): Promise<string>;
}

/**
 * Builds and packs the SDK. Nothing is fetched: what it depends on is packed from node_modules, as it was installed.
 */
export async function packSdk(): Promise<SdkPackage> {
  const home = await mkdtemp(join(tmpdir(), 'hue-hub-packed-'));
  const source = join(repositoryRoot, 'client-sdk');
  const copy = join(home, 'client-sdk');
  await mkdir(copy);
  await buildSdk({ root: repositoryRoot, outDir: join(copy, 'dist'), signal: new AbortController().signal });
  for (const name of ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE'])
    await cp(join(source, name), join(copy, name));
  const { path, files } = await pack(copy, home);
  const { dependencies = {} } = parsePackage(await readFile(join(copy, 'package.json'), 'utf8'));
  const packed = new Map<string, Promise<{ readonly path: string }>>();
  const packOnce = async (each: string): Promise<string> => {
    const packing = packed.get(each) ?? pack(placeOf(each), home);
    packed.set(each, packing);
    return (await packing).path;
  };
  return {
    files,
    project: async (name, { from, type = 'commonjs', packages = [], linked = [] }) => {
      const folder = join(home, name);
      await cp(join(repositoryRoot, 'test/client-sdk/packed', from), folder, { recursive: true });
      await writeFile(join(folder, 'package.json'), JSON.stringify({ name, version: '1.0.0', type }));
      const local = [...Object.keys(dependencies), ...packages];
      const paths = await Promise.all(local.map(packOnce));
      await npm(['install', '--offline', '--legacy-peer-deps', '--ignore-scripts', path, ...paths], folder);
      for (const each of linked) await link(each, folder);
      return projectIn(folder);
    },
    close: () => rm(home, { recursive: true, force: true }),
  };
}

function projectIn(folder: string): SdkProject {
  const node: SdkProject['node'] = async (args, env = {}) => {
    const options = { cwd: folder, env: { PATH: process.env['PATH'], ...env }, timeout: 120_000 };
    const { stdout } = await run(process.execPath, [...args], options).catch(tellAll);
    return stdout;
  };
  return {
    folder,
    turnInto: async (type) => {
      const path = join(folder, 'package.json');
      await writeFile(path, JSON.stringify({ ...parsePackage(await readFile(path, 'utf8')), type }));
    },
    node,
    tool: (name, args) => node([join(repositoryRoot, 'node_modules', name), ...args]),
  };
}

/** tsc says on stdout what is wrong. */
function tellAll(error: Error & { readonly stdout?: string }): never {
  throw new Error(`${error.message}\n${error.stdout ?? ''}`, { cause: error });
}

function placeOf(name: string): string {
  return join(repositoryRoot, 'node_modules', name);
}

async function link(name: string, folder: string): Promise<void> {
  const place = join(folder, 'node_modules', name);
  await mkdir(dirname(place), { recursive: true });
  await symlink(placeOf(name), place);
}

async function pack(folder: string, target: string): Promise<{ path: string; files: string[] }> {
  const json = await npm(['pack', '--json', '--ignore-scripts', '--pack-destination', target], folder);
  const [packed] = parsePacked(json);
  if (!packed) throw new Error(`npm pack made nothing of ${folder}`);
  return { path: join(target, packed.filename), files: packed.files.map(({ path }) => path) };
}

async function npm(args: readonly string[], cwd: string): Promise<string> {
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier'];
  return (await run('npm', [...args, ...quiet], { cwd, timeout: 120_000 })).stdout;
}

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

function parsePacked(json: string): readonly Packed[] {
  return JSON.parse(json) as Packed[];
}

function parsePackage(json: string): { readonly dependencies?: Readonly<Record<string, string>> } {
  return JSON.parse(json) as { dependencies?: Record<string, string> };
}
