import { Schema } from 'mongoose';
import type { AppState, AppStanding } from './app.rules.ts';
import type { PlanCode } from './plan.rules.ts';

/** An application of an organisation. All of it may be known by everybody: that all are treated alike is to be checked. */
export interface AppRow extends AppStanding {
  readonly _id: string;
  readonly vendorId: string;
  readonly name: string;
  readonly about: string;
  readonly scopes: readonly string[];
  readonly state: AppState;
  /** Why it is suspended. */
  readonly reason: string | null;
  readonly plan: PlanCode;
  /** It may send nothing but the documents on its list. Absent in what was stored before there were lists. */
  readonly listedOnly?: boolean;
  readonly registeredAt: Date;
  readonly changedAt: Date;
  readonly version: number;
}

export function appSchema(): Schema<AppRow> {
  const schema = new Schema<AppRow>(
    {
      _id: { type: String, required: true },
      vendorId: { type: String, required: true },
      name: { type: String, required: true },
      about: { type: String, required: true },
      scopes: [String],
      state: { type: String, required: true },
      before: { type: String, default: null },
      reason: { type: String, default: null },
      plan: { type: String, required: true },
      listedOnly: { type: Boolean, default: false },
      registeredAt: { type: Date, required: true },
      changedAt: { type: Date, required: true },
      version: { type: Number, required: true },
    },
    { collection: 'apps', strict: 'throw', versionKey: false },
  );
  schema.index({ registeredAt: 1, _id: 1 });
  schema.index({ vendorId: 1, registeredAt: 1, _id: 1 });
  return schema;
}
