import { Schema } from 'mongoose';
import type { StationFact } from './station.rules.ts';

/** A station with its datastreams: few, and always wanted together. */
export interface StationRow extends StationFact {
  readonly _id: string;
  readonly version: number;
}

const text = { type: String, required: true };
const number = { type: Number, required: true };

export function stationSchema(): Schema<StationRow> {
  const datastream = new Schema(
    { id: text, property: text, unit: text, averagingMinutes: number },
    { _id: false, id: false, strict: 'throw' },
  );
  const schema = new Schema<StationRow>(
    {
      _id: text,
      id: text,
      version: number,
      kind: text,
      name: text,
      nameEn: text,
      stationClass: text,
      owner: { type: String, default: null },
      isPrivate: Boolean,
      lat: number,
      lon: number,
      wardCode: { type: String, default: null },
      water: { type: String, default: null },
      alarmLevels: { type: Schema.Types.Mixed, default: null },
      warnedWards: [String],
      datastreams: [datastream],
    },
    { collection: 'stations', id: false, strict: 'throw', versionKey: false },
  );
  schema.index({ kind: 1, _id: 1 }, { name: 'kind' });
  schema.index({ kind: 1, isPrivate: 1, _id: 1 }, { name: 'kindAndOwner' });
  // The sensors of private persons around a place, by their rounded places.
  schema.index({ lat: 1, lon: 1 }, { name: 'privatePlace', partialFilterExpression: { isPrivate: true } });
  schema.index({ 'datastreams.id': 1 }, { name: 'datastream', unique: true });
  return schema;
}
