import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { installPython } from './python-packages.ts';

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

/** A folder with Python's gql and its transports. @throws Error as `installPython` */
export function installGql(): Promise<string> {
  return installPython(packages, 4);
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
