import { Schema } from 'mongoose';
import type { Sealed } from '../kit/index.ts';

/** A person's profile: everything in it is under the person's key. */
export interface ProfileRow {
  /** The person. */
  readonly _id: string;
  /** In the journal, where nothing says whose it is. */
  readonly profileId: string;
  readonly version: number;
  readonly changedAt: Date;
  readonly sealed: Sealed;
}

const text = { type: String, required: true };

export function profileSchema(): Schema<ProfileRow> {
  return new Schema<ProfileRow>(
    {
      _id: text,
      profileId: text,
      version: { type: Number, required: true },
      changedAt: { type: Date, required: true },
      sealed: { type: Schema.Types.Mixed, required: true },
    },
    { collection: 'profiles', strict: 'throw', versionKey: false },
  );
}
