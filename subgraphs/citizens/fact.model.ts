import { Schema } from 'mongoose';
import type { CalendarYear } from '../kit/working-days.ts';

/** A working calendar; the owner of the fact is agencies. */
export interface CalendarRow extends CalendarYear {
  /** The year. */
  readonly _id: number;
}

/** A ward's own committee, which verifies family links there. */
export interface CommitteeRow {
  /** Id of the agency. */
  readonly _id: string;
  readonly wardCode: string;
}

/** Written by every counting of days and by every change of a calendar, so that they conflict and one of them runs again. */
export interface CalendarUseRow {
  readonly _id: string;
  readonly uses: number;
}

const text = { type: String, required: true };
const number = { type: Number, required: true };
const kept = (collection: string) => ({ collection, strict: 'throw', versionKey: false }) as const;

export function calendarSchema(): Schema<CalendarRow> {
  const day = new Schema({ date: text, kind: text, name: text }, { _id: false, strict: 'throw' });
  return new Schema<CalendarRow>({ _id: number, year: number, status: text, days: [day] }, kept('calendars'));
}

export function committeeSchema(): Schema<CommitteeRow> {
  return new Schema<CommitteeRow>({ _id: text, wardCode: text }, kept('committees'));
}

export function calendarUseSchema(): Schema<CalendarUseRow> {
  return new Schema<CalendarUseRow>({ _id: text, uses: number }, kept('calendarUses'));
}
