import type { Collection, MongoClient } from 'mongodb';
import type { Settings } from './settings.ts';

/** The row that every process reads its offset from (subgraphs/kit/clock.ts). */
interface ClockRow {
  readonly _id: 'clock';
  readonly offsetMs: number;
  /** The HUB_NOW that the clock was last set to. */
  readonly hubNow?: number;
}

function clockOf(client: MongoClient, dbPrefix: string): Collection<ClockRow> {
  return client.db(`${dbPrefix}clock`).collection<ClockRow>('clock');
}

/** The hub's time: the real one plus the offset that all processes share. */
export async function readHubTime(client: MongoClient, dbPrefix: string): Promise<Date> {
  const row = await clockOf(client, dbPrefix).findOne({ _id: 'clock' });
  return new Date(Date.now() + (row?.offsetMs ?? 0));
}

/**
 * Sets the clock to HUB_NOW at the first start with that very value; it then runs, over restarts too, so that a
 * hub that is started again does not live through the same days twice.
 */
export async function startHubClock(client: MongoClient, settings: Settings): Promise<void> {
  if (!settings.now) return;
  const clock = clockOf(client, settings.dbPrefix);
  const hubNow = settings.now.getTime();
  const row = await clock.findOne({ _id: 'clock' });
  if (row?.hubNow === hubNow) return;
  await clock.updateOne(
    { _id: 'clock' },
    { $set: { offsetMs: hubNow - Date.now(), hubNow } },
    { upsert: true },
  );
}

/** Moves the hub's clock by so many milliseconds in all processes, or back to real time; resolves to its new time. */
export async function moveHubClock(
  client: MongoClient,
  dbPrefix: string,
  move: number | 'reset',
): Promise<Date> {
  const change = move === 'reset' ? { $set: { offsetMs: 0 } } : { $inc: { offsetMs: move } };
  await clockOf(client, dbPrefix).updateOne({ _id: 'clock' }, change, { upsert: true });
  return readHubTime(client, dbPrefix);
}
