import { Schema } from 'mongoose';

/** How far the codes of a year have been given out. */
export interface CodeRow {
  /** The year of receipt, local. */
  readonly _id: number;
  readonly last: number;
}

export function codeSchema(): Schema<CodeRow> {
  const number = { type: Number, required: true };
  return new Schema<CodeRow>(
    { _id: number, last: number },
    { collection: 'codes', strict: 'throw', versionKey: false },
  );
}
