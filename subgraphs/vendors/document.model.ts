import { Schema } from 'mongoose';

export type DocumentKind = 'QUERY' | 'MUTATION' | 'SUBSCRIPTION';

/** A document that an app may send by its hash. */
export interface DocumentRow {
  /** App and hash: one app never sees the list of another. */
  readonly _id: string;
  readonly appId: string;
  /** SHA-256 of the text, hex. */
  readonly hash: string;
  readonly text: string;
  readonly name: string | null;
  readonly kind: DocumentKind;
  /** As it is counted with the defaults of its variables. */
  readonly cost: number;
  /** Coordinates of the deprecated elements that it used when it was registered. */
  readonly deprecated: readonly string[];
  readonly registeredAt: Date;
}

export function documentId(appId: string, hash: string): string {
  return `${appId}:${hash}`;
}

export function documentSchema(): Schema<DocumentRow> {
  const schema = new Schema<DocumentRow>(
    {
      _id: { type: String, required: true },
      appId: { type: String, required: true },
      hash: { type: String, required: true },
      text: { type: String, required: true },
      name: { type: String, default: null },
      kind: { type: String, required: true },
      cost: { type: Number, required: true },
      deprecated: [String],
      registeredAt: { type: Date, required: true },
    },
    { collection: 'documents', strict: 'throw', versionKey: false },
  );
  schema.index({ appId: 1, registeredAt: 1, _id: 1 });
  return schema;
}
