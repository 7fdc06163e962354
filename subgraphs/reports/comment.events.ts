import type { JournalEntry, NewEntry } from '../kit/index.ts';
import type { Viewer } from '../kit/process/viewer.ts';
import { hasRole } from '../kit/process/viewer.ts';
import type { CommentRow } from './comment.model.ts';
import type { CommentState, CommentStep } from './comment.rules.ts';
import { commentSteps } from './comment.rules.ts';

/** What the journal keeps of a comment: that it is there and where it stands; neither text, name nor author. */
interface CommentPayload {
  readonly reportId: string;
  readonly round: number | null;
  readonly state: CommentState;
  readonly publishedAt: Date | null;
}

export type CommentActor = NonNullable<NewEntry['actor']>;

/** Of an author it names the capacity only. */
export function commentActor(step: CommentStep | 'WRITE', viewer: Viewer): CommentActor {
  if (step === 'WRITE' || commentSteps[step].who === 'author' || viewer.id === null)
    return { role: 'author' };
  return { role: hasRole(viewer, 'moderator') ? 'moderator' : 'ioc', id: viewer.id };
}

/** The journal entry of a change that made `row` what it is; `was` is null for a new one. */
export function commentEntry(
  row: CommentRow,
  kind: CommentStep | 'WRITE',
  by: { readonly was: CommentState | null; readonly actor: CommentActor },
): NewEntry {
  const { reportId, round, state, publishedAt } = row;
  const payload: CommentPayload = { reportId, round, state, publishedAt };
  return {
    entity: 'ReportComment',
    entityId: row._id,
    kind,
    from: by.was,
    to: state,
    version: row.version,
    payload: { ...payload },
    topics: [],
    actor: by.actor,
  };
}

/** The comment of an entry as it stood right after that change: today's words, the state of then. */
export function commentAsOf(row: CommentRow, entry: JournalEntry): CommentRow {
  const { state, publishedAt } = parsePayload(entry);
  return { ...row, state, publishedAt, version: entry.version, changedAt: entry.at };
}

// Only entries that `commentEntry` made are read with it.
function parsePayload(entry: JournalEntry): CommentPayload {
  return entry.payload as unknown as CommentPayload;
}
