import { randomBytes } from 'node:crypto';
import { buildClientSchema, getIntrospectionQuery } from 'graphql';
import { MongoClient } from 'mongodb';
import { readCitySubgraphs } from '../../start/city-subgraphs.ts';
import type { OpenSubgraphs } from '../../start/open-subgraphs.ts';
import { openSubgraphs } from '../../start/open-subgraphs.ts';
import { silentLogger } from '../../subgraphs/kit/process/logger.ts';
import { freeBasePort } from '../kit/free-base-port.ts';
import { until } from '../kit/live-client.ts';
import { repositoryRoot } from '../kit/start-process.ts';
import { testUri } from '../kit/subgraph-parts.ts';
import type { Ask } from './agencies/signed-client.ts';
import { person, signedClient, testSecret } from './agencies/signed-client.ts';
import { generateQuestions } from './generate-questions.ts';
import { readFaults, watchReads } from './read-faults.ts';

const dbPrefix = `explain_${randomBytes(4).toString('hex')}_`;
const viewers = [
  person('sample-citizen-1', 'citizen'),
  { ...person('sample-staff', 'ioc', 'identityOfficer', 'officer'), agencyId: 'ubnd-19753' },
];

describe('every subgraph of rover.yaml', () => {
  let client: MongoClient;
  let opened: OpenSubgraphs;
  let asks: ReadonlyMap<string, Ask>;
  beforeAll(async () => {
    client = await new MongoClient(testUri()).connect();
    const subgraphs = readCitySubgraphs(`${repositoryRoot}/rover.yaml`, await freeBasePort());
    for (const { name } of subgraphs) await client.db(`${dbPrefix}${name}`).command(watchReads);
    const parts = { subgraphs, mongoUri: testUri(), dbPrefix, secret: testSecret, production: false };
    opened = await openSubgraphs({ ...parts, client, log: silentLogger });
    asks = new Map(opened.running.map(({ name, url }) => [name, signedClient(url)]));
    for (const subgraph of opened.running)
      await subgraph.seed({
        log: silentLogger,
        now: () => new Date(),
        progress: () => undefined,
        given: { reports: 100, days: 2 },
      });
    await until(() => opened.running.every((subgraph) => subgraph.ready()), 60_000);
  }, 240_000);
  afterAll(async () => {
    const names = opened.running.map(({ name }) => name);
    await opened.close();
    for (const name of [...names, 'clock']) await client.db(`${dbPrefix}${name}`).dropDatabase();
    await client.close();
  });

  test('reads from indexes and sorts by them, whatever field is asked, seed, kit and projections included', async () => {
    const reports = client.db(`${dbPrefix}reports`);
    const sample = await reports.collection('reports').findOne({ isPublic: true });
    if (!sample) throw new Error('expected a sample report');
    const quote = (value: unknown): string => JSON.stringify(value);
    const values = {
      id: quote(sample['_id']),
      code: quote(sample['code']),
      ward: quote(sample['wardCode']),
      agency: quote(sample['agencyId']),
      lat: '16.4637',
      lon: '107.5909',
      radiusM: '1500',
      south: '16.45',
      west: '107.55',
      north: '16.48',
      east: '107.6',
      text: '"den duong"',
      year: '2026',
      from: '"2026-02-10"',
      order: 'NEWEST',
      first: '5',
    };
    let asked = 0;
    for (const [name, ask] of asks) {
      const introspected = await ask(getIntrospectionQuery());
      const schema = buildClientSchema(introspected.data);
      for (const question of generateQuestions(schema, values)) {
        const answers = await Promise.all(viewers.map((viewer) => ask(question, {}, viewer)));
        for (const { status } of answers) expect([name, question, status]).toEqual([name, question, 200]);
        asked += answers.length;
      }
    }
    expect(asked).toBeGreaterThan(60);
    const all = await Promise.all(
      [...asks.keys()].map((name) => readFaults(client.db(`${dbPrefix}${name}`))),
    );
    expect(all.flatMap(({ faults }) => faults)).toEqual([]);
    // Those that may be read whole are: the profile does see what it is to see.
    expect(all.some(({ looks }) => looks > 0)).toBe(true);
  }, 180_000);
});
