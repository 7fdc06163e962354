import { Schema } from 'mongoose';
import type { WardFact } from './ward.rules.ts';

export interface WardRow extends WardFact {
  readonly _id: string;
  readonly version: number;
}

const required = { type: String, required: true };

export function wardSchema(): Schema<WardRow> {
  const schema = new Schema<WardRow>(
    {
      _id: required,
      code: required,
      name: required,
      nameEn: required,
      fullName: required,
      fullNameEn: required,
      areaKm2: { type: Number, required: true },
      lat: { type: Number, required: true },
      lon: { type: Number, required: true },
      // Mixed: mongoose would read `type` as its own word, and give missing coordinates a default that the index refuses.
      boundary: { type: Schema.Types.Mixed, required: true },
      agencyId: required,
      version: { type: Number, required: true },
    },
    { collection: 'wards', strict: 'throw', versionKey: false },
  );
  schema.index({ boundary: '2dsphere' });
  return schema;
}
