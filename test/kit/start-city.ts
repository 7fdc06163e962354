import { randomBytes } from 'node:crypto';
import { MongoClient } from 'mongodb';
import type { RunningGateway } from '../../gateway/src/hub.ts';
import { defaultRightsTimes } from '../../gateway/src/identity/rights-feed.ts';
import type { CitySubgraph } from '../../start/city-subgraphs.ts';
import { readCitySubgraphs } from '../../start/city-subgraphs.ts';
import { moveHubClock, readHubTime } from '../../start/hub-clock.ts';
import { openGateway } from '../../start/open-gateway.ts';
import { openSubgraph } from '../../start/open-subgraphs.ts';
import { openSandboxes } from '../../start/open-sandboxes.ts';
import type { SandboxTimes } from '../../start/open-sandboxes.ts';
import { readSettings } from '../../start/settings.ts';
import { agencies } from '../../subgraphs/agencies/subgraph.ts';
import { alerts } from '../../subgraphs/alerts/subgraph.ts';
import { citizens } from '../../subgraphs/citizens/subgraph.ts';
import { environment } from '../../subgraphs/environment/subgraph.ts';
import type { RunningSubgraph, Subgraph } from '../../subgraphs/kit/define-subgraph.ts';
import { silentLogger } from '../../subgraphs/kit/process/logger.ts';
import { reports } from '../../subgraphs/reports/subgraph.ts';
import { vendors } from '../../subgraphs/vendors/subgraph.ts';
import { composeAlso } from './compose-also.ts';
import { freeBasePort } from './free-base-port.ts';
import type { StartedProcess } from './start-process.ts';
import { repositoryRoot, startMain } from './start-process.ts';
import type { TestIssuer } from './start-issuer.ts';
import { seedCanaries } from './seed-canaries.ts';
import { startIssuer } from './start-issuer.ts';
import type { TestProcess } from './test-process.ts';
import { startTestProcess } from './test-process.ts';

export interface AnswerError {
  readonly message: string;
  readonly path?: (string | number)[];
  readonly extensions: Record<string, unknown>;
}

export interface Answer {
  // What a test reads it compares at once; a wrong guess of the shape fails there.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly data?: any;
  readonly errors?: readonly AnswerError[];
}

export interface City {
  /** Of the graph. */
  readonly url: string;
  readonly client: MongoClient;
  /** The root secret of its parts. */
  readonly secret: string;
  /** Database of a subgraph. */
  databaseOf(subgraph: string): string;
  token(sub: string, claims?: Readonly<Record<string, unknown>>): Promise<string>;
  /** Asks through the gateway as the sample account `as`, or as a stranger. */
  ask(query: string, options?: { as?: string; variables?: Record<string, unknown> }): Promise<Answer>;
  /** Moves the hub's clock of all processes. */
  moveClock(days: number): Promise<void>;
  /** What an area that runs in this process keeps. */
  storeOf<Store extends object>(definition: Subgraph<Store>): Store;
  /** A subgraph that runs in this process. */
  subgraph(name: string): RunningSubgraph;
  /** A subgraph that runs in a process of its own (`apart`): kill -9, and start it again. */
  kill(subgraph: string): Promise<void>;
  restart(subgraph: string): Promise<void>;
  /** kill -9 has no counterpart inside a process: the gateway's sockets are cut and a new one takes its port. */
  replaceGateway(): Promise<void>;
  /** Gateways in processes of their own (`gateways`), which can be killed. */
  readonly gateways: readonly CityGateway[];
  /** One more gateway of the same city, which may believe what it knows of rights for another time; gives its address. */
  anotherGateway(options?: Pick<CityOptions, 'rightsFreshMs'>): Promise<string>;
  close(): Promise<void>;
}

export interface CityGateway {
  /** Of the graph; the same again after a restart. */
  readonly url: string;
  /** SIGKILL; settles when it is gone. */
  kill(): Promise<void>;
  /** Settles when it answers again. */
  restart(): Promise<void>;
  /** SIGTERM, as when it is replaced by a newer one; settles with its exit code. */
  drain(): Promise<number | null>;
}

export interface CityOptions {
  /** What the hub's clock shows at the start. */
  readonly now?: string;
  /** Subgraphs in processes of their own. */
  readonly apart?: readonly string[];
  readonly mongoUri?: string;
  /** Of databases that are there already or are to outlive this city; new ones that go with it unless given. */
  readonly kept?: { readonly dbPrefix: string; readonly secret: string };
  /** For how long what is known of rights counts; a minute unless given, since all of a city stands still here at once. */
  readonly rightsFreshMs?: number;
  /** Apps have sandboxes, with these times. */
  readonly sandboxes?: Partial<SandboxTimes>;
  /** How many more gateways there are, each in a process of its own. */
  readonly gateways?: number;
  /** Areas of a test's own, composed into the graph beside the city's. */
  readonly also?: readonly Subgraph[];
}

const definitions = [agencies, citizens, reports, vendors, environment, alerts];

/** The whole city: real mongod, real sockets, real signatures, the city's facts loaded and no sample reports. */
export async function startCity(options: CityOptions = {}): Promise<City> {
  const mongoUri = options.mongoUri ?? process.env['TEST_MONGODB_URI'] ?? '';
  const dbPrefix = options.kept?.dbPrefix ?? `city_${randomBytes(4).toString('hex')}_`;
  const secret = options.kept?.secret ?? randomBytes(32).toString('hex');
  const client = await new MongoClient(mongoUri).connect();
  if (options.now) {
    const now = await readHubTime(client, dbPrefix);
    await moveHubClock(client, dbPrefix, Date.parse(options.now) - now.getTime());
  }
  const base = await freeBasePort();
  // By rover.yaml, as what runs in a process of its own has it too.
  const places = readCitySubgraphs(`${repositoryRoot}/rover.yaml`, base);
  const also = await composeAlso(options.also ?? []);
  const city: CitySubgraph[] = definitions.map((definition) => {
    const place = places.find(({ name }) => name === definition.name);
    if (!place) throw new Error(`expected ${definition.name} in rover.yaml, got none`);
    return { ...place, load: async () => definition };
  });
  const subgraphs = [...city, ...also.places];
  const parts = { subgraphs, mongoUri, dbPrefix, secret, production: false, log: silentLogger };
  const processes = new Map<string, StartedProcess>();
  const env = { PORT: String(base), MONGODB_URI: mongoUri, HUB_SECRET: secret, HUB_DB_PREFIX: dbPrefix };
  const startApart = async (name: string): Promise<void> => {
    const started = startMain(['subgraph', name], env);
    processes.set(name, started);
    await started.untilOutput(`${name} is ready`);
  };
  const running: RunningSubgraph[] = [];
  for (const subgraph of subgraphs) {
    if (options.apart?.includes(subgraph.name)) {
      await startApart(subgraph.name);
      continue;
    }
    const opened = await openSubgraph(subgraph, parts);
    running.push(opened);
    const tools = { log: silentLogger, now: () => new Date(), progress: () => undefined, given: {} };
    if (subgraph.name === 'agencies') await opened.seed(tools);
  }
  const issuer = await startIssuer();
  const settings = readSettings({});
  const sandboxes =
    options.sandboxes && (await openSandboxes({ ...parts, client, times: options.sandboxes }));
  const openGate = (port = base, freshMs = options.rightsFreshMs ?? 60_000) =>
    openGateway({
      ...parts,
      sandboxes,
      settings: { ...settings, port },
      root: also.root,
      issuers: [issuer.config],
      rightsTimes: { ...defaultRightsTimes, freshMs },
    });
  const others: RunningGateway[] = [];
  let gateway = await openGate();
  const url = gateway.url;
  await Promise.all(subgraphs.map((subgraph) => untilReady(subgraph.url)));
  await untilRightsAreKnown(url, issuer);
  await seedCanaries(url, issuer);
  const gateways = await Promise.all(
    Array.from({ length: options.gateways ?? 0 }, () => startGatewayApart({ env, issuer, subgraphs })),
  );
  const kill = async (name: string): Promise<void> => {
    processes.get(name)?.child.kill('SIGKILL');
    await processes.get(name)?.ended;
  };
  return {
    url,
    client,
    secret,
    subgraph: (wanted) => {
      const found = running.find(({ name }) => name === wanted);
      if (!found) throw new Error(`expected ${wanted} in this process, got none`);
      return found;
    },
    storeOf: (definition) => storeOf(definition, running),
    databaseOf: (name) => `${dbPrefix}${name}`,
    token: (sub, claims) => issuer.token(sub, claims),
    ask: (query, { as, variables } = {}) => ask(url, { query, variables, issuer, as }),
    moveClock: async (days) => {
      await moveHubClock(client, dbPrefix, days * 24 * 60 * 60 * 1000);
    },
    kill,
    restart: startApart,
    gateways,
    replaceGateway: async () => {
      await gateway.close();
      gateway = await openGate();
    },
    anotherGateway: async ({ rightsFreshMs } = {}) => {
      const another = await openGate(0, rightsFreshMs);
      others.push(another);
      return another.url;
    },
    close: async () => {
      await Promise.all([gateway, ...others].map((each) => each.close()));
      await Promise.all(gateways.map((each) => each.kill()));
      await Promise.all([...processes.keys()].map(kill));
      await sandboxes?.close();
      for (const part of running) await part.close();
      await issuer.close();
      also.remove();
      const made = options.kept ? [] : [...subgraphs.map(({ name }) => name), 'gateway', 'start'];
      await Promise.all(made.map((name) => client.db(`${dbPrefix}${name}`).dropDatabase()));
      if (sandboxes) await dropAll(client, `${dbPrefix}sb_`);
      await client.close();
    },
  };
}

// A definition starts with the store that it opens.
function storeOf<Store extends object>(
  { name }: Subgraph<Store>,
  running: readonly RunningSubgraph[],
): Store {
  const found = running.find((each) => each.name === name);
  if (!found) throw new Error(`expected ${name} in this process, got none`);
  return found.store as Store;
}

async function dropAll(client: MongoClient, prefix: string): Promise<void> {
  const { databases } = await client.db().admin().listDatabases({ nameOnly: true });
  for (const { name } of databases) if (name.startsWith(prefix)) await client.db(name).dropDatabase();
}

interface GatewayApart {
  /** Of the hub that it belongs to. */
  readonly env: Readonly<Record<string, string>>;
  readonly issuer: TestIssuer;
  readonly subgraphs: readonly CitySubgraph[];
}

async function startGatewayApart({ env, issuer, subgraphs }: GatewayApart): Promise<CityGateway> {
  const port = await freeBasePort();
  const given = {
    ...env,
    TEST_GATEWAY_PORT: String(port),
    TEST_ISSUER: JSON.stringify(issuer.config),
    TEST_SUBGRAPHS: JSON.stringify(subgraphs.map((subgraph) => ({ ...subgraph, load: undefined }))),
  };
  let running: TestProcess | undefined;
  const restart = async (): Promise<void> => {
    running = startTestProcess('run-gateway.ts', given);
    await running.untilOutput('the gateway is ready');
  };
  await restart();
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    restart,
    kill: async () => {
      running?.kill();
      await running?.ended;
    },
    drain: async () => running?.stop() ?? null,
  };
}

async function ask(
  url: string,
  call: {
    query: string;
    variables?: Record<string, unknown> | undefined;
    issuer: TestIssuer;
    as?: string | undefined;
  },
): Promise<Answer> {
  const { query, variables, issuer, as } = call;
  const authorization: Record<string, string> = as
    ? { authorization: `Bearer ${await issuer.token(as)}` }
    : {};
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...authorization },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer;
}

/** On a slow machine the hub is there before it has heard of anybody's rights; until then it keeps private things back. */
async function untilRightsAreKnown(url: string, issuer: TestIssuer): Promise<void> {
  const end = Date.now() + 60_000;
  const isKept = async (): Promise<boolean> => {
    const { errors = [] } = await ask(url, { query: '{ me { id } }', issuer, as: 'citizen' });
    return errors.some(({ extensions }) => extensions['code'] === 'UNAVAILABLE');
  };
  while (await isKept()) {
    if (Date.now() > end) throw new Error(`${url} did not hear of rights within a minute`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Reports can be sent once the copy of wards, agencies and calendars has come over. */
async function untilReady(url: string): Promise<void> {
  const end = Date.now() + 60_000;
  for (;;) {
    const health = await fetch(new URL('/health', url));
    await health.arrayBuffer();
    if (health.ok) return;
    if (Date.now() > end) throw new Error(`${url} did not become ready within a minute`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
