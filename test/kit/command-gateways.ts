import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { MongoClient } from 'mongodb';
import type { GatewayConfig } from '../../gateway/src/config.ts';
import type { RightsFeedTimes } from '../../gateway/src/identity/rights-feed.ts';
import { openSharedParts } from '../../gateway/src/open-shared-parts.ts';
import { silentLogger } from '../../subgraphs/kit/process/logger.ts';
import type { FakeSubgraph } from './fake-subgraph.ts';
import type { TestGateway } from './start-gateway.ts';
import { startTestGateway } from './start-gateway.ts';
import { repositoryRoot } from './start-process.ts';

/** Gateways that share one database, as a city's do: each answers commands to the streams of all. */
export interface CommandGateways {
  readonly client: MongoClient;
  /** Of the gateways. */
  readonly database: string;
  /** One more. */
  start(): Promise<TestGateway>;
  /** Closes what is still open and drops the database. */
  close(): Promise<void>;
}

type Served = Pick<FakeSubgraph, 'name' | 'sdl' | 'url'>;

export async function openCommandGateways(
  subgraphs: readonly Served[],
  config: Partial<GatewayConfig>,
  rights: {
    readonly rightsSources?: readonly string[];
    readonly keySource?: string;
    readonly rightsTimes?: RightsFeedTimes;
  } = {},
): Promise<CommandGateways> {
  const uri = process.env['TEST_MONGODB_URI'] ?? '';
  const database = `gateways_${randomBytes(4).toString('hex')}`;
  const key = randomBytes(32);
  const client = await new MongoClient(uri).connect();
  const sdl = readFileSync(`${repositoryRoot}/gateway/src/subscription/streams.graphql`, 'utf8');
  const streams: Served = { name: 'streams', sdl, url: 'http://in-process.invalid/graphql' };
  const opened = new Set<() => Promise<void>>();
  const identity = { issuers: [], anonymous: true, personIdSecret: 'a secret of the tests', ...config };
  return {
    client,
    database,
    start: async () => {
      const shared = await openSharedParts({
        ...identity,
        ...rights,
        database: { uri, name: database, key },
        log: config.log ?? silentLogger,
      });
      const gateway = await startTestGateway([...subgraphs, streams], config, shared);
      const close = async (): Promise<void> => {
        opened.delete(close);
        await gateway.close();
        await shared.close();
      };
      opened.add(close);
      return { ...gateway, close };
    },
    close: async () => {
      for (const close of opened) await close();
      await client.db(database).dropDatabase();
      await client.close();
    },
  };
}
