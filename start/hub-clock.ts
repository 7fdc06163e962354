import type { MongoClient } from 'mongodb';
import { moveClock } from '../subgraphs/kit/clock.ts';

/** What the hub's clock shows in every process that is not in production. */
export function readHubTime(client: MongoClient, dbPrefix: string): Promise<Date> {
  return moveClock(client, dbPrefix, 0);
}

/** Moves the hub's clock in all processes by so many milliseconds, or back to real time; resolves to its new time. */
export async function moveHubClock(
  client: MongoClient,
  dbPrefix: string,
  move: number | 'reset',
): Promise<Date> {
  if (move !== 'reset') return moveClock(client, dbPrefix, move);
  return moveClock(client, dbPrefix, Date.now() - (await readHubTime(client, dbPrefix)).getTime());
}
