import { holdLease } from '../../../subgraphs/kit/lease.ts';
import { connect, nativeDb } from '../../../subgraphs/kit/mongo.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';

// Holds the lease "killed" and a transaction that is fenced with it until it is killed itself.
const db = await connect({
  uri: process.env['TEST_MONGODB_URI'] ?? '',
  dbName: process.env['TEST_DB'] ?? '',
});
holdLease(
  { db: nativeDb(db), name: 'killed', log: silentLogger, ttlMs: 1_500, pollMs: 30 },
  async (lease) => {
    const session = db.getClient().startSession();
    session.startTransaction();
    await lease.fence(session);
    process.stdout.write('held\n');
    await new Promise(() => undefined);
  },
);
