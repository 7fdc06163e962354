import { randomBytes } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { agencies } from '../../../subgraphs/agencies/subgraph.ts';
import type { EnvironmentStore } from '../../../subgraphs/environment/environment.store.ts';
import { environment } from '../../../subgraphs/environment/subgraph.ts';
import { moveClock } from '../../../subgraphs/kit/clock.ts';
import type { RunningSubgraph } from '../../../subgraphs/kit/index.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import { until } from '../../kit/live-client.ts';
import type { Ask } from '../agencies/signed-client.ts';
import { person, signedClient, testSecret } from '../agencies/signed-client.ts';
import { seedTools } from '../agencies/start-agencies.ts';

export const operator = person('feed', 'operator');
export const auditor = person('auditor', 'auditor');
export const citizen = person('an', 'citizen');
export const ioc = person('ioc', 'ioc');

/** What the hub's clock shows at the start of a world. */
export const now = new Date('2026-11-25T08:20:00Z');

export interface EnvironmentWorld {
  readonly running: RunningSubgraph<EnvironmentStore>;
  readonly ask: Ask;
  readonly client: MongoClient;
  readonly mongoUri: string;
  readonly dbPrefix: string;
  readonly dbName: string;
  close(): Promise<void>;
}

/** Agencies with the city's wards, and environment that has followed them, on databases of their own and at `now`. */
export async function startEnvironment(): Promise<EnvironmentWorld> {
  const mongoUri = process.env['TEST_MONGODB_URI'] ?? '';
  const dbPrefix = `env_${randomBytes(4).toString('hex')}_`;
  const client = await new MongoClient(mongoUri).connect();
  await moveClock(client, dbPrefix, now.getTime() - Date.now());
  const options = { mongoUri, dbPrefix, port: 0, secret: testSecret, log: silentLogger };
  const agenciesRunning = await agencies.start({ ...options, peers: {} });
  await agenciesRunning.seed(seedTools);
  const running = await environment.start({ ...options, peers: { agencies: agenciesRunning.url } });
  await until(() => running.ready(), 60_000);
  return {
    running,
    ask: signedClient(running.url),
    client,
    mongoUri,
    dbPrefix,
    dbName: `${dbPrefix}environment`,
    close: async () => {
      await running.close();
      await agenciesRunning.close();
      for (const name of ['environment', 'agencies', 'clock'])
        await client.db(`${dbPrefix}${name}`).dropDatabase();
      await client.close();
    },
  };
}

/** An air station with one datastream of each property, hourly; answers nothing. */
export async function register(ask: Ask, input: object): Promise<void> {
  const { errors } = await ask(
    'mutation ($input: StationInput!) { registerStation(input: $input) { id } }',
    { input: { ...station, ...input } },
    operator,
  );
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
}

export const station = {
  id: 'le-loi',
  kind: 'AIR',
  name: 'Lê Lợi',
  nameEn: 'Le Loi',
  stationClass: 'REFERENCE',
  owner: 'Sở Nông nghiệp và Môi trường',
  lat: 16.553,
  lon: 107.642,
  datastreams: [
    { property: 'PM25', averagingMinutes: 60 },
    { property: 'NO2', averagingMinutes: 60 },
  ],
};

export const kimLong = {
  ...station,
  id: 'kim-long',
  kind: 'WATER_LEVEL',
  name: 'Kim Long',
  nameEn: 'Kim Long',
  lat: 16.4637,
  lon: 107.5909,
  water: 'Sông Hương',
  alarmLevels: { bd1: 1, bd2: 2, bd3: 3.5 },
  warnedWards: ['19789'],
  datastreams: [{ property: 'WATER_LEVEL', averagingMinutes: 10 }],
};

export const ingest = `mutation ($input: IngestObservationsInput!, $key: String) {
  ingestObservations(input: $input, clientMutationId: $key) {
    batchId added replaced repeated suspect invalid refused refusals { row field rule message } } }`;

/** Sends rows as the operator; answers the report. */
export async function send(ask: Ask, rows: readonly object[]) {
  const { data, errors } = await ask(ingest, { input: { rows } }, operator);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data.ingestObservations;
}

/** So many hours before the last whole one. */
export function hoursAgo(hours: number): string {
  return new Date(Date.parse('2026-11-25T07:00:00Z') - hours * 3_600_000).toISOString();
}
