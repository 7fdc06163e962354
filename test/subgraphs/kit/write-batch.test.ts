import type { Db } from 'mongodb';
import { MongoClient } from 'mongodb';
import { isDuplicateKey } from '../../../subgraphs/kit/mongo.ts';
import { insertBatch, updateBatch } from '../../../subgraphs/kit/write-batch.ts';
import { testUri } from '../../kit/subgraph-parts.ts';

const collection = 'rows';

describe('a batch of writes', () => {
  let client: MongoClient;
  let db: Db;
  beforeAll(async () => {
    client = await new MongoClient(testUri()).connect();
    db = client.db(`write_batch_${process.pid}`);
    await db.createCollection(collection);
  });
  afterAll(async () => {
    await db.dropDatabase();
    await client.close();
  });

  const rows = () => db.collection<{ _id: string; n: number }>(collection).find().sort({ _id: 1 }).toArray();

  test('is one with its transaction, in however many commands', async () => {
    const five = Array.from({ length: 5 }, (_, n) => ({ _id: `a${n}`, n }));
    await client.withSession((session) =>
      session.withTransaction(async () => {
        const target = { db, collection, perCommand: 2, session };
        await insertBatch(five, target);
        await updateBatch(
          five.slice(1, 4).map(({ _id }) => ({ q: { _id }, u: { $set: { n: 9 } } })),
          target,
        );
        await insertBatch([], target);
        expect(await rows()).toEqual([]);
      }),
    );
    expect((await rows()).map(({ n }) => n)).toEqual([0, 9, 9, 9, 4]);
  });

  test('throws for a key that is there already, and nothing of its transaction is kept', async () => {
    const before = await rows();
    const tried = client.withSession((session) =>
      session.withTransaction(async () => {
        const target = { db, collection, perCommand: 10, session };
        await insertBatch([{ _id: 'b1' }, { _id: 'a0' }], target);
      }),
    );
    expect(isDuplicateKey(await tried.catch((error: unknown) => error))).toBe(true);
    expect(await rows()).toEqual(before);
  });
});
