import { Schema } from 'mongoose';
import type { Sealed } from '../kit/index.ts';
import type { ReportState, StepName } from './report.rules.ts';
import type { Audience } from './update.rules.ts';

export type UpdateKind = 'STEP' | 'PUBLIC_NOTE' | 'INTERNAL_NOTE' | 'QUESTION' | 'ANSWER' | 'DUE_DATE';
export type Author = 'REPORTER' | 'AGENCY' | 'OPERATIONS_CENTRE' | 'SYSTEM';

/** One line in the history of a report; never changed but for the erasure of a person. */
export interface UpdateRow {
  readonly _id: string;
  readonly reportId: string;
  /** Version of the report at that moment. */
  readonly version: number;
  readonly audience: Audience;
  readonly kind: UpdateKind;
  readonly step: StepName | null;
  readonly from: ReportState | null;
  readonly to: ReportState | null;
  readonly text: string | null;
  /** A text of the reporter, under the reporter's key; then `text` is null. */
  readonly sealed: Sealed | null;
  readonly by: Author;
  readonly agencyId: string | null;
  readonly at: Date;
}

const text = { type: String, required: true };
const textOrNull = { type: String, default: null };

export function updateSchema(): Schema<UpdateRow> {
  const schema = new Schema<UpdateRow>(
    {
      _id: text,
      reportId: text,
      version: { type: Number, required: true },
      audience: text,
      kind: text,
      step: textOrNull,
      from: textOrNull,
      to: textOrNull,
      text: textOrNull,
      sealed: { type: Schema.Types.Mixed, default: null },
      by: text,
      agencyId: textOrNull,
      at: { type: Date, required: true },
    },
    { collection: 'updates', strict: 'throw', versionKey: false },
  );
  schema.index({ reportId: 1, audience: 1, version: 1, _id: 1 }, { name: 'history' });
  schema.index(
    { 'sealed.personId': 1 },
    { name: 'person', partialFilterExpression: { 'sealed.personId': { $exists: true } } },
  );
  return schema;
}
