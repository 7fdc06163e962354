import { openLiveClient, until } from '../kit/live-client.ts';
import type { City } from '../kit/start-city.ts';
import { samplePhoto, sha256Of } from '../kit/sample-photo.ts';
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

test('C06: the address of an original that an identity officer was given shows nothing once the rights of that officer are taken back', async () => {
  const bytes = await samplePhoto();
  const [size, sha256] = [bytes.length, sha256Of(bytes)];
  const asked = await city.ask(
    'mutation ($size: Int!, $sha256: String!) { createUpload(kind: REPORT_PHOTO, bytes: $size, sha256: $sha256) { id url } }',
    { as: 'citizen', variables: { size, sha256 } },
  );
  const { id: media, url } = asked.data.createUpload;
  const headers = { authorization: `Bearer ${await city.token('citizen')}` };
  await fetch(new URL(url, city.url), { method: 'PUT', headers, body: new Uint8Array(bytes) });
  const input = {
    categoryCode: 'NOISE',
    title: 'Ồn',
    description: 'Ồn',
    lat: 16.46,
    lon: 107.59,
    media: [media],
  };
  const sent = await city.ask(
    'mutation ($input: CreateReportInput!) { createReport(input: $input) { id } }',
    {
      as: 'citizen',
      variables: { input },
    },
  );
  const look = `{ report(id: "${sent.data.createReport.id}") { mediaOriginal(mediaId: "${media}") { url } } }`;
  const { data } = await city.ask(look, { as: 'identity-officer' });
  const own = new URL(data.report.mediaOriginal.url, city.url);
  expect((await fetch(own)).status).toBe(200);
  const ended = await city.ask('mutation { endMySessions { notBefore } }', { as: 'identity-officer' });
  expect(ended.errors).toBeUndefined();
  await until(async () => (await fetch(own)).status === 404);
});
