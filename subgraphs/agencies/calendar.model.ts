import type { Connection, Model } from 'mongoose';
import { Schema } from 'mongoose';
import type { CalendarYear } from '../kit/working-days.ts';

/** The calendar of a year; all of it is public. */
export interface CalendarFact extends CalendarYear {
  readonly note: string | null;
  readonly version: number;
}

export interface CalendarRow extends CalendarFact {
  readonly _id: number;
}

const text = { type: String, required: true };

export function calendarModel(db: Connection): Model<CalendarRow> {
  const day = new Schema(
    { date: text, kind: { ...text, enum: ['HOLIDAY', 'SWAP_OFF', 'SWAP_WORK'] }, name: text },
    { _id: false, strict: 'throw' },
  );
  const schema = new Schema<CalendarRow>(
    {
      _id: { type: Number, required: true },
      year: { type: Number, required: true },
      status: { ...text, enum: ['PUBLISHED', 'PROVISIONAL'] },
      note: { type: String, default: null },
      version: { type: Number, required: true },
      days: [day],
    },
    { collection: 'calendars', strict: 'throw', versionKey: false },
  );
  return db.model<CalendarRow>('Calendar', schema);
}
