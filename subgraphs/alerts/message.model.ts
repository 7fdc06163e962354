import { Schema } from 'mongoose';
import type { Origin } from './cause.rules.ts';
import type { DraftState } from './draft.rules.ts';
import type { AlertContent } from './message.rules.ts';
import type { Reach } from './area.rules.ts';

/** A message on its way and, once it is issued, for ever. */
export interface MessageRow {
  readonly _id: string;
  readonly version: number;
  readonly state: DraftState;
  /** Issued, in earnest and for everybody. */
  readonly isPublic: boolean;
  readonly origin: Origin;
  /** Of one that was drafted by itself: what it is about, and what happened. */
  readonly subject: string | null;
  readonly occurrence: string | null;
  /** Of what another issuer sent, by which the same is known again. */
  readonly digest: string | null;
  /** Who answers for its words, and who approved or discarded it; null when nobody has, or the person was erased. */
  readonly authorId: string | null;
  readonly deciderId: string | null;
  readonly draftedAt: Date;
  readonly decidedAt: Date | null;
  readonly discardedFor: string | null;
  readonly content: AlertContent;
  readonly reach: Reach;
  /** From here on: set when it is issued. */
  readonly sent: Date | null;
  readonly reference: string | null;
  readonly from: Date | null;
  readonly expires: Date | null;
  /** The threads that it is part of; a cancellation ends several. */
  readonly threadIds: readonly string[];
}

const text = { type: String, required: true };
const date = { type: Date, required: true };
const maybeText = { type: String, default: null };
const maybeDate = { type: Date, default: null };

export function messageSchema(): Schema<MessageRow> {
  const schema = new Schema<MessageRow>(
    {
      _id: text,
      version: { type: Number, required: true },
      state: text,
      isPublic: { type: Boolean, required: true },
      origin: text,
      subject: maybeText,
      occurrence: maybeText,
      digest: maybeText,
      authorId: maybeText,
      deciderId: maybeText,
      draftedAt: date,
      decidedAt: maybeDate,
      discardedFor: maybeText,
      content: { type: Schema.Types.Mixed, required: true },
      reach: { type: Schema.Types.Mixed, required: true },
      sent: maybeDate,
      reference: maybeText,
      from: maybeDate,
      expires: maybeDate,
      threadIds: [String],
    },
    { collection: 'messages', id: false, strict: 'throw', versionKey: false, minimize: false },
  );
  schema.index({ draftedAt: -1, _id: -1 }, { name: 'list_all' });
  schema.index({ state: 1, draftedAt: -1, _id: -1 }, { name: 'list_state' });
  schema.index({ threadIds: 1, sent: 1, _id: 1 }, { name: 'thread' });
  schema.index({ authorId: 1 }, { name: 'author' });
  schema.index({ deciderId: 1 }, { name: 'decider' });
  const whereText = (field: string) => ({ [field]: { $gt: '' } });
  // The last guard of "each named once": two messages of one identifier and moment cannot both be issued.
  schema.index(
    { reference: 1 },
    { name: 'reference', unique: true, partialFilterExpression: whereText('reference') },
  );
  schema.index(
    { occurrence: 1 },
    { name: 'occurrence', unique: true, partialFilterExpression: whereText('occurrence') },
  );
  schema.index({ subject: 1, state: 1 }, { name: 'subject', partialFilterExpression: whereText('subject') });
  return schema;
}
