import { createHash } from 'node:crypto';
import { WebSocket } from 'ws';
import { ThisAppDocument } from '../../client-sdk/src/generated/index.ts';
import { createHub } from '../../client-sdk/src/index.ts';
import type { CityApp } from '../kit/city-app.ts';
import { createCityApp } from '../kit/city-app.ts';
import { eventStream, multipart, openHttpStream } from '../kit/http-stream.ts';
import { openLiveClient, until } from '../kit/live-client.ts';
import { postGraphql } from '../kit/start-gateway.ts';
import type { City } from '../kit/start-city.ts';
import { startCity } from '../kit/start-city.ts';

const listed = 'query Me { thisApp { id } }';
const watching = 'subscription Watch($id: ID!) { vendorAppChanged(id: $id) { state } }';
const other = '{ thisApp { name } }';
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const persisted = (text: string): object => ({
  extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(text) } },
});
const notListed = { extensions: { code: 'FORBIDDEN', rule: 'not_listed' } };

let city: City;
let app: CityApp;
let key: string;
let second: string;
beforeAll(async () => {
  city = await startCity();
  app = await createCityApp(city);
  key = (await app.createKey()).secret;
  second = await city.anotherGateway();
}, 120_000);
afterAll(() => city?.close());

const register = (documents: readonly string[], as = 'vendor', id = app.id) =>
  city.ask(
    'mutation ($id: ID!, $documents: [String!]!) { registerAppDocuments(appId: $id, documents: $documents) { appId ids } }',
    { as, variables: { id, documents } },
  );
const remove = (text: string) =>
  city.ask(`mutation { removeAppDocuments(appId: "${app.id}", ids: ["${hashOf(text)}"]) { id } }`, {
    as: 'vendor',
  });
const setListedOnly = (listedOnly: boolean, as = 'vendor') =>
  city.ask(`mutation { setVendorAppDocuments(id: "${app.id}", listedOnly: ${listedOnly}) { listedOnly } }`, {
    as,
  });
const send = (body: object, at = city.url, headers: Record<string, string> = { 'x-api-key': key }) =>
  postGraphql(at, body, headers);
const documents = async (as: string) =>
  city.ask(
    `{ vendorApp(id: "${app.id}") { listedOnly documents { nodes { id text name kind cost deprecated } } } }`,
    { as },
  );

test('documents are put on the list of one’s own app, with hash, kind and cost, and seen by its organisation only', async () => {
  const { data } = await register([listed, watching, listed]);
  expect(data.registerAppDocuments).toEqual({
    appId: app.id,
    ids: [listed, watching, listed].map(hashOf),
  });
  expect((await register([listed])).errors).toBeUndefined();
  const { nodes } = (await documents('vendor')).data.vendorApp.documents;
  expect(nodes).toHaveLength(2);
  expect(nodes).toEqual(
    expect.arrayContaining([
      { id: hashOf(listed), text: listed, name: 'Me', kind: 'QUERY', cost: 1, deprecated: [] },
      { id: hashOf(watching), text: watching, name: 'Watch', kind: 'SUBSCRIPTION', cost: 1, deprecated: [] },
    ]),
  );
  const stranger = await documents('citizen');
  expect(stranger.data.vendorApp).toEqual({ listedOnly: false, documents: null });
  expect(stranger.errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
});

test.each([
  ['{ thisApp { ', 'syntax'],
  ['{ nothing }', 'contract'],
  ['mutation { triageReport(id: "1", decision: ACCEPT) { id } }', 'contract'],
  ['query A { thisApp { id } } query B { thisApp { id } }', 'one_operation'],
  ['{ vendorApps(first: 100) { nodes { vendor { apps(first: 100) { nodes { id } } } } } }', 'limits'],
])('BAD_USER_INPUT names the document that may not stand there, and none does: %s', async (text, rule) => {
  const { errors } = await register(['{ vendorPlans { code } }', text]);
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'documents[1]', rule } }]);
  expect((await documents('vendor')).data.vendorApp.documents.nodes).toHaveLength(2);
});

test('API1: another’s app has a list for its organisation only', async () => {
  for (const id of ['nothing', app.id]) {
    const { errors } = await register([listed], 'rival', id);
    expect(errors?.[0]?.extensions['code']).toMatch(/^(?:FORBIDDEN|NOT_FOUND)$/);
  }
  expect((await setListedOnly(true, 'citizen')).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  expect((await register([listed], 'vendor', 'nothing')).errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
});

test('an app sends the hash alone of what is on its list, on every road, and APQ stays as it was for all else', async () => {
  expect((await send(persisted(listed), second)).body.data).toEqual({ thisApp: { id: app.id } });
  expect((await send(persisted(other))).body.errors).toMatchObject([
    { extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } },
  ]);
  expect((await send({ query: other })).body.errors).toBeUndefined();
  const socket = await openLiveClient(second, { init: { 'X-API-Key': key } });
  socket.subscribe('q', '', persisted(listed));
  expect((await socket.events('q', 1))[0]?.data).toEqual({ thisApp: { id: app.id } });
  await socket.close();
  const stranger = await send(persisted('query X { vendorPlans { code } }'), city.url, {});
  expect(stranger.body.errors).toMatchObject([{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }]);
});

test('an app that may send only what is on its list sends nothing else on any road, at any gateway, sockets that are open included', async () => {
  const socket = await openLiveClient(second, { init: { 'X-API-Key': key } });
  socket.subscribe('before', other);
  expect(await socket.events('before', 1)).toHaveLength(1);
  expect((await setListedOnly(true)).data).toEqual({ setVendorAppDocuments: { listedOnly: true } });
  await until(async () => (await send({ query: other }, second)).status === 403);
  await until(async () => (await send({ query: other })).status === 403);
  const variables = { id: app.id };
  for (const at of [city.url, second]) {
    const refused = await send({ query: other }, at);
    expect(refused.body.errors).toMatchObject([notListed]);
    expect((await send({ ...persisted(other), query: other }, at)).body.errors).toMatchObject([notListed]);
    expect((await send(persisted(other), at)).body.errors).toMatchObject([notListed]);
    const get = await fetch(`${at}?query=${encodeURIComponent(other)}`, {
      headers: { 'x-api-key': key, 'content-type': 'application/json' },
    });
    expect(get.status).toBe(403);
    // The operations of doors are on nobody's list.
    for (const path of ['/open311/v2/requests.json', '/sta/v1.1/Things', '/cap/feed.atom']) {
      const asApp = await fetch(new URL(path, at), { headers: { 'x-api-key': key } });
      const asStranger = await fetch(new URL(path, at));
      expect([path, asApp.status, asStranger.status]).toEqual([path, 403, 200]);
    }
    const report = { service_code: 'TREES', lat: '16.4637', long: '107.5909', description: 'Cây đổ.' };
    const posted = await fetch(new URL('/open311/v2/requests.json', at), {
      method: 'POST',
      body: new URLSearchParams({ api_key: key, ...report }),
    });
    expect(posted.status).toBe(403);
    expect((await send({ query: listed }, at)).body.data).toEqual({ thisApp: { id: app.id } });
    expect((await send(persisted(listed), at)).body.data).toEqual({ thisApp: { id: app.id } });
    for (const accept of [eventStream, multipart]) {
      const headers = { 'x-api-key': key };
      const changed = watching.replace('state', 'name');
      const no = await openHttpStream(at, { query: changed, variables }, { accept, headers });
      expect([no.status, no.errors]).toMatchObject([403, [notListed]]);
      const yes = await openHttpStream(at, { ...persisted(watching), variables }, { accept, headers });
      expect((await yes.events(1))[0]?.data).toEqual({ vendorAppChanged: { state: 'LIVE' } });
      [no, yes].forEach((stream) => stream.close());
    }
  }
  socket.subscribe('after', other);
  expect(await socket.errorsOf('after')).toMatchObject([notListed]);
  socket.subscribe('s', '', { ...persisted(watching), variables });
  expect((await socket.events('s', 1))[0]?.data).toEqual({ vendorAppChanged: { state: 'LIVE' } });
  socket.subscribe('none', '');
  expect(await socket.errorsOf('none')).toMatchObject([notListed]);
  await socket.close();
});

test('the SDK’s documents are the same by their hash, so that an app with only these works as before', async () => {
  const text = ThisAppDocument.toString();
  await register([text]);
  const hub = createHub({ url: city.url, webSocket: WebSocket, apiKey: key });
  await until(async () => (await send({ query: text })).status === 200);
  expect(await hub.request(ThisAppDocument, {})).toMatchObject({ thisApp: { id: app.id } });
  hub.close();
});

test('what is taken off the list is refused within seconds', async () => {
  expect((await send(persisted(listed), second)).status).toBe(200);
  await remove(listed);
  for (const at of [city.url, second])
    await until(async () => (await send(persisted(listed), at)).status === 403);
  await register([listed]);
  await until(async () => (await send(persisted(listed), second)).status === 200);
  await setListedOnly(false);
  await until(async () => (await send({ query: other })).status === 200);
});
