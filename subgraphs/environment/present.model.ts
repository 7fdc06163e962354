import { Schema } from 'mongoose';
import type { Present } from './present.rules.ts';

/** `_id` is the station's. */
export interface PresentRow extends Present {
  readonly _id: string;
}

export const presentName = 'present';

export function presentSchema(): Schema<PresentRow> {
  const mixed = { type: Schema.Types.Mixed, default: null };
  return new Schema<PresentRow>(
    {
      _id: { type: String, required: true },
      lastEndAt: { type: Date, default: null },
      latest: { type: Schema.Types.Mixed, required: true },
      alarm: mixed,
      aqi: mixed,
    },
    { collection: presentName, strict: 'throw', versionKey: false, minimize: false },
  );
}
