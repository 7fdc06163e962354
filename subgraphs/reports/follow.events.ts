import type { NewEntry } from '../kit/index.ts';
import type { FollowRow } from './follow.model.ts';

/**
 * The journal entry of the beginning or the end of a follow. Who follows what is nobody's business: it names neither the person nor the
 * report, only the row that does, on the person's own topic; the row goes when the person is erased.
 */
export function followEntry(follow: Pick<FollowRow, '_id' | 'active'>, personTopic: string): NewEntry {
  return {
    entity: 'ReportFollow',
    entityId: follow._id,
    kind: follow.active ? 'FOLLOW' : 'UNFOLLOW',
    version: follow.active ? 1 : 2,
    payload: {},
    topics: [personTopic],
    actor: { role: 'person' },
  };
}

/** The entry of a call that found everything as it asked for. */
export function sameFollowEntry(reportId: string, kind: 'FOLLOW' | 'UNFOLLOW'): NewEntry {
  return {
    entity: 'ReportFollow',
    entityId: reportId,
    kind,
    version: 0,
    payload: {},
    topics: [],
    actor: { role: 'person' },
  };
}
