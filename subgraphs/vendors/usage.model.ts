import { Schema } from 'mongoose';

/** What an app has used on one day, as gateways have told last. */
export interface UsageRow {
  /** `<app>:<day>`. */
  readonly _id: string;
  readonly appId: string;
  /** `YYYY-MM-DD`, Huế time. */
  readonly day: string;
  readonly used: number;
  readonly unitsPerDay: number;
  readonly at: Date;
  readonly version: number;
}

export function usageSchema(): Schema<UsageRow> {
  const schema = new Schema<UsageRow>(
    {
      _id: { type: String, required: true },
      appId: { type: String, required: true },
      day: { type: String, required: true },
      used: { type: Number, required: true },
      unitsPerDay: { type: Number, required: true },
      at: { type: Date, required: true },
      version: { type: Number, required: true },
    },
    { collection: 'usage', strict: 'throw', versionKey: false },
  );
  schema.index({ appId: 1, day: -1 });
  return schema;
}
