import { sandboxPersonId } from '../../gateway/src/sandbox/sandbox-people.ts';
import type { CityApp } from '../kit/city-app.ts';
import { createCityApp } from '../kit/city-app.ts';
import { eventStream, openHttpStream } from '../kit/http-stream.ts';
import { openLiveClient, until } from '../kit/live-client.ts';
import { postGraphql } from '../kit/start-gateway.ts';
import type { City } from '../kit/start-city.ts';
import { startCity } from '../kit/start-city.ts';

let city: City;
let app: CityApp;
let key: string;
let rivalKey: string;
beforeAll(async () => {
  city = await startCity({ sandboxes: {} });
  app = await createCityApp(city, 'SANDBOX');
  key = (await app.createKey([], true)).secret;
  rivalKey = (await (await createCityApp(city, 'SANDBOX')).createKey([], true)).secret;
  await Promise.all([key, rivalKey].map(untilMade));
}, 300_000);
afterAll(() => city?.close(), 60_000);

const headersOf = (secret: string, as?: string): Record<string, string> => ({
  'x-api-key': secret,
  ...(as ? { 'x-sandbox-as': as } : {}),
});
const ask = (query: string, as?: string, secret = key) =>
  postGraphql(city.url, { query }, headersOf(secret, as));
/** It is there some time after it was asked for first. */
async function untilMade(secret: string): Promise<void> {
  await until(async () => (await ask('{ __typename }', undefined, secret)).status === 200, 240_000);
}
const codes = '{ publicReports(first: 10) { nodes { code } } }';
const create = (title: string): string =>
  `mutation { createReport(input: { categoryCode: ROAD_DAMAGE, title: "${title}", description: "Thử thôi.", lat: 16.4637, lon: 107.5909 }) { id code } }`;

/** By the citizen of the sandbox; gives its id. */
async function created(title: string): Promise<string> {
  const { text } = await ask(create(title), 'citizen');
  return /"id":"([^"]+)"/.exec(text)?.[1] ?? text;
}

test('an app that is not in use yet has a sample city of its own, and nothing of it is in the city’s figures', async () => {
  await expect(app.createKey([])).rejects.toThrow('not_conformant');
  const inside = (await ask(codes)).body;
  expect(inside.errors).toBeUndefined();
  expect(inside.data).toMatchObject({
    publicReports: { nodes: Array(10).fill({ code: expect.any(String) }) },
  });
  const outside = await city.ask(codes);
  expect(outside.data.publicReports.nodes).toEqual([]);
  const figures = '{ reportStats { figures { sent } } }';
  expect((await city.ask(figures)).data.reportStats.figures.sent).toBe(0);
  const wards = '{ wardAt(lat: 16.4637, lon: 107.5909) { code agency { name } } }';
  expect((await ask(wards)).body.data).toEqual((await city.ask(wards)).data);
});

test('people of a sandbox act by the city’s rules, and what they do is in no other sandbox and not in the city', async () => {
  expect((await ask(create('Ai đó'))).body.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  const made = { id: await created('Thử trong hộp cát') };
  const read = `{ report(id: "${made.id}") { title } }`;
  expect((await ask(read, 'citizen')).body.data).toEqual({ report: { title: 'Thử trong hộp cát' } });
  expect((await ask(read, 'citizen2')).body.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  for (const as of ['citizen', 'ioc'])
    expect((await ask(read, as, rivalKey)).body.errors).toMatchObject([
      { extensions: { code: 'NOT_FOUND' } },
    ]);
  for (const as of ['citizen', 'ioc', undefined]) {
    const outside = await city.ask(read, as ? { as } : {});
    expect(outside.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  }
  const triage = `mutation { triageReport(id: "${made.id}", decision: ACCEPT) { state } }`;
  expect((await city.ask(triage, { as: 'ioc' })).errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
  expect((await ask(triage, 'citizen')).body.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  expect((await ask(triage, 'ioc')).body.data).toEqual({ triageReport: { state: 'ACCEPTED' } });
});

test('nothing of the city is in a sandbox: no id, no event, no cursor, no answer that is shared', async () => {
  const sent = await city.ask(create('Chuyện thật'), { as: 'citizen' });
  const { id } = sent.data.createReport;
  await city.ask(`mutation { triageReport(id: "${id}", decision: ACCEPT) { state } }`, { as: 'ioc' });
  const query = `subscription { publicReportChanged(id: "${id}") { title } }`;
  const live = await openLiveClient(city.url);
  live.subscribe('s', query);
  const [event] = await live.events('s', 1);
  expect(event?.data).toEqual({ publicReportChanged: { title: 'Chuyện thật' } });
  const inside = await openLiveClient(city.url, { init: { 'X-API-Key': key } });
  inside.subscribe('s', query, { extensions: { after: event?.extensions?.['cursor'] } });
  const told = await inside.nextOf('s');
  expect(JSON.stringify(told)).not.toContain('Chuyện thật');
  expect(JSON.stringify(told)).toContain('NOT_FOUND');
  const read = `{ publicReport(id: "${id}") { title } }`;
  const [here, there] = await Promise.all([city.ask(read), ask(read)]);
  expect(here.data.publicReport).toEqual({ title: 'Chuyện thật' });
  expect(there.body.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  await Promise.all([live.close(), inside.close()]);
});

test('streams run in it on every road, as whom the app wants to be', async () => {
  const id = await created('Theo dõi');
  const query = `subscription { reportChanged(id: "${id}") { state } }`;
  const socket = await openLiveClient(city.url, { init: { 'X-API-Key': key, 'X-Sandbox-As': 'citizen' } });
  socket.subscribe('s', query);
  const stream = await openHttpStream(
    city.url,
    { query },
    { accept: eventStream, headers: headersOf(key, 'citizen') },
  );
  const state = (value: string): object => ({ reportChanged: { state: value } });
  expect((await socket.events('s', 1))[0]?.data).toEqual(state('SUBMITTED'));
  expect((await stream.events(1))[0]?.data).toEqual(state('SUBMITTED'));
  await ask(`mutation { triageReport(id: "${id}", decision: ACCEPT) { state } }`, 'ioc');
  expect((await socket.events('s', 1))[0]?.data).toEqual(state('ACCEPTED'));
  expect((await stream.events(1))[0]?.data).toEqual(state('ACCEPTED'));
  socket.subscribe('t', 'mutation { createStreamTicket { ticket } }');
  const [ticket] = await socket.events('t', 1);
  expect(ticket?.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', rule: 'sandbox' } }]);
  stream.close();
  await socket.close();
});

test('contracts are the same in it, and files are not to be had', async () => {
  const at = city.url.replace('/graphql', '/contracts/public/graphql');
  const answer = await postGraphql(
    at,
    { query: '{ publicReports(first: 1) { nodes { code } } }' },
    headersOf(key),
  );
  expect(answer.body.data).toMatchObject({ publicReports: { nodes: [{ code: expect.any(String) }] } });
  expect(
    (await postGraphql(at, { query: '{ myVendors { nodes { id } } }' }, headersOf(key))).body.errors,
  ).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
  const file = await fetch(new URL('/files/reports.o.x', city.url), { headers: headersOf(key) });
  expect(file.status).toBe(403);
});

test('C18: no database of the city knows of the people of a sandbox, or of what they wrote', async () => {
  const { databases } = await city.client.db().admin().listDatabases({ nameOnly: true });
  const prefix = city.databaseOf('');
  const own = databases.filter(({ name }) => name.startsWith(prefix) && !name.startsWith(`${prefix}sb_`));
  expect(own.length).toBeGreaterThan(4);
  const people = ['citizen', 'ioc'] as const;
  const canaries = ['Thử trong hộp cát', ...people.map((person) => sandboxPersonId(app.id, person))];
  for (const { name } of own)
    for (const { name: collection } of await city.client.db(name).listCollections().toArray()) {
      const text = JSON.stringify(await city.client.db(name).collection(collection).find().toArray());
      for (const canary of canaries)
        expect([name, collection, text.includes(canary)]).toEqual([name, collection, false]);
    }
});

test('Open311’s test endpoint is the sandbox of the app, for its sandbox key only', async () => {
  const at = (path: string, init: RequestInit = {}) => fetch(new URL(`/open311/${path}`, city.url), init);
  expect(await (await at('discovery.json')).text()).toMatch(/open311\/test\/v2","type":"test"/);
  const writing = (await app.createKey(['reports:write'], true)).secret;
  await untilMade(writing);
  const place = { service_code: 'TREES', lat: '16.4637', long: '107.5909', description: 'Thử qua Open311.' };
  const send = (endpoint: string) =>
    at(`${endpoint}/requests.json`, {
      method: 'POST',
      body: new URLSearchParams({ api_key: writing, ...place }),
    });
  const sent = await send('test/v2');
  expect(sent.status).toBe(201);
  const [{ token }] = (await sent.json()) as [{ token: string }];
  expect((await at(`v2/tokens/${token}.json`)).status).toBe(404);
  expect((await at(`test/v2/tokens/${token}.json`, { headers: headersOf(writing) })).status).toBe(200);
  expect((await at(`test/v2/tokens/${token}.json`, { headers: headersOf(rivalKey) })).status).toBe(404);
  expect((await send('v2')).status).toBe(403);
  expect((await at('test/v2/requests.json')).status).toBe(403);
  const listed = await at('test/v2/requests.json?page_size=1', { headers: headersOf(writing) });
  expect([listed.status, listed.headers.get('cache-control')]).toEqual([200, 'no-store']);
});

test('only a key for a sandbox leads there, and only people of it may be named', async () => {
  const token = await city.token('citizen');
  const headers = { authorization: `Bearer ${token}`, 'x-sandbox-as': 'ioc' };
  expect((await postGraphql(city.url, { query: codes }, headers)).status).toBe(400);
  expect((await postGraphql(city.url, { query: codes }, { 'x-sandbox-as': 'ioc' })).status).toBe(400);
  expect((await ask(codes, 'identityOfficer')).status).toBe(400);
  expect((await ask('{ me { id } }')).body.data?.['me']).toBeNull();
  // The app is in use by no test behind this one.
  await city.ask(`mutation { suspendVendorApp(id: "${app.id}", reason: "Thử.") { state } }`, { as: 'ioc' });
  await until(async () => (await ask(codes, 'citizen')).status !== 200);
});
