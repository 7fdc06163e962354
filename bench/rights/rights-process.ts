import { mkdtempSync, writeFileSync } from 'node:fs';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { MongoClient } from 'mongodb';
import { startGateway } from '../../gateway/src/gateway.ts';
import { openRightsFeed } from '../../gateway/src/identity/rights-feed.ts';
import { openQuotaCounter } from '../../gateway/src/quota/counter.ts';
import { createMeter } from '../../gateway/src/quota/meter.ts';
import { defineSubgraph } from '../../subgraphs/kit/define-subgraph.ts';
import { silentLogger as log } from '../../subgraphs/kit/process/logger.ts';
import { grantedPolicies } from '../../subgraphs/kit/process/policies.ts';
import { deriveSecrets } from '../../subgraphs/kit/process/secrets.ts';
import { testConfig } from '../../test/kit/start-gateway.ts';
import { startIssuer } from '../../test/kit/start-issuer.ts';

/** What the bench is told: where both gateways listen, and a token. */
export interface RightsReady {
  readonly on: number;
  readonly off: number;
  readonly token: string;
}

const mongoUri = process.env['TEST_MONGODB_URI'] ?? '';
const secret = 'the root secret of a bench, long enough';
const schema = new URL('schema.graphql', import.meta.url);
const items = Array.from({ length: 20 }, (_, n) => ({
  id: `item-${n}`,
  name: `Name of ${n}`,
  state: 'OPEN',
  note: 'A few words of a note.',
}));

/** A subgraph of the kit: it checks signatures and rights, and counts refusals, as every area does. */
const shelf = defineSubgraph<object, object>({
  name: 'shelf',
  schema,
  resolvers: { Query: { open: () => items, guarded: () => items } },
  openStore: async () => ({}),
  createLoaders: () => ({}),
  exportPerson: async () => ({}),
  erasePerson: async () => ({}),
});
const running = await shelf.start({ mongoUri, dbPrefix: 'bench_', port: 0, secret, peers: {}, log });
const composed = composeServices([
  { name: 'shelf', url: running.url, typeDefs: parse(readFileSync(schema, 'utf8')) },
]);
if (composed.errors) throw new Error(composed.errors.map(({ message }) => message).join('\n'));
const supergraphFile = join(mkdtempSync(join(tmpdir(), 'hub-bench-rights-')), 'supergraph.graphql');
writeFileSync(supergraphFile, composed.supergraphSdl);

const issuer = await startIssuer();
const client = await new MongoClient(mongoUri).connect();
const db = client.db('bench_gateway');
const signingKey = deriveSecrets(secret).signature;
const config = { ...testConfig(supergraphFile), signingKey, sharing: 'off' } as const;
const meter = createMeter({
  counter: await openQuotaCounter(db, 'bench'),
  allowanceOf: ({ id }) =>
    id === null ? undefined : { app: id, unitsPerDay: 1e12, requestsPerSecond: 1_000_000 },
  onUsed: () => undefined,
  nowMs: () => Date.now(),
  log,
});
const rights = await openRightsFeed({
  sources: ['people'],
  db,
  log,
  read: async ({ waitMs, signal }) => {
    await sleep(waitMs, undefined, { signal });
    return { entries: [], end: 'end', isLast: true };
  },
});
const gateways = {
  on: await startGateway(
    { ...config, issuers: [issuer.config], grantPolicies: grantedPolicies },
    { meter, rights },
  ),
  off: await startGateway({ ...config, limits: null }),
};
const ready: RightsReady = {
  on: gateways.on.port,
  off: gateways.off.port,
  token: await issuer.token('citizen', { scope: 'graph' }),
};
process.send?.(ready);
process.once('disconnect', () => process.exit());
