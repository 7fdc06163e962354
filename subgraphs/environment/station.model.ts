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
      owner: text,
      lat: number,
      lon: number,
      wardCode: text,
      water: { type: String, default: null },
      alarmLevels: { type: Schema.Types.Mixed, default: null },
      warnedWards: [String],
      datastreams: [datastream],
    },
    { collection: 'stations', id: false, strict: 'throw', versionKey: false },
  );
  schema.index({ kind: 1, _id: 1 }, { name: 'kind' });
  schema.index({ 'datastreams.id': 1 }, { name: 'datastream', unique: true });
  return schema;
}
