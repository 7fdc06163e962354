import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { MongoClient } from 'mongodb';
import { MongoMemoryReplSet } from 'mongodb-memory-server';
import { tsImport } from 'tsx/esm/api';

const root = resolve(import.meta.dirname, '../..');
const prefix = 'hue-hub-test-';

/**
 * One real mongod replica set for a whole run of jest, of its own, so that several runs do not meet. Tests read
 * its address in TEST_MONGODB_URI, and in TEST_MONGOD_BINARY the binary for a mongod of their own.
 */
// oxlint-disable-next-line import/no-default-export -- jest asks for one
export default async function globalSetup() {
  const { findMongod } = await tsImport('../../start/find-mongod.ts', import.meta.url);
  const binary = await findMongod({
    dataDir: resolve(root, process.env.DATA_DIR || '.data'),
    env: process.env,
    progress: (text) => process.stderr.write(`${text}\n`),
  });
  await sweepLeftovers();
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  process.env.MONGOMS_SYSTEM_BINARY_VERSION_CHECK = 'false';
  await mkdir(join(folder, 'data'));
  const replicaSet = await MongoMemoryReplSet.create({
    binary: { systemBinary: await dyingWithParent(binary, folder) },
    instanceOpts: [
      { dbPath: join(folder, 'data'), storageEngine: 'wiredTiger', launchTimeout: 60_000, args: flags },
    ],
    replSet: { name: 'rs0', storageEngine: 'wiredTiger' },
  });
  await confirmFromMemory(replicaSet.getUri());
  process.env.TEST_MONGODB_URI = replicaSet.getUri();
  process.env.TEST_MONGOD_BINARY = binary;
  globalThis.hubTestWorld = { replicaSet, folder };
}

/**
 * A majority write is confirmed by this set's one node before it is on the disk, which is most of the time that a lone write
 * takes. Nothing kills this mongod, and it has no data to keep: what a write survives is tested on sets of a test's own.
 */
async function confirmFromMemory(uri) {
  const client = await new MongoClient(uri).connect();
  const admin = client.db('admin');
  const { config } = await admin.command({ replSetGetConfig: 1 });
  const next = { ...config, version: config.version + 1, writeConcernMajorityJournalDefault: false };
  await admin.command({ replSetReconfig: next });
  await client.close();
}

const flags = [
  '--nounixsocket',
  '--noscripting',
  '--networkMessageCompressors',
  'disabled',
  '--wiredTigerCacheSizeGB',
  '0.5',
  '--oplogSize',
  '990',
  '--setParameter',
  'diagnosticDataCollectionEnabled=false',
  '--setParameter',
  'transactionLifetimeLimitSeconds=12',
];

/** On Linux the kernel stops mongod with jest, kill -9 included; elsewhere memory-server's own watcher does, within 2 s. */
async function dyingWithParent(binary, folder) {
  const found = (process.env.PATH ?? '').split(delimiter).some((entry) => existsSync(join(entry, 'setpriv')));
  if (process.platform !== 'linux' || !found) return binary;
  const wrapper = join(folder, 'mongod');
  await writeFile(wrapper, `#!/bin/sh\nexec setpriv --pdeathsig KILL '${binary}' "$@"\n`);
  await chmod(wrapper, 0o755);
  return wrapper;
}

/** Removes the data of runs that were killed: the process that the folder is named for is gone. */
async function sweepLeftovers() {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]);
    if (pid && !isAlive(pid)) await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
