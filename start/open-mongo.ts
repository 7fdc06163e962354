import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Env } from '../subgraphs/kit/process/env.ts';
import type { Logger } from '../subgraphs/kit/process/logger.ts';
import { checkMongoUri } from './check-mongo-uri.ts';
import { findMongod } from './find-mongod.ts';
import type { MongodOptions, RunningMongod } from './mongod.ts';
import { startMongod } from './mongod.ts';

export interface OpenMongoOptions {
  readonly uri: string | undefined;
  readonly dataDir: string;
  readonly env: Env;
  readonly log: Logger;
  readonly progress: (text: string) => void;
}

/** The database of this start. `close` stops a mongod of our own and leaves a foreign one alone. */
export interface OpenedMongo {
  readonly uri: string;
  close(): Promise<void>;
}

/**
 * The replica set of MONGODB_URI where it is set, otherwise a mongod of our own on `<dataDir>/mongo`, which is
 * started again at the same address should it die while the hub runs.
 * @throws SettingError one sentence
 */
export async function openMongo(options: OpenMongoOptions): Promise<OpenedMongo> {
  if (options.uri) {
    await checkMongoUri(options.uri);
    return { uri: options.uri, close: () => Promise.resolve() };
  }
  const binary = await findMongod(options);
  return keepRunning({ binary, dir: join(options.dataDir, 'mongo') }, options.log);
}

async function keepRunning(options: MongodOptions, log: Logger): Promise<OpenedMongo> {
  const stop = new AbortController();
  let current = await startMongod(options);
  const { uri, port } = current;
  const supervise = async (): Promise<void> => {
    for (;;) {
      await current.gone;
      if (stop.signal.aborted) return;
      current = await revive({ ...options, port }, log, stop.signal);
      // Asked to stop while it came up: `close` has seen only its predecessor.
      if (stop.signal.aborted) await current.close();
    }
  };
  const supervised = supervise().catch((error: unknown) => {
    if (!stop.signal.aborted) log.error({ error }, 'mongod is gone');
  });
  return {
    uri,
    close: async () => {
      stop.abort();
      await current.close();
      await supervised;
    },
  };
}

async function revive(options: MongodOptions, log: Logger, signal: AbortSignal): Promise<RunningMongod> {
  for (;;) {
    log.warn({ port: options.port }, 'mongod died; starting it again on the same data');
    try {
      return await startMongod(options);
    } catch (error) {
      log.error({ error }, 'mongod does not start');
      await sleep(2_000, undefined, { signal });
    }
  }
}
