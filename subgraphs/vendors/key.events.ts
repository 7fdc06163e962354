import type { NewEntry } from '../kit/index.ts';
import type { KeyRow } from './key.model.ts';
import { keySubject, rightsNotice } from './rights.events.ts';

export type KeyChange = 'created' | 'replaced' | 'revoked' | 'expired';

/** The entry of a change of a key; gateways end what runs with one that is over. */
export function keyEntry({ _id, appId, expiresAt, version }: KeyRow, change: KeyChange): NewEntry {
  const isOver = change === 'revoked' || change === 'expired';
  const rights =
    change === 'created' ? undefined : rightsNotice(keySubject(_id), isOver ? 'DISABLED' : 'CONSENT');
  return {
    entity: 'ApiKey',
    entityId: _id,
    kind: change,
    version,
    payload: { appId, expiresAt, ...(rights && { rights }) },
    topics: [],
    actor: { role: change === 'expired' ? 'timer' : 'vendor' },
  };
}
