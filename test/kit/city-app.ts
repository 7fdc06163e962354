import { passSampleRun } from '../../subgraphs/vendors/seed.ts';
import { vendors } from '../../subgraphs/vendors/subgraph.ts';
import type { City } from './start-city.ts';

export interface CityApp {
  readonly id: string;
  /** Makes one more key; `id` is what it begins with. */
  createKey(
    scopes?: readonly string[],
    sandbox?: boolean,
  ): Promise<{ readonly id: string; readonly secret: string }>;
}

/** An app of the sample vendor through the city's own mutations: in the sandbox, past a conformance run, or in use. */
export async function createCityApp(
  city: City,
  state: 'SANDBOX' | 'CONFORMANT' | 'LIVE' = 'LIVE',
): Promise<CityApp> {
  const run = async (query: string, as: string, variables: Record<string, unknown> = {}) => {
    const { data, errors } = await city.ask(query, { as, variables });
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  const contact = { name: 'Người thử', email: 'thu@vendor.example' };
  const made = await run(
    'mutation ($input: VendorInput!) { registerVendor(input: $input) { id } }',
    'vendor',
    {
      input: { name: 'Đơn vị thử', contact },
    },
  );
  const app = await run(
    'mutation ($vendorId: ID!, $input: VendorAppInput!) { registerVendorApp(vendorId: $vendorId, input: $input) { id } }',
    'vendor',
    {
      vendorId: made.registerVendor.id,
      input: { name: 'Ứng dụng thử', about: 'Thử.', scopes: ['usage:read', 'reports:read', 'reports:write'] },
    },
  );
  const id: string = app.registerVendorApp.id;
  if (state !== 'SANDBOX') await pass(city, id, made.registerVendor.id);
  if (state === 'LIVE') await run(`mutation { launchVendorApp(id: "${id}") { id } }`, 'vendor');
  return {
    id,
    createKey: async (scopes = ['usage:read'], sandbox = false) => {
      const { createApiKey } = await run(
        'mutation ($appId: ID!, $input: ApiKeyInput!) { createApiKey(appId: $appId, input: $input) { secret key { id } } }',
        'vendor',
        { appId: id, input: { name: 'máy chủ', scopes, sandbox } },
      );
      return { id: createApiKey.key.id, secret: createApiKey.secret };
    },
  };
}

/** By the writes and rules of every run, without the wait for what gateways would tell. */
async function pass(city: City, appId: string, vendorId: string): Promise<void> {
  const store = city.storeOf(vendors);
  const vendor = await store.vendors.findById(vendorId).lean();
  const viewer = {
    kind: 'person',
    id: vendor?.ownerId ?? '',
    roles: ['vendor'],
    vneidLevel: 0,
    scopes: [],
  } as const;
  await passSampleRun(store, viewer, appId);
}
