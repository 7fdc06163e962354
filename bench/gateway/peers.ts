import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestIssuer } from '../../test/kit/start-issuer.ts';
import { findHiveGateway, findHiveRouter } from './find-peers.ts';

/** A gateway under measurement, in a process of its own on the measured core. */
export interface Peer {
  readonly name: string;
  readonly port: number;
  readonly path: string;
  /** Head lines that its clients send, each ended by CRLF. */
  readonly headers: string;
  readonly pid: number;
  close(): Promise<void>;
}

export interface PeerWorld {
  readonly folder: string;
  readonly supergraphFile: string;
  readonly subgraphs: readonly string[];
  readonly issuer: TestIssuer;
  /** Another port at each call. */
  readonly nextPort: () => number;
}

interface Recipe {
  readonly name: string;
  readonly command: readonly string[];
  readonly port: number;
  readonly path?: string;
  readonly headers?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The core that gateways run on; everything else has the other ones. */
export const measuredCore = '0';
export const otherCore = '1';
const root = fileURLToPath(new URL('../..', import.meta.url));
const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** The complete product: tokens checked, fetches signed, limits and metrics on. `sharing` is HUB_SHARING. */
export async function startOurs(
  world: PeerWorld,
  sharing: 'on' | 'off',
  profileFolder?: string,
): Promise<Peer> {
  const port = world.nextPort();
  const { issuer, jwksUri = '', audience } = world.issuer.config;
  const signingKey = 'the signing key of a bench, thirty-two characters and more';
  return start({
    name: sharing === 'on' ? 'ours' : 'ours, sharing off',
    port,
    path: '/graphql',
    command: [
      process.execPath,
      // As the scripts of package.json run it.
      '--max-semi-space-size=64',
      ...(profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`]),
      join(root, 'dist/start/main.mjs'),
      'gateway',
      '--supergraph',
      world.supergraphFile,
      '--port',
      String(port),
    ],
    env: {
      HUB_ISSUER: issuer,
      HUB_JWKS_URI: jwksUri,
      HUB_AUDIENCE: audience,
      HUB_SECRET: 'the secret of a bench, thirty-two characters and more',
      HUB_ENV: 'production',
      HUB_SHARING: sharing,
      HUB_SUBGRAPHS: JSON.stringify(
        Object.fromEntries(world.subgraphs.map((name) => [name, { signingKey }])),
      ),
      LOG_LEVEL: 'warn',
    },
    headers: `authorization: Bearer ${await world.issuer.token('citizen')}\r\n`,
  });
}

export function startStock(world: PeerWorld): Promise<Peer> {
  const port = world.nextPort();
  const command = [
    process.execPath,
    '--import',
    'tsx',
    here('stock-process.ts'),
    world.supergraphFile,
    String(port),
  ];
  return start({ name: 'stock @apollo/gateway', port, path: '/', command, env: { NODE_ENV: 'production' } });
}

export async function startHiveGateway(world: PeerWorld): Promise<Peer | null> {
  const found = findHiveGateway();
  if (!found) return null;
  const port = world.nextPort();
  const options = ['--port', String(port), '--host', '127.0.0.1', '--jit', '--fork', '1'];
  const command = [found.node, found.script, 'supergraph', world.supergraphFile, ...options];
  const env = { NODE_ENV: 'production', LOG_LEVEL: 'warn' };
  return start({ name: 'Hive Gateway --jit', port, path: '/graphql', command, env });
}

export async function startHiveRouter(
  world: PeerWorld,
  options: { readonly dedupe: boolean; readonly build: boolean },
): Promise<Peer | null> {
  const binary = findHiveRouter(options.build);
  if (!binary) return null;
  const port = world.nextPort();
  const folder = join(world.folder, `router-${port}`);
  const config = join(folder, 'router.config.yaml');
  mkdirSync(folder);
  writeFileSync(
    config,
    `supergraph:\n  source: file\n  path: ${world.supergraphFile}\nhttp:\n  host: 127.0.0.1\n  port: ${port}\nlog:\n  level: error\ntraffic_shaping:\n  all:\n    dedupe_enabled: ${options.dedupe}\n`,
  );
  return start({
    name: options.dedupe ? 'Hive Router' : 'Hive Router, dedupe off',
    port,
    path: '/graphql',
    command: [binary],
    env: { ROUTER_CONFIG_FILE_PATH: config, ROUTER_HTTP_WORKERS: '1' },
  });
}

/** A bare node:http server with the same answer: what the platform itself can do. */
export function startEcho(world: PeerWorld, answer: string): Promise<Peer> {
  const port = world.nextPort();
  const file = join(world.folder, `answer-${port}.json`);
  writeFileSync(file, answer);
  const command = [process.execPath, '--import', 'tsx', here('echo-process.ts'), file, String(port)];
  return start({ name: 'bare node:http echo', port, path: '/graphql', command });
}

/** Seconds of processor time that a process has used so far, all threads. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

export function residentMiB(pid: number): number {
  const kib = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kib) / 1_024;
}

async function start({
  name,
  command,
  port,
  path = '/graphql',
  headers = '',
  env = {},
}: Recipe): Promise<Peer> {
  const child = spawn('taskset', ['-c', measuredCore, ...command], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString('utf8')}`.slice(-4_000)));
  const { pid } = child;
  if (pid === undefined) throw new Error(`expected ${name} to start`);
  await untilListening({ name, child, port, path, said: () => said });
  return { name, port, path, headers, pid, close: () => stop(child) };
}

interface Starting {
  readonly name: string;
  readonly child: ChildProcess;
  readonly port: number;
  readonly path: string;
  readonly said: () => string;
}

async function untilListening({ name, child, port, path, said }: Starting): Promise<void> {
  const url = `http://127.0.0.1:${port}${path}`;
  for (let tries = 0; tries < 240; tries += 1) {
    if (child.exitCode !== null) break;
    const answered = await fetch(url, { method: 'POST', body: '{}' }).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await new Promise((done) => setTimeout(done, 250));
  }
  throw new Error(`${name} did not start: ${said()}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  // Long enough for a profile to be written.
  const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await ended;
  clearTimeout(timer);
}
