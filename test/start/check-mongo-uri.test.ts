import { MongoMemoryServer } from 'mongodb-memory-server';
import { checkMongoUri } from '../../start/check-mongo-uri.ts';
import { freePort } from '../../start/mongod.ts';

describe('checkMongoUri', () => {
  test('accepts a replica set', async () => {
    await expect(checkMongoUri(process.env['TEST_MONGODB_URI']!)).resolves.toBeUndefined();
  });

  test('says in one sentence that the address is none', async () => {
    await expect(checkMongoUri('localhost:27017')).rejects.toThrow(
      /^MONGODB_URI is not an address of MongoDB: .*\.$/,
    );
    await expect(checkMongoUri('mongodb://')).rejects.toThrow(/^MONGODB_URI is not an address of MongoDB/);
  });

  test('says in one sentence that nothing answers there, without the password', async () => {
    const port = await freePort();
    const attempt = checkMongoUri(`mongodb://hub:hunter2@127.0.0.1:${port}/`);
    await expect(attempt).rejects.toThrow(
      new RegExp(`^MONGODB_URI leads to 127.0.0.1:${port}, where no MongoDB answered within 5 s`),
    );
    await expect(attempt).rejects.not.toThrow(/hunter2/);
  });

  test.each(['', '?replicaSet=rs0'])(
    'says that a standalone mongod is none of a replica set (%s)',
    async (query) => {
      const server = await startStandalone();
      const attempt = checkMongoUri(`${server.getUri()}${query}`);
      await expect(attempt).rejects.toThrow(/runs standalone, not as a replica set/);
      await server.stop();
    },
  );

  test('says that a replica set was never initiated', async () => {
    const server = await startStandalone(['--replSet', 'rs0']);
    const attempt = checkMongoUri(server.getUri());
    await expect(attempt).rejects.toThrow(/its replica set was never initiated/);
    await server.stop();
  });
});

function startStandalone(args: string[] = []): Promise<MongoMemoryServer> {
  return MongoMemoryServer.create({
    binary: { systemBinary: process.env['TEST_MONGOD_BINARY']! },
    instance: {
      storageEngine: 'wiredTiger',
      args: ['--nounixsocket', '--wiredTigerCacheSizeGB', '0.25', ...args],
    },
  });
}
