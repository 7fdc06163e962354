import { Schema } from 'mongoose';
import type { Plants, Progress } from './conformance.rules.ts';

/** RUNNING: what the app does in its sandbox is looked at. JUDGING: it is over, what gateways saw last is still coming in. */
export type RunState = 'RUNNING' | 'JUDGING' | 'PASSED' | 'FAILED';

/** A conformance run of an app. What it holds of requests are ids, names and digests. Times are real ones. */
export interface RunRow {
  readonly _id: string;
  readonly appId: string;
  readonly state: RunState;
  readonly startedAt: Date;
  /** When it ends by itself. */
  readonly endsAt: Date;
  /** What came later does not count. */
  readonly closedAt: Date | null;
  readonly judgedAt: Date | null;
  readonly plants: Plants;
  readonly progress: Progress;
  readonly version: number;
}

export function runSchema(): Schema<RunRow> {
  const schema = new Schema<RunRow>(
    {
      _id: { type: String, required: true },
      appId: { type: String, required: true },
      state: { type: String, required: true },
      startedAt: { type: Date, required: true },
      endsAt: { type: Date, required: true },
      closedAt: { type: Date, default: null },
      judgedAt: { type: Date, default: null },
      plants: { type: Schema.Types.Mixed, required: true },
      progress: { type: Schema.Types.Mixed, required: true },
      version: { type: Number, required: true },
    },
    { collection: 'conformanceRuns', strict: 'throw', versionKey: false, minimize: false },
  );
  schema.index({ appId: 1, startedAt: -1, _id: -1 });
  return schema;
}
