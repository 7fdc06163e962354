import { Schema } from 'mongoose';
import type { AqiDay } from './aqi.rules.ts';

/** `_id` is `<station>@<date>`, so that a span of days is a range of the key. */
export interface AqiDayRow extends AqiDay {
  readonly _id: string;
}

export const aqiDaysName = 'aqiDays';

export function aqiDaySchema(): Schema<AqiDayRow> {
  const text = { type: String, required: true };
  return new Schema<AqiDayRow>(
    {
      _id: text,
      stationId: text,
      date: text,
      hours: { type: Schema.Types.Mixed, required: true },
      daily: { type: Schema.Types.Mixed, required: true },
      version: { type: Number, required: true },
    },
    { collection: aqiDaysName, strict: 'throw', versionKey: false },
  );
}
