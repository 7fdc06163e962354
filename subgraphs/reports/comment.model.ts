import { Schema } from 'mongoose';
import type { Sealed } from '../kit/index.ts';
import type { CommentFacts } from './comment.rules.ts';

/** What a person wrote to a report, or with a rating. Nothing of it is in the journal, so that it can be changed and taken back. */
export interface CommentRow extends CommentFacts {
  readonly _id: string;
  readonly reportId: string;
  /** Of a rating: which publication it rates, from 0; null for a comment. */
  readonly round: number | null;
  /** Who wrote it (P3); null once erased. */
  readonly authorId: string | null;
  /** The masked text under the author's key; null once withdrawn or erased. */
  readonly sealed: Sealed | null;
  /** The masked text for everybody, only while it is APPROVED. */
  readonly text: string | null;
  /** The name that the author chose to show; null for none. */
  readonly alias: string | null;
  readonly writtenAt: Date;
}

const text = { type: String, required: true };
const textOrNull = { type: String, default: null };
const date = { type: Date, required: true };

export function commentSchema(): Schema<CommentRow> {
  const schema = new Schema<CommentRow>(
    {
      _id: text,
      reportId: text,
      round: { type: Number, default: null },
      authorId: textOrNull,
      sealed: { type: Schema.Types.Mixed, default: null },
      text: textOrNull,
      alias: textOrNull,
      state: text,
      version: { type: Number, required: true },
      reason: textOrNull,
      writtenAt: date,
      changedAt: date,
      publishedAt: { type: Date, default: null },
    },
    { collection: 'comments', strict: 'throw', versionKey: false },
  );
  schema.index({ reportId: 1, state: 1, publishedAt: 1, _id: 1 }, { name: 'ofReport' });
  schema.index(
    { state: 1, changedAt: 1, _id: 1 },
    { name: 'queue', partialFilterExpression: { state: 'PENDING' } },
  );
  schema.index({ authorId: 1, writtenAt: -1, _id: -1 }, { name: 'mine' });
  return schema;
}
