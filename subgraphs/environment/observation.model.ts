import { Schema } from 'mongoose';
import type { Bucket } from './observation.rules.ts';

/**
 * The readings of one datastream in one hour. `_id` is `<datastream>@<hour>`, so that the key is unique, quality control
 * can update, and a span of time is a range of the key: there is no other index to keep but that of the expiry.
 */
export interface BucketRow extends Bucket {
  readonly _id: string;
  /** When MongoDB takes it away. */
  readonly expiresAt: Date;
}

export const observationsName = 'observations';

export function observationSchema(): Schema<BucketRow> {
  const schema = new Schema<BucketRow>(
    {
      _id: { type: String, required: true },
      hour: { type: Date, required: true },
      observations: { type: Schema.Types.Mixed, required: true },
      expiresAt: { type: Date, required: true },
    },
    { collection: observationsName, strict: 'throw', versionKey: false },
  );
  schema.index({ expiresAt: 1 }, { name: 'expiry', expireAfterSeconds: 0 });
  return schema;
}
