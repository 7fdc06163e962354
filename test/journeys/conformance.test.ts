import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import {
  CreateReportDocument,
  PublicReportChangedDocument,
  reports,
} from '../../client-sdk/src/generated/index.ts';
import { createHub } from '../../client-sdk/src/index.ts';
import type { CityApp } from '../kit/city-app.ts';
import { createCityApp } from '../kit/city-app.ts';
import { until } from '../kit/live-client.ts';
import { sandboxApp } from '../kit/sandbox-app.ts';
import type { Faults, Following } from '../kit/sandbox-app.ts';
import { signs } from '../kit/signs/signs-subgraph.ts';
import { postGraphql } from '../kit/start-gateway.ts';
import type { City } from '../kit/start-city.ts';
import { startCity } from '../kit/start-city.ts';

const looking = 'query Reports { publicReports(first: 3) { nodes { id code } } }';
const self = 'query Self { thisApp { id state } }';
const sending =
  'mutation Send($title: String!, $key: String) { createReport(input: { categoryCode: ROAD_DAMAGE, title: $title, description: "Thử.", lat: 16.4637, lon: 107.5909 }, clientMutationId: $key) { id } }';
const following = 'subscription Follow($id: ID!) { reportChanged(id: $id) { state } }';
const listed = [
  looking,
  self,
  sending,
  following,
  CreateReportDocument.toString(),
  PublicReportChangedDocument.toString(),
];

let city: City;
let app: CityApp;
let key: string;
let second: string;
beforeAll(async () => {
  city = await startCity({ sandboxes: {}, also: [signs] });
  second = await city.anotherGateway();
  app = await createCityApp(city, 'SANDBOX');
  key = (await app.createKey(['reports:write'], true)).secret;
  await until(async () => (await ask('{ __typename }')).status === 200, 240_000);
  await vendor(
    'mutation ($id: ID!, $documents: [String!]!) { registerAppDocuments(appId: $id, documents: $documents) { ids } }',
    {
      id: app.id,
      documents: listed,
    },
  );
}, 300_000);
afterAll(() => city?.close(), 60_000);

const ask = (query: string, as?: string, at = city.url) =>
  postGraphql(at, { query }, { 'x-api-key': key, ...(as ? { 'x-sandbox-as': as } : {}) });

async function vendor(query: string, variables: Record<string, unknown> = {}) {
  const { data, errors } = await city.ask(query, { as: 'vendor', variables });
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

interface Item {
  readonly verdict: string;
  readonly requests: readonly { requestId: string; operationName: string | null; note: string | null }[];
}

const start = async (): Promise<string> => {
  const { startConformanceRun } = await vendor(`mutation { startConformanceRun(appId: "${app.id}") { id } }`);
  return startConformanceRun.id;
};
const itemsOf = async (id: string): Promise<Record<string, Item>> => {
  const { conformanceRun } = await vendor(
    `{ conformanceRun(id: "${id}") { items { check verdict requests { requestId operationName note } } } }`,
  );
  return Object.fromEntries(conformanceRun.items.map((item: { check: string }) => [item.check, item]));
};
const verdictOf = async (id: string, check: string) => (await itemsOf(id))[check]?.verdict;
const finish = async (id: string): Promise<string> => {
  await vendor(`mutation { finishConformanceRun(id: "${id}") { state } }`);
  let state = 'JUDGING';
  await until(async () => {
    state = (await vendor(`{ conformanceRun(id: "${id}") { state } }`)).conformanceRun.state;
    return state !== 'JUDGING';
  }, 60_000);
  return state;
};

/** Goes on with something until the run has a verdict on a check. */
async function untilJudged(id: string, check: string, doing: () => Promise<unknown>): Promise<string> {
  const end = Date.now() + 120_000;
  for (;;) {
    const verdict = await verdictOf(id, check);
    if (verdict !== undefined && verdict !== 'NOT_SEEN') return verdict;
    if (Date.now() > end) throw new Error(`no verdict on ${check}: ${JSON.stringify(await itemsOf(id))}`);
    await doing();
    await sleep(100);
  }
}

/** All that an app has to stand, by an app of fetch and ws with these faults. */
async function rehearse(id: string, faults: Faults): Promise<Following> {
  const citizen = sandboxApp({ url: city.url, apiKey: key, as: 'citizen', ...faults });
  await untilJudged(id, 'WAITED_AFTER_429', () => citizen.send(looking, {}));
  let n = 0;
  let sent: unknown;
  await untilJudged(id, 'REPEATED_CUT_MUTATION', async () => {
    n += 1;
    sent = await citizen.send(sending, { title: `Thử ${n}`, key: `${id} ${n}` });
  });
  const reportId = /"id":"([^"]+)"/.exec(JSON.stringify(sent))?.[1] ?? '';
  // At another gateway: what is seen in a run is seen at all of them.
  const follower = sandboxApp({ url: second, apiKey: key, as: 'citizen', ...faults }).follow(following, {
    id: reportId,
  });
  await untilJudged(id, 'RESUMED_CUT_STREAM', () => Promise.resolve());
  return follower;
}

test('an app of fetch and ws that does everything right passes a run, and has a key for the city then', async () => {
  await expect(app.createKey()).rejects.toThrow('not_conformant');
  const id = await start();
  const follower = await rehearse(id, {});
  expect(follower.breaks()).toBe(1);
  follower.stop();
  expect(await finish(id)).toBe('PASSED');
  const items = await itemsOf(id);
  expect(Object.values(items).map(({ verdict }) => verdict)).toEqual(Array(5).fill('PASSED'));
  expect(items['REPEATED_CUT_MUTATION']?.requests).toMatchObject([{ operationName: 'Send' }]);
  expect(items['RESUMED_CUT_STREAM']?.requests).toMatchObject([{ operationName: 'Follow' }]);
  const { vendorApp } = await vendor(`{ vendorApp(id: "${app.id}") { state conformance { state } } }`);
  expect(vendorApp).toEqual({ state: 'CONFORMANT', conformance: { state: 'PASSED' } });
  const live = (await app.createKey()).secret;
  await vendor(`mutation { launchVendorApp(id: "${app.id}") { id } }`);
  await until(
    async () => (await postGraphql(city.url, { query: self }, { 'x-api-key': live })).status === 200,
  );
}, 180_000);

test('an app that does everything wrong fails on each item, with the requests that it was found by', async () => {
  const id = await start();
  const follower = await rehearse(id, { hurries: true, forgetsKeys: true, forgetsCursors: true });
  follower.stop();
  const { sendText } = sandboxApp({ url: city.url, apiKey: key });
  expect(await sendText('query Old { oldSign }')).toEqual({ data: { oldSign: 'cũ' } });
  expect(await finish(id)).toBe('FAILED');
  const items = await itemsOf(id);
  expect(Object.values(items).map(({ verdict }) => verdict)).toEqual(Array(5).fill('FAILED'));
  expect(items).toMatchObject({
    PERSISTED_OPERATIONS: { requests: [{ operationName: 'Old', note: 'not on the list of the app' }] },
    NO_DEPRECATED_FIELD: { requests: [{ operationName: 'Old', note: 'Query.oldSign' }] },
    REPEATED_CUT_MUTATION: { requests: [{ operationName: 'Send', note: 'another key' }] },
    RESUMED_CUT_STREAM: { requests: [{ operationName: 'Follow', note: 'no cursor' }] },
  });
  expect(items['WAITED_AFTER_429']?.requests[0]?.note).toMatch(/^\d+ ms after the 429$/);
  for (const { requests } of Object.values(items))
    for (const { requestId } of requests) expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
  // What an app had passed it has passed.
  const { vendorApp } = await vendor(`{ vendorApp(id: "${app.id}") { state } }`);
  expect(vendorApp.state).toBe('LIVE');
}, 180_000);

test('the SDK’s client stands all of it by itself', async () => {
  const id = await start();
  const options = { url: city.url, webSocket: WebSocket, apiKey: key, areas: [reports] } as const;
  const hub = createHub(options);
  const ended = new AbortController();
  let n = 0;
  const send = async (): Promise<void> => {
    n += 1;
    const place = { lat: 16.4637, lon: 107.5909 };
    await hub.reports.createReport({
      input: { ...place, categoryCode: 'ROAD_DAMAGE', title: `SDK ${n}`, description: 'Thử.' },
    });
  };
  for (const check of ['WAITED_AFTER_429', 'REPEATED_CUT_MUTATION'])
    expect(await untilJudged(id, check, send)).toBe('PASSED');
  const reportId = /"id":"([^"]+)"/.exec((await ask(looking)).text)?.[1] ?? '';
  const watching = (async () => {
    const events = hub.reports.publicReportChanged({ id: reportId }, { signal: ended.signal });
    for await (const { data } of events) expect(data).toBeDefined();
  })();
  expect(await untilJudged(id, 'RESUMED_CUT_STREAM', () => Promise.resolve())).toBe('PASSED');
  ended.abort();
  await watching;
  hub.close();
  expect(await finish(id)).toBe('PASSED');
}, 180_000);

test('outside a run nothing is planted, and in its sandbox an app is itself', async () => {
  const { body } = await ask(self);
  expect(body.data).toEqual({ thisApp: { id: app.id, state: 'LIVE' } });
  for (let n = 0; n < 20; n += 1) expect((await ask(looking)).status).toBe(200);
});
