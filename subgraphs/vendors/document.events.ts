import type { NewEntry } from '../kit/index.ts';
import { rightsNotice } from './rights.events.ts';

/** The entry of a change of an app's list; gateways let go of what they know of it. */
export function documentsEntry(
  appId: string,
  change: 'documentsAdded' | 'documentsRemoved',
  hashes: readonly string[],
): NewEntry {
  return {
    entity: 'AppDocuments',
    entityId: appId,
    kind: change,
    version: 0,
    payload: { hashes, rights: rightsNotice(appId, 'CONSENT') },
    topics: [],
    actor: { role: 'vendor' },
  };
}
