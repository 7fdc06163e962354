import { Schema } from 'mongoose';
import type { Sealed } from '../kit/index.ts';
import type { Capacity, ConsentMatter } from './consent.rules.ts';

/** One thing that somebody said about the use of data. Rows are added and never edited; an erasure removes them. */
export interface ConsentRow extends ConsentMatter {
  readonly _id: string;
  readonly matter: string;
  /** What one person said in one matter; `seq` counts from 1 within it. */
  readonly chain: string;
  readonly seq: number;
  readonly action: 'GRANTED' | 'WITHDRAWN';
  /** What it covers; of a withdrawal what was covered. */
  readonly scope: readonly string[];
  readonly givenBy: string;
  readonly capacity: Capacity;
  readonly at: Date;
  /** The words that were agreed to, under the subject's key; none with a withdrawal. */
  readonly statement: Sealed | null;
}

/** What is agreed to in a matter now: derived from its rows and the family links, in the transaction that changes them. */
export interface ConsentStandingRow extends ConsentMatter {
  readonly _id: string;
  readonly matter: string;
  /** Empty: nothing may be done. */
  readonly scope: readonly string[];
  readonly version: number;
  readonly changedAt: Date;
}

/** Written by whoever changes what consents of a person depend on, so that they conflict and one of them runs again. */
export interface ConsentMark {
  /** The person. */
  readonly _id: string;
  readonly changes: number;
}

const text = { type: String, required: true };
const textOrNull = { type: String, default: null };
const number = { type: Number, required: true };
const date = { type: Date, required: true };
const kept = (collection: string) => ({ collection, strict: 'throw', versionKey: false }) as const;
const matter = { matter: text, subjectId: text, purpose: text, recipientId: textOrNull, scope: [String] };

export function consentSchema(): Schema<ConsentRow> {
  const schema = new Schema<ConsentRow>(
    {
      _id: text,
      ...matter,
      chain: text,
      seq: number,
      action: text,
      givenBy: text,
      capacity: text,
      at: date,
      statement: { type: Schema.Types.Mixed, default: null },
    },
    kept('consents'),
  );
  // Two rows of one place in a chain cannot both be added.
  schema.index({ chain: 1, seq: 1 }, { unique: true });
  schema.index({ subjectId: 1, action: 1, at: -1, _id: -1 });
  schema.index({ matter: 1, seq: 1 });
  schema.index({ givenBy: 1 });
  return schema;
}

export function consentStandingSchema(): Schema<ConsentStandingRow> {
  const schema = new Schema<ConsentStandingRow>(
    { _id: text, ...matter, version: number, changedAt: date },
    kept('consentStandings'),
  );
  schema.index({ matter: 1 }, { unique: true });
  schema.index({ subjectId: 1 });
  return schema;
}

export function consentMarkSchema(): Schema<ConsentMark> {
  return new Schema<ConsentMark>({ _id: text, changes: number }, kept('consentMarks'));
}
