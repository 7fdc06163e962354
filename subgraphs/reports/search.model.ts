import { Schema } from 'mongoose';
import type { ReportRow } from './report.model.ts';

/** What is searched of one report: its folded words, and all that a filter may ask for. */
export interface SearchRow
  extends Pick<
    ReportRow,
    | '_id'
    | 'isPublic'
    | 'state'
    | 'wardCode'
    | 'agencyId'
    | 'categoryCode'
    | 'reporterId'
    | 'receivedAt'
    | 'position'
  > {
  readonly words: readonly string[];
}

/** A word that stands in some report; there are some thousand. */
export interface WordRow {
  readonly _id: string;
}

const text = { type: String, required: true };
const textOrNull = { type: String, default: null };

export function searchSchema(): Schema<SearchRow> {
  const schema = new Schema<SearchRow>(
    {
      _id: text,
      words: [String],
      isPublic: { type: Boolean, required: true },
      state: text,
      wardCode: text,
      agencyId: textOrNull,
      categoryCode: text,
      reporterId: textOrNull,
      receivedAt: { type: Date, required: true },
      position: { type: Schema.Types.Mixed, required: true },
    },
    { collection: 'searchTexts', strict: 'throw', versionKey: false },
  );
  const order = { receivedAt: -1, _id: -1 } as const;
  schema.index({ isPublic: 1, words: 1, ...order }, { name: 'words' });
  schema.index({ isPublic: 1, ...order }, { name: 'newest' });
  schema.index({ reporterId: 1, ...order }, { name: 'mine' });
  schema.index({ isPublic: 1, position: '2dsphere' }, { name: 'near' });
  return schema;
}

/** `collection`: of all words, or of those that an erasure has taken out of texts and nobody has looked at since. */
export function wordSchema(collection: 'searchWords' | 'searchWordsGone'): Schema<WordRow> {
  return new Schema<WordRow>({ _id: text }, { collection, strict: 'throw', versionKey: false });
}
