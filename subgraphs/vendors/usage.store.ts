import type { ClientSession, Model } from 'mongoose';
import { openModel } from '../kit/index.ts';
import type { AppDesk } from './app.store.ts';
import { findApp } from './app.store.ts';
import type { QuotaWarning } from './usage.events.ts';
import { warningEntry } from './usage.events.ts';
import type { UsageRow } from './usage.model.ts';
import { usageSchema } from './usage.model.ts';
import { marksPassed, warningPercents } from './usage.rules.ts';

/** What the use of apps is kept with. */
export interface UsageDesk extends AppDesk {
  readonly usage: Model<UsageRow>;
}

export async function openUsageDesk(desk: AppDesk): Promise<UsageDesk> {
  return { ...desk, usage: await openModel(desk.parts.db, 'AppUsage', usageSchema()) };
}

export interface ToldUsage {
  readonly appId: string;
  readonly day: string;
  readonly used: number;
  readonly unitsPerDay: number;
}

/**
 * Takes in what gateways have counted; figures of one day only grow, so it may be told twice and in any order. Whoever follows
 * the app's warnings is told of each mark once.
 */
export async function tellUsage(
  desk: UsageDesk,
  { appId, day, used, unitsPerDay }: ToldUsage,
): Promise<void> {
  if (!(await findApp(desk, appId))) return;
  const _id = `${appId}:${day}`;
  await desk.parts.transact({ queue: `Usage:${appId}` }, async (tx) => {
    const { session } = tx;
    const stored = await desk.usage.findById(_id).session(session).lean<UsageRow>();
    if (stored && used <= stored.used && unitsPerDay === stored.unitsPerDay) return;
    let row: UsageRow = {
      _id,
      appId,
      day,
      used: Math.max(used, stored?.used ?? 0),
      unitsPerDay,
      at: new Date(),
      version: stored?.version ?? 0,
    };
    for (const percent of marksPassed(stored?.used ?? 0, row.used, unitsPerDay)) {
      row = { ...row, version: row.version + 1 };
      await tx.append(warningEntry(row, percent));
    }
    await desk.usage.replaceOne({ _id }, row, { session, upsert: true });
  });
}

/** Null for a day on which nothing has been told. */
export function readUsage(
  { usage }: UsageDesk,
  { appId, day }: { readonly appId: string; readonly day: string },
  session?: ClientSession,
): Promise<UsageRow | null> {
  return usage
    .findById(`${appId}:${day}`)
    .session(session ?? null)
    .lean<UsageRow>()
    .exec();
}

/** The last mark that was passed, for who begins to follow. */
export function standingWarning({ appId, day, used, unitsPerDay, at }: UsageRow): QuotaWarning | null {
  const percent = warningPercents.filter((each) => used >= (unitsPerDay * each) / 100).at(-1);
  return percent === undefined ? null : { appId, day, percent, used, unitsPerDay, at: at.toISOString() };
}
