import { randomBytes } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { agencies } from '../../../subgraphs/agencies/subgraph.ts';
import type { AlertsStore } from '../../../subgraphs/alerts/alerts.store.ts';
import { alerts } from '../../../subgraphs/alerts/subgraph.ts';
import { environment } from '../../../subgraphs/environment/subgraph.ts';
import { moveClock } from '../../../subgraphs/kit/clock.ts';
import type { RunningSubgraph, Viewer } from '../../../subgraphs/kit/index.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import { reports } from '../../../subgraphs/reports/subgraph.ts';
import { until } from '../../kit/live-client.ts';
import type { Ask } from '../agencies/signed-client.ts';
import { person, signedClient, testSecret } from '../agencies/signed-client.ts';
import { seedTools } from '../agencies/start-agencies.ts';

export const an = person('an', 'ioc');
export const binh = person('binh', 'ioc');
export const citizen = person('chi', 'citizen');
export const operator = person('feed', 'operator');

/** What the hub's clock shows at the start of a world. */
export const now = new Date('2026-11-25T08:00:00Z');

export interface AlertsWorld {
  readonly running: RunningSubgraph<AlertsStore>;
  readonly ask: Ask;
  /** Environment, to measure in. */
  readonly measure: Ask;
  readonly client: MongoClient;
  readonly dbPrefix: string;
  readonly dbName: string;
  /** Moves the hub's clock on. */
  moveOn(minutes: number): Promise<void>;
  close(): Promise<void>;
}

/** Alerts and all that it follows, with the city's wards and nothing else, on databases of their own and at `now`. */
export async function startAlerts(): Promise<AlertsWorld> {
  const mongoUri = process.env['TEST_MONGODB_URI'] ?? '';
  const dbPrefix = `alerts_${randomBytes(4).toString('hex')}_`;
  const client = await new MongoClient(mongoUri).connect();
  await moveClock(client, dbPrefix, now.getTime() - Date.now());
  const options = { mongoUri, dbPrefix, port: 0, secret: testSecret, log: silentLogger };
  const agenciesRunning = await agencies.start({ ...options, peers: {} });
  await agenciesRunning.seed(seedTools);
  const peers = { agencies: agenciesRunning.url };
  const [measuring, reporting] = await Promise.all([
    environment.start({ ...options, peers }),
    reports.start({ ...options, peers }),
  ]);
  const running = await alerts.start({
    ...options,
    peers: { ...peers, environment: measuring.url, reports: reporting.url },
  });
  await until(() => running.ready() && measuring.ready(), 60_000);
  return {
    running,
    ask: signedClient(running.url),
    measure: signedClient(measuring.url),
    client,
    dbPrefix,
    dbName: `${dbPrefix}alerts`,
    moveOn: async (minutes) => {
      await moveClock(client, dbPrefix, minutes * 60_000);
    },
    close: async () => {
      for (const part of [running, measuring, reporting, agenciesRunning]) await part.close();
      for (const name of ['alerts', 'environment', 'reports', 'agencies', 'clock'])
        await client.db(`${dbPrefix}${name}`).dropDatabase();
      await client.close();
    },
  };
}

export const draftFields =
  '{ id version state origin isMine mayApprove message { id identifier reference sent severity messageType references wards { code } } }';

export interface Draft {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly origin: string;
  readonly message: {
    readonly id: string;
    readonly identifier: string;
    readonly reference: string | null;
    readonly references: readonly string[];
    readonly severity: string;
    readonly messageType: string;
    readonly wards: readonly { readonly code: string }[];
  };
}

const mutations: Readonly<Record<string, string>> = {
  issueAlert: `mutation ($input: AlertInput!, $key: String) { issueAlert(input: $input, clientMutationId: $key) ${draftFields} }`,
  updateAlert: `mutation ($references: [String!]!, $input: AlertInput!) { updateAlert(references: $references, input: $input) ${draftFields} }`,
  cancelAlert: `mutation ($references: [String!]!, $texts: [AlertTextInput!]!) { cancelAlert(references: $references, texts: $texts) ${draftFields} }`,
  submitAlert: `mutation ($id: ID!, $input: AlertInput, $expectedVersion: Int) { submitAlert(id: $id, input: $input, expectedVersion: $expectedVersion) ${draftFields} }`,
  approveAlert: `mutation ($id: ID!) { approveAlert(id: $id) ${draftFields} }`,
  discardAlert: `mutation ($id: ID!, $reason: String!) { discardAlert(id: $id, reason: $reason) ${draftFields} }`,
};

export interface Done {
  readonly draft: Draft;
  readonly errors: Awaited<ReturnType<Ask>>['errors'];
}

/** One mutation by its name, as `an` unless `as` says otherwise. */
export async function write(ask: Ask, name: string, variables: object): Promise<Done> {
  const { data, errors } = await ask(mutations[name] ?? '', variables, an);
  return { draft: data?.[name], errors };
}

/** The same, by an and then approved by binh. @throws Error when either is refused */
export async function issue(ask: Ask, name: string, variables: object): Promise<Draft> {
  const written = await write(ask, name, variables);
  if (written.errors.length > 0) throw new Error(JSON.stringify(written.errors));
  const approved = await write(as(ask, binh), 'approveAlert', { id: written.draft.id });
  if (approved.errors.length > 0) throw new Error(JSON.stringify(approved.errors));
  return approved.draft;
}

/** The same client as one person, whoever is named. */
export function as(ask: Ask, viewer: Viewer): Ask {
  return (query, variables) => ask(query, variables, viewer);
}

// A square over the middle of the city, and a place in it; one out at the lagoon.
export const inside = { lat: 16.4637, lon: 107.5909 };
export const outside = { lat: 16.553, lon: 107.642 };
export const over = [
  { language: 'VI', event: 'Lũ', headline: 'Kết thúc cảnh báo lũ', description: 'Nước đã rút.' },
];
export const activeAt = `query ($where: AlertWhereInput) { activeAlerts(where: $where) {
  nodes { id version state head { id severity text { headline } } } } }`;
export const threadOf = `query ($id: ID!) { alertThread(id: $id) { id version state expires endedAt mergedInto { id }
  head { id messageType } messages { id messageType severity references } } }`;

export const alertsFor = `subscription ($where: AlertWhereInput!) { alertsFor(where: $where) { __typename
      ... on ActiveAlertListSnapshot { nodes { id version head { severity } } complete }
      ... on ActiveAlertListEntered { node { id version state head { severity text(language: EN) { headline } } } }
      ... on ActiveAlertListChanged { node { id version state head { severity } } }
      ... on ActiveAlertListLeft { id version state } } }`;
