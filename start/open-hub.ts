import { MongoClient } from 'mongodb';
import type { IssuerConfig } from '../gateway/src/config.ts';
import type { Clock } from '../subgraphs/kit/clock.ts';
import type { RunningSubgraph } from '../subgraphs/kit/define-subgraph.ts';
import type { Logger } from '../subgraphs/kit/process/logger.ts';
import type { Closable } from '../subgraphs/kit/process/shutdown.ts';
import type { CitySubgraph } from './city-subgraphs.ts';
import type { CommandInput } from './command-input.ts';
import { openHubClock } from './hub-clock.ts';
import { openGateway } from './open-gateway.ts';
import { openSandboxes } from './open-sandboxes.ts';
import { openMongo } from './open-mongo.ts';
import { openSubgraphs } from './open-subgraphs.ts';
import { sampleAccounts } from './sample-accounts.ts';
import type { Settings } from './settings.ts';
import { graphAudience, sampleRealm } from './sign-in-config.ts';
import type { SignIn } from './sign-in.ts';
import { startSignIn } from './sign-in.ts';

/** What is known before anything is started. */
export interface HubPlan {
  readonly input: CommandInput;
  readonly settings: Settings;
  readonly subgraphs: readonly CitySubgraph[];
  readonly secret: string;
  readonly log: Logger;
  readonly progress: (text: string) => void;
  readonly clearProgress: () => void;
}

export interface OpenHub {
  /** To the replica set of this start, for what belongs to no subgraph. */
  readonly client: MongoClient;
  readonly clock: Clock;
  readonly running: readonly RunningSubgraph[];
  /** Null where a real issuer is configured, as in production. */
  readonly signIn: SignIn | null;
}

/**
 * Starts every part. Each is put at the front of `opened` as soon as it runs, so that whoever called can close, in
 * that order, what there is, also when a later part fails or the signal came in between.
 */
export async function openHub(plan: HubPlan, opened: Closable[]): Promise<OpenHub> {
  const { settings, progress, input, log } = plan;
  const hold = <T extends Closable>(part: T): T => {
    opened.unshift(part);
    input.signal.throwIfAborted();
    return part;
  };
  progress('starting mongod');
  const { dataDir, env } = input;
  const mongo = hold(await openMongo({ uri: settings.mongodbUri, dataDir, env, log, progress }));
  const client = await new MongoClient(mongo.uri).connect();
  hold({ close: () => client.close() });
  const clock = hold(await openHubClock({ ...plan, client }));
  const signIn = settings.issuer ? null : hold(await openSignIn(plan, client));
  progress('starting the subgraphs');
  const production = settings.environment === 'production';
  const parts = { subgraphs: plan.subgraphs, mongoUri: mongo.uri, dbPrefix: settings.dbPrefix, production };
  const { running } = hold(await openSubgraphs({ ...parts, client, secret: plan.secret, log }));
  progress('starting the gateway');
  const sandboxes = hold(await openSandboxes({ ...parts, client, secret: plan.secret, log }));
  hold(await openGateway({ ...plan, ...parts, sandboxes, root: input.root, issuers: issuersOf(plan) }));
  return { client, clock, running, signIn };
}

function openSignIn(plan: HubPlan, client: MongoClient): Promise<SignIn> {
  const { settings, input, secret, log } = plan;
  const hosts = ['localhost', '127.0.0.1'];
  return startSignIn({
    host: settings.host,
    port: settings.port + 1,
    hubOrigins: hosts.map((host) => `http://${host}:${settings.port}`),
    accounts: sampleAccounts(),
    db: client.db(`${settings.dbPrefix}sign_in`),
    dataDir: input.dataDir,
    secret,
    log: log.child({ part: 'sign-in' }),
  });
}

function issuersOf({ settings }: HubPlan): readonly IssuerConfig[] {
  if (settings.issuer) return [settings.issuer];
  const port = settings.port + 1;
  return [
    {
      issuer: `http://localhost:${port}`,
      jwksUri: `http://127.0.0.1:${port}/jwks`,
      audience: graphAudience,
      realm: sampleRealm,
    },
  ];
}
