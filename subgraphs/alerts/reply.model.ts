import { Schema } from 'mongoose';
import type { ReplyKind } from './reply.rules.ts';

/** What somebody says of messages that reached them: CAP's Ack and Error. It changes nothing that holds. */
export interface ReplyRow {
  /** `sender,identifier,sent`: the same reply comes once. */
  readonly _id: string;
  readonly kind: ReplyKind;
  readonly sender: string;
  readonly identifier: string;
  readonly sent: Date;
  readonly references: readonly string[];
  readonly note: string | null;
  /** Of what came; null for one of the city's own. */
  readonly digest: string | null;
  readonly receivedAt: Date;
}

const text = { type: String, required: true };

export function replySchema(): Schema<ReplyRow> {
  const schema = new Schema<ReplyRow>(
    {
      _id: text,
      kind: text,
      sender: text,
      identifier: text,
      sent: { type: Date, required: true },
      references: [String],
      note: { type: String, default: null },
      digest: { type: String, default: null },
      receivedAt: { type: Date, required: true },
    },
    { collection: 'replies', id: false, strict: 'throw', versionKey: false },
  );
  schema.index({ references: 1, sent: 1, _id: 1 }, { name: 'references' });
  return schema;
}
