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

export interface LogAccess {
  /** Resolves only when the row is committed by a majority; await it before the value is returned. */
  (row: AccessRow): Promise<void>;
  /** Whether a look at this field of some such entity has been written down by this request. */
  wrote(entity: string, field: string): boolean;
}

export interface AccessLogParts {
  readonly transact: Transact;
  readonly viewer: Viewer;
  readonly requestId: string;
}

/**
 * Writes looks into the journal as audited entries of kind `access`: ids, fields and purpose, never a value; without topics, so
 * that no stream shows them. One request writes each look once; those of one tick are one transaction, and those at one thing for
 * one purpose one entry with all their fields.
 */
export function createAccessLog({ transact, viewer, requestId }: AccessLogParts): LogAccess {
  const written = new Set<string>();
  const loader = new DataLoader<AccessRow, true, string>(
    async (rows) => {
      await transact({}, async (tx) => {
        for (const row of merged(rows)) await tx.append(toEntry(row, viewer, requestId));
      });
      return rows.map(() => true as const);
    },
    { cacheKeyFn: keyOf, maxBatchSize: 100 },
  );
  const log = async (row: AccessRow): Promise<void> => {
    await loader.load(row);
    for (const field of row.fields) written.add(`${row.entity}.${field}`);
  };
  return Object.assign(log, {
    wrote: (entity: string, field: string) => written.has(`${entity}.${field}`),
  });
}

/** One row for each thing and purpose, with the fields in order. */
function merged(rows: readonly AccessRow[]): readonly AccessRow[] {
  const one = new Map<string, AccessRow>();
  for (const row of rows) {
    const key = keyOf({ ...row, fields: [] });
    const fields = new Set([...(one.get(key)?.fields ?? []), ...row.fields]);
    one.set(key, { ...row, fields: [...fields].sort() });
  }
  return [...one.values()];
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
