import { once } from 'node:events';
import { join } from 'node:path';
import { SettingError } from '../subgraphs/kit/process/env.ts';
import { createLogger } from '../subgraphs/kit/process/logger.ts';
import { checkMongoUri } from './check-mongo-uri.ts';
import { readCitySubgraphs } from './city-subgraphs.ts';
import type { CommandInput } from './command-input.ts';
import { keptSecret } from './kept-secret.ts';
import { mongoUriOfHub } from './mongo-uri-of-hub.ts';
import { openSubgraph } from './open-subgraphs.ts';
import { checkPorts } from './ports.ts';
import { readSettings } from './settings.ts';

/** Runs `npm run subgraph -- NAME`: one subgraph alone in this process, at its own port, until the signal. */
export async function run({ args, env, root, dataDir, signal }: CommandInput): Promise<number> {
  const settings = readSettings(env);
  const subgraphs = readCitySubgraphs(join(root, 'rover.yaml'), settings.port);
  const subgraph = subgraphs.find(({ name }) => name === args[0]);
  if (!subgraph) {
    throw new SettingError(`Name a subgraph, one of ${subgraphs.map(({ name }) => name).join(', ')}.`);
  }
  await checkPorts([{ port: subgraph.port, host: '127.0.0.1', use: subgraph.name }], settings.port);
  const mongoUri = await mongoUriOfHub(settings, dataDir);
  await checkMongoUri(mongoUri);
  const secret = await keptSecret(settings, dataDir);
  const log = createLogger('hub', settings.logLevel);
  const production = settings.environment === 'production';
  const parts = { subgraphs, mongoUri, dbPrefix: settings.dbPrefix, secret, production, log };
  const running = await openSubgraph(subgraph, parts);
  process.stdout.write(`${subgraph.name} is ready at ${running.url}\n`);
  if (!signal.aborted) await once(signal, 'abort');
  await running.close();
  return 0;
}
