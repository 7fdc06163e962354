import { Schema } from 'mongoose';
import type { ImportCounts } from './import.rules.ts';

/** How far the import of a file is; `_id` is the digest of its bytes, so that a changed file is another one. */
export interface ImportRow extends ImportCounts {
  readonly _id: string;
  readonly state: 'RUNNING' | 'DONE';
  /** Everything before this byte has been taken in. */
  readonly end: number;
  readonly endLine: number;
  /** How long the report of refusals is up to there. */
  readonly reportBytes: number;
}

export function importSchema(): Schema<ImportRow> {
  const number = { type: Number, required: true };
  return new Schema<ImportRow>(
    {
      _id: { type: String, required: true },
      state: { type: String, required: true },
      end: number,
      endLine: number,
      reportBytes: number,
      added: number,
      replaced: number,
      repeated: number,
      suspect: number,
      invalid: number,
      refused: number,
    },
    { collection: 'imports', strict: 'throw', versionKey: false },
  );
}
