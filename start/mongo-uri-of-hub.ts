import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SettingError } from '../subgraphs/kit/process/env.ts';
import { isAlive } from './is-alive.ts';
import type { Settings } from './settings.ts';

/**
 * The replica set of the hub of this data folder, for a process beside it: MONGODB_URI, or the mongod that a
 * running `npm start` keeps there.
 * @throws SettingError when there is neither
 */
export async function mongoUriOfHub(settings: Settings, dataDir: string): Promise<string> {
  if (settings.mongodbUri) return settings.mongodbUri;
  const read = async (name: string): Promise<number> =>
    Number((await readFile(join(dataDir, 'mongo', name), 'utf8').catch(() => '')).trim());
  const [pid, port] = await Promise.all([read('mongod.lock'), read('.port')]);
  if (pid && port && isAlive(pid)) return `mongodb://127.0.0.1:${port}/?replicaSet=rs0`;
  throw new SettingError(`No hub runs on ${dataDir}: start it with npm start, or set MONGODB_URI.`);
}
