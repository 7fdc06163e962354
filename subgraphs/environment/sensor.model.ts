import { Schema } from 'mongoose';
import type { Sealed } from '../kit/index.ts';

/**
 * What is private of a private person's sensor; `_id` is its station's. It stands apart from the station, so that no list, distance, box or
 * cursor can be made of it.
 */
export interface SensorRow {
  readonly _id: string;
  readonly ownerId: string;
  readonly registeredAt: Date;
  /** `SensorSecrets`. */
  readonly secrets: Sealed;
  /** By which the sensor sends its readings. */
  readonly token: Sealed;
}

export function sensorSchema(): Schema<SensorRow> {
  const text = { type: String, required: true };
  const sealed = { type: Schema.Types.Mixed, required: true };
  const schema = new Schema<SensorRow>(
    {
      _id: text,
      ownerId: text,
      registeredAt: { type: Date, required: true },
      secrets: sealed,
      token: sealed,
    },
    { collection: 'sensors', strict: 'throw', versionKey: false },
  );
  schema.index({ ownerId: 1, registeredAt: 1, _id: 1 }, { name: 'owner' });
  return schema;
}
