import { randomBytes } from 'node:crypto';
import { MongoClient } from 'mongodb';
import type { AgenciesStore } from '../../../subgraphs/agencies/agency.store.ts';
import { moveClock } from '../../../subgraphs/kit/clock.ts';
import type { RunningSubgraph, Viewer } from '../../../subgraphs/kit/index.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import type { ReportsStore } from '../../../subgraphs/reports/report.store.ts';
import { reports } from '../../../subgraphs/reports/subgraph.ts';
import { until } from '../../kit/live-client.ts';
import type { Ask } from '../agencies/signed-client.ts';
import { person, signedClient, testSecret } from '../agencies/signed-client.ts';
import { agencies } from '../../../subgraphs/agencies/subgraph.ts';
import { seedTools } from '../agencies/start-agencies.ts';

export const citizen = person('an', 'citizen');
export const stranger = person('binh', 'citizen');
export const ioc = person('ioc', 'ioc');
export const identityOfficer = person('identity', 'identityOfficer');
/** Acts for the agency that gets waste reports. */
export const officer: Viewer = { ...person('officer', 'officer'), agencyId: 'hepco' };
export const otherOfficer: Viewer = { ...person('officer2', 'officer'), agencyId: 'so-xay-dung' };

export interface ReportsWorld {
  readonly running: RunningSubgraph<ReportsStore>;
  readonly agencies: RunningSubgraph<AgenciesStore>;
  readonly ask: Ask;
  readonly askAgencies: Ask;
  readonly client: MongoClient;
  readonly dbName: string;
  readonly mongoUri: string;
  /** Sets the hub's clock. */
  setClock(now: Date): Promise<void>;
  /** Kills this process's reports, in a manner of speaking, and starts it again. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Agencies with the city's facts, and reports that has followed them, on databases of their own. */
export async function startReports(
  now?: Date,
  mongoUri = process.env['TEST_MONGODB_URI'] ?? '',
): Promise<ReportsWorld> {
  const dbPrefix = `reports_${randomBytes(4).toString('hex')}_`;
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
  const agenciesRunning = await agencies.start({ ...options, peers: {} });
  await agenciesRunning.seed(seedTools);
  const start = () => reports.start({ ...options, peers: { agencies: agenciesRunning.url } });
  let running = await start();
  await until(() => running.ready(), 60_000);
  return {
    get running() {
      return running;
    },
    agencies: agenciesRunning,
    ask: (...args) => signedClient(running.url)(...args),
    askAgencies: signedClient(agenciesRunning.url),
    client,
    dbName: `${dbPrefix}reports`,
    mongoUri,
    setClock,
    restart: async () => {
      await running.close();
      running = await start();
      await until(() => running.ready(), 60_000);
    },
    close: async () => {
      await running.close();
      await agenciesRunning.close();
      for (const name of ['reports', 'agencies', 'clock'])
        await client.db(`${dbPrefix}${name}`).dropDatabase();
      await client.close();
    },
  };
}

export const draft = {
  categoryCode: 'ENVIRONMENT_WASTE',
  title: 'Bùn đất tràn ra đường Lê Lợi',
  description: 'Xe chở đất làm rơi bùn, rất trơn khi trời mưa.',
  lat: 16.463712,
  lon: 107.590987,
  address: 'Trước số 12 Lê Lợi',
  contact: { name: 'Nguyễn Văn An', phone: '0914 123 456' },
};

export const createReport = `mutation ($input: CreateReportInput!, $key: String) {
  createReport(input: $input, clientMutationId: $key) { id code version state }
}`;

/** A report sent by the citizen; answers its id. */
export async function send(ask: Ask, input: object = {}, viewer: Viewer = citizen): Promise<string> {
  const { data, errors } = await ask(createReport, { input: { ...draft, ...input } }, viewer);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data.createReport.id;
}

/** `name(id: …, rest)` as a mutation; answers code (and more of the extensions) or the state reached. */
export function step(ask: Ask, id: string) {
  return async (viewer: Viewer | undefined, call: string) => {
    const [name, rest = ''] = call.split('(');
    const args = rest ? `, ${rest}` : ')';
    const { data, errors } = await ask(
      `mutation ($id: ID!) { step: ${name}(id: $id${args} { id state version dueAt } }`,
      { id },
      viewer,
    );
    return { ...data?.step, ...errors[0]?.extensions } as Record<string, unknown>;
  };
}

/** The way to PUBLISHED from ACCEPTED, RETURNED or REOPENED. */
export const wayToPublished: readonly (readonly [Viewer, string])[] = [
  [ioc, 'assignReport'],
  [officer, 'startReport'],
  [officer, 'resolveReport(result: "Đã dọn sạch", evidence: [{kind: SITE_RECORD, reference: "BB-01"}])'],
  [ioc, 'publishReport'],
];
