import { Schema } from 'mongoose';
import type { AgencyFact, JurisdictionFact, OfficerFact } from './agency.rules.ts';
import { agencyLevels } from './agency.rules.ts';

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

export function agencySchema(): Schema<AgencyRow> {
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
  schema.index({ code: 1, _id: 1 });
  schema.index({ level: 1, code: 1, _id: 1 });
  return schema;
}

export function officerSchema(): Schema<OfficerRow> {
  const schema = new Schema<OfficerRow>(
    { ...stored, id: text, name: text, unit: text, agencyId: text },
    { ...options, collection: 'officers', id: false },
  );
  schema.index({ agencyId: 1, _id: 1 });
  return schema;
}

export function jurisdictionSchema(): Schema<JurisdictionRow> {
  const schema = new Schema<JurisdictionRow>(
    { ...stored, categoryCode: text, wardCode: textOrNull, agencyId: textOrNull },
    { ...options, collection: 'jurisdictions' },
  );
  schema.index({ categoryCode: 1, wardCode: 1 }, { unique: true });
  return schema;
}
