import type { RunningSubgraph } from '../../subgraphs/kit/index.ts';
import { civilDateOf } from '../../subgraphs/kit/working-days.ts';
import type { CityApp } from '../kit/city-app.ts';
import { createCityApp } from '../kit/city-app.ts';
import { openHttpStream } from '../kit/http-stream.ts';
import { openLiveClient, until } from '../kit/live-client.ts';
import { postGraphql } from '../kit/start-gateway.ts';
import type { City } from '../kit/start-city.ts';
import { startCity } from '../kit/start-city.ts';

const unitsPerDay = 200_000;
let city: City;
beforeAll(async () => void (city = await startCity()), 120_000);
afterAll(() => city?.close());

/** As if the app had used all of the day's units but so many. */
async function leave(app: CityApp, left: number, units = unitsPerDay): Promise<void> {
  const row = { _id: `${app.id}:${civilDateOf(new Date())}` };
  const taken = { taken: units - left, forgetAt: new Date(Date.now() + 3_600_000) };
  await quota().updateOne(row, { $set: taken, $unset: { out: '' } }, { upsert: true });
}
const quota = () => city.client.db(city.databaseOf('gateway')).collection<{ _id: string }>('quota');
const takenOf = async (app: CityApp): Promise<number> =>
  Number(Object((await quota().findOne({ _id: `${app.id}:${civilDateOf(new Date())}` })) ?? {}).taken ?? 0);

const post = (secret: string, query: string, at = city.url) =>
  postGraphql(at, { query }, { 'x-api-key': secret });

test('C11: 500 requests at once over four gateways: exactly the 100 that are left are answered, the others 429 with Retry-After', async () => {
  const app = await createCityApp(city);
  const { secret } = await app.createKey();
  // Its rate is one for all gateways: with the smaller plan 300 of them would be too many at once.
  await city.ask(`mutation { setVendorAppPlan(id: "${app.id}", plan: CITY) { id } }`, { as: 'ioc' });
  const units = 5_000_000;
  const urls = [city.url, ...(await Promise.all([1, 2, 3].map(() => city.anotherGateway())))];
  await leave(app, 100, units);
  const answers = await Promise.all(
    Array.from({ length: 500 }, (_, n) => post(secret, '{ thisApp { id } }', urls[n % 4])),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(100);
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(400);
  for (const { body, headers } of refused) {
    expect(body.errors?.[0]?.extensions['code']).toBe('QUOTA_EXCEEDED');
    expect(headers.get('retry-after')).toBe(String(body.errors?.[0]?.extensions['retryAfter']));
  }
  expect(await takenOf(app)).toBe(units);
});

test('I03: what is dear is counted for what it costs before it is run, on every road, and events one by one', async () => {
  const app = await createCityApp(city);
  const { secret } = await app.createKey();
  await leave(app, 900);
  const before = await takenOf(app);
  await post(secret, '{ thisApp { id } }');
  expect((await takenOf(app)) - before).toBe(1);
  await post(secret, '{ wards(first: 40) { nodes { code } } }');
  const dear = (await takenOf(app)) - before - 1;
  expect(dear).toBeGreaterThanOrEqual(40);
  const socket = await openLiveClient(city.url, { init: { 'X-API-Key': secret } });
  socket.subscribe('q', '{ wards(first: 40) { nodes { code } } }');
  await socket.events('q', 1);
  expect((await takenOf(app)) - before).toBe(1 + 2 * dear);
  const atOpen = await takenOf(app);
  socket.subscribe('s', `subscription { vendorAppChanged(id: "${app.id}") { state } }`);
  await socket.events('s', 1);
  const opened = (await takenOf(app)) - atOpen;
  await city.ask(`mutation { setVendorAppPlan(id: "${app.id}", plan: OPEN) { id } }`, { as: 'ioc' });
  await socket.events('s', 1);
  expect((await takenOf(app)) - atOpen).toBe(opened + 1);
  await socket.close();
  await leave(app, 20);
  const refused = await post(secret, '{ wards(first: 40) { nodes { code } } }');
  expect([refused.status, refused.body.data]).toEqual([429, undefined]);
  expect((await post(secret, '{ thisApp { id } }')).status).toBe(200);
});

test('a stream whose app has no units left ends with QUOTA_EXCEEDED behind the last event that was counted, on each road', async () => {
  const app = await createCityApp(city);
  const { secret } = await app.createKey();
  await leave(app, 900);
  const query = `subscription { vendorAppChanged(id: "${app.id}") { version } }`;
  const socket = await openLiveClient(city.url, { init: { 'X-API-Key': secret } });
  socket.subscribe('s', query);
  const [first] = await socket.events('s', 1);
  const events = await openHttpStream(city.url, { query }, { headers: { 'x-api-key': secret } });
  await events.events(1);
  await leave(app, 0);
  await city.ask(`mutation { setVendorAppPlan(id: "${app.id}", plan: OPEN) { id } }`, { as: 'ioc' });
  const [ended] = await socket.errorsOf('s');
  expect(ended?.extensions).toMatchObject({ code: 'QUOTA_EXCEEDED', cursor: first?.extensions?.['cursor'] });
  expect(await events.next()).toMatchObject({
    payload: { errors: [{ extensions: { code: 'QUOTA_EXCEEDED' } }] },
  });
  const late = await openHttpStream(
    city.url,
    { query },
    { headers: { 'x-api-key': secret }, accept: 'multipart/mixed;subscriptionSpec=1.0' },
  );
  expect([late.status, Number(late.headers['retry-after']) > 0]).toEqual([429, true]);
  // From there on nothing is missing once there are units again.
  await leave(app, 900);
  await until(async () => (await post(secret, '{ thisApp { id } }')).status === 200);
  const again = await openLiveClient(city.url, { init: { 'X-API-Key': secret } });
  again.subscribe('s', query, { extensions: { after: ended?.extensions['cursor'] } });
  expect((await again.events('s', 1))[0]).toMatchObject({ data: { vendorAppChanged: { version: 4 } } });
  await Promise.all([socket.close(), again.close()]);
});

test('who follows is warned at 80, 95 and 100 percent, as gateways count', async () => {
  const app = await createCityApp(city);
  const { secret } = await app.createKey();
  const token = await city.token('vendor');
  const socket = await openLiveClient(city.url, { init: { Authorization: `Bearer ${token}` } });
  socket.subscribe('w', `subscription { quotaWarning(appId: "${app.id}") { percent unitsPerDay } }`);
  expect(await socket.events('w', 1)).toMatchObject([{ data: { quotaWarning: null } }]);
  const warned = (percent: number) => ({ data: { quotaWarning: { percent, unitsPerDay } } });
  await leave(app, unitsPerDay / 5 + 1);
  await post(secret, '{ thisApp { id } }');
  expect(await socket.events('w', 1)).toMatchObject([warned(80)]);
  // What was taken and not spent has gone back.
  await until(async () => (await takenOf(app)) === (unitsPerDay * 4) / 5);
  await leave(app, 1);
  await post(secret, '{ thisApp { id } }');
  expect(await socket.events('w', 2)).toMatchObject([warned(95), warned(100)]);
  await socket.close();
});

test('I01: an app that sends ten times its rate is told 429 RATE_LIMITED with Retry-After; persons and strangers are not measured', async () => {
  const app = await createCityApp(city);
  const { secret } = await app.createKey();
  await post(secret, '{ thisApp { id } }');
  const burst = await Promise.all(Array.from({ length: 600 }, () => post(secret, '{ __typename }')));
  const refused = burst.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  expect(burst.length - refused.length).toBeGreaterThanOrEqual(199);
  for (const { body, headers } of refused) {
    expect(body.errors?.[0]?.extensions['code']).toBe('RATE_LIMITED');
    expect(headers.get('retry-after')).toBe('1');
  }
  const stranger = await Promise.all(
    Array.from({ length: 300 }, () => postGraphql(city.url, { query: '{ __typename }' })),
  );
  expect(stranger.every(({ status }) => status === 200)).toBe(true);
});

test('I02: an app is answered public things only while vendors is away, and everybody else everything', async () => {
  const app = await createCityApp(city);
  const { secret } = await app.createKey();
  // It stops to believe what it knew soon, and that is what is waited for.
  const at = await city.anotherGateway({ rightsFreshMs: 3_000 });
  const bearer = { authorization: `Bearer ${await city.token('citizen')}` };
  const me = async () => (await postGraphql(at, { query: '{ me { id } }' }, bearer)).body.data?.['me'];
  const ownApp = async () => (await post(secret, '{ thisApp { id } }', at)).body.data?.['thisApp'];
  await until(async () => Boolean(await ownApp()), 60_000);
  const vendors: RunningSubgraph = city.subgraph('vendors');
  await vendors.close();
  const isWithheld = async (): Promise<boolean> =>
    (await post(secret, '{ reports(first: 1) { nodes { id } } }', at)).body.errors?.[0]?.extensions[
      'code'
    ] === 'UNAVAILABLE';
  await until(isWithheld, 100_000);
  expect((await post(secret, '{ wards(first: 1) { nodes { code } } }', at)).body.data).toMatchObject({
    wards: {},
  });
  // A moment in which this machine did nothing at all is over at the next question.
  let who: unknown;
  await until(async () => Boolean((who = await me())), 60_000);
  expect(who).toEqual({ id: expect.any(String) });
}, 180_000);
