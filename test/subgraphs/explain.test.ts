import { randomBytes } from 'node:crypto';
import { buildClientSchema, getIntrospectionQuery } from 'graphql';
import { MongoClient } from 'mongodb';
import type { Document } from 'mongodb';
import { readCitySubgraphs } from '../../start/city-subgraphs.ts';
import type { OpenSubgraphs } from '../../start/open-subgraphs.ts';
import { openSubgraphs } from '../../start/open-subgraphs.ts';
import { silentLogger } from '../../subgraphs/kit/process/logger.ts';
import { freeBasePort } from '../kit/free-ports.ts';
import { until } from '../kit/live-client.ts';
import { repositoryRoot } from '../kit/start-process.ts';
import { testUri } from '../kit/subgraph-parts.ts';
import type { Ask } from './agencies/signed-client.ts';
import { person, signedClient, testSecret } from './agencies/signed-client.ts';
import { generateQuestions } from './generate-questions.ts';

const dbPrefix = `explain_${randomBytes(4).toString('hex')}_`;
const viewers = [
  person('sample-citizen-1', 'citizen'),
  { ...person('sample-staff', 'ioc', 'identityOfficer', 'officer'), agencyId: 'ubnd-19753' },
];

/** Read whole on purpose: a handful of rows, all of them wanted. */
const readWhole: readonly string[] = [
  'calendars',
  'wards',
  'agencies',
  'committees',
  'jurisdictions',
  'categories',
  'projections',
  'follows',
  'leases',
];

/**
 * Of all that a database does, only what may be a fault is written down, so that nothing of it is overwritten: the
 * collection that profiles are written to is small and goes round.
 */
const watched = {
  profile: 1,
  slowms: 0,
  filter: { $or: [{ planSummary: { $regex: 'COLLSCAN' } }, { hasSortStage: true }] },
};

/** What a read does that no read may: it looks at every document, or sorts in memory. Any one document is no search. */
function faultOf({ planSummary, hasSortStage, command }: Document): string | null {
  const isAnyOne = command?.['limit'] === 1 && Object.keys(command['filter'] ?? {}).length === 0;
  if (String(planSummary).includes('COLLSCAN') && !isAnyOne) return 'collection scan';
  return hasSortStage ? 'sort in memory' : null;
}

describe('every subgraph of rover.yaml', () => {
  let client: MongoClient;
  let opened: OpenSubgraphs;
  let asks: ReadonlyMap<string, Ask>;
  beforeAll(async () => {
    client = await new MongoClient(testUri()).connect();
    const subgraphs = readCitySubgraphs(`${repositoryRoot}/rover.yaml`, await freeBasePort());
    for (const { name } of subgraphs) await client.db(`${dbPrefix}${name}`).command(watched);
    const parts = { subgraphs, mongoUri: testUri(), dbPrefix, secret: testSecret, production: false };
    opened = await openSubgraphs({ ...parts, client, log: silentLogger });
    asks = new Map(opened.running.map(({ name, url }) => [name, signedClient(url)]));
    for (const subgraph of opened.running)
      await subgraph.seed({
        log: silentLogger,
        now: () => new Date(),
        progress: () => undefined,
        given: { reports: 100 },
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
      for (const question of generateQuestions(schema, values))
        for (const viewer of viewers) {
          const { status } = await ask(question, {}, viewer);
          expect([name, question, status]).toEqual([name, question, 200]);
          asked += 1;
        }
    }
    expect(asked).toBeGreaterThan(60);
    const faults: unknown[] = [];
    let looks = 0;
    for (const name of asks.keys()) {
      const profile = client.db(`${dbPrefix}${name}`).collection('system.profile');
      for await (const look of profile.find({ ns: { $not: /system\.profile/ } })) {
        looks += 1;
        const fault = faultOf(look);
        const collection = String(look['ns']).split('.').slice(1).join('.');
        // The few areas within 300 m of a point are put in order by distance and id.
        const isFine = fault === 'sort in memory' ? collection === 'wards' : readWhole.includes(collection);
        if (fault && !isFine)
          faults.push({ fault, collection, command: JSON.stringify(look['command'])?.slice(0, 400) });
      }
    }
    expect(faults).toEqual([]);
    // Those that may be read whole are: the profile does see what it is to see.
    expect(looks).toBeGreaterThan(0);
  }, 180_000);
});
