import type { NewEntry } from '../kit/index.ts';
import { textIn } from './message.rules.ts';
import type { MessageRow } from './message.model.ts';

type MessageChange = 'drafted' | 'revised' | 'submitted' | 'issued' | 'discarded';

export interface MessageActor {
  readonly role: 'ioc' | 'system' | 'seed' | 'issuer';
}

/**
 * What happened to a message on its way. What is not for the public is not told of here: a journal is read by all of the
 * hub. No topics: the public hears of threads, and nobody hears of drafts.
 */
export function messageEntry(
  row: MessageRow,
  change: { readonly kind: MessageChange; readonly from: string | null; readonly actor: MessageActor },
): NewEntry {
  const { _id, version, state, isPublic, origin, content } = row;
  const { messageType, severity, references } = content;
  const open = { identifier: content.identifier, severity, references, sent: row.sent };
  const headline = textIn(content.texts, 'VI')?.headline ?? null;
  return {
    entity: 'CapAlert',
    entityId: _id,
    kind: change.kind,
    from: change.from,
    to: state,
    version,
    payload: { messageType, origin, isPublic, ...(isPublic ? { ...open, headline } : {}) },
    topics: [],
    actor: change.actor,
  };
}
