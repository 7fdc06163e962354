import { MongoClient } from 'mongodb';
import type { Logger } from '../subgraphs/kit/process/logger.ts';
import type { Closable } from '../subgraphs/kit/process/shutdown.ts';
import { closeInOrder } from '../subgraphs/kit/process/shutdown.ts';
import type { CommandInput } from './command-input.ts';
import { mongoUriOfHub } from './mongo-uri-of-hub.ts';
import { openMongo } from './open-mongo.ts';
import type { Settings } from './settings.ts';

export interface HubDatabase extends Closable {
  readonly client: MongoClient;
}

/**
 * The database of the hub that runs on the data folder, that of MONGODB_URI, or a mongod of its own on the data folder: for
 * commands that read it as it is, with no subgraph started. Close it.
 * @throws SettingError
 */
export async function openHubDatabase(
  { env, dataDir, ownsData }: CommandInput,
  settings: Settings,
  log: Logger,
): Promise<HubDatabase> {
  const uri = ownsData ? settings.mongodbUri : await mongoUriOfHub(settings, dataDir);
  const mongo = await openMongo({ uri, dataDir, env, log, progress: () => undefined });
  const client = new MongoClient(mongo.uri);
  const close = closeInOrder([client, mongo]);
  try {
    await client.connect();
  } catch (error) {
    await close();
    throw error;
  }
  return { client, close };
}
