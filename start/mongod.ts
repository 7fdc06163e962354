import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from 'mongodb';
import { MongoClient } from 'mongodb';
import { SettingError } from '../subgraphs/kit/process/env.ts';
import { isAlive } from './is-alive.ts';

export interface MongodOptions {
  readonly binary: string;
  /** Made when absent. Holds the data, the log and, in `.port`, the port last used. */
  readonly dir: string;
  /** Any free one when absent: the replica set's stored address is changed to it. */
  readonly port?: number;
  readonly oplogSizeMb?: number;
  /** Linux: the kernel stops mongod when this process dies, by kill -9 too. For tests; the hub adopts instead. */
  readonly diesWithParent?: boolean;
  readonly extraArguments?: readonly string[];
}

export interface RunningMongod {
  /** Address of the one-node replica set `rs0`. */
  readonly uri: string;
  readonly port: number;
  readonly pid: number;
  /** Settles when the process is gone, for whatever reason. */
  readonly gone: Promise<void>;
  /** SIGTERM, then SIGKILL after 15 s. Idempotent. */
  close(): Promise<void>;
}

const startDeadlineMs = 60_000;
const stopDeadlineMs = 15_000;

/**
 * A primary on exactly this data folder. A mongod left over by a killed start is adopted when it answers and
 * holds this folder; one that is just going down is waited for.
 * @throws SettingError when mongod ends at once (with the last line of its log) or is not primary within 60 s
 */
export async function startMongod(options: MongodOptions): Promise<RunningMongod> {
  await mkdir(options.dir, { recursive: true });
  const orphan = await findOrphan(options.dir);
  if (orphan) return running(orphan.port, orphan.pid, watchPid(orphan.pid));
  const port = options.port ?? (await freePort());
  const child = spawnMongod(options, port);
  await writeFile(join(options.dir, '.port'), String(port));
  const gone = new Promise<void>((done) => {
    child.once('exit', () => done());
    child.once('error', () => done());
  });
  await untilPrimary({ port, gone, dir: options.dir });
  return running(port, child.pid ?? 0, gone);
}

function spawnMongod(options: MongodOptions, port: number): ChildProcess {
  const line = [
    options.diesWithParent && hasSetpriv() ? ['setpriv', '--pdeathsig', 'KILL'] : [],
    [options.binary, '--dbpath', options.dir, '--port', String(port), '--replSet', 'rs0'],
    ['--bind_ip', '127.0.0.1', '--nounixsocket', '--noscripting'],
    ['--networkMessageCompressors', 'disabled', '--wiredTigerCacheSizeGB', '0.5'],
    ['--oplogSize', String(options.oplogSizeMb ?? 990)],
    ['--setParameter', 'diagnosticDataCollectionEnabled=false'],
    // A killed process leaves its documents locked this long; 60 by default. Ours end theirs after 10 s.
    ['--setParameter', 'transactionLifetimeLimitSeconds=12'],
    ['--logpath', join(options.dir, 'mongod.log'), '--logappend'],
    options.extraArguments ?? [],
  ].flat();
  const [command = options.binary, ...parameters] = line;
  // Detached: Ctrl-C reaches the whole group, and mongod must outlive everything that still writes to it.
  return spawn(command, parameters, { detached: true, stdio: 'ignore' });
}

function hasSetpriv(): boolean {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return process.platform === 'linux' && folders.some((folder) => existsSync(join(folder, 'setpriv')));
}

function running(port: number, pid: number, gone: Promise<void>): RunningMongod {
  let closing: Promise<void> | undefined;
  return {
    uri: `mongodb://127.0.0.1:${port}/?replicaSet=rs0`,
    port,
    pid,
    gone,
    close: () => (closing ??= stop(pid, gone)),
  };
}

async function stop(pid: number, gone: Promise<void>): Promise<void> {
  if (isAlive(pid)) process.kill(pid, 'SIGTERM');
  const timer = setTimeout(() => isAlive(pid) && process.kill(pid, 'SIGKILL'), stopDeadlineMs);
  await gone.finally(() => clearTimeout(timer));
}

async function watchPid(pid: number): Promise<void> {
  // Not our child, so no event tells of its end. Unreferenced: waiting for it keeps no process alive.
  while (isAlive(pid)) await sleep(100, undefined, { ref: false });
}

async function findOrphan(dir: string): Promise<{ port: number; pid: number } | null> {
  const [pid, port] = await Promise.all([
    readNumber(join(dir, 'mongod.lock')),
    readNumber(join(dir, '.port')),
  ]);
  if (!pid || !isAlive(pid)) return null;
  if (!port) return null;
  const deadline = Date.now() + stopDeadlineMs;
  while (isAlive(pid) && Date.now() < deadline) {
    const holds = await folderOf(port);
    if (holds !== null) return holds === (await realpath(dir)) ? { port, pid } : null;
    // Another process may have been given the pid of a mongod that a power cut ended: it will never answer.
    if (!(await looksLikeMongod(pid))) return null;
    await sleep(50);
  }
  return null;
}

async function looksLikeMongod(pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).includes('--replSet');
}

/** The data folder of the primary at this port, or null when nothing (or something going down) is there. */
async function folderOf(port: number): Promise<string | null> {
  try {
    return await withAdmin(port, async (admin) => {
      const hello = await admin.command({ hello: 1 });
      if (!hello['isWritablePrimary']) return null;
      return parseDbPath(await admin.command({ getCmdLineOpts: 1 }));
    });
  } catch {
    return null;
  }
}

function parseDbPath(answer: unknown): string | null {
  const options = answer as { parsed?: { storage?: { dbPath?: unknown } } };
  const path = options.parsed?.storage?.dbPath;
  return typeof path === 'string' ? path : null;
}

interface Awaited {
  readonly port: number;
  readonly gone: Promise<void>;
  readonly dir: string;
}

async function untilPrimary({ port, gone, dir }: Awaited): Promise<void> {
  const deadline = Date.now() + startDeadlineMs;
  let ended = false;
  void gone.then(() => (ended = true));
  while (!ended && Date.now() < deadline) {
    if (await withAdmin(port, becomePrimary).catch(() => false)) return;
    await sleep(20);
  }
  const log = await readFile(join(dir, 'mongod.log'), 'utf8').catch(() => '');
  const what = ended ? 'ended as soon as it was started' : `was not ready within ${startDeadlineMs / 1000} s`;
  throw new SettingError(`mongod ${what}${lastError(log)}. Its log is ${join(dir, 'mongod.log')}.`);
}

/** One step towards a primary under this port; true when there. The stored address follows the port (force: no quorum). */
async function becomePrimary(admin: Db): Promise<boolean> {
  const host = admin.client.options.hosts[0]?.toString() ?? '';
  const config = await admin.command({ replSetGetConfig: 1 }).then(parseConfig, () => null);
  if (!config) {
    await admin.command({ replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host }] } });
  } else if (config.members[0]?.['host'] !== host) {
    const members = config.members.map((member) => ({ ...member, host }));
    const next = { ...config, members, version: config.version + 1 };
    await admin.command({ replSetReconfig: next, force: true });
  }
  return Boolean((await admin.command({ hello: 1 }))['isWritablePrimary']);
}

interface ReplicaSetConfig {
  readonly version: number;
  readonly members: readonly Record<string, unknown>[];
}

function parseConfig(answer: unknown): ReplicaSetConfig {
  return (answer as { config: ReplicaSetConfig }).config;
}

async function withAdmin<T>(port: number, body: (admin: Db) => Promise<T>): Promise<T> {
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: 1000,
    socketTimeoutMS: 10_000,
  });
  try {
    return await body(client.db('admin'));
  } finally {
    await client.close();
  }
}

function lastError(log: string): string {
  const line = log
    .trim()
    .split('\n')
    .findLast((text) => /"s":"[EF]"/.test(text));
  const error =
    /"error":"((?:[^"\\]|\\.)*)"/.exec(line ?? '')?.[1] ?? /"msg":"([^"]*)"/.exec(line ?? '')?.[1];
  return error ? ` (${error})` : '';
}

async function readNumber(path: string): Promise<number | null> {
  const value = Number((await readFile(path, 'utf8').catch(() => '')).trim());
  return Number.isInteger(value) && value > 0 ? value : null;
}

/** A port of 127.0.0.1 that nobody held a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('expected a TCP address');
  return address.port;
}
