import { MongoClient } from 'mongodb';
import { readChoice, SettingError } from '../subgraphs/kit/process/env.ts';
import type { CommandInput } from './command-input.ts';
import { moveHubClock } from './hub-clock.ts';
import { mongoUriOfHub } from './mongo-uri-of-hub.ts';
import { readSettings } from './settings.ts';

const unitMs = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 } as const;

/**
 * Runs `npm run clock -- +15d`: moves the clock of the running hub, in all its processes, through MongoDB. Without
 * an argument it only says what the clock shows.
 */
export async function run({ args, env, dataDir }: CommandInput): Promise<number> {
  if (readChoice(env, 'HUB_ENV', ['development', 'production']) === 'production') {
    throw new SettingError("The hub's clock cannot be moved when HUB_ENV=production.");
  }
  const settings = readSettings(env);
  const move = args[0] === undefined ? 0 : parseMove(args[0]);
  const client = new MongoClient(await mongoUriOfHub(settings, dataDir), { serverSelectionTimeoutMS: 5_000 });
  try {
    const now = await moveHubClock(client, settings.dbPrefix, move);
    process.stdout.write(`The hub's clock shows ${now.toISOString()}.\n`);
    return 0;
  } finally {
    await client.close();
  }
}

/** `+15d`, `-2h`, `+10m`, `+30s` in milliseconds. @throws SettingError */
export function parseMove(text: string): number | 'reset' {
  if (text === 'reset') return 'reset';
  const match = /^([+-]\d{1,6})([dhms])$/.exec(text);
  const unit = match?.[2];
  if (unit === 'd' || unit === 'h' || unit === 'm' || unit === 's') return Number(match?.[1]) * unitMs[unit];
  throw new SettingError(
    `The clock is moved by +15d, +36h, +10m, +30s (or - of these) or reset, not by "${text}".`,
  );
}
