import { Schema } from 'mongoose';
import type { Sealed } from '../../../subgraphs/kit/index.ts';

export type NoteAudience = 'ALL' | 'OFFICERS';

export interface NoteRow {
  readonly _id: string;
  readonly owner: string;
  readonly text: string;
  readonly version: number;
  readonly updatedAt: Date;
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly phone?: Sealed;
  readonly board?: string | undefined;
  readonly audience?: NoteAudience;
}

export const noteSchema = new Schema<NoteRow>({
  _id: String,
  owner: { type: String, required: true },
  text: { type: String, required: true },
  version: { type: Number, required: true },
  updatedAt: { type: Date, required: true },
  extra: Schema.Types.Mixed,
  phone: { type: { personId: String, keyId: String, box: String }, _id: false },
  board: String,
  audience: String,
});
noteSchema.index({ owner: 1, updatedAt: -1, _id: 1 });
noteSchema.index({ board: 1, updatedAt: -1, _id: 1 });
