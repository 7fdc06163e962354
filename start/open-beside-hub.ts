import { MongoClient } from 'mongodb';
import type { RunningSubgraph } from '../subgraphs/kit/define-subgraph.ts';
import { SettingError } from '../subgraphs/kit/process/env.ts';
import type { Logger } from '../subgraphs/kit/process/logger.ts';
import { createLogger } from '../subgraphs/kit/process/logger.ts';
import type { Closable } from '../subgraphs/kit/process/shutdown.ts';
import type { CitySubgraph } from './city-subgraphs.ts';
import { readCitySubgraphs } from './city-subgraphs.ts';
import type { CommandInput } from './command-input.ts';
import { openHubClock } from './hub-clock.ts';
import { keptSecret } from './kept-secret.ts';
import { mongoUriOfHub } from './mongo-uri-of-hub.ts';
import { openMongo } from './open-mongo.ts';
import { openSubgraphs } from './open-subgraphs.ts';
import { checkPorts } from './ports.ts';
import { isLoading } from './sample-data.ts';
import type { Settings } from './settings.ts';

export interface Opening {
  readonly input: CommandInput;
  readonly settings: Settings;
  readonly show: (text: string) => void;
}

/** The subgraphs of this process, for a command that works on the hub's data. */
export interface BesideHub {
  readonly running: readonly RunningSubgraph[];
  readonly client: MongoClient;
  readonly dbPrefix: string;
  readonly secret: string;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly log: Logger;
}

/**
 * Opens the subgraphs a second time, on free ports, over the database of the hub that runs on the data folder, that of MONGODB_URI, or
 * a mongod of its own on the data folder. What runs is put at the front of `opened`, to be closed in that order.
 * @throws SettingError
 */
export async function openBesideHub(
  { input, settings, show }: Opening,
  opened: Closable[],
): Promise<BesideHub> {
  const hold = <T extends Closable>(part: T): T => {
    opened.unshift(part);
    input.signal.throwIfAborted();
    return part;
  };
  const { dataDir, ownsData, env, signal, root } = input;
  const { dbPrefix } = settings;
  const secret = await keptSecret(settings, dataDir);
  const log = createLogger('hub', settings.logLevel);
  // A hub that has the data folder runs; otherwise its mongod is ours to start, unless MONGODB_URI names another.
  const uri = ownsData ? settings.mongodbUri : await mongoUriOfHub(settings, dataDir);
  show('starting');
  const mongo = hold(await openMongo({ uri, dataDir, env, log, progress: show }));
  const client = await new MongoClient(mongo.uri).connect();
  hold({ close: () => client.close() });
  if (!ownsData && (await isLoading(client, dbPrefix)))
    throw new SettingError(
      'The hub is loading its sample data; try again when it says that they are loaded.',
    );
  const clock = hold(await openHubClock({ client, settings, log }));
  const subgraphs = await subgraphsOnFreePorts(`${root}/rover.yaml`);
  const parts = {
    subgraphs,
    mongoUri: mongo.uri,
    dbPrefix,
    secret,
    production: settings.environment === 'production',
    log,
  };
  const { running } = hold(await openSubgraphs({ ...parts, client }));
  return { running, client, dbPrefix, secret, now: () => clock.now(), signal, log };
}

/** Beside a hub that runs: nobody but this process asks them. */
async function subgraphsOnFreePorts(roverFile: string): Promise<readonly CitySubgraph[]> {
  for (let attempt = 1; ; attempt += 1) {
    const base = 20_000 + Math.floor(Math.random() * 10_000);
    const subgraphs = readCitySubgraphs(roverFile, base);
    const needed = subgraphs.map(({ port, name }) => ({ port, host: '127.0.0.1', use: name }));
    try {
      await checkPorts(needed, base);
      return subgraphs;
    } catch (error) {
      if (attempt === 20) throw error;
    }
  }
}
