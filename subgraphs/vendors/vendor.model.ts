import { Schema } from 'mongoose';
import type { Sealed } from '../kit/index.ts';

/** An organisation that builds on the hub. */
export interface VendorRow {
  readonly _id: string;
  readonly name: string;
  readonly website: string | null;
  /** Who acts for it; null once that person was erased. */
  readonly ownerId: string | null;
  /** Under the owner's key. */
  readonly contact: Sealed | null;
  readonly registeredAt: Date;
  readonly changedAt: Date;
  readonly version: number;
}

export function vendorSchema(): Schema<VendorRow> {
  const schema = new Schema<VendorRow>(
    {
      _id: { type: String, required: true },
      name: { type: String, required: true },
      website: { type: String, default: null },
      ownerId: { type: String, default: null },
      contact: { type: Schema.Types.Mixed, default: null },
      registeredAt: { type: Date, required: true },
      changedAt: { type: Date, required: true },
      version: { type: Number, required: true },
    },
    { collection: 'vendors', strict: 'throw', versionKey: false },
  );
  schema.index({ registeredAt: 1, _id: 1 });
  schema.index({ ownerId: 1, registeredAt: 1, _id: 1 });
  return schema;
}
