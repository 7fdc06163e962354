import { MongoClient } from 'mongodb';
import { isAlive } from '../../start/is-alive.ts';
import { startMongod } from '../../start/mongod.ts';
import { startOwnMongod } from '../kit/mongod.ts';

async function insert(uri: string, id: number): Promise<void> {
  const client = new MongoClient(uri);
  await client
    .db('hub')
    .collection<{ _id: number }>('kept')
    .insertOne({ _id: id }, { writeConcern: { w: 'majority' } });
  await client.close();
}

async function count(uri: string): Promise<number> {
  const client = new MongoClient(uri);
  try {
    return await client.db('hub').collection('kept').countDocuments();
  } finally {
    await client.close();
  }
}

describe('startMongod', () => {
  test('D09, D02: listens on this machine only, compresses nothing and runs no script', async () => {
    const mongod = await startOwnMongod();
    const client = new MongoClient(mongod.uri);
    try {
      const { parsed } = await client.db('admin').command({ getCmdLineOpts: 1 });
      expect(parsed.net.bindIp).toBe('127.0.0.1');
      expect(parsed.net.compression.compressors).toBe('disabled');
      expect(parsed.security.javascriptEnabled).toBe(false);
      const scripted = client.db('hub').collection('kept').findOne({ $where: 'true' });
      await expect(scripted).rejects.toThrow(/script/i);
    } finally {
      await client.close();
      await mongod.close();
    }
  });

  test('keeps what was acknowledged over kill -9 and a start at another port', async () => {
    const mongod = await startOwnMongod();
    await insert(mongod.uri, 1);
    await mongod.kill();
    const binary = process.env['TEST_MONGOD_BINARY']!;
    const again = await startMongod({ binary, dir: mongod.dir, diesWithParent: true });
    expect(again.uri).not.toBe(mongod.uri);
    expect(await count(again.uri)).toBe(1);
    await again.close();
    await mongod.close();
  });

  test('adopts the mongod that a killed start left behind instead of starting a second one', async () => {
    const first = await startOwnMongod();
    await insert(first.uri, 1);
    const binary = process.env['TEST_MONGOD_BINARY']!;
    const second = await startMongod({ binary, dir: first.dir, diesWithParent: true });
    expect(second.uri).toBe(first.uri);
    expect(await count(second.uri)).toBe(1);
    await second.close();
    expect(isAlive(second.pid)).toBe(false);
    await first.close();
  });

  test('ends a transaction that a killed process left open after 12 s, not a minute', async () => {
    const mongod = await startOwnMongod();
    const client = new MongoClient(mongod.uri);
    const read = { getParameter: 1, transactionLifetimeLimitSeconds: 1 };
    expect(await client.db('admin').command(read)).toMatchObject({ transactionLifetimeLimitSeconds: 12 });
    await client.close();
    await mongod.close();
  });

  test('says why mongod ended when it could not start', async () => {
    const first = await startOwnMongod();
    const binary = process.env['TEST_MONGOD_BINARY']!;
    await first.stop();
    const attempt = startMongod({ binary, dir: first.dir, extraArguments: ['--storageEngine', 'devnull'] });
    await expect(attempt).rejects.toThrow(/^mongod ended as soon as it was started/);
    await first.close();
  });

  test('closes once, however often it is asked to', async () => {
    const first = await startOwnMongod();
    await Promise.all([first.close(), first.close()]);
    await expect(count(`${first.uri}&serverSelectionTimeoutMS=300`)).rejects.toThrow();
  });
});
