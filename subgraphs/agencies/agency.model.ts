import type { Connection, Model } from 'mongoose';
import { Schema } from 'mongoose';
import type { CivilDate } from '../kit/working-days.ts';

export const agencyLevels = ['CITY', 'DEPARTMENT', 'DISTRICT', 'WARD'] as const;
export type AgencyLevel = (typeof agencyLevels)[number];

/** What is known of an agency; all of it is public. */
export interface AgencyFact {
  readonly id: string;
  /** Short form; one code may have had several holders, one after the other. */
  readonly code: string;
  readonly level: AgencyLevel;
  readonly name: string;
  readonly nameEn: string;
  readonly parentId: string | null;
  /** Null: before the records begin. */
  readonly validFrom: CivilDate | null;
  readonly validTo: CivilDate | null;
  readonly successorIds: readonly string[];
  readonly wardCode: string | null;
}

export interface OfficerFact {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly agencyId: string;
}

/** Who answers for a category, in one ward or (null) in any; no agency means the ward's own committee. */
export interface JurisdictionFact {
  readonly categoryCode: string;
  readonly wardCode: string | null;
  readonly agencyId: string | null;
}

interface Stored {
  readonly _id: string;
  readonly version: number;
}
export interface AgencyRow extends AgencyFact, Stored {}
export interface OfficerRow extends OfficerFact, Stored {}
export interface JurisdictionRow extends JurisdictionFact, Stored {}

const text = { type: String, required: true };
const textOrNull = { type: String, default: null };
const stored = { _id: text, version: { type: Number, required: true } };
const options = { strict: 'throw', versionKey: false } as const;

export function agencyModel(db: Connection): Model<AgencyRow> {
  const schema = new Schema<AgencyRow>(
    {
      ...stored,
      id: text,
      code: text,
      level: { ...text, enum: agencyLevels },
      name: text,
      nameEn: text,
      parentId: textOrNull,
      validFrom: textOrNull,
      validTo: textOrNull,
      successorIds: [String],
      wardCode: textOrNull,
    },
    { ...options, collection: 'agencies', id: false },
  );
  // One holder of a code at a time begins on a date; that they do not overlap is the seed's and the tests' business.
  schema.index({ code: 1, validFrom: 1 }, { unique: true });
  schema.index({ level: 1, code: 1 });
  return db.model<AgencyRow>('Agency', schema);
}

export function officerModel(db: Connection): Model<OfficerRow> {
  const schema = new Schema<OfficerRow>(
    { ...stored, id: text, name: text, unit: text, agencyId: text },
    { ...options, collection: 'officers', id: false },
  );
  schema.index({ agencyId: 1, _id: 1 });
  return db.model<OfficerRow>('Officer', schema);
}

export function jurisdictionModel(db: Connection): Model<JurisdictionRow> {
  const schema = new Schema<JurisdictionRow>(
    { ...stored, categoryCode: text, wardCode: textOrNull, agencyId: textOrNull },
    { ...options, collection: 'jurisdictions' },
  );
  schema.index({ categoryCode: 1, wardCode: 1 }, { unique: true });
  return db.model<JurisdictionRow>('Jurisdiction', schema);
}
