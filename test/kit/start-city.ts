import { randomBytes } from 'node:crypto';
import { MongoClient } from 'mongodb';
import type { IssuerConfig } from '../../gateway/src/config.ts';
import { openGateway } from '../../start/open-gateway.ts';
import { moveHubClock, readHubTime } from '../../start/hub-clock.ts';
import { readSettings } from '../../start/settings.ts';
import { agencies } from '../../subgraphs/agencies/subgraph.ts';
import { citizens } from '../../subgraphs/citizens/subgraph.ts';
import type { RunningSubgraph, Subgraph } from '../../subgraphs/kit/define-subgraph.ts';
import { silentLogger } from '../../subgraphs/kit/process/logger.ts';
import { reports } from '../../subgraphs/reports/subgraph.ts';
import { freePorts } from './free-ports.ts';
import { startIssuer } from './start-issuer.ts';
import { repositoryRoot } from './start-process.ts';
import { until } from './until.ts';

export interface Answer {
  readonly data?: Record<string, never> | null;
  readonly errors?: readonly {
    message: string;
    path?: (string | number)[];
    extensions: Record<string, unknown>;
  }[];
}

export interface City {
  readonly url: string;
  readonly mongoUri: string;
  readonly dbPrefix: string;
  readonly secret: string;
  readonly client: MongoClient;
  readonly issuer: IssuerConfig;
  readonly subgraphs: Readonly<Record<string, RunningSubgraph>>;
  token(sub: string): Promise<string>;
  /** Asks through the gateway as the sample account `sub`, or as a stranger. */
  ask(
    query: string,
    options?: { readonly as?: string; readonly variables?: Record<string, unknown> },
  ): Promise<Answer>;
  /** Sets the hub's clock in all processes, and waits until every subgraph shows it. */
  setClock(time: string): Promise<void>;
  close(): Promise<void>;
}

const definitions: readonly Subgraph[] = [agencies, citizens, reports];

/** The whole city in this process: real mongod, real sockets, the city's facts loaded, no sample reports. */
export async function startCity(options: { readonly now?: string } = {}): Promise<City> {
  const mongoUri = process.env['TEST_MONGODB_URI'] ?? '';
  const dbPrefix = `city_${randomBytes(4).toString('hex')}_`;
  const secret = randomBytes(32).toString('hex');
  const client = await new MongoClient(mongoUri).connect();
  const setOffset = async (time: string): Promise<void> => {
    const now = await readHubTime(client, dbPrefix);
    await moveHubClock(client, dbPrefix, Date.parse(time) - now.getTime());
  };
  if (options.now) await setOffset(options.now);
  const ports = await freePorts(definitions.length);
  const places = definitions.map((definition, i) => {
    const port = ports[i] ?? 0;
    return { definition, name: definition.name, port, url: `http://127.0.0.1:${port}/graphql` };
  });
  const running = await Promise.all(
    places.map(({ definition, name, port }) =>
      definition.start({
        mongoUri,
        dbPrefix,
        port,
        secret,
        peers: Object.fromEntries(places.filter((p) => p.name !== name).map((p) => [p.name, p.url])),
        log: silentLogger,
      }),
    ),
  );
  const subgraphs = Object.fromEntries(running.map((one) => [one.name, one]));
  const tools = { log: silentLogger, now: () => new Date(), progress: () => undefined, given: {} };
  await subgraphs['agencies']?.seed(tools);
  await until(() => running.every((one) => one.ready()));
  const issuer = await startIssuer();
  const gateway = await openGateway({
    settings: { ...readSettings({}), port: 0 },
    root: repositoryRoot,
    subgraphs: places.map(({ name, port, url, definition }) => ({
      name,
      port,
      url,
      load: async () => definition,
    })),
    issuers: [issuer.config],
    secret,
    log: silentLogger,
  });
  const ask: City['ask'] = async (query, { as, variables = {} } = {}) => {
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(as ? { authorization: `Bearer ${await issuer.token(as)}` } : {}),
      },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer;
  };
  return {
    url: gateway.url,
    mongoUri,
    dbPrefix,
    secret,
    client,
    issuer: issuer.config,
    subgraphs,
    token: (sub) => issuer.token(sub),
    ask,
    setClock: async (time) => {
      await setOffset(time);
      // A process reads the offset at least once a second; the answer to a write is what shows that it has.
      await new Promise((done) => setTimeout(done, 1_500));
    },
    close: async () => {
      await gateway.close();
      await Promise.all(running.map((one) => one.close()));
      await issuer.close();
      for (const { name } of definitions) await client.db(`${dbPrefix}${name}`).dropDatabase();
      await client.close();
    },
  };
}
