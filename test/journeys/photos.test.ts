import sharp from 'sharp';
import { WebSocket } from 'ws';
import { live } from '../../client-sdk/src/live.ts';
import { metadataCanary, samplePhoto, sha256Of } from '../kit/sample-photo.ts';
import type { City } from '../kit/start-city.ts';
import { startCity } from '../kit/start-city.ts';

const draft = {
  categoryCode: 'ENVIRONMENT_WASTE',
  title: 'Bùn tràn ra đường',
  description: 'Xe chở đất làm rơi bùn suốt đoạn đường, trơn trượt.',
  lat: 16.4637,
  lon: 107.5909,
};

/** What a person does with a photo: asks for an address, sends the bytes there. Answers the upload's id. */
async function upload(city: City, as: string, bytes: Buffer): Promise<string> {
  const kind = as === 'officer' ? 'REPORT_EVIDENCE' : 'REPORT_PHOTO';
  const asked = await city.ask(
    'mutation ($kind: UploadKind!, $bytes: Int!, $sha256: String!) { createUpload(kind: $kind, bytes: $bytes, sha256: $sha256) { id url } }',
    { as, variables: { kind, bytes: bytes.length, sha256: sha256Of(bytes) } },
  );
  const { id, url } = asked.data.createUpload;
  const response = await fetch(new URL(url, city.url), {
    method: 'PUT',
    headers: { authorization: `Bearer ${await city.token(as)}` },
    body: new Uint8Array(bytes),
  });
  expect([response.status, await response.json()]).toEqual([201, { id, state: 'READY' }]);
  return id;
}

async function look(city: City, url: string, as?: string): Promise<{ status: number; bytes: Buffer }> {
  const headers = as ? { authorization: `Bearer ${await city.token(as)}` } : undefined;
  const response = await fetch(new URL(url, city.url), headers ? { headers } : {});
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
}

async function sendWithPhoto(city: City): Promise<{ id: string; dueAt: string; media: { url: string }[] }> {
  const photo = await upload(city, 'citizen', await samplePhoto());
  const answer = await city.ask(
    'mutation ($input: CreateReportInput!) { createReport(input: $input) { id dueAt media { url } } }',
    { as: 'citizen', variables: { input: { ...draft, media: [photo] } } },
  );
  expect(answer.errors).toBeUndefined();
  return answer.data.createReport;
}

describe('acceptance case 1 with its photo', () => {
  let city: City;
  beforeAll(async () => void (city = await startCity({ now: '2024-11-07T08:22:00+07:00' })));
  afterAll(() => city.close());

  test('mud is sent with a photo, accepted and assigned; the stream tells each once, and the copy that all see has no GPS', async () => {
    const { id, dueAt, media } = await sendWithPhoto(city);
    expect(dueAt).toBe('2024-11-18T16:59:59.000Z');
    const url = media[0]?.url ?? '';
    expect([(await look(city, url)).status, (await look(city, url, 'citizen2')).status]).toEqual([404, 404]);
    expect((await look(city, url, 'citizen')).status).toBe(200);
    const stop = new AbortController();
    const query = `subscription { reportChanged(id: "${id}") { state media { url } } }`;
    const connection = { url: city.url, webSocket: WebSocket, token: () => city.token('citizen') };
    const seen: unknown[] = [];
    for await (const event of live(connection, { query, variables: {} }, { signal: stop.signal })) {
      seen.push((event.data as { reportChanged: unknown }).reportChanged);
      if (seen.length === 1) {
        await city.ask(`mutation { triageReport(id: "${id}", decision: ACCEPT) { state } }`, { as: 'ioc' });
        await city.ask(`mutation { assignReport(id: "${id}") { state } }`, { as: 'ioc' });
      }
      if (seen.length === 3) stop.abort();
    }
    expect(seen).toEqual(['SUBMITTED', 'ACCEPTED', 'ASSIGNED'].map((state) => ({ state, media: [{ url }] })));
    const { status, bytes } = await look(city, url);
    expect(status).toBe(200);
    expect((await sharp(bytes).metadata()).exif).toBeUndefined();
    expect(bytes.includes(metadataCanary)).toBe(false);
  });
});

describe('acceptance case 4 with its photo, and what stands around uploads', () => {
  let city: City;
  beforeAll(async () => void (city = await startCity()));
  afterAll(() => city.close());

  test('case 4: resolved without evidence, then with one photo; reopened in public twice, the third time ILLEGAL_TRANSITION', async () => {
    const { id } = await sendWithPhoto(city);
    const act = async (as: string, call: string) => {
      const { data, errors } = await city.ask(`mutation { step: ${call} { state } }`, { as });
      return data?.step?.state ?? errors?.[0]?.extensions;
    };
    expect(await act('ioc', `triageReport(id: "${id}", decision: ACCEPT)`)).toBe('ACCEPTED');
    const handle = async (): Promise<void> => {
      expect(await act('ioc', `assignReport(id: "${id}", agencyId: "so-xay-dung")`)).toBe('ASSIGNED');
      expect(await act('officer', `startReport(id: "${id}")`)).toBe('IN_PROGRESS');
      expect(
        await act('officer', `resolveReport(id: "${id}", result: "Đã dọn", evidence: [])`),
      ).toMatchObject({
        code: 'BAD_USER_INPUT',
        field: 'evidence',
        rule: 'evidence',
      });
      const proof = await upload(city, 'officer', await samplePhoto({ seed: Date.now() }));
      const evidence = `[{kind: PHOTO, upload: "${proof}"}]`;
      expect(
        await act('officer', `resolveReport(id: "${id}", result: "Đã dọn", evidence: ${evidence})`),
      ).toBe('RESOLVED');
      expect(await act('ioc', `publishReport(id: "${id}")`)).toBe('PUBLISHED');
    };
    const reopen = `rateReport(id: "${id}", level: NOT_ACCEPTED, reopen: true)`;
    for (let round = 1; round <= 2; round += 1) {
      await handle();
      expect(await act('citizen', reopen)).toBe('REOPENED');
    }
    await handle();
    expect(await act('citizen', reopen)).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    const { data } = await city.ask(
      `{ publicReport(id: "${id}") { state updates(first: 50) { nodes { step } } rounds { answer { evidence { media { url } } } } } }`,
    );
    const { state, updates, rounds } = data.publicReport;
    expect([state, rounds.length]).toEqual(['PUBLISHED', 3]);
    expect(updates.nodes.filter(({ step }: { step: string }) => step === 'REOPEN')).toHaveLength(2);
    for (const { answer } of rounds)
      expect((await look(city, answer.evidence[0].media.url)).status).toBe(200);
  });

  test('F05 multipart/form-data is refused, for the graph as a forged request and for files as no file', async () => {
    const form = new FormData();
    form.set('operations', '{"query":"{ __typename }"}');
    const graph = await fetch(city.url, { method: 'POST', body: form });
    expect([graph.status, await graph.json()]).toMatchObject([
      400,
      { errors: [{ extensions: { code: 'BAD_REQUEST' } }] },
    ]);
    const headers = { authorization: `Bearer ${await city.token('citizen')}` };
    const file = await fetch(new URL('/files/reports.t.x', city.url), {
      method: 'POST',
      body: form,
      headers,
    });
    expect([file.status, await file.json()]).toMatchObject([
      415,
      { errors: [{ extensions: { code: 'BAD_REQUEST' } }] },
    ]);
  });

  test('F04 a script that calls itself a picture is refused, and a redaction takes the old copy out of reach', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    await expect(upload(city, 'citizen', svg)).rejects.toThrow('media_type');
    const { id, media } = await sendWithPhoto(city);
    await city.ask(`mutation { triageReport(id: "${id}", decision: ACCEPT) { state } }`, { as: 'ioc' });
    const old = media[0]?.url ?? '';
    expect((await look(city, old)).status).toBe(200);
    const mediaId = old.split('.')[3];
    const marked = await city.ask(
      `mutation { redactReportMedia(id: "${id}", mediaId: "${mediaId}", rectangles: [{x: 0, y: 0, width: 1, height: 1}], expectedVersion: 2) { media { url } } }`,
      { as: 'ioc' },
    );
    expect((await look(city, old)).status).toBe(404);
    expect((await look(city, marked.data.redactReportMedia.media[0].url)).status).toBe(200);
  });
});
