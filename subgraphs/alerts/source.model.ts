import { Schema } from 'mongoose';
import type { SourceState } from './source.rules.ts';

/** An issuer of alerts elsewhere whose messages are taken in, from one account only. */
export interface SourceRow {
  /** Its name in CAP: the `sender` of its messages. */
  readonly _id: string;
  readonly version: number;
  readonly state: SourceState;
  /** Its name for people. */
  readonly name: string;
  /** The app or person that sends for it; null once the person was erased. */
  readonly accountId: string | null;
  readonly changedAt: Date;
}

const text = { type: String, required: true };

export function sourceSchema(): Schema<SourceRow> {
  const schema = new Schema<SourceRow>(
    {
      _id: text,
      version: { type: Number, required: true },
      state: text,
      name: text,
      accountId: { type: String, default: null },
      changedAt: { type: Date, required: true },
    },
    { collection: 'sources', id: false, strict: 'throw', versionKey: false },
  );
  schema.index({ accountId: 1 }, { name: 'account' });
  return schema;
}
