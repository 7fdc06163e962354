import { randomBytes } from 'node:crypto';
import { MongoClient } from 'mongodb';
import type { RunningSubgraph, Viewer } from '../../../subgraphs/kit/index.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import { passSampleRun } from '../../../subgraphs/vendors/seed.ts';
import { vendors } from '../../../subgraphs/vendors/subgraph.ts';
import type { VendorsStore } from '../../../subgraphs/vendors/vendors.store.ts';
import type { Ask } from '../agencies/signed-client.ts';
import { person, signedClient, testSecret } from '../agencies/signed-client.ts';

export const owner = person('vendor-1', 'vendor');
export const rival = person('vendor-2', 'vendor');
export const centre = person('ioc-1', 'ioc');

export function appViewer(id: string, ...scopes: string[]): Viewer {
  return { kind: 'app', id, roles: [], vneidLevel: 0, scopes };
}

export interface VendorsWorld {
  readonly running: RunningSubgraph<VendorsStore>;
  readonly ask: Ask;
  readonly client: MongoClient;
  readonly dbName: string;
  close(): Promise<void>;
}

/** The subgraph in this process, on a database of its own. */
export async function startVendors(): Promise<VendorsWorld> {
  const mongoUri = process.env['TEST_MONGODB_URI'] ?? '';
  const dbPrefix = `vendors_${randomBytes(4).toString('hex')}_`;
  const client = await new MongoClient(mongoUri).connect();
  const options = { mongoUri, dbPrefix, port: 0, secret: testSecret, log: silentLogger, peers: {} };
  const running = await vendors.start(options);
  return {
    running,
    ask: signedClient(running.url),
    client,
    dbName: `${dbPrefix}vendors`,
    close: async () => {
      await running.close();
      for (const name of ['vendors', 'clock']) await client.db(`${dbPrefix}${name}`).dropDatabase();
      await client.close();
    },
  };
}

const contact = { name: 'Nguyễn Văn A', email: 'a@vendor.example', phone: '0234 000 111' };

/** An organisation of `viewer` with an app in the sandbox. */
export async function registered(ask: Ask, viewer: Viewer, scopes: readonly string[] = ['usage:read']) {
  const input = { name: 'Công ty thử', website: 'https://thu.example', contact };
  const made = await ask(
    'mutation ($input: VendorInput!) { registerVendor(input: $input) { id } }',
    { input },
    viewer,
  );
  const vendorId: string = made.data.registerVendor.id;
  const app = { name: 'Ứng dụng thử', about: 'Thử.', scopes };
  const answer = await ask(
    'mutation ($vendorId: ID!, $input: VendorAppInput!) { registerVendorApp(vendorId: $vendorId, input: $input) { id } }',
    { vendorId, input: app },
    viewer,
  );
  const appId: string = answer.data.registerVendorApp.id;
  return { vendorId, appId };
}

/** The same with the app in use: past a conformance run, and launched. */
export async function launched(
  { ask, running }: Pick<VendorsWorld, 'ask' | 'running'>,
  viewer: Viewer,
  scopes?: readonly string[],
) {
  const { vendorId, appId } = await registered(ask, viewer, scopes);
  await passSampleRun(running.store, viewer, appId);
  await ask(`mutation { launchVendorApp(id: "${appId}") { id } }`, {}, viewer);
  return { vendorId, appId };
}

export async function madeKey(
  ask: Ask,
  viewer: Viewer,
  { appId, scopes = [] }: { appId: string; scopes?: readonly string[] },
) {
  const answer = await ask(
    'mutation ($appId: ID!, $input: ApiKeyInput!) { createApiKey(appId: $appId, input: $input) { secret key { id } } }',
    { appId, input: { name: 'máy chủ', scopes } },
    viewer,
  );
  const { secret, key } = answer.data.createApiKey;
  return { secret: String(secret), id: String(key.id) };
}
