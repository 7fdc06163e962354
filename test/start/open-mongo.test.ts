import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { isAlive } from '../../start/is-alive.ts';
import type { OpenedMongo } from '../../start/open-mongo.ts';
import { openMongo } from '../../start/open-mongo.ts';
import { silentLogger } from '../../subgraphs/kit/process/logger.ts';

function open(dataDir: string, uri?: string): Promise<OpenedMongo> {
  const env = { MONGOMS_SYSTEM_BINARY: process.env['TEST_MONGOD_BINARY'] };
  return openMongo({ uri, dataDir, env, log: silentLogger, progress: () => undefined });
}

async function pidIn(dataDir: string): Promise<number> {
  return Number(await readFile(join(dataDir, 'mongo', 'mongod.lock'), 'utf8'));
}

describe('openMongo', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), `hue-hub-test-${process.pid}-`));
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  test('starts its mongod again at the same address when it is killed, with what was acknowledged', async () => {
    const mongo = await open(dataDir);
    const client = await new MongoClient(mongo.uri, { writeConcern: { w: 'majority' } }).connect();
    const rows = client.db('hub').collection('rows');
    await rows.insertOne({ written: 1 });
    process.kill(await pidIn(dataDir), 'SIGKILL');
    await rows.insertOne({ written: 2 });
    expect(await rows.countDocuments()).toBe(2);
    await client.close();
    const pid = await pidIn(dataDir);
    await mongo.close();
    expect(isAlive(pid)).toBe(false);
  });

  test('is of use although the mongod that it met was just going down', async () => {
    const first = await open(dataDir);
    const going = first.close();
    const second = await open(dataDir);
    await going;
    const client = new MongoClient(second.uri);
    await client.db('hub').collection('rows').insertOne({});
    await client.close();
    await second.close();
  });

  test('leaves a replica set of others alone', async () => {
    const uri = process.env['TEST_MONGODB_URI']!;
    const mongo = await open(dataDir, uri);
    await mongo.close();
    const client = new MongoClient(uri);
    expect(await client.db('admin').command({ ping: 1 })).toMatchObject({ ok: 1 });
    await client.close();
  });

  test('closes once, however often it is asked to', async () => {
    const mongo = await open(dataDir);
    await expect(Promise.all([mongo.close(), mongo.close()])).resolves.toBeDefined();
  });
});
