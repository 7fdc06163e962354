import { createHash, timingSafeEqual } from 'node:crypto';
import { until } from '../../kit/live-client.ts';
import { person } from '../agencies/signed-client.ts';
import { passSampleRun } from '../../../subgraphs/vendors/seed.ts';
import type { VendorsWorld } from './start-vendors.ts';
import {
  appViewer,
  centre,
  launched,
  madeKey,
  owner,
  registered,
  rival,
  startVendors,
} from './start-vendors.ts';

let world: VendorsWorld;
let ask: VendorsWorld['ask'];
beforeAll(async () => {
  world = await startVendors();
  ask = world.ask;
}, 60_000);
afterAll(() => world?.close());

const codesOf = (errors: readonly { extensions: Record<string, unknown> }[]): unknown[] =>
  errors.map(({ extensions }) => extensions['code']);

const standingOf = async (prefix: string) => {
  const { data } = await ask('query ($prefix: String!) { _apiKey(prefix: $prefix) }', { prefix });
  return data._apiKey === null ? null : JSON.parse(data._apiKey);
};

describe('apps', () => {
  test('case 25: begin in the sandbox with the one plan that everybody begins with, which anybody may read', async () => {
    const { appId } = await registered(ask, owner);
    const other = await registered(ask, rival);
    const seen = (id: string) =>
      ask(`{ vendorApp(id: "${id}") { state plan { code unitsPerDay requestsPerSecond } } }`);
    const mine = (await seen(appId)).data.vendorApp;
    expect(mine).toMatchObject({ state: 'SANDBOX', plan: { code: 'OPEN' } });
    expect((await seen(other.appId)).data.vendorApp).toEqual(mine);
    const { data } = await ask('{ vendorPlans { code unitsPerDay requestsPerSecond } }');
    expect(data.vendorPlans).toContainEqual(mine.plan);
  });

  test('case 25: have keys for the city and go live only past a conformance run, and by their own people', async () => {
    const { appId } = await registered(ask, owner);
    const launch = `mutation { launchVendorApp(id: "${appId}") { state } }`;
    const early = await ask(launch, {}, owner);
    expect(early.errors[0]?.extensions).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      from: 'SANDBOX',
      to: 'LIVE',
    });
    const key = (sandbox: boolean) =>
      ask(
        `mutation { createApiKey(appId: "${appId}", input: { name: "k", sandbox: ${sandbox} }) { key { id } } }`,
        {},
        owner,
      );
    const [refused] = (await key(false)).errors;
    expect(refused?.extensions).toMatchObject({ code: 'FORBIDDEN', rule: 'not_conformant' });
    expect(refused?.message).toContain('startConformanceRun');
    expect((await key(true)).errors).toEqual([]);
    await passSampleRun(world.running.store, owner, appId);
    expect((await key(false)).errors).toEqual([]);
    expect(codesOf((await ask(launch, {}, rival)).errors)).toEqual(['NOT_FOUND']);
    expect((await ask(launch, {}, owner)).data.launchVendorApp.state).toBe('LIVE');
  });

  test('are given back to where they were after a suspension, whose reason everybody may read', async () => {
    const { appId } = await registered(ask, owner);
    const suspend = (reason: string) =>
      ask(`mutation { suspendVendorApp(id: "${appId}", reason: "${reason}") { state } }`, {}, centre);
    expect((await suspend('')).errors[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'reason',
    });
    await suspend('Gửi quá nhiều.');
    const { data } = await ask(`{ vendorApp(id: "${appId}") { state suspendedFor } }`);
    expect(data.vendorApp).toEqual({ state: 'SUSPENDED', suspendedFor: 'Gửi quá nhiều.' });
    const restored = await ask(
      `mutation { restoreVendorApp(id: "${appId}") { state suspendedFor } }`,
      {},
      centre,
    );
    expect(restored.data.restoreVendorApp).toEqual({ state: 'SANDBOX', suspendedFor: null });
  });

  test('show whom the city writes to, keys and use to their own people only', async () => {
    const { vendorId, appId } = await registered(ask, owner);
    const query = `{ vendor(id: "${vendorId}") { name contact { email } } vendorApp(id: "${appId}") { name keys { nodes { id } } usage { used } } }`;
    const own = await ask(query, {}, owner);
    expect(own.errors).toEqual([]);
    expect(own.data.vendor.contact.email).toBe('a@vendor.example');
    for (const viewer of [rival, centre, undefined]) {
      const { data, errors } = await ask(query, {}, viewer);
      expect(data).toMatchObject({ vendor: { contact: null }, vendorApp: { keys: null, usage: null } });
      expect(codesOf(errors)).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
    }
  });

  test('C16: take nothing in their input that is not theirs to say', async () => {
    const { vendorId } = await registered(ask, owner);
    const mutation =
      'mutation ($vendorId: ID!, $input: VendorAppInput!) { registerVendorApp(vendorId: $vendorId, input: $input) { id } }';
    for (const member of ['state', 'plan', 'vendorId', '_id', '__v', 'role']) {
      const input = { name: 'x', about: 'x', [member]: 'LIVE' };
      const { data, errors } = await ask(mutation, { vendorId, input }, owner);
      expect([member, data, codesOf(errors)]).toEqual([member, null, ['BAD_USER_INPUT']]);
    }
  });
});

describe('keys', () => {
  test('are kept as a digest only, and shown once', async () => {
    const { appId } = await launched(world, owner);
    const { secret, id } = await madeKey(ask, owner, { appId, scopes: ['usage:read'] });
    expect(secret).toMatch(/^hub_[0-9a-f]{16}_[\w-]{43}$/);
    expect(secret.startsWith(`${id}_`)).toBe(true);
    const db = world.client.db(world.dbName);
    const everything: unknown[] = [];
    for (const { name } of await db.listCollections().toArray())
      everything.push(...(await db.collection(name).find().toArray()));
    expect(JSON.stringify(everything)).not.toContain(secret.slice(id.length + 1));
    const digest = createHash('sha256').update(secret).digest('base64url');
    const standing = await standingOf(id);
    expect(timingSafeEqual(Buffer.from(standing.digest), Buffer.from(digest))).toBe(true);
    expect(standing).toMatchObject({ appId, appState: 'LIVE', scopes: ['usage:read'], isOver: false });
  });

  test('give no secret to a repeat of the call that made them', async () => {
    const { appId } = await launched(world, owner);
    const create = `mutation { createApiKey(appId: "${appId}", clientMutationId: "once", input: { name: "k" }) { secret key { id } } }`;
    const first = (await ask(create, {}, owner)).data.createApiKey;
    const again = (await ask(create, {}, owner)).data.createApiKey;
    expect(first.secret).toEqual(expect.any(String));
    expect(again).toEqual({ secret: null, key: first.key });
  });

  test('have no scope that their app has not, also after the app has given it up', async () => {
    const { appId } = await launched(world, owner, ['usage:read', 'reports:read']);
    const create =
      'mutation ($appId: ID!, $input: ApiKeyInput!) { createApiKey(appId: $appId, input: $input) { key { id } } }';
    const refused = await ask(create, { appId, input: { name: 'k', scopes: ['reports:write'] } }, owner);
    expect(refused.errors[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      rule: 'scope',
      field: 'input.scopes',
    });
    const { id } = await madeKey(ask, owner, { appId, scopes: ['usage:read', 'reports:read'] });
    const input = { name: 'Khác', about: 'Khác.', scopes: ['usage:read'] };
    const update =
      'mutation ($id: ID!, $input: VendorAppInput!) { updateVendorApp(id: $id, input: $input, expectedVersion: 3) { scopes } }';
    expect((await ask(update, { id: appId, input }, owner)).errors).toEqual([]);
    expect((await standingOf(id)).scopes).toEqual(['usage:read']);
  });

  test('are exchanged with an overlap: both are good, and the old one ends by itself', async () => {
    const { appId } = await launched(world, owner);
    const { id } = await madeKey(ask, owner, { appId });
    const rotate = (hours: number, key = id) =>
      ask(`mutation { rotateApiKey(id: "${key}", overlapHours: ${hours}) { secret key { id } } }`, {}, owner);
    expect((await rotate(169)).errors[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'overlapHours',
    });
    const next = (await rotate(24)).data.rotateApiKey;
    expect(next.secret.startsWith(`${next.key.id}_`)).toBe(true);
    const old = await standingOf(id);
    expect(old.isOver).toBe(false);
    expect(Date.parse(old.expiresAt) - Date.now()).toBeLessThanOrEqual(24 * 3_600_000);
    expect(codesOf((await rotate(1)).errors)).toEqual(['NOT_FOUND']);
    await rotate(0, next.key.id);
    await until(async () => (await standingOf(next.key.id)).isOver === true);
    const journal = world.client.db(world.dbName).collection('journal');
    const told = await journal.findOne({ entityId: next.key.id, kind: 'expired' });
    expect(told?.['payload'].rights).toMatchObject({ subject: `key:${next.key.id}`, change: 'DISABLED' });
  });

  test('are taken back by their own people, and nothing changes the second time', async () => {
    const { appId } = await launched(world, owner);
    const { id } = await madeKey(ask, owner, { appId });
    const revoke = `mutation { revokeApiKey(id: "${id}") { state } }`;
    expect(codesOf((await ask(revoke, {}, rival)).errors)).toEqual(['NOT_FOUND']);
    expect((await ask(revoke, {}, owner)).data.revokeApiKey.state).toBe('REVOKED');
    expect((await ask(revoke, {}, owner)).data.revokeApiKey.state).toBe('REVOKED');
    expect((await standingOf(id)).isOver).toBe(true);
  });

  test('are at most ten of an app at a time, also when they are asked for at once', async () => {
    const { appId } = await launched(world, owner);
    const create = `mutation { createApiKey(appId: "${appId}", input: { name: "k" }) { key { id } } }`;
    const answers = await Promise.all(Array.from({ length: 14 }, () => ask(create, {}, owner)));
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(10);
    expect(answers.flatMap(({ errors }) => codesOf(errors))).toEqual(Array(4).fill('CONFLICT'));
  });

  test('B01: what is known of them is told to who signs and speaks in nobody’s name only', async () => {
    const { appId } = await launched(world, owner);
    const { id } = await madeKey(ask, owner, { appId });
    const query = `{ _apiKey(prefix: "${id}") }`;
    expect(codesOf((await ask(query, {}, owner)).errors)).toEqual(['NOT_FOUND']);
    const bare = await fetch(world.running.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    expect([bare.status, await bare.text()]).toEqual([401, '']);
    expect((await ask('{ _service { sdl } }')).data._service.sdl).not.toContain('_apiKey');
  });
});

test('C12: what is another vendor’s is answered like what is not there, by every field that takes an id', async () => {
  const { vendorId, appId } = await launched(world, owner);
  const { id: keyId } = await madeKey(ask, owner, { appId });
  const input = '{ name: "n", about: "a" }';
  const org = '{ name: "n", contact: { name: "n", email: "e@x.example" } }';
  const asked = (vendor: string, app: string, key: string) => [
    `mutation { updateVendor(id: "${vendor}", input: ${org}, expectedVersion: 1) { id } }`,
    `mutation { registerVendorApp(vendorId: "${vendor}", input: ${input}) { id } }`,
    `mutation { updateVendorApp(id: "${app}", input: ${input}, expectedVersion: 3) { id } }`,
    `mutation { launchVendorApp(id: "${app}") { id } }`,
    `mutation { createApiKey(appId: "${app}", input: { name: "k" }) { secret } }`,
    `mutation { rotateApiKey(id: "${key}") { secret } }`,
    `mutation { revokeApiKey(id: "${key}") { state } }`,
  ];
  const theirs = asked(vendorId, appId, keyId);
  const nobodys = asked(
    '0e0f6f1e-0000-4000-8000-000000000000',
    '0e0f6f1e-0000-4000-8000-000000000001',
    'hub_0000000000000000',
  );
  for (const [n, mutation] of theirs.entries()) {
    const { status: _s, ...other } = await ask(mutation, {}, rival);
    const { status: _t, ...unknown } = await ask(nobodys[n] ?? '', {}, rival);
    expect(other).toEqual(unknown);
    expect(codesOf(other.errors)).toEqual(['NOT_FOUND']);
  }
});

test('what gateways count only grows, and each mark is warned of once', async () => {
  const { appId } = await launched(world, owner);
  const tell = (used: number) =>
    ask(`mutation { _tellUsage(appId: "${appId}", day: "2026-11-25", used: ${used}, unitsPerDay: 1000) }`);
  for (const used of [500, 799, 800, 700, 960, 960, 1000, 1000]) await tell(used);
  const journal = world.client.db(world.dbName).collection('journal');
  const rows = await journal.find({ entity: 'AppUsage' }).sort({ version: 1 }).toArray();
  expect(rows.map(({ payload }) => payload.warning.percent)).toEqual([80, 95, 100]);
  const usage = `{ vendorApp(id: "${appId}") { usage(day: "2026-11-25") { used unitsPerDay } } }`;
  const app = appViewer(appId, 'usage:read');
  for (const viewer of [owner, app])
    expect((await ask(usage, {}, viewer)).data.vendorApp.usage).toEqual({ used: 1000, unitsPerDay: 1000 });
  for (const viewer of [appViewer(appId), appViewer('another', 'usage:read')])
    expect(codesOf((await ask(usage, {}, viewer)).errors)).toEqual(['FORBIDDEN']);
});

test('C18: who is erased leaves the organisation without a name in it', async () => {
  const gone = person('vendor-gone', 'vendor');
  const { vendorId } = await registered(ask, gone);
  expect(JSON.stringify((await ask('{ _exportPerson(id: "vendor-gone") }')).data)).toContain(
    'a@vendor.example',
  );
  expect(await world.running.erasePerson('vendor-gone')).toMatchObject({ vendors: 1 });
  const { data } = await ask('{ _exportPerson(id: "vendor-gone") }');
  expect(JSON.parse(data._exportPerson).vendors).toEqual([]);
  expect((await ask(`{ vendor(id: "${vendorId}") { name } }`)).data.vendor.name).toBe('Công ty thử');
});
