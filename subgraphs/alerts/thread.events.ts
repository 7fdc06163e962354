import type { JournalEntry, ListMove, NewEntry } from '../kit/index.ts';
import type { Reach, Whereabouts } from './area.rules.ts';
import { reaches, wardTopic } from './area.rules.ts';
import type { Ranks } from './message.rules.ts';
import type { ThreadRow } from './thread.model.ts';
import type { Standing, ThreadFact } from './thread.rules.ts';

type ThreadChange = 'issued' | 'updated' | 'cancelled' | 'merged' | 'began' | 'expired';

export const threadTopic = (id: string): string => `AlertThread:${id}`;

/** A thread as everybody may see it. */
export type ThreadView = ThreadFact & Ranks & { readonly standing: Standing };

/** Before the change; `reach` only where it was another. */
interface Was {
  readonly standing: Standing;
  readonly reach?: Reach;
}

/** What an entry about a public thread holds: the whole view, and whom it concerned before and concerns now. */
interface ThreadPayload {
  readonly thread: ThreadView;
  readonly reach: Reach;
  readonly was: Was | null;
}

/**
 * A thread changed. The public hears of it in every ward that it held in or holds in now; of one that is not for the
 * public nothing is told but that it changed.
 */
export function threadEntry(row: ThreadRow, kind: ThreadChange, before: ThreadRow | null): NewEntry {
  const { _id, version, isPublic, reach } = row;
  const isMoved = before !== null && JSON.stringify(before.reach) !== JSON.stringify(reach);
  const was: Was | null = before && {
    standing: before.standing,
    ...(isMoved ? { reach: before.reach } : {}),
  };
  const payload: ThreadPayload = { thread: viewOf(row), reach, was };
  const wards = new Set([...reach.wardCodes, ...(before?.reach.wardCodes ?? [])]);
  return {
    entity: 'AlertThread',
    entityId: _id,
    kind,
    from: before?.state ?? null,
    to: row.state,
    version,
    payload: isPublic ? { isPublic, ...payload } : { isPublic },
    topics: isPublic ? [threadTopic(_id), ...[...wards].sort().map(wardTopic)] : [],
    actor: { role: 'system' },
  };
}

export function viewOf(row: ThreadRow): ThreadView {
  const { id, version, state, standing, headId, sentAt, startedAt, from, expires, endedAt } = row;
  const { mergedInto, severityRank, urgencyRank } = row;
  const dates = { sentAt, startedAt, from, expires, endedAt };
  return { id, version, state, standing, headId, ...dates, mergedInto, severityRank, urgencyRank };
}

/** What a change does to the alerts that hold somewhere. */
export function activeMove(where: Whereabouts, entry: JournalEntry): ListMove {
  const { thread, reach, was } = parsePayload(entry);
  return {
    id: thread.id,
    version: thread.version,
    before: was?.standing === 'ACTIVE' && reaches(was.reach ?? reach, where),
    after: thread.standing === 'ACTIVE' && reaches(reach, where),
  };
}

/** The thread as it was right after the change. */
export function threadAsOf(entry: JournalEntry): ThreadView {
  return parsePayload(entry).thread;
}

// Only entries with a topic come here, and only public threads have one.
function parsePayload({ payload }: JournalEntry): ThreadPayload {
  return payload as unknown as ThreadPayload;
}
