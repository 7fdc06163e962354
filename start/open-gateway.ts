import { join } from 'node:path';
import type { IssuerConfig } from '../gateway/src/config.ts';
import { defaultLimits } from '../gateway/src/config.ts';
import type { RunningGateway } from '../gateway/src/hub.ts';
import { startHub } from '../gateway/src/hub.ts';
import type { Sandboxes } from '../gateway/src/sandbox/sandbox.ts';
import type { RightsFeedTimes } from '../gateway/src/identity/rights-feed.ts';
import type { Logger } from '../subgraphs/kit/process/logger.ts';
import { deriveSecrets } from '../subgraphs/kit/process/secrets.ts';
import type { CitySubgraph } from './city-subgraphs.ts';
import type { Settings } from './settings.ts';

export interface OpenGatewayOptions {
  readonly settings: Settings;
  /** The folder that holds gateway/supergraph.graphql. */
  readonly root: string;
  readonly subgraphs: readonly CitySubgraph[];
  readonly issuers: readonly IssuerConfig[];
  readonly mongoUri: string;
  readonly dbPrefix: string;
  readonly secret: string;
  readonly rightsTimes?: RightsFeedTimes | undefined;
  /** Where apps try things out. */
  readonly sandboxes?: Sandboxes | undefined;
  readonly log: Logger;
}

/** The city's gateway, in front of the subgraphs of this start: their addresses win over those in the supergraph. */
export function openGateway(options: OpenGatewayOptions): Promise<RunningGateway> {
  const { settings, subgraphs } = options;
  const secrets = deriveSecrets(options.secret);
  return startHub({
    supergraphFile: join(options.root, 'gateway/supergraph.graphql'),
    host: settings.host,
    port: settings.port,
    environment: settings.environment,
    limits: settings.limited ? defaultLimits : null,
    introspection: settings.introspection,
    planDeadlineMs: settings.planDeadlineMs,
    upstream: { joinPatienceMs: settings.joinPatienceMs },
    sockets: settings.connections,
    sharing: settings.sharing ? undefined : 'off',
    anonymous: true,
    issuers: options.issuers,
    personIdSecret: secrets.personId,
    subgraphs: Object.fromEntries(subgraphs.map(({ name, url }) => [name, { url }])),
    signingKey: secrets.signature,
    rightsSources: subgraphs.map(({ name }) => name).filter((name) => name === 'citizens'),
    keySource: subgraphs.some(({ name }) => name === 'vendors') ? 'vendors' : undefined,
    rightsTimes: options.rightsTimes,
    sandboxes: options.sandboxes,
    defaultListSize: 10,
    database: { uri: options.mongoUri, name: `${options.dbPrefix}gateway`, key: secrets.streams },
    drainMs: settings.environment === 'production' ? 10_000 : 2_000,
    log: options.log,
  });
}
