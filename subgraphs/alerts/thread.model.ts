import { Schema } from 'mongoose';
import type { Reach } from './area.rules.ts';
import type { Ranks } from './message.rules.ts';
import type { Standing, ThreadFact } from './thread.rules.ts';
import type { Placed } from './where.store.ts';

/** A thread with what its head says of place and gravity, by which it is found. */
export interface ThreadRow extends ThreadFact, Ranks, Placed {
  readonly _id: string;
  readonly isPublic: boolean;
  readonly standing: Standing;
  readonly reach: Reach;
  /** When its last message was issued here, which may be long after that was sent; absent on rows of before. */
  readonly changedAt?: Date;
}

/** The equal fields with which an index of the orders begins. */
export const threadPrefixes = {
  wardActive: ['isPublic', 'standing', 'wardCodes'],
  active: ['isPublic', 'standing'],
} as const;
export const historyPrefixes = { wardHistory: ['isPublic', 'wardCodes'], history: ['isPublic'] } as const;

const text = { type: String, required: true };
const date = { type: Date, required: true };
const number = { type: Number, required: true };

/** What a thread and each of its periods have in common: the fact, its gravity and its place. */
export const threadPaths = {
  _id: text,
  id: text,
  version: number,
  state: text,
  headId: text,
  sentAt: date,
  startedAt: date,
  from: date,
  expires: date,
  endedAt: { type: Date, default: null },
  mergedInto: { type: String, default: null },
  severityRank: number,
  urgencyRank: number,
  named: [String],
  wardCodes: [String],
  shape: { type: Schema.Types.Mixed, default: null },
} as const;

export function threadSchema(): Schema<ThreadRow> {
  const schema = new Schema<ThreadRow>(
    {
      ...threadPaths,
      isPublic: { type: Boolean, required: true },
      standing: text,
      reach: { type: Schema.Types.Mixed, required: true },
      changedAt: Date,
    },
    { collection: 'threads', id: false, strict: 'throw', versionKey: false, minimize: false },
  );
  const equal = (fields: readonly string[]) => Object.fromEntries(fields.map((field) => [field, 1 as const]));
  for (const [name, fields] of Object.entries(threadPrefixes))
    schema.index({ ...equal(fields), severityRank: 1, urgencyRank: 1, sentAt: -1, _id: 1 }, { name });
  for (const [name, fields] of Object.entries(historyPrefixes))
    schema.index({ ...equal(fields), startedAt: -1, _id: -1 }, { name });
  schema.index({ isPublic: 1, sentAt: -1, _id: -1, endedAt: 1 }, { name: 'feed' });
  schema.index({ isPublic: 1, changedAt: -1 }, { name: 'feedChanged' });
  schema.index({ isPublic: 1, endedAt: -1 }, { name: 'feedLeft' });
  return schema;
}
