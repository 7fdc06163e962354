import { endAbandonedTransactions } from '../../../subgraphs/kit/abandoned-transactions.ts';
import { nativeDb } from '../../../subgraphs/kit/mongo.ts';
import type { TestParts } from '../../kit/subgraph-parts.ts';
import { openTestParts, testUri } from '../../kit/subgraph-parts.ts';
import { startTestProcess } from '../../kit/test-process.ts';
import { until } from '../../kit/live-world.ts';

let parts: TestParts;
beforeAll(async () => {
  parts = await openTestParts('abandoned');
});
afterAll(() => parts.close());

const leases = () => nativeDb(parts.db).collection<{ _id: string; seen?: number }>('leases');

test('H01 what a killed process had locked is free again; a living one keeps its transaction', async () => {
  const living = nativeDb(parts.db).collection<{ _id: string }>('living');
  await living.insertOne({ _id: 'before' });
  const session = parts.db.getClient().startSession();
  session.startTransaction();
  await living.insertOne({ _id: 'mine' }, { session });
  const child = startTestProcess('hold-lease.ts', { TEST_MONGODB_URI: testUri(), TEST_DB: parts.db.name });
  await child.untilOutput('held');
  const locked = leases().updateOne({ _id: 'killed' }, { $set: { seen: 1 } }, { maxTimeMS: 200 });
  await expect(locked).rejects.toThrow();

  child.kill();
  await child.ended;
  await until(async () => (await endAbandonedTransactions(nativeDb(parts.db))) > 0);
  await leases().updateOne({ _id: 'killed' }, { $set: { seen: 2 } }, { maxTimeMS: 2_000 });
  await session.commitTransaction();
  await expect(living.countDocuments()).resolves.toBe(2);
});
