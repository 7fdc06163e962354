import { MongoClient } from 'mongodb';
import type { RunningSubgraph } from '../subgraphs/kit/define-subgraph.ts';
import { SettingError } from '../subgraphs/kit/process/env.ts';
import { createLogger } from '../subgraphs/kit/process/logger.ts';
import type { Closable } from '../subgraphs/kit/process/shutdown.ts';
import { closeInOrder } from '../subgraphs/kit/process/shutdown.ts';
import type { CitySubgraph } from './city-subgraphs.ts';
import { readCitySubgraphs } from './city-subgraphs.ts';
import type { CommandInput } from './command-input.ts';
import { openHubClock } from './hub-clock.ts';
import { keptSecret } from './kept-secret.ts';
import { mongoUriOfHub } from './mongo-uri-of-hub.ts';
import { openMongo } from './open-mongo.ts';
import { openSubgraphs } from './open-subgraphs.ts';
import { checkPorts } from './ports.ts';
import { createProgress } from './progress.ts';
import { progressBar } from './progress-bar.ts';
import type { SampleDataOptions } from './sample-data.ts';
import { isLoading, loadSampleData, samplePeople, seedSubgraph } from './sample-data.ts';
import type { Settings } from './settings.ts';
import { readSettings } from './settings.ts';

const maxReports = 1_000_000;

/**
 * Runs `npm run seed -- --reports 100000`: loads a sample of that many reports into the database of the hub that runs
 * on the data folder, into that of MONGODB_URI, or into a mongod of its own on the data folder. It takes as much
 * memory for many as for few; one that was broken off goes on where it was, and a repeat adds nothing.
 */
export async function run(input: CommandInput): Promise<number> {
  const count = parseCount(input.args);
  const settings = readSettings(input.env);
  if (settings.environment === 'production')
    throw new SettingError('Sample data is not for production: HUB_ENV=production.');
  const progress = createProgress(process.stderr);
  const opened: Closable[] = [];
  try {
    const load = await openLoad({ input, settings, show: progress.show }, opened);
    const began = performance.now();
    await loadReports(count, load);
    progress.clear();
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    process.stdout.write(`The sample of ${count} reports is loaded (${seconds} s).\n`);
    return 0;
  } catch (error) {
    if (!input.signal.aborted) throw error;
    progress.clear();
    process.stdout.write('Broken off; the next run goes on from here.\n');
    return 1;
  } finally {
    await closeInOrder(opened)();
    progress.clear();
  }
}

/** @throws SettingError */
function parseCount(args: readonly string[]): number {
  const [name, value, ...more] = args;
  const count = Number(value);
  if (
    name === '--reports' &&
    more.length === 0 &&
    Number.isInteger(count) &&
    count >= 1 &&
    count <= maxReports
  )
    return count;
  throw new SettingError(`Say how many: npm run seed -- --reports 100000 (1 to ${maxReports}).`);
}

interface Opening {
  readonly input: CommandInput;
  readonly settings: Settings;
  readonly show: (text: string) => void;
}

type Load = SampleDataOptions;

async function openLoad({ input, settings, show }: Opening, opened: Closable[]): Promise<Load> {
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
  const parts = { subgraphs, mongoUri: mongo.uri, dbPrefix, secret, production: false, log };
  const { running } = hold(await openSubgraphs({ ...parts, client }));
  return {
    subgraphs: running,
    client,
    dbPrefix,
    now: () => clock.now(),
    progress: show,
    signal,
    log,
    given: samplePeople(secret),
  };
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

async function loadReports(count: number, load: Load): Promise<void> {
  const options = { ...load, given: { ...load.given, reports: count }, describe: progressBar() };
  const loaded = await loadSampleData(options);
  const reports = load.subgraphs.find(({ name }: RunningSubgraph) => name === 'reports');
  if (reports && !loaded.includes('reports')) await seedSubgraph(reports, options);
}
