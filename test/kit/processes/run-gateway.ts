import { once } from 'node:events';
import type { IssuerConfig } from '../../../gateway/src/config.ts';
import type { CitySubgraph } from '../../../start/city-subgraphs.ts';
import { openGateway } from '../../../start/open-gateway.ts';
import { readSettings } from '../../../start/settings.ts';
import { createLogger } from '../../../subgraphs/kit/process/logger.ts';
import { repositoryRoot } from '../start-process.ts';

// One more gateway of a test's city, until it is told to go or is killed.
const { env } = process;
const settings = readSettings({ ...env, PORT: env['TEST_GATEWAY_PORT'] });
const parts = {
  settings,
  root: repositoryRoot,
  subgraphs: JSON.parse(env['TEST_SUBGRAPHS'] ?? '[]') as CitySubgraph[],
  issuers: [JSON.parse(env['TEST_ISSUER'] ?? '{}') as IssuerConfig],
  secret: settings.secret ?? '',
  mongoUri: settings.mongodbUri ?? '',
  dbPrefix: settings.dbPrefix,
  log: createLogger('gateway', 'error'),
};
const gateway = await openGateway(parts);
process.stdout.write('the gateway is ready\n');
await once(process, 'SIGTERM');
await gateway.close();
process.exit(0);
