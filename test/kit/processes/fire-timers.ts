import { setTimeout as sleep } from 'node:timers/promises';
import { openClock } from '../../../subgraphs/kit/clock.ts';
import { nativeDb } from '../../../subgraphs/kit/mongo.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import { openTimers } from '../../../subgraphs/kit/timers.ts';
import { thingEntry } from '../live-world.ts';
import { openTestParts } from '../subgraph-parts.ts';

// Fires timers of kind "due": each writes one journal entry, slowly enough to be killed in the middle.
const dbName = process.env['TEST_DB'] ?? '';
const parts = await openTestParts('timers', { dbName });
const db = nativeDb(parts.db);
const clock = await openClock({
  client: db.client,
  prefix: `${dbName}_`,
  production: false,
  log: silentLogger,
});
const timers = await openTimers(db);
const firing = timers.start({
  transact: parts.transact,
  clock,
  log: silentLogger,
  ttlMs: 1_000,
  pollMs: 50,
  handlers: {
    due: async ({ key, data }, tx) => {
      await tx.append(thingEntry(key, 1, { payload: { ...data } }));
      await sleep(3);
    },
  },
});
setInterval(() => {
  if (firing.held()) process.stdout.write('held\n');
}, 20);
