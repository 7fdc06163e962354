import { WebSocket } from 'ws';
import { QuotaWarningDocument, ThisAppDocument } from '../../client-sdk/src/generated/index.ts';
import { createHub } from '../../client-sdk/src/index.ts';
import { civilDateOf } from '../../subgraphs/kit/working-days.ts';
import type { CityApp } from '../kit/city-app.ts';
import { createCityApp } from '../kit/city-app.ts';
import { eventStream, multipart, openHttpStream } from '../kit/http-stream.ts';
import { openLiveClient, until } from '../kit/live-client.ts';
import { postGraphql } from '../kit/start-gateway.ts';
import type { City } from '../kit/start-city.ts';
import { startCity } from '../kit/start-city.ts';

let city: City;
let app: CityApp;
beforeAll(async () => {
  city = await startCity();
  app = await createCityApp(city);
  const usage = { _id: `${app.id}:${civilDateOf(new Date())}`, appId: app.id, day: civilDateOf(new Date()) };
  const figures = { used: 190_000, unitsPerDay: 200_000, at: new Date(), version: 2 };
  // So that a stream of warnings has something to begin with.
  await city.client
    .db(city.databaseOf('vendors'))
    .collection<{ _id: string }>('usage')
    .insertOne({ ...usage, ...figures });
}, 120_000);
afterAll(() => city?.close());

const query = '{ thisApp { id } }';
const ask = (key: string, text = query, at = city.url) =>
  postGraphql(at, { query: text }, { 'x-api-key': key });
const watching = (): string => `subscription { quotaWarning(appId: "${app.id}") { percent } }`;
const warned = { data: { quotaWarning: { percent: 95 } } };

test('a key is the same app on every road, and a person on none', async () => {
  const { secret } = await app.createKey();
  expect((await ask(secret)).body.data).toEqual({ thisApp: { id: app.id } });
  expect((await ask(secret, '{ me { id } }')).body.data?.['me']).toBeNull();
  const socket = await openLiveClient(city.url, { init: { 'X-API-Key': secret } });
  socket.subscribe('q', query);
  expect((await socket.events('q', 1))[0]?.data).toEqual({ thisApp: { id: app.id } });
  socket.subscribe('s', watching());
  expect((await socket.events('s', 1))[0]).toMatchObject(warned);
  await socket.close();
  for (const accept of [eventStream, multipart]) {
    const stream = await openHttpStream(
      city.url,
      { query: watching() },
      { accept, headers: { 'x-api-key': secret } },
    );
    expect((await stream.events(1))[0]).toMatchObject(warned);
    stream.close();
  }
});

test('E04: a wrong one is refused on every road in the way of a wrong token', async () => {
  const { secret } = await app.createKey();
  const wrong = `${secret.slice(0, -3)}${secret.endsWith('AAA') ? 'BBB' : 'AAA'}`;
  const { status, body, headers } = await ask(wrong);
  expect([status, body.errors?.[0]?.message]).toEqual([401, 'The API key is not valid.']);
  expect(headers.get('www-authenticate')).toBe('Bearer');
  const socket = await openLiveClient(city.url, { init: false });
  socket.send({ type: 'connection_init', payload: { 'X-API-Key': wrong } });
  expect(await socket.closed).toEqual({ code: 4403, reason: 'Forbidden' });
  for (const accept of [eventStream, multipart]) {
    const stream = await openHttpStream(
      city.url,
      { query: watching() },
      { accept, headers: { 'x-api-key': wrong } },
    );
    expect(stream.status).toBe(401);
    stream.close();
  }
  const file = await fetch(new URL('/files/reports.o.x', city.url), { headers: { 'x-api-key': wrong } });
  expect(file.status).toBe(401);
});

test('neither a key nor a token is taken from an address, and not both at once', async () => {
  const { secret } = await app.createKey();
  for (const name of ['X-API-Key', 'api_key', 'access_token', 'authorization']) {
    const url = `${city.url}?${new URLSearchParams({ [name]: secret, query }).toString()}`;
    const answer = await fetch(url, {
      headers: { 'apollo-require-preflight': '1', accept: 'application/json' },
    });
    expect([name, answer.status]).toEqual([name, 400]);
    expect(await answer.text()).not.toContain(secret);
  }
  const headers = { 'x-api-key': secret, authorization: `Bearer ${await city.token('citizen')}` };
  const { status, body } = await postGraphql(city.url, { query }, headers);
  expect([status, body.errors?.[0]?.extensions['code']]).toEqual([400, 'BAD_REQUEST']);
});

test('B05: what a client says of itself in other headers is nothing to anybody', async () => {
  const { secret } = await app.createKey();
  const claims = {
    'x-user-id': 'ioc',
    'x-roles': 'ioc',
    'x-tenant': 't',
    'hub-viewer': 'e30',
    'hub-signature': 't=1,s=0',
  };
  const { body } = await postGraphql(city.url, { query: `${query}` }, { 'x-api-key': secret, ...claims });
  expect(body.data).toEqual({ thisApp: { id: app.id } });
  const staff = `mutation { suspendVendorApp(id: "${app.id}", reason: "x") { id } }`;
  const refused = await postGraphql(city.url, { query: staff }, { 'x-api-key': secret, ...claims });
  expect(refused.body.errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
});

test('case 25: the key of an app that is not live is FORBIDDEN by rule not_conformant, until it is launched', async () => {
  await expect((await createCityApp(city, 'SANDBOX')).createKey()).rejects.toThrow('not_conformant');
  const app = await createCityApp(city, 'CONFORMANT');
  const { secret } = await app.createKey();
  const { status, body } = await ask(secret);
  expect([status, body.errors?.[0]?.extensions]).toEqual([
    403,
    { code: 'FORBIDDEN', rule: 'not_conformant' },
  ]);
  await city.ask(`mutation { launchVendorApp(id: "${app.id}") { id } }`, { as: 'vendor' });
  await until(async () => (await ask(secret)).status === 200);
});

test('C06: a key that is taken back ends its own streams and sockets at every gateway, and no other key’s', async () => {
  const [gone, kept] = [await app.createKey(), await app.createKey()];
  const other = await city.anotherGateway();
  const open = async (secret: string, at: string) => {
    const client = await openLiveClient(at, { init: { 'X-API-Key': secret } });
    client.subscribe('s', watching());
    await client.events('s', 1);
    return client;
  };
  const [hers, elsewhere, theirs] = await Promise.all([
    open(gone.secret, city.url),
    open(gone.secret, other),
    open(kept.secret, city.url),
  ]);
  const events = await openHttpStream(
    city.url,
    { query: watching() },
    { headers: { 'x-api-key': gone.secret } },
  );
  await events.events(1);
  await city.ask(`mutation { revokeApiKey(id: "${gone.id}") { state } }`, { as: 'vendor' });
  for (const client of [hers, elsewhere]) {
    expect((await client.errorsOf('s'))[0]?.extensions['code']).toBe('SUBSCRIPTION_RIGHTS_ENDED');
    expect(await client.closed).toMatchObject({ code: 4403 });
  }
  expect((await events.next()) as unknown).toMatchObject({
    payload: { errors: [{ extensions: { code: 'SUBSCRIPTION_RIGHTS_ENDED' } }] },
  });
  expect((await ask(gone.secret)).status).toBe(401);
  expect((await ask(gone.secret, query, other)).status).toBe(401);
  theirs.subscribe('q', query);
  expect((await theirs.events('q', 1))[0]?.data).toEqual({ thisApp: { id: app.id } });
  await theirs.close();
});

test('an app that is suspended is out with all its keys, and in again when it is restored', async () => {
  const shut = await createCityApp(city);
  const { secret } = await shut.createKey();
  await until(async () => (await ask(secret)).status === 200);
  await city.ask(`mutation { suspendVendorApp(id: "${shut.id}", reason: "x") { id } }`, { as: 'ioc' });
  await until(async () => (await ask(secret)).status === 401);
  await city.ask(`mutation { restoreVendorApp(id: "${shut.id}") { id } }`, { as: 'ioc' });
  await until(async () => (await ask(secret)).status === 200);
});

test('C19: wrong keys that come from one address are answered 429 with Retry-After, each attempt counted', async () => {
  const at = await city.anotherGateway();
  const { secret } = await app.createKey();
  expect((await ask(secret, query, at)).status).toBe(200);
  const wrong = (n: number): string => `hub_${'0'.repeat(16)}_${String(n).padStart(43, 'A')}`;
  const statuses: number[] = [];
  for (let n = 0; n < 23; n += 1) statuses.push((await ask(wrong(n), '{ vendorPlans { code } }', at)).status);
  expect(statuses).toEqual([...Array<number>(20).fill(401), 429, 429, 429]);
  const late = await ask(wrong(99), query, at);
  expect(late.body.errors?.[0]?.extensions['code']).toBe('RATE_LIMITED');
  expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(1);
  expect((await ask(secret, query, at)).status).toBe(200);
});

test('the SDK asks and follows with a key, over WebSocket and as events', async () => {
  const { secret } = await app.createKey();
  for (const live of ['ws', 'sse'] as const) {
    const hub = createHub({ url: city.url, webSocket: WebSocket, apiKey: secret, live });
    expect(await hub.request(ThisAppDocument, {})).toMatchObject({ thisApp: { id: app.id } });
    for await (const event of hub.subscribe(QuotaWarningDocument, { appId: app.id })) {
      expect(event.data).toMatchObject(warned.data);
      break;
    }
    hub.close();
  }
});

// The last one: the subgraph that knows the keys does not come back.
test('while nobody can tell whether a key is good, each road says that it may be asked again', async () => {
  const { secret } = await app.createKey();
  await city.subgraph('vendors').close();
  const { status, body } = await ask(secret);
  expect([status, body.errors?.[0]?.extensions['code']]).toEqual([503, 'UNAVAILABLE']);
  for (const accept of [eventStream, multipart]) {
    const headers = { 'x-api-key': secret };
    const refused = await openHttpStream(city.url, { query: watching() }, { accept, headers });
    expect([refused.status, refused.errors[0]?.extensions['code']]).toEqual([503, 'UNAVAILABLE']);
  }
  const socket = await openLiveClient(city.url, { init: false });
  socket.send({ type: 'connection_init', payload: { 'X-API-Key': secret } });
  expect(await socket.closed).toEqual({ code: 1013, reason: 'Try again later' });
});
