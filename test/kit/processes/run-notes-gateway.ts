import { once } from 'node:events';
import type { IssuerConfig } from '../../../gateway/src/config.ts';
import { startGateway } from '../../../gateway/src/gateway.ts';
import { deriveSecrets } from '../../../subgraphs/kit/process/secrets.ts';
import { rootSecret } from '../signed-client.ts';
import { testConfig } from '../start-gateway.ts';

// A bare gateway before the sample subgraph, to be killed. It is loaded at once, and serves when it is told to.
const { env } = process;
// A process does not live for a signal alone.
const waiting = setInterval(() => undefined, 60_000);
const told = once(process, 'SIGUSR2');
process.stdout.write('the gateway is loaded\n');
await told;
clearInterval(waiting);
await startGateway({
  ...testConfig(env['TEST_SUPERGRAPH'] ?? ''),
  port: Number(env['TEST_GATEWAY_PORT']),
  signingKey: deriveSecrets(rootSecret).signature,
  issuers: [JSON.parse(env['TEST_ISSUER'] ?? '{}') as IssuerConfig],
});
process.stdout.write('the gateway is ready\n');
