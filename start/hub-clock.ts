import type { MongoClient } from 'mongodb';
import type { OpenClock } from '../subgraphs/kit/clock.ts';
import { moveClock, openClock } from '../subgraphs/kit/clock.ts';
import type { Logger } from '../subgraphs/kit/process/logger.ts';
import type { Settings } from './settings.ts';

export interface HubClockParts {
  readonly client: MongoClient;
  readonly settings: Settings;
  readonly log: Logger;
}

/** The hub's clock as the settings have it. */
export function openHubClock({ client, settings, log }: HubClockParts): Promise<OpenClock> {
  const { dbPrefix: prefix, now: hubNow, environment } = settings;
  return openClock({ client, prefix, hubNow, production: environment === 'production', log });
}

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
