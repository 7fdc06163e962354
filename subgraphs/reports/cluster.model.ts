import { Schema } from 'mongoose';
import type { Cluster } from './cluster.rules.ts';

/** A cluster of reports as it is stored. Nothing in it is about a person: its reports are public. */
export interface ClusterRow extends Omit<Cluster, 'lat' | 'lon'> {
  readonly _id: string;
  readonly version: number;
  readonly position: { readonly type: 'Point'; readonly coordinates: readonly [number, number] };
  readonly detectedAt: Date;
}

/** The equal fields with which an index of the list begins. */
export const clusterPrefixes = {
  wardCategory: ['wardCode', 'categoryCode'],
  ward: ['wardCode'],
  category: ['categoryCode'],
  all: [],
} as const;

const text = { type: String, required: true };
const date = { type: Date, required: true };
const number = { type: Number, required: true };

export function clusterSchema(): Schema<ClusterRow> {
  const schema = new Schema<ClusterRow>(
    {
      _id: text,
      version: number,
      categoryCode: text,
      wardCode: text,
      position: { type: Schema.Types.Mixed, required: true },
      radiusM: number,
      count: number,
      firstAt: date,
      lastAt: date,
      detectedAt: date,
      reportIds: [String],
    },
    { collection: 'reportClusters', strict: 'throw', versionKey: false },
  );
  // The last guard of "once": a report is in one cluster only, so two that share one cannot both be stored.
  schema.index({ reportIds: 1 }, { name: 'member', unique: true });
  schema.index({ categoryCode: 1, position: '2dsphere' }, { name: 'near' });
  for (const [name, prefix] of Object.entries(clusterPrefixes)) {
    const equal = Object.fromEntries(prefix.map((field) => [field, 1 as const]));
    schema.index({ ...equal, detectedAt: -1, _id: -1 }, { name: `list_${name}` });
  }
  return schema;
}
