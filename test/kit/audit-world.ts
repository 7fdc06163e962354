import type { Collection, UpdateFilter } from 'mongodb';
import { createAccessLog } from '../../subgraphs/kit/access-log.ts';
import type { ChainOf, SealRow } from '../../subgraphs/kit/audit-seal.ts';
import { sealsOf } from '../../subgraphs/kit/audit-seal.ts';
import { startSealer } from '../../subgraphs/kit/audit-sealer.ts';
import type { AuditHead, AuditReport } from '../../subgraphs/kit/audit-verify.ts';
import { verifyAudit } from '../../subgraphs/kit/audit-verify.ts';
import type { StampedRow } from '../../subgraphs/kit/change.ts';
import type { LeaseHolding } from '../../subgraphs/kit/lease.ts';
import { silentLogger } from '../../subgraphs/kit/process/logger.ts';
import type { Refusals } from '../../subgraphs/kit/refusals.ts';
import { openRefusals } from '../../subgraphs/kit/refusals.ts';
import type { LiveWorld } from './live-world.ts';
import { openLiveWorld, until } from './live-world.ts';
import { citizen, testAuditKey } from './subgraph-parts.ts';

/** A journal that is stamped and sealed, and what somebody with the database in hand may do to it. */
export interface AuditWorld extends LiveWorld {
  readonly of: ChainOf;
  readonly refusals: Refusals;
  readonly rows: Collection<StampedRow>;
  readonly seals: Collection<SealRow>;
  startSealer(options?: SealingOptions): Promise<LeaseHolding>;
  /** So many looks at somebody, one after the other. */
  look(whose: string, times: number): Promise<void>;
  /** Settles when everything audited is under a seal; gives how many entries that are. */
  sealed(): Promise<number>;
  verify(seen?: AuditHead): Promise<AuditReport>;
  /** Changes the entry of this place (from 0) as nobody but a thief would. */
  tamper(index: number, update: UpdateFilter<StampedRow>): Promise<void>;
  entryAt(index: number): Promise<StampedRow>;
}

export interface SealingOptions {
  readonly retentionMs?: number;
  readonly now?: () => Date;
}

export interface AuditWorldOptions {
  readonly dbName?: string;
  readonly windowMs?: number;
}

export async function openAuditWorld(
  name: string,
  { dbName, windowMs = 200 }: AuditWorldOptions = {},
): Promise<AuditWorld> {
  const world = await openLiveWorld(name, dbName === undefined ? {} : { dbName });
  const { native, transact, life } = world;
  const of: ChainOf = { subgraph: name, life: life.id, key: testAuditKey };
  const refusals = await openRefusals({ db: native, transact, log: silentLogger, windowMs });
  const rows = native.collection<StampedRow>('journal');
  const sealers = new Set<LeaseHolding>();
  const entryAt = async (index: number): Promise<StampedRow> => {
    const audited = rows.find({ 'audit.v': 1 }).sort({ pos: 1, n: 1 });
    const row = (await audited.toArray())[index];
    if (!row) throw new Error(`expected an audited entry ${index}, got none`);
    return row;
  };
  const stop = (): Promise<unknown> => Promise.all([...sealers].map((sealer) => sealer.close()));
  return {
    ...world,
    of,
    refusals,
    rows,
    seals: sealsOf(native),
    startSealer: async ({ retentionMs, now } = {}) => {
      const clock = { now: now ?? (() => world.now) };
      const parts = { db: native, of, transact, clock, refusals, log: silentLogger };
      const times = { everyMs: 20, ttlMs: 1_000, pollMs: 50, ...(retentionMs && { retentionMs }) };
      const sealer = await startSealer({ ...parts, ...times });
      sealers.add(sealer);
      return sealer;
    },
    look: async (whose, times) => {
      for (let n = 0; n < times; n += 1) {
        const log = createAccessLog({ transact, viewer: citizen('doctor'), requestId: `r-${n}` });
        await log({ whose, entity: 'Record', entityId: `${whose}-${n}`, fields: ['note'], purpose: 'care' });
      }
    },
    sealed: async () => {
      await until(async () => {
        const under = (await sealsOf(native).find().toArray()).reduce((sum, seal) => sum + seal.rows, 0);
        return under > 0 && under >= (await rows.countDocuments({ 'audit.v': 1 }));
      });
      return rows.countDocuments({ 'audit.v': 1 });
    },
    verify: (seen) => verifyAudit({ db: native, of, seen }),
    tamper: async (index, update) => void (await rows.updateOne({ _id: (await entryAt(index))._id }, update)),
    entryAt,
    leave: async () => {
      await stop();
      await world.leave();
    },
    close: async () => {
      await stop();
      await world.close();
    },
  };
}
