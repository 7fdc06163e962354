import { Schema } from 'mongoose';
import type { CalendarYear, CivilDate } from '../kit/working-days.ts';
import type { Boundary } from './place.rules.ts';

/** What reports needs of a ward; the owner of the fact is agencies. */
export interface WardRow {
  readonly _id: string;
  /** `Phường Thuận Hoá`. */
  readonly fullName: string;
  /** GeoJSON, WGS 84. */
  readonly boundary: Boundary;
  /** The ward's own committee. */
  readonly agencyId: string;
}

/** What reports needs of an agency. */
export interface AgencyRow {
  readonly _id: string;
  readonly validFrom: CivilDate | null;
  readonly validTo: CivilDate | null;
}

/** Who answers for a category, in one ward or (null) in any; no agency means the ward's own committee. */
export interface JurisdictionRow {
  readonly _id: string;
  readonly categoryCode: string;
  readonly wardCode: string | null;
  readonly agencyId: string | null;
}

export interface CalendarRow extends CalendarYear {
  /** The year. */
  readonly _id: number;
}

/** Counts the facts that were taken over: what is in memory of them holds as long as this stays. */
export interface PlaceVersionRow {
  readonly _id: 'places';
  readonly version: number;
}

export const placeVersionsName = 'placeVersions';

const text = { type: String, required: true };
const textOrNull = { type: String, default: null };
const followed = (name: string) => ({ collection: name, strict: 'throw', versionKey: false }) as const;

export function wardSchema(): Schema<WardRow> {
  // Mixed: mongoose would read the boundary's `type` as its own word.
  const boundary = { type: Schema.Types.Mixed, required: true };
  const schema = new Schema<WardRow>(
    { _id: text, fullName: text, boundary, agencyId: text },
    followed('wards'),
  );
  schema.index({ boundary: '2dsphere' });
  return schema;
}

export function agencySchema(): Schema<AgencyRow> {
  return new Schema<AgencyRow>(
    { _id: text, validFrom: textOrNull, validTo: textOrNull },
    followed('agencies'),
  );
}

export function jurisdictionSchema(): Schema<JurisdictionRow> {
  const members = { _id: text, categoryCode: text, wardCode: textOrNull, agencyId: textOrNull };
  const schema = new Schema<JurisdictionRow>(members, followed('jurisdictions'));
  schema.index({ categoryCode: 1, wardCode: 1 });
  return schema;
}

export function calendarSchema(): Schema<CalendarRow> {
  const day = new Schema({ date: text, kind: text, name: text }, { _id: false, strict: 'throw' });
  const number = { type: Number, required: true };
  return new Schema<CalendarRow>(
    { _id: number, year: number, status: text, days: [day] },
    followed('calendars'),
  );
}
