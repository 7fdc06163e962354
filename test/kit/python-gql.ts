import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

/** With what it stands on: the same on every machine. */
const packages = [
  'gql==4.4.0',
  'graphql-core==3.3.2',
  'websockets==17.4',
  'aiohttp==3.14.5',
  'yarl==1.25.1',
  'anyio==4.16.0',
  'tenacity==9.2.1',
];

const run = promisify(execFile);

/**
 * A folder with Python's gql and its transports, from PyPI by the pip of this machine, kept in the user's cache folder.
 * @throws Error that says what is missing: a test that needs it fails, and says why, where there is no Python or no PyPI
 */
export async function installGql(): Promise<string> {
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const home = join(cache, 'hue-city-hub', 'python');
  const folder = join(home, packages.slice(0, 4).join('+').replaceAll('==', '-'));
  if (existsSync(folder)) return folder;
  await mkdir(home, { recursive: true });
  const scratch = await mkdtemp(join(home, 'unpack-'));
  try {
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--retries', '1'];
    await run('python3', [...pip, '--only-binary', ':all:', '--target', scratch, ...packages], {
      timeout: 300_000,
    });
    // Renamed last: another run that looks at the same time sees a whole folder or none.
    if (!existsSync(folder)) await rename(scratch, folder);
    return folder;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `NOT TESTED against Python's gql: ${packages.join(' ')} could not be had with "python3 -m pip" (3.10 or newer). Is there a python3, and does its pip reach PyPI or a mirror? ${reason}`,
      { cause: error },
    );
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

export interface GqlWatching {
  /** The next line; fails when it ends without one. */
  next(): Promise<Record<string, unknown>>;
  /** Interrupts it, as with Ctrl-C. */
  stop(): Promise<void>;
}

export interface GqlStream {
  readonly folder: string;
  readonly transport: 'websockets' | 'aiohttp';
  readonly url: string;
  readonly after?: string;
}

export function watchWithGql({ folder, transport, url, after = '' }: GqlStream): GqlWatching {
  const script = join(__dirname, 'python-gql.py');
  const child = spawn('python3', [script, transport, url, after], {
    env: { ...process.env, PYTHONPATH: folder, PYTHONDONTWRITEBYTECODE: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString('utf8')));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    next: async () => {
      const line = await lines.next();
      if (line.done) throw new Error(`gql ended: ${complaint.slice(-2_000)}`);
      return JSON.parse(line.value) as Record<string, unknown>;
    },
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
