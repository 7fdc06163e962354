import { request as httpRequest } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { createHub, uploadPhoto } from '../../client-sdk/src/index.ts';
import type { FakeAnswer, FakeAnswers, SeenRequest } from '../kit/fake-answers.ts';
import { startFakeAnswers } from '../kit/fake-answers.ts';
import { samplePhoto, sha256Of } from '../kit/sample-photo.ts';
import type { City } from '../kit/start-city.ts';
import { startCity } from '../kit/start-city.ts';

/** As far as the SDK uses it, over a real connection. */
class NodeXhr {
  readonly upload: { onprogress: ((event: { readonly loaded: number }) => void) | null } = {
    onprogress: null,
  };
  status = 0;
  responseText = '';
  onload: (() => void) | null = null;
  onerror: (() => void) | null = null;
  onabort: (() => void) | null = null;
  onloadend: (() => void) | null = null;
  #request: ClientRequest | undefined;
  #response: IncomingMessage | undefined;
  #isAborted = false;

  open(method: string, url: string): void {
    this.#request = httpRequest(url, { method });
  }

  setRequestHeader(name: string, value: string): void {
    this.#request?.setHeader(name, value);
  }

  getResponseHeader(name: string): string | null {
    return this.#response?.headers[name]?.toString() ?? null;
  }

  send(bytes: ArrayBuffer): void {
    const request = this.#request;
    request?.on('error', () => {
      if (this.#isAborted) this.onabort?.();
      else this.onerror?.();
      this.onloadend?.();
    });
    request?.on('response', (response) => {
      this.#response = response;
      this.status = response.statusCode ?? 0;
      response.on('data', (chunk: Buffer) => (this.responseText += chunk.toString()));
      response.on('end', () => {
        this.onload?.();
        this.onloadend?.();
      });
    });
    request?.setHeader('content-length', bytes.byteLength);
    for (let at = 0; at < bytes.byteLength; at += 50_000) {
      const piece = Buffer.from(bytes.slice(at, at + 50_000));
      request?.write(piece, () => this.upload.onprogress?.({ loaded: at + piece.length }));
    }
    request?.end();
  }

  abort(): void {
    this.#isAborted = true;
    this.#request?.destroy(new Error('aborted'));
  }
}

const setXhr = (Xhr: unknown): void => {
  if (Xhr) Object.assign(globalThis, { XMLHttpRequest: Xhr });
  else Reflect.deleteProperty(globalThis, 'XMLHttpRequest');
};
afterEach(() => setXhr(undefined));

/** A photo by its first bytes, large enough for several pieces. */
const large = (): Uint8Array => beginning(0xff, 0xd8, 0xff);
function beginning(...head: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(300_000);
  bytes.set(head);
  return bytes;
}
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe.each([
  ['fetch', undefined],
  ['XMLHttpRequest', NodeXhr],
])('a photo that is sent by %s', (_name, Xhr) => {
  let hub: FakeAnswers;
  beforeEach(() => setXhr(Xhr));
  afterEach(() => hub.close());
  const puts = (): readonly SeenRequest[] => hub.seen.filter(({ method }) => method === 'PUT');
  const asked = (): readonly SeenRequest[] => hub.seen.filter(({ method }) => method === 'POST');
  /** Gives tickets t1, t2, … and answers the bytes as it is told. */
  const start = async (answer: (index: number) => FakeAnswer) => {
    let tickets = 0;
    let sent = 0;
    hub = await startFakeAnswers(({ method }) => {
      if (method === 'PUT') return answer((sent += 1) - 1);
      const id = `t${(tickets += 1)}`;
      return { body: { data: { createUpload: { id, url: `/files/reports.${id}` } } } };
    });
    return createHub({ url: hub.url, persisted: false, token: () => 'token' });
  };
  const taken: FakeAnswer = { status: 201, body: { id: 't', state: 'READY' } };
  const refusal = (code: string, more: object, status: number): FakeAnswer => ({
    status,
    body: { errors: [{ message: code, extensions: { code, ...more } }] },
  });

  test('goes to the address that was asked for, with its length and token, and its progress ends with all of it', async () => {
    const client = await start(() => taken);
    const file = large();
    const told: number[] = [];
    const onProgress = (sent: number, total: number): void => {
      expect(total).toBe(file.length);
      told.push(sent);
    };
    expect(await uploadPhoto(client, { kind: 'REPORT_PHOTO', file, onProgress })).toBe('t1');
    expect(asked()[0]?.body['variables']).toMatchObject({
      kind: 'REPORT_PHOTO',
      bytes: file.length,
      sha256: sha256Of(Buffer.from(file)),
    });
    expect(
      puts().map(({ path, headers }) => [path, headers['content-length'], headers.authorization]),
    ).toEqual([['/files/reports.t1', String(file.length), 'Bearer token']]);
    expect(puts()[0]?.bytes.equals(file)).toBe(true);
    expect(told.length).toBeGreaterThan(2);
    expect(told).toEqual([...new Set(told)].toSorted((a, b) => a - b));
    expect(told.at(-1)).toBe(file.length);
  });

  test('is sent again to the same address when it may not have arrived, and its progress never goes back', async () => {
    const answers = [undefined, refusal('OVERLOADED', {}, 503), taken];
    const client = await start((index) => answers[index]);
    const told: number[] = [];
    const onProgress = (sent: number): void => void told.push(sent);
    expect(await uploadPhoto(client, { kind: 'REPORT_PHOTO', file: large(), onProgress })).toBe('t1');
    expect(puts().map(({ path }) => path)).toEqual(Array(3).fill('/files/reports.t1'));
    expect(told).toEqual([...new Set(told)].toSorted((a, b) => a - b));
  });

  test('goes to another address when the first was used by an answer that got lost, or is no longer good', async () => {
    const answers = [
      undefined,
      refusal('CONFLICT', { rule: 'single_use' }, 409),
      refusal('NOT_FOUND', { rule: 'expired' }, 410),
      taken,
    ];
    const client = await start((index) => answers[index]);
    expect(await uploadPhoto(client, { kind: 'REPORT_PHOTO', file: large() })).toBe('t3');
    const keys = asked().map(({ body }) => Object(body['variables']).clientMutationId);
    expect(new Set(keys).size).toBe(3);
  });

  test('that the hub refuses is sent once', async () => {
    const client = await start(() => refusal('BAD_USER_INPUT', { field: 'bytes', rule: 'pixels' }, 400));
    const call = uploadPhoto(client, { kind: 'REPORT_PHOTO', file: large() });
    await expect(call).rejects.toMatchObject({ code: 'BAD_USER_INPUT', rule: 'pixels' });
    expect(puts()).toHaveLength(1);
  });

  test('ends with its signal and with its deadline', async () => {
    const client = await start(() => 'never');
    const leaving = new AbortController();
    const onProgress = (sent: number): void => {
      if (sent > 100_000) leaving.abort(new Error('the person left'));
    };
    const left = uploadPhoto(client, {
      kind: 'REPORT_PHOTO',
      file: large(),
      signal: leaving.signal,
      onProgress,
    });
    await expect(left).rejects.toThrow('the person left');
    const late = uploadPhoto(client, { kind: 'REPORT_PHOTO', file: large(), deadlineMs: 2_000 });
    await expect(late).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
  });

  test.each([
    ['JPEG', large()],
    ['PNG', beginning(0x89, ...bytesOf('PNG\r\n\x1a\n'))],
    ['WebP', beginning(...bytesOf('RIFF'), 0x10, 0x93, 0x04, 0x00, ...bytesOf('WEBP'))],
  ])('is taken in %s', async (_what, file) => {
    const client = await start(() => taken);
    expect(await uploadPhoto(client, { kind: 'REPORT_PHOTO', file })).toBe('t1');
    expect(puts()).toHaveLength(1);
  });

  test.each([
    ['nothing', new Uint8Array(0), 'range'],
    ['more than 10 MiB', new Uint8Array(10 * 1024 * 1024 + 1), 'range'],
    ['another kind of file', bytesOf('GIF89a, and much more of it'), 'media_type'],
    ['a sound in the container that WebP has, too', bytesOf('RIFF....WAVE and more'), 'media_type'],
  ])('that is %s is refused by the rule of the hub before anything is sent', async (_what, file, rule) => {
    const client = await start(() => taken);
    const call = uploadPhoto(client, { kind: 'REPORT_PHOTO', file: new Blob([file]) });
    await expect(call).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'bytes', rule });
    expect(hub.seen).toEqual([]);
  });

  test.each(['photo.jpg', 3, undefined, null, { path: 'photo.jpg' }])(
    'that is %p is a mistake of the program, which is told what to give',
    async (file) => {
      const client = await start(() => taken);
      const call = uploadPhoto(client, { kind: 'REPORT_PHOTO', file: file as unknown as Blob });
      await expect(call).rejects.toThrow('expected a Blob, an ArrayBuffer or a Uint8Array as file, got ');
      expect(hub.seen).toEqual([]);
    },
  );
});

describe('a photo for the city', () => {
  let city: City;
  beforeAll(async () => void (city = await startCity()), 120_000);
  afterAll(() => city.close());
  const hubOf = () => createHub({ url: city.url, token: () => city.token('citizen') });

  test.each([
    ['fetch', undefined],
    ['XMLHttpRequest', NodeXhr],
  ])("arrives by %s and is the report's", async (_name, Xhr) => {
    setXhr(Xhr);
    const file = await samplePhoto({ seed: Xhr ? 2 : 3 });
    const id = await uploadPhoto(hubOf(), { kind: 'REPORT_PHOTO', file });
    const input = {
      categoryCode: 'TREES',
      title: 'Cây đổ',
      description: 'Cây đổ.',
      lat: 16.4637,
      lon: 107.5909,
      media: [id],
    };
    const mutation = 'mutation ($input: CreateReportInput!) { createReport(input: $input) { media { id } } }';
    const { data } = await city.ask(mutation, { as: 'citizen', variables: { input } });
    expect(data.createReport.media).toEqual([{ id }]);
  });

  test('is refused by its field where the hub alone can see what is wrong with it', async () => {
    const file = new Uint8Array(64);
    file.set([0xff, 0xd8, 0xff]);
    const call = uploadPhoto(hubOf(), { kind: 'REPORT_PHOTO', file });
    await expect(call).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'bytes', rule: 'picture' });
  });

  test('is not taken from a stranger', async () => {
    const call = uploadPhoto(createHub({ url: city.url }), {
      kind: 'REPORT_PHOTO',
      file: await samplePhoto(),
    });
    await expect(call).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});
