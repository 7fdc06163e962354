import { randomBytes } from 'node:crypto';
import { MongoClient } from 'mongodb';
import type { AgenciesStore } from '../../../subgraphs/agencies/agency.store.ts';
import { agencies } from '../../../subgraphs/agencies/subgraph.ts';
import type { CitizensStore } from '../../../subgraphs/citizens/citizen.store.ts';
import { citizens } from '../../../subgraphs/citizens/subgraph.ts';
import { moveClock } from '../../../subgraphs/kit/clock.ts';
import type { RunningSubgraph, Viewer } from '../../../subgraphs/kit/index.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import { until } from '../../kit/live-client.ts';
import type { Ask } from '../agencies/signed-client.ts';
import { person, signedClient, testSecret } from '../agencies/signed-client.ts';
import { seedTools } from '../agencies/start-agencies.ts';

export const officer = person('identity-officer', 'identityOfficer');
export const auditor = person('auditor', 'auditor');
/** Acts for the committee of Thuận Hóa ward. */
export const wardOfficer: Viewer = { ...person('ward-officer', 'officer'), agencyId: 'ubnd-19753' };
export const teacher: Viewer = { ...person('teacher', 'teacher'), agencyId: 'truong-thcs-nguyen-tri-phuong' };

export interface CitizensWorld {
  readonly running: RunningSubgraph<CitizensStore>;
  readonly agencies: RunningSubgraph<AgenciesStore>;
  readonly ask: Ask;
  readonly askAgencies: Ask;
  readonly client: MongoClient;
  readonly dbPrefix: string;
  readonly dbName: string;
  /** Sets the hub's clock. */
  setClock(now: Date): Promise<void>;
  close(): Promise<void>;
}

/** Agencies with the city's facts, and citizens that has followed them, on databases of their own. */
export async function startCitizens(now?: Date): Promise<CitizensWorld> {
  const mongoUri = process.env['TEST_MONGODB_URI'] ?? '';
  const dbPrefix = `citizens_${randomBytes(4).toString('hex')}_`;
  const client = await new MongoClient(mongoUri).connect();
  let offsetMs = 0;
  const setClock = async (to: Date): Promise<void> => {
    const deltaMs = to.getTime() - (Date.now() + offsetMs);
    offsetMs += deltaMs;
    await moveClock(client, dbPrefix, deltaMs);
    // Each process looks every 400 ms.
    await new Promise((resolve) => setTimeout(resolve, 900));
  };
  if (now) await setClock(now);
  const options = { mongoUri, dbPrefix, port: 0, secret: testSecret, log: silentLogger };
  const facts = await agencies.start({ ...options, peers: {} });
  await facts.seed(seedTools);
  const running = await citizens.start({ ...options, peers: { agencies: facts.url } });
  await until(() => running.ready(), 60_000);
  return {
    running,
    agencies: facts,
    ask: signedClient(running.url),
    askAgencies: signedClient(facts.url),
    client,
    dbPrefix,
    dbName: `${dbPrefix}citizens`,
    setClock,
    close: async () => {
      await running.close();
      await facts.close();
      for (const name of ['citizens', 'agencies', 'clock'])
        await client.db(`${dbPrefix}${name}`).dropDatabase();
      await client.close();
    },
  };
}
