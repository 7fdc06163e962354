import { trusted } from 'mongoose';
import type { Connection, PageArgs, PageOrder, Tx, Viewer } from '../kit/index.ts';
import { findPage } from '../kit/index.ts';
import type { CommentRow } from './comment.model.ts';
import { couldModerate } from './comment.rules.ts';
import type { CommentCall, Words } from './comment.store.ts';
import { changeComment, writeComment } from './comment.store.ts';
import { requireCapacity } from './errors.ts';
import type { ReportRow } from './report.model.ts';
import type { Desk, ReportCall } from './step.store.ts';
import { couldAct } from './visibility.rules.ts';

/** What people write to reports. */
export interface CommentStore {
  write(call: ReportCall & Words): Promise<CommentRow>;
  change(call: CommentCall): Promise<CommentRow>;
  /** The public ones of a report, in the order in which they became public. */
  ofReport(reportId: string, args: PageArgs): Promise<Connection<CommentRow>>;
  /** The public ones that came with ratings. */
  ofRatings(reportIds: readonly string[]): Promise<CommentRow[]>;
  /**
   * What waits for a moderator, the longest wait first.
   * @throws GraphQLError FORBIDDEN for who moderates nothing
   */
  queue(viewer: Viewer, args: PageArgs): Promise<Connection<CommentRow>>;
  /**
   * A person's own in every state, the newest first.
   * @throws GraphQLError UNAUTHENTICATED
   */
  mine(viewer: Viewer, args: PageArgs): Promise<Connection<CommentRow>>;
}

const publishedFirst: PageOrder = [
  { field: 'publishedAt', direction: 1, kind: 'date' },
  { field: '_id', direction: 1, kind: 'string' },
];
const longestWait: PageOrder = [
  { field: 'changedAt', direction: 1, kind: 'date' },
  { field: '_id', direction: 1, kind: 'string' },
];
const newestWritten: PageOrder = [
  { field: 'writtenAt', direction: -1, kind: 'date' },
  { field: '_id', direction: -1, kind: 'string' },
];

export function createCommentStore(desk: Desk): CommentStore {
  const { comments } = desk;
  return {
    write: (call) => writeComment(desk, call),
    change: (call) => changeComment(desk, call),
    ofReport: (reportId, args) => {
      const filter = { reportId, state: 'APPROVED' } as const;
      return findPage(comments, { args, order: publishedFirst, filter, hint: 'ofReport' });
    },
    ofRatings: (reportIds) =>
      comments
        .find({
          reportId: trusted({ $in: [...reportIds] }),
          state: 'APPROVED',
          round: trusted({ $ne: null }),
        })
        .hint('ofReport')
        .lean<CommentRow[]>()
        .exec(),
    queue: async (viewer, args) => {
      requireCapacity(couldModerate(viewer), viewer);
      return findPage(comments, { args, order: longestWait, filter: { state: 'PENDING' }, hint: 'queue' });
    },
    mine: async (viewer, args) => {
      requireCapacity(couldAct(viewer, 'person'), viewer);
      return findPage(comments, {
        args,
        order: newestWritten,
        filter: { authorId: viewer.id },
        hint: 'mine',
      });
    },
  };
}

/** All that a person wrote to reports, for the person. */
export async function exportComments(
  { parts, comments, reports }: Desk,
  personId: string,
): Promise<Record<string, unknown[]>> {
  const rows = await comments.find({ authorId: personId }).sort({ writtenAt: -1 }).lean<CommentRow[]>();
  const ids = rows.map(({ reportId }) => reportId);
  const found = await reports.find({ _id: trusted({ $in: ids }) }, { code: 1 }).lean<ReportRow[]>();
  const codes = new Map(found.map(({ _id, code }) => [_id, code]));
  return {
    comments: await Promise.all(
      rows.map(async ({ reportId, round, state, alias, reason, writtenAt, sealed }) => ({
        report: codes.get(reportId),
        round,
        state,
        alias,
        reason,
        writtenAt,
        text: sealed && (await parts.personKeys.open(sealed)),
      })),
    ),
  };
}

/** What a person wrote goes whole, also what was public: nothing else rests on it. */
export async function eraseComments(desk: Desk, personId: string, tx: Tx): Promise<Record<string, number>> {
  const { session } = tx;
  const open = await desk.comments
    .find({ authorId: personId, state: 'APPROVED' }, { reportId: 1 }, { session })
    .lean<CommentRow[]>();
  for (const { reportId } of open)
    await desk.reports.updateOne({ _id: reportId }, { $inc: { comments: -1 } }, { session });
  const gone = { state: 'WITHDRAWN', authorId: null, sealed: null, text: null, alias: null, reason: null };
  const { modifiedCount } = await desk.comments.updateMany(
    { authorId: personId },
    { $set: gone },
    { session },
  );
  return { comments: modifiedCount };
}
