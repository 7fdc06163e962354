import type { NewEntry } from '../kit/index.ts';
import type { AccountRow } from './account.model.ts';
import type { AccountStep } from './account.rules.ts';
import type { RightsNotice } from './rights.events.ts';
import { rightsNotice } from './rights.events.ts';

type Actor = NonNullable<NewEntry['actor']>;

/**
 * What was taken back from an account, or given again, for whoever believes tokens. It stays when the person is erased: an
 * erasure gives no right back. A suspension is two entries, since tokens of before it stay bad after it.
 */
export function accountEntries(
  row: AccountRow,
  step: AccountStep,
  actor: Actor,
): readonly [NewEntry, ...NewEntry[]] {
  const { _id: personId, version, notBefore, isSuspended } = row;
  const entry = (version: number, rights: RightsNotice): NewEntry => ({
    entity: 'Account',
    entityId: personId,
    kind: step,
    version,
    payload: { personId, notBefore, isSuspended, rights },
    topics: [],
    actor,
  });
  const at = notBefore ?? new Date();
  if (step === 'RESTORE') return [entry(version, rightsNotice(personId, 'ENABLED'))];
  const revoked = rightsNotice(personId, 'REVOKED', { at });
  if (step === 'END_SESSIONS') return [entry(version, revoked)];
  return [entry(version, rightsNotice(personId, 'DISABLED', { at })), entry(0, revoked)];
}
