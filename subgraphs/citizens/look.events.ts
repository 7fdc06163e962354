import type { JournalEntry } from '../kit/index.ts';
import type { AccessLook } from './look.model.ts';

/** Which entries of any area's journal matter here: looks by somebody else. Null for every other one; the audit has those at one's own, too. */
export function lookOf(entry: JournalEntry, area: string): AccessLook | null {
  if (entry.kind !== 'access') return null;
  const { whose, fields, purpose, agencyId } = parseLook(entry.payload);
  if (entry.actor?.id === whose) return null;
  return {
    _id: entry._id,
    whose,
    at: entry.at,
    role: entry.actor?.role ?? 'service',
    readerId: entry.actor?.id ?? null,
    agencyId: agencyId ?? null,
    area,
    entity: entry.entity,
    entityId: entry.entityId,
    fields,
    purpose,
  };
}

interface Look {
  readonly whose: string;
  readonly fields: readonly string[];
  readonly purpose: string;
  readonly agencyId?: string | null;
}

/** @throws Error naming what the area's entry lacks: a look that cannot be read must not be lost quietly */
function parseLook(payload: Readonly<Record<string, unknown>>): Look {
  const { whose, fields, purpose, agencyId } = payload;
  if (typeof whose !== 'string' || typeof purpose !== 'string' || !Array.isArray(fields))
    throw new Error('access entry: expected whose, fields and purpose');
  return {
    whose,
    purpose,
    fields: fields.map(String),
    agencyId: typeof agencyId === 'string' ? agencyId : null,
  };
}
