import { openLiveClient, until } from '../kit/live-client.ts';
import type { City } from '../kit/start-city.ts';
import { startCity } from '../kit/start-city.ts';

let city: City;
beforeAll(async () => void (city = await startCity()), 120_000);
afterAll(() => city?.close());

test('C06: who ends all sessions is let in by a token of before no more, and its streams end; a later token is good', async () => {
  const token = await city.token('citizen2');
  const ask = async (bearer: string) => {
    const response = await fetch(city.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
      body: JSON.stringify({ query: '{ me { id } }' }),
    });
    return (await response.json()) as {
      data?: { me: { id: string } | null };
      errors?: { extensions: { code: string } }[];
    };
  };
  expect((await ask(token)).data?.me?.id).toEqual(expect.any(String));
  const { data } = await city.ask('mutation { requestData(kind: DELETION) { id } }', { as: 'citizen2' });
  const client = await openLiveClient(city.url, { init: { Authorization: `Bearer ${token}` } });
  client.subscribe('1', `subscription { dataRequestChanged(id: "${data.requestData.id}") { state } }`);
  expect((await client.events('1', 1))[0]).toMatchObject({
    data: { dataRequestChanged: { state: 'RECEIVED' } },
  });
  const ended = await city.ask('mutation { endMySessions { notBefore } }', { as: 'citizen2' });
  expect(ended.errors).toBeUndefined();
  expect(await client.errorsOf('1')).toMatchObject([{ extensions: { code: 'SUBSCRIPTION_RIGHTS_ENDED' } }]);
  expect((await ask(token)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  // A token says its second only: the next one is a later token.
  await until(async () => (await ask(await city.token('citizen2'))).data?.me?.id !== undefined);
  await client.close();
});
