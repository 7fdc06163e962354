import { Schema } from 'mongoose';
import type { KeyFacts } from './key.rules.ts';

/** An API key. What a client shows cannot be made of it: of its secret there is only the digest. */
export interface KeyRow extends KeyFacts {
  /** What the key begins with, and is known by. */
  readonly _id: string;
  readonly appId: string;
  readonly name: string;
  readonly scopes: readonly string[];
  /** SHA-256 of the whole key, base64url. */
  readonly digest: string;
  readonly createdAt: Date;
  /** For the sandbox of its app, and for nothing else. Absent in what was stored before there were sandboxes. */
  readonly sandbox?: boolean;
  readonly version: number;
}

export function keySchema(): Schema<KeyRow> {
  const schema = new Schema<KeyRow>(
    {
      _id: { type: String, required: true },
      appId: { type: String, required: true },
      name: { type: String, required: true },
      scopes: [String],
      digest: { type: String, required: true },
      createdAt: { type: Date, required: true },
      expiresAt: { type: Date, required: true },
      endedAt: { type: Date, default: null },
      replacedBy: { type: String, default: null },
      sandbox: { type: Boolean, default: false },
      version: { type: Number, required: true },
    },
    { collection: 'keys', strict: 'throw', versionKey: false },
  );
  schema.index({ appId: 1, createdAt: -1, _id: -1 });
  schema.index({ appId: 1, endedAt: 1 });
  return schema;
}
