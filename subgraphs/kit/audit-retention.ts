import type { Db } from 'mongodb';
import { auditedAfter, endOf, sealsOf } from './audit-seal.ts';
import type { StampedRow } from './change.ts';
import type { JournalEntry } from './journal.ts';
import type { Lease } from './lease.ts';
import type { Transact } from './transact.ts';

/** Kinds that say who saw or was refused something: they change nothing, and go when their time is over. */
const passing = ['access', 'refused'];

/** Kind of the entry which says that looks and refusals of some seals were taken away. */
export const prunedKind = 'auditPruned';
const retention = { entity: 'Audit', entityId: 'retention' } as const;
/** Seals whose entries go in one transaction. */
const sealsAtOnce = 4;

/** Through which seal looks and refusals have been taken away, and how many. */
export interface Pruned {
  readonly through: number;
  readonly rows: number;
}

export function prunedOf({ kind, entity, payload }: JournalEntry): Pruned | null {
  if (kind !== prunedKind || entity !== retention.entity) return null;
  return { through: Number(payload['through']), rows: Number(payload['rows']) };
}

/**
 * Takes away looks and refusals of seals of which nothing is younger than `before`, and says so in an audited entry, which is
 * sealed like any other: a gap that no entry speaks of is found as one. The seals stay. False when there is nothing to do.
 */
export async function pruneAudit(options: {
  readonly db: Db;
  readonly transact: Transact;
  readonly lease: Pick<Lease, 'fence'>;
  readonly before: Date;
}): Promise<boolean> {
  const { db, transact, lease, before } = options;
  const journal = db.collection<StampedRow>('journal');
  const said = await journal.findOne(
    { ...retention, version: { $gt: 0 } },
    { sort: { version: -1 }, readConcern: { level: 'majority' } },
  );
  const through = said ? (prunedOf(said)?.through ?? 0) : 0;
  const next = await sealsOf(db)
    .find({ _id: { $gte: through, $lte: through + sealsAtOnce } })
    .sort({ _id: 1 })
    .toArray();
  const from = next.find(({ _id }) => _id === through);
  const old = next.filter(({ _id }) => _id > through);
  const young = old.findIndex(({ newest }) => newest >= before);
  const last = (young < 0 ? old : old.slice(0, young)).at(-1);
  if (!last) return false;
  const rows = await auditedAfter(db, endOf(from), endOf(last)).toArray();
  const ids = rows.filter(({ kind }) => passing.includes(kind)).map(({ _id }) => _id);
  await transact({}, async (tx) => {
    await lease.fence(tx.session);
    await journal.deleteMany({ _id: { $in: ids } }, { session: tx.session });
    await tx.append({
      ...retention,
      kind: prunedKind,
      version: (said?.version ?? 0) + 1,
      payload: { through: last._id, rows: ids.length },
      topics: [],
      audited: true,
      actor: { role: 'system' },
    });
  });
  return true;
}
