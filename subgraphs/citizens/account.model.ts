import { Schema } from 'mongoose';
import type { Sealed } from '../kit/index.ts';
import type { AccountFacts } from './account.rules.ts';

/** What was taken back from an account; most accounts have no row. */
export interface AccountRow extends AccountFacts {
  /** The person. */
  readonly _id: string;
  /** Why it is suspended, under the person's key. */
  readonly reason: Sealed | null;
}

export function accountSchema(): Schema<AccountRow> {
  return new Schema<AccountRow>(
    {
      _id: { type: String, required: true },
      notBefore: { type: Date, default: null },
      isSuspended: { type: Boolean, required: true },
      version: { type: Number, required: true },
      reason: { type: Schema.Types.Mixed, default: null },
    },
    { collection: 'accounts', strict: 'throw', versionKey: false },
  );
}
