import type { NewEntry } from '../kit/index.ts';
import { rightsNotice } from './rights.events.ts';
import type { ConsentRow, ConsentStandingRow } from './consent.model.ts';

/** The journal entry of something that somebody said: it names neither person nor purpose, only the row that does. */
export function consentEntry({ _id, action, capacity }: ConsentRow): NewEntry {
  return {
    entity: 'Consent',
    entityId: _id,
    kind: action,
    version: 1,
    payload: {},
    topics: [],
    actor: { role: capacity === 'SELF' ? 'person' : 'guardian' },
  };
}

/** The entry of a call that found everything as it asked for. */
export function sameConsentEntry({ _id, action }: ConsentRow): NewEntry {
  return { entity: 'Consent', entityId: _id, kind: action, version: 0, payload: {}, topics: [] };
}

/**
 * What may be done with a person's data by now, in one matter, for whoever has to keep to it: an empty scope takes back
 * all that was agreed to. It names the person by the opaque id, until the person is erased.
 */
export function standingEntry({ _id, version, ...standing }: ConsentStandingRow): NewEntry {
  const { subjectId, purpose, recipientId, scope } = standing;
  return {
    entity: 'ConsentStanding',
    entityId: _id,
    kind: 'consent',
    version,
    payload: {
      personId: subjectId,
      purpose,
      recipientId,
      scope,
      rights: rightsNotice(subjectId, 'CONSENT', { grantees: recipientId === null ? [] : [recipientId] }),
    },
    about: [subjectId],
    topics: [],
  };
}
