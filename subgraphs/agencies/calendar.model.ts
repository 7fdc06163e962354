import { Schema } from 'mongoose';
import type { CalendarFact } from './calendar.rules.ts';

export interface CalendarRow extends CalendarFact {
  readonly _id: number;
}

const text = { type: String, required: true };

export function calendarSchema(): Schema<CalendarRow> {
  const day = new Schema(
    { date: text, kind: { ...text, enum: ['HOLIDAY', 'SWAP_OFF', 'SWAP_WORK'] }, name: text },
    { _id: false, strict: 'throw' },
  );
  return new Schema<CalendarRow>(
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
}
