import type { NewEntry } from '../kit/index.ts';
import type { AccountRow } from './account.model.ts';

/**
 * What was taken back from an account, or given again, for whoever believes tokens: none from before `notBefore` is good,
 * and none at all while `isSuspended`. It stays when the person is erased: an erasure gives no right back.
 */
export function accountEntry(row: AccountRow, actor: NonNullable<NewEntry['actor']>): NewEntry {
  const { _id: personId, version, notBefore, isSuspended } = row;
  return {
    entity: 'Account',
    entityId: personId,
    kind: 'account',
    version,
    payload: { personId, notBefore, isSuspended },
    topics: [],
    actor,
  };
}
