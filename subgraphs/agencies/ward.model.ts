import type { Connection, Model } from 'mongoose';
import { Schema } from 'mongoose';

/** Rings of `[longitude, latitude]`, the first one outside, the others holes; WGS 84. */
export type Rings = readonly (readonly (readonly [number, number])[])[];

export type Boundary =
  | { readonly type: 'Polygon'; readonly coordinates: Rings }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly Rings[] };

/** What is known of a ward; all of it is public. */
export interface WardFact {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly fullName: string;
  readonly fullNameEn: string;
  readonly areaKm2: number;
  readonly lat: number;
  readonly lon: number;
  readonly boundary: Boundary;
  readonly agencyId: string;
}

export interface WardRow extends WardFact {
  readonly _id: string;
  readonly version: number;
}

const required = { type: String, required: true };

export function wardModel(db: Connection): Model<WardRow> {
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
  return db.model<WardRow>('Ward', schema);
}
