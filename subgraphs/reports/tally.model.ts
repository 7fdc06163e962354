import { Schema } from 'mongoose';
import type { Counts, HourBins, ReportFigure } from './tally.rules.ts';

/** What one report adds to the statistics, as it was counted last. */
export interface FigureRow extends ReportFigure {
  /** Id of the report. */
  readonly _id: string;
  /** The version of the report that was counted. */
  readonly version: number;
  readonly wardCode: string;
  readonly categoryCode: string;
  /** For the index of open reports. */
  readonly isOpen: boolean;
}

/**
 * Which sums a cell belongs to: of each ward, of each category, of each agency (or none), and of each three of them
 * together. A question about one of them reads a few hundred cells of its own family.
 */
export type CellFamily = 'ward' | 'category' | 'agency' | 'cross';

/** The sums over the reports that were received in one month, of one family. */
export interface CellRow {
  readonly _id: string;
  readonly family: CellFamily;
  /** `YYYY-MM`. */
  readonly month: string;
  /** Null where the family does not tell. */
  readonly wardCode: string | null;
  readonly categoryCode: string | null;
  /** Null also for what no agency has. */
  readonly agencyId: string | null;
  readonly counts: Counts;
  /** Absent until an answer was measured. */
  readonly hours?: HourBins;
}

const text = { type: String, required: true };
const textOrNull = { type: String, default: null };
const numbers = { type: Schema.Types.Mixed };

export function figureSchema(): Schema<FigureRow> {
  const schema = new Schema<FigureRow>(
    {
      _id: text,
      version: { type: Number, required: true },
      day: text,
      wardCode: text,
      categoryCode: text,
      portions: [Schema.Types.Mixed],
      open: { type: Schema.Types.Mixed, default: null },
      isOpen: { type: Boolean, required: true },
    },
    { collection: 'figures', strict: 'throw', versionKey: false, minimize: false },
  );
  schema.index({ day: 1 }, { name: 'day' });
  // Holds all that is asked of open reports, so that they are counted without being read.
  schema.index(
    { isOpen: 1, 'open.holderId': 1, wardCode: 1, categoryCode: 1, 'open.overdueAfter': 1 },
    { name: 'open', partialFilterExpression: { isOpen: true } },
  );
  return schema;
}

export function cellSchema(): Schema<CellRow> {
  const schema = new Schema<CellRow>(
    {
      _id: text,
      family: text,
      month: text,
      wardCode: textOrNull,
      categoryCode: textOrNull,
      agencyId: textOrNull,
      counts: numbers,
      hours: numbers,
    },
    { collection: 'figureCells', strict: 'throw', versionKey: false, minimize: false },
  );
  schema.index({ family: 1, month: 1 }, { name: 'month' });
  for (const field of ['wardCode', 'categoryCode', 'agencyId'])
    schema.index({ family: 1, [field]: 1, month: 1 }, { name: field });
  return schema;
}
