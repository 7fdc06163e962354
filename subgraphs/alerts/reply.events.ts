import type { NewEntry } from '../kit/index.ts';
import type { ReplyRow } from './reply.model.ts';

/** That somebody replied, and no word of what they said. */
export function replyEntry({ _id, kind, references }: ReplyRow, role: 'ioc' | 'issuer'): NewEntry {
  return {
    entity: 'AlertReply',
    entityId: _id,
    kind: kind === 'ACK' ? 'acknowledged' : 'refused',
    from: null,
    to: kind,
    version: 1,
    payload: { references },
    topics: [],
    actor: { role },
  };
}
