import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MongoClient } from 'mongodb';
import { findMongod } from '../start/find-mongod.ts';
import { startMongod } from '../start/mongod.ts';
import type { CityReady } from './city-process.ts';

export interface World extends CityReady {
  readonly mongo: MongoClient;
  ask(query: string, as: keyof CityReady['tokens'], variables?: object): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

/** A mongod of its own with empty data, and the city on it in another process. */
export async function startWorld(): Promise<World> {
  const progress = (text: string): void => void process.stderr.write(`${text}\n`);
  const dir = await mkdtemp(join(tmpdir(), 'hub-bench-'));
  const binary = await findMongod({ dataDir: '.data', env: process.env, progress });
  const mongod = await startMongod({ binary, dir, diesWithParent: true });
  progress('starting the city');
  const city = fork(fileURLToPath(new URL('city-process.ts', import.meta.url)), {
    env: { ...process.env, TEST_MONGODB_URI: mongod.uri },
  });
  const [message] = await once(city, 'message');
  const ready = parseReady(message);
  const mongo = await new MongoClient(mongod.uri).connect();
  return {
    ...ready,
    mongo,
    ask: (query, as, variables) => ask(ready, { query, variables }, ready.tokens[as]),
    close: async () => {
      await mongo.close();
      const ended = once(city, 'exit');
      city.disconnect();
      await ended;
      await mongod.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function ask({ url }: CityReady, body: object, token: string): Promise<Record<string, unknown>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  const answer = parseAnswer(await response.json());
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data ?? {};
}

function parseReady(message: unknown): CityReady {
  return message as CityReady;
}

function parseAnswer(answer: unknown): { data?: Record<string, unknown>; errors?: unknown } {
  return answer as { data?: Record<string, unknown>; errors?: unknown };
}
