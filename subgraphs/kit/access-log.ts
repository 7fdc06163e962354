import DataLoader from 'dataloader';
import type { Viewer } from './process/viewer.ts';
import type { Transact } from './transact.ts';

/** One look at a protected value: whose, of what, which fields, and why. */
export interface AccessRow {
  /** The person whose value is shown. */
  readonly whose: string;
  readonly entity: string;
  readonly entityId: string;
  readonly fields: readonly string[];
  readonly purpose: string;
}

/** Resolves only when the row is committed by a majority; await it before the value is returned. */
export type LogAccess = (row: AccessRow) => Promise<void>;

export interface AccessLogParts {
  readonly transact: Transact;
  readonly viewer: Viewer;
  readonly requestId: string;
}

/**
 * Writes looks into the journal as entries of kind `access`: ids, fields and purpose, never a value; without topics, so
 * that no stream shows them. One request writes each look once, and those of one tick in one transaction.
 */
export function createAccessLog({ transact, viewer, requestId }: AccessLogParts): LogAccess {
  const loader = new DataLoader<AccessRow, true, string>(
    async (rows) => {
      await transact({}, async (tx) => {
        for (const row of rows) await tx.append(toEntry(row, viewer, requestId));
      });
      return rows.map(() => true as const);
    },
    { cacheKeyFn: keyOf, maxBatchSize: 100 },
  );
  return async (row) => void (await loader.load(row));
}

function keyOf({ whose, entity, entityId, fields, purpose }: AccessRow): string {
  return JSON.stringify([whose, entity, entityId, [...fields].sort(), purpose]);
}

function toEntry(row: AccessRow, viewer: Viewer, requestId: string) {
  const { whose, entity, entityId, fields, purpose } = row;
  return {
    entity,
    entityId,
    kind: 'access',
    version: 0,
    payload: { whose, fields, purpose, requestId, ...(viewer.agencyId && { agencyId: viewer.agencyId }) },
    topics: [],
    audited: true,
    actor: { role: viewer.roles[0] ?? viewer.kind, ...(viewer.id !== null && { id: viewer.id }) },
  };
}
