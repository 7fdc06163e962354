import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { Once } from '../../subgraphs/kit/idempotency.ts';
import { openOnce } from '../../subgraphs/kit/idempotency.ts';
import type { Journal } from '../../subgraphs/kit/journal.ts';
import { openJournal } from '../../subgraphs/kit/journal.ts';
import { connect, nativeDb } from '../../subgraphs/kit/mongo.ts';
import type { PersonKeys } from '../../subgraphs/kit/person-key.ts';
import { openPersonKeys } from '../../subgraphs/kit/person-key.ts';
import type { Viewer } from '../../subgraphs/kit/process/viewer.ts';
import { createLines, createSlots } from '../../subgraphs/kit/slots.ts';
import type { Together } from '../../subgraphs/kit/together.ts';
import { createTogether } from '../../subgraphs/kit/together.ts';
import type { TimerWriter, Transact } from '../../subgraphs/kit/transact.ts';
import { createTransact, maxLine, maxTransactions } from '../../subgraphs/kit/transact.ts';

/** What a store is built from, over a database of the test's own; `close` drops it. */
export interface TestParts {
  readonly db: Connection;
  readonly journal: Journal;
  readonly personKeys: PersonKeys;
  readonly transact: Transact;
  readonly once: Once;
  readonly together: Together;
  readonly now: Date;
  close(): Promise<void>;
}

export interface TestPartsOptions {
  /** The run's shared replica set when absent. */
  readonly uri?: string;
  /** A second process on the same database: give its name. */
  readonly dbName?: string;
  readonly deadlineMs?: number;
  readonly monitorCommands?: boolean;
}

export function testUri(): string {
  const uri = process.env['TEST_MONGODB_URI'];
  if (!uri) throw new Error('expected TEST_MONGODB_URI from test/kit/global-setup.mjs, got nothing');
  return uri;
}

/** Database names are at most 63 bytes. */
export function testDbName(name: string): string {
  return `test_${name}_${randomUUID().slice(0, 8)}`;
}

/** Drops a database once nothing watches it any more: a change stream takes the drop for a fault. */
export async function dropTestDb(dbName: string): Promise<void> {
  const db = await connect({ uri: testUri(), dbName });
  await db.dropDatabase();
  await db.close();
}

export const testAuditKey = Buffer.alloc(32, 9);

const noTimers: TimerWriter = { set: async () => undefined, clear: async () => undefined };

export async function openTestParts(name: string, options: TestPartsOptions = {}): Promise<TestParts> {
  const { uri = testUri(), dbName = testDbName(name), monitorCommands = false } = options;
  const db = await connect({ uri, dbName, monitorCommands });
  const now = new Date('2026-03-02T01:00:00Z');
  const personKeys = await openPersonKeys({ db: nativeDb(db), wrappingKey: Buffer.alloc(32, 7) });
  const journal = await openJournal(db, { personKeys, auditKey: testAuditKey });
  const lines = createLines(maxLine);
  const transact = createTransact({
    db,
    journal,
    lines,
    timers: noTimers,
    clock: { now: () => now },
    slots: createSlots(maxTransactions),
    ...(options.deadlineMs !== undefined && { deadlineMs: options.deadlineMs }),
  });
  const { once, steps } = await openOnce({ db: nativeDb(db), journal, transact, lines, digestKey: 'test' });
  const together = createTogether({ transact, steps });
  const close = async (): Promise<void> => {
    await db.dropDatabase();
    await db.close();
  };
  return { db, journal, personKeys, transact, once, together, now, close };
}

export function citizen(id: string, more: Partial<Viewer> = {}): Viewer {
  return { kind: 'person', id, roles: ['citizen'], vneidLevel: 1, scopes: [], ...more };
}
