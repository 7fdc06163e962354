import { Schema } from 'mongoose';

/** One look at protected values of a person: ids, field names and a reason, no value and no name. */
export interface AccessLook {
  /** Id of the journal entry that told of it, so that a look told twice is there once. */
  readonly _id: string;
  /** The person whose values were shown. */
  readonly whose: string;
  readonly at: Date;
  readonly role: string;
  /** Opaque account of the reader; null once that account is erased. */
  readonly readerId: string | null;
  readonly agencyId: string | null;
  /** The subgraph that showed the values. */
  readonly area: string;
  readonly entity: string;
  readonly entityId: string;
  readonly fields: readonly string[];
  readonly purpose: string;
}

const text = { type: String, required: true };
const textOrNull = { type: String, default: null };

export function accessLookSchema(): Schema<AccessLook> {
  const schema = new Schema<AccessLook>(
    {
      _id: text,
      whose: text,
      at: { type: Date, required: true },
      role: text,
      readerId: textOrNull,
      agencyId: textOrNull,
      area: text,
      entity: text,
      entityId: text,
      fields: [String],
      purpose: text,
    },
    { collection: 'accessLooks', strict: 'throw', versionKey: false },
  );
  schema.index({ whose: 1, at: -1, _id: -1 });
  schema.index({ readerId: 1 });
  return schema;
}

/**
 * One row per person that looks tell of. Every writer of a look and whoever erases the person write it, so that they
 * conflict and one of them runs again: a look cannot slip in beside an erasure. It stays after it, for late looks.
 */
export interface PersonMark {
  readonly _id: string;
  /** How many looks were told of. */
  readonly looks: number;
  readonly erasedAt?: Date;
}

export function personMarkSchema(): Schema<PersonMark> {
  return new Schema<PersonMark>(
    { _id: text, looks: { type: Number, required: true }, erasedAt: Date },
    { collection: 'personMarks', strict: 'throw', versionKey: false },
  );
}
