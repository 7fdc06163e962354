import { Schema } from 'mongoose';

/** What alerts needs of a ward; the owner of the fact is agencies. */
export interface WardRow {
  readonly _id: string;
  /** GeoJSON, WGS 84. */
  readonly boundary: unknown;
}

export function wardSchema(): Schema<WardRow> {
  const schema = new Schema<WardRow>(
    // Mixed: mongoose would read the boundary's `type` as its own word.
    { _id: { type: String, required: true }, boundary: { type: Schema.Types.Mixed, required: true } },
    { collection: 'wards', strict: 'throw', versionKey: false },
  );
  schema.index({ boundary: '2dsphere' });
  return schema;
}
