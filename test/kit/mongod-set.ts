import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from 'mongodb';
import { MongoClient } from 'mongodb';
import { freePort } from '../../start/mongod.ts';

/** A real replica set of three on loopback, whose primary can be lost. */
export interface MongodSet {
  /** Names all three, so that a driver finds whichever leads. */
  readonly uri: string;
  /** SIGKILL of the primary; settles when its process is gone. Gives the node's place, for `restart`. */
  killPrimary(): Promise<number>;
  /** The primary steps down and may not lead again for 5 s; its process lives on. */
  stepDown(): Promise<void>;
  /** Starts a killed node again, on the same data and port. */
  restart(node: number): Promise<void>;
  /** Settles when a primary answers that is not node `other`; gives its place. */
  untilPrimary(other?: number): Promise<number>;
  /** Kills all and removes their data. Idempotent. */
  close(): Promise<void>;
}

interface Node {
  readonly port: number;
  readonly dir: string;
  child: ChildProcess;
  gone: Promise<unknown>;
}

const withinMs = 30_000;
const settings = { electionTimeoutMillis: 2_000, heartbeatIntervalMillis: 500 };

/** Three nodes that die with this process, each with the settings of the hub's own mongod. A primary is there. */
export async function startMongodSet(): Promise<MongodSet> {
  const folder = await mkdtemp(join(tmpdir(), `hue-hub-test-${process.pid}-`));
  const nodes = await Promise.all([0, 1, 2].map((place) => startNode(join(folder, String(place)))));
  const hosts = nodes.map(({ port }) => `127.0.0.1:${port}`);
  const config = { _id: 'rs0', settings, members: hosts.map((host, _id) => ({ _id, host })) };
  await until('the set is initiated', () =>
    onNode(nodes, 0, async (admin) => Boolean(await admin.command({ replSetInitiate: config }))),
  );
  const untilPrimary = (other?: number): Promise<number> => findPrimary(nodes, other);
  await untilPrimary();
  const close = async (): Promise<void> => {
    await Promise.all(nodes.map(kill));
    await rm(folder, { recursive: true, force: true });
  };
  return {
    uri: `mongodb://${hosts.join(',')}/?replicaSet=rs0`,
    untilPrimary,
    killPrimary: async () => {
      const place = await untilPrimary();
      const node = nodes[place];
      if (node) await kill(node);
      return place;
    },
    stepDown: async () => {
      const command = { replSetStepDown: 5, secondaryCatchUpPeriodSecs: 4 };
      await onNode(nodes, await untilPrimary(), (admin) => admin.command(command));
    },
    restart: async (place) => {
      const node = nodes[place];
      if (node) Object.assign(node, spawnNode(node));
      await until('the node follows', () => onNode(nodes, place, isMember));
    },
    close,
  };
}

async function startNode(dir: string): Promise<Node> {
  await mkdir(dir);
  const port = await freePort();
  return { port, dir, ...spawnNode({ port, dir }) };
}

function spawnNode({ port, dir }: Pick<Node, 'port' | 'dir'>): Pick<Node, 'child' | 'gone'> {
  const binary = process.env['TEST_MONGOD_BINARY'];
  if (!binary) throw new Error('expected TEST_MONGOD_BINARY from test/kit/global-setup.mjs, got nothing');
  const [command = binary, ...parameters] = [
    canDieWithParent() ? ['setpriv', '--pdeathsig', 'KILL'] : [],
    [binary, '--dbpath', dir, '--port', String(port), '--replSet', 'rs0', '--bind_ip', '127.0.0.1'],
    ['--nounixsocket', '--noscripting', '--networkMessageCompressors', 'disabled'],
    ['--wiredTigerCacheSizeGB', '0.25', '--oplogSize', '64'],
    ['--setParameter', 'diagnosticDataCollectionEnabled=false'],
    ['--setParameter', 'transactionLifetimeLimitSeconds=12'],
    ['--logpath', join(dir, 'mongod.log'), '--logappend'],
  ].flat();
  const child = spawn(command, parameters, { stdio: 'ignore' });
  const gone = new Promise<void>((done) => {
    child.once('exit', () => done());
    child.once('error', () => done());
  });
  return { child, gone };
}

function canDieWithParent(): boolean {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return process.platform === 'linux' && folders.some((folder) => existsSync(join(folder, 'setpriv')));
}

async function kill(node: Node): Promise<void> {
  node.child.kill('SIGKILL');
  await node.gone;
}

async function findPrimary(nodes: readonly Node[], other?: number): Promise<number> {
  let found = -1;
  await until('there is a primary', async () => {
    const leads = await Promise.all(
      nodes.map((_, place) => onNode(nodes, place, isPrimary).catch(() => false)),
    );
    found = leads.findIndex((is, place) => is && place !== other);
    return found >= 0;
  });
  return found;
}

async function isPrimary(admin: Db): Promise<boolean> {
  return Boolean((await admin.command({ hello: 1 }))['isWritablePrimary']);
}

async function isMember(admin: Db): Promise<boolean> {
  const hello = await admin.command({ hello: 1 });
  return Boolean(hello['secondary']) || Boolean(hello['isWritablePrimary']);
}

async function onNode<T>(nodes: readonly Node[], place: number, body: (admin: Db) => Promise<T>): Promise<T> {
  const client = new MongoClient(`mongodb://127.0.0.1:${nodes[place]?.port}/?directConnection=true`, {
    serverSelectionTimeoutMS: 1_000,
    socketTimeoutMS: 10_000,
  });
  try {
    return await body(client.db('admin'));
  } finally {
    await client.close();
  }
}

/** Looks again until it holds; a look that fails counts as not yet. */
async function until(what: string, look: () => Promise<boolean>): Promise<void> {
  let reason: unknown;
  const holds = (): Promise<boolean> =>
    look().catch((error: unknown) => {
      reason = error;
      return false;
    });
  for (const end = Date.now() + withinMs; !(await holds()); ) {
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`, { cause: reason });
    await sleep(50);
  }
}
