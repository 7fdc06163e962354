import { Schema } from 'mongoose';
import type { Sealed } from '../kit/index.ts';
import type { LinkFacts, LinkSides, Relation } from './link.rules.ts';

/** A guardian and a child (P4). */
export interface LinkRow extends LinkFacts, LinkSides {
  readonly _id: string;
  readonly relation: Relation;
  /** Name and birth date of the child as they were declared, under the child's key. */
  readonly child: Sealed;
  /** The document that a verification rests on, or why it was refused or ended, under the child's key. */
  readonly words: Sealed | null;
}

const text = { type: String, required: true };
const textOrNull = { type: String, default: null };
const dateOrNull = { type: Date, default: null };

export function linkSchema(): Schema<LinkRow> {
  const verifier = new Schema({ kind: text, id: text }, { _id: false, strict: 'throw' });
  const schema = new Schema<LinkRow>(
    {
      _id: text,
      guardianId: text,
      childId: text,
      relation: text,
      verifier: { type: verifier, required: true },
      state: text,
      version: { type: Number, required: true },
      validFrom: textOrNull,
      validTo: textOrNull,
      requestedAt: { type: Date, required: true },
      decidedAt: dateOrNull,
      endedAt: dateOrNull,
      child: { type: Schema.Types.Mixed, required: true },
      words: { type: Schema.Types.Mixed, default: null },
    },
    { collection: 'guardianLinks', strict: 'throw', versionKey: false },
  );
  schema.index({ guardianId: 1, requestedAt: -1, _id: -1 });
  schema.index({ childId: 1, requestedAt: -1, _id: -1 });
  // What a ward committee or a school has to verify, the oldest first.
  schema.index({ 'verifier.kind': 1, 'verifier.id': 1, state: 1, requestedAt: 1, _id: 1 });
  return schema;
}
