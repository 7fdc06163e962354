import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from 'mongodb';
import { pruneAudit } from './audit-retention.ts';
import type { ChainOf } from './audit-seal.ts';
import { auditedAfter, endOf, maxSealRows, sealRows, sealsOf } from './audit-seal.ts';
import type { Clock } from './clock.ts';
import type { Lease, LeaseHolding } from './lease.ts';
import { holdLease } from './lease.ts';
import { createCollection, isDuplicateKey } from './mongo.ts';
import type { Logger } from './process/logger.ts';
import type { Refusals } from './refusals.ts';
import type { Transact } from './transact.ts';

export interface SealerOptions {
  readonly db: Db;
  readonly of: ChainOf;
  readonly transact: Transact;
  readonly clock: Pick<Clock, 'now'>;
  readonly refusals: Pick<Refusals, 'closeWindows'>;
  readonly log: Logger;
  /** How long looks and refusals are kept. */
  readonly retentionMs?: number;
  readonly everyMs?: number;
  readonly ttlMs?: number;
  readonly pollMs?: number;
}

/** Looks and refusals are kept for five years; writes are history and stay. */
export const auditRetentionMs = 5 * 365 * 24 * 3_600_000;
const everyMs = 1_000;

/**
 * Seals what has been audited, every second, in one process per subgraph; counts of refusals become entries, and what is older
 * than the retention goes. Two that both believe to hold the lease do no harm: the number of a seal is given once.
 */
export async function startSealer(options: SealerOptions): Promise<LeaseHolding> {
  await createCollection(options.db, 'seals');
  return holdLease({ ...options, name: 'sealer' }, (lease) => sealOn(options, lease));
}

async function sealOn(options: SealerOptions, lease: Lease): Promise<void> {
  const { signal } = lease;
  const { transact, db, clock, retentionMs = auditRetentionMs } = options;
  for (let round = 0; !signal.aborted; round += 1) {
    await options.refusals.closeWindows(lease);
    while (!signal.aborted && (await sealNext(options)));
    // What is past five years may wait for a minute.
    const before = new Date(clock.now().getTime() - retentionMs);
    while (round % 60 === 0 && !signal.aborted && (await pruneAudit({ db, transact, lease, before })));
    await sleep(options.everyMs ?? everyMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Seals what comes next; false when nothing is left. */
async function sealNext({ db, of }: SealerOptions): Promise<boolean> {
  const seals = sealsOf(db);
  const before = await seals.findOne({}, { sort: { _id: -1 } });
  const rows = await auditedAfter(db, endOf(before ?? undefined))
    .limit(maxSealRows)
    .toArray();
  const seal = sealRows(rows, before ?? undefined, { of, at: new Date() });
  if (!seal) return false;
  try {
    await seals.insertOne(seal);
  } catch (error) {
    // Somebody else gave this number: what comes next is behind theirs.
    if (!isDuplicateKey(error)) throw error;
  }
  return true;
}
