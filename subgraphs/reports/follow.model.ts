import { Schema } from 'mongoose';
import type { FollowReason } from './follow.rules.ts';

/** That a person hears of a report of somebody else's, from one version on to another. One's own reports need no row. */
export interface FollowRow {
  readonly _id: string;
  readonly reportId: string;
  readonly personId: string;
  readonly why: FollowReason;
  readonly since: Date;
  /** What came after this version is told. */
  readonly sinceVersion: number;
  readonly active: boolean;
  /** The last version that is told, of what is not followed any more. */
  readonly untilVersion: number | null;
  /** Until when an old cursor may still lead to it, of what is not followed any more (real time, for the index). */
  readonly expiresAt: Date | null;
}

const text = { type: String, required: true };
const date = { type: Date, required: true };
const number = { type: Number, required: true };

export function followSchema(): Schema<FollowRow> {
  const schema = new Schema<FollowRow>(
    {
      _id: text,
      reportId: text,
      personId: text,
      why: text,
      since: date,
      sinceVersion: number,
      active: { type: Boolean, required: true },
      untilVersion: { type: Number, default: null },
      expiresAt: { type: Date, default: null },
    },
    { collection: 'reportFollows', strict: 'throw', versionKey: false },
  );
  // The last guard of "once": two writers of one follow cannot both commit.
  schema.index(
    { reportId: 1, personId: 1 },
    { name: 'one', unique: true, partialFilterExpression: { active: true } },
  );
  schema.index({ personId: 1, active: 1, since: -1, reportId: -1 }, { name: 'mine' });
  schema.index({ personId: 1, reportId: 1, sinceVersion: 1 }, { name: 'pair' });
  schema.index({ expiresAt: 1 }, { name: 'ended', expireAfterSeconds: 0 });
  return schema;
}
