import { Schema } from 'mongoose';
import type { Ranks } from './message.rules.ts';
import { threadPaths } from './thread.model.ts';
import type { ThreadFact } from './thread.rules.ts';
import type { Placed } from './where.store.ts';

/** A public thread as it was while one message was its head: what held at any moment of the past, and what is yet to hold. */
export interface PeriodRow extends ThreadFact, Ranks, Placed {
  /** Of the message. */
  readonly _id: string;
  /** When the next message took its place, else when it runs out: it holds from `from` until just before. */
  readonly until: Date;
}

export function periodSchema(): Schema<PeriodRow> {
  const schema = new Schema<PeriodRow>(
    {
      ...threadPaths,
      until: { type: Date, required: true },
    },
    { collection: 'periods', id: false, strict: 'throw', versionKey: false, minimize: false },
  );
  const order = { severityRank: 1, urgencyRank: 1, sentAt: -1, _id: 1 } as const;
  // The span last: what does not hold is passed over without its document.
  const span = { from: 1, until: 1 } as const;
  schema.index({ ...order, ...span }, { name: 'held' });
  schema.index({ wardCodes: 1, ...order, ...span }, { name: 'wardHeld' });
  return schema;
}
