import type { NewEntry } from '../kit/index.ts';
import type { ProfileRow } from './profile.model.ts';

/** The journal entry of a change of a profile: that there was one, of somebody. */
export function profileEntry({ profileId, version }: ProfileRow): NewEntry {
  return {
    entity: 'Profile',
    entityId: profileId,
    kind: 'profile',
    version,
    payload: {},
    topics: [],
    audited: true,
    actor: { role: 'person' },
  };
}
