import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import type { ClientRequest } from 'node:http';
import type { Identity } from '../../../gateway/src/identity/identity.ts';
import type { Rights, RightsVerdict } from '../../../gateway/src/identity/rights.ts';
import type { Viewer } from '../../../subgraphs/kit/index.ts';
import type { FileAnswer, FilesWorld } from '../../kit/files-world.ts';
import { askFile, openFiles } from '../../kit/files-world.ts';
import { until } from '../../kit/live-client.ts';
import type { PapersWorld } from '../../kit/papers-world.ts';
import { startPapers } from '../../kit/papers-world.ts';
import { citizen } from '../../kit/subgraph-parts.ts';

describe('files beside the graph', () => {
  let papers: PapersWorld;
  let world: FilesWorld;
  beforeAll(async () => {
    papers = await startPapers();
    world = await openFiles(papers.running.url);
  });
  afterAll(async () => {
    await world.close();
    await papers.close();
  });

  const lan = citizen('lan');
  const bytes = Buffer.from(`%${'x'.repeat(100_000)}`);
  const ticket = (viewer: Viewer = lan) => papers.create(viewer, bytes);
  /** The ticket is as good as it was. */
  const expectUnspent = async (url: string): Promise<void> => {
    expect(await askFile(world, url, { method: 'PUT', viewer: lan, body: bytes })).toMatchObject({
      status: 201,
    });
  };

  test.each(['PUT', 'POST'])(
    '%s takes bytes once, GET gives them back to whom they are for',
    async (method) => {
      const { id, url } = await ticket();
      const sent = await askFile(world, url, { method, viewer: lan, body: bytes });
      expect([sent.status, JSON.parse(sent.text)]).toEqual([201, { id, state: 'READY' }]);
      expect(await askFile(world, url, { method, viewer: lan, body: bytes })).toMatchObject({
        status: 409,
        error: { code: 'CONFLICT', rule: 'single_use' },
      });
      await papers.store.file(lan, [id]);
      const address = papers.store.uploads.addresses.open(id);
      expect(await askFile(world, address)).toMatchObject({ status: 404, error: { code: 'NOT_FOUND' } });
      expect(await askFile(world, address, { headers: { authorization: 'Bearer wrong' } })).toMatchObject({
        status: 401,
        error: { code: 'UNAUTHENTICATED' },
      });
      const got = await askFile(world, address, { viewer: lan });
      expect(got).toMatchObject({ status: 200, text: bytes.toString() });
      expect(got.headers).toMatchObject({
        'content-type': 'text/plain',
        'content-length': String(bytes.length),
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
        'access-control-allow-origin': '*',
      });
      const again = { viewer: lan, headers: { 'if-none-match': String(got.headers['etag']) } };
      expect(await askFile(world, address, again)).toMatchObject({ status: 304, text: '' });
    },
  );

  test('without a token, or with a wrong one, nothing is sent', async () => {
    const { url } = await ticket();
    for (const headers of [{}, { authorization: 'Bearer wrong' }] as Record<string, string>[]) {
      const refused = await askFile(world, url, { method: 'PUT', body: bytes, headers });
      expect(refused).toMatchObject({ status: 401, error: { code: 'UNAUTHENTICATED' } });
      expect(refused.headers['www-authenticate']).toBe('Bearer');
    }
    await expectUnspent(url);
  });

  test('5 GB are refused by their announced length (F04)', async () => {
    const { url } = await ticket();
    const headers = { 'content-length': String(5 * 1024 ** 3) };
    const write = (client: ClientRequest): void => void client.write(bytes);
    const refused = await askFile(world, url, { method: 'PUT', viewer: lan, headers, write });
    expect(refused).toMatchObject({
      status: 413,
      error: { code: 'BAD_REQUEST', rule: 'max_bytes', max: 10 * 1024 * 1024 },
      headers: { connection: 'close' },
    });
    await expectUnspent(url);
  });

  test('a body in chunks without a length is refused (F04)', async () => {
    const { url } = await ticket();
    const headers = { 'transfer-encoding': 'chunked' };
    const refused = await askFile(world, url, {
      method: 'PUT',
      viewer: lan,
      headers,
      body: undefined,
      write: (client) => client.end(bytes),
    });
    expect(refused).toMatchObject({ status: 411, error: { code: 'BAD_REQUEST', rule: 'length_required' } });
    await expectUnspent(url);
  });

  test('a length other than the one of the ticket is refused before the bytes are read', async () => {
    const { url } = await ticket();
    const headers = { 'content-length': '999999' };
    const write = (client: ClientRequest): void => void client.write(bytes.subarray(0, 10));
    const refused = await askFile(world, url, { method: 'PUT', viewer: lan, headers, write });
    expect(refused).toMatchObject({
      status: 400,
      error: {
        code: 'BAD_USER_INPUT',
        field: 'bytes',
        rule: 'bytes',
        announced: bytes.length,
        received: 999_999,
      },
    });
    await expectUnspent(url);
  });

  test('a form, and compressed bytes, are refused: 415 (F05)', async () => {
    const { url } = await ticket();
    for (const headers of [
      { 'content-type': 'multipart/form-data; boundary=x' },
      { 'content-encoding': 'gzip' },
    ] as Record<string, string>[])
      expect(await askFile(world, url, { method: 'PUT', viewer: lan, headers, body: bytes })).toMatchObject({
        status: 415,
        error: { code: 'BAD_REQUEST' },
      });
    await expectUnspent(url);
  });

  test('bytes that come too slowly are cut with 408, and the ticket is as good as before (F04)', async () => {
    const slow = await openFiles(papers.running.url, { sendMs: 300 });
    const { url } = await ticket();
    const headers = { 'content-length': String(bytes.length) };
    let dripping: NodeJS.Timeout | undefined;
    const write = (client: ClientRequest): void => {
      dripping = setInterval(() => client.write('%'), 20);
      client.once('close', () => clearInterval(dripping));
    };
    const refused = await askFile(slow, url, { method: 'PUT', viewer: lan, headers, write });
    clearInterval(dripping);
    expect(refused).toMatchObject({
      status: 408,
      error: { code: 'BAD_REQUEST', rule: 'too_slow' },
      headers: { connection: 'close' },
    });
    await slow.close();
    await expectUnspent(url);
  });

  test('a client that leaves in the middle leaves the ticket as it was', async () => {
    const { url } = await ticket();
    const headers = { authorization: 'Bearer lan', 'content-length': String(bytes.length) };
    const client = httpRequest({ host: '127.0.0.1', port: world.port, path: url, method: 'PUT', headers });
    client.on('error', () => undefined);
    client.write(bytes.subarray(0, 50_000));
    const [socket] = await once(client, 'socket');
    await until(() => socket.bytesWritten > 50_000);
    // Its end comes with an error, at which events.once would give up.
    const left = new Promise((done) => client.once('close', done));
    client.destroy();
    await left;
    await expectUnspent(url);
  });

  test('one person sends four files at a time, and a fifth is RATE_LIMITED; another person is not held up', async () => {
    const waiting: ClientRequest[] = [];
    for (let i = 0; i < 4; i += 1) {
      const headers = { authorization: 'Bearer lan', 'content-length': String(bytes.length) };
      const { url } = await ticket();
      const client = httpRequest({ host: '127.0.0.1', port: world.port, path: url, method: 'PUT', headers });
      client.on('error', () => undefined).write(bytes.subarray(0, 10));
      waiting.push(client);
    }
    const { url } = await ticket();
    const next = (): Promise<FileAnswer> =>
      askFile(world, url, {
        method: 'PUT',
        viewer: lan,
        headers: { 'content-length': String(bytes.length) },
        body: bytes,
      });
    let fifth: FileAnswer | undefined;
    // The four are on their way: until they have arrived the fifth may come through, and is then used.
    while (fifth?.status !== 429) {
      fifth = await next();
      expect([201, 409, 429]).toContain(fifth.status);
    }
    expect(fifth.error).toEqual({ code: 'RATE_LIMITED' });
    const binh = citizen('binh');
    const other = await ticket(binh);
    expect(await askFile(world, other.url, { method: 'PUT', viewer: binh, body: bytes })).toMatchObject({
      status: 201,
    });
    const answered = waiting.map((client) => once(client, 'response'));
    for (const client of waiting) client.end(bytes.subarray(10));
    for (const [response] of await Promise.all(answered)) expect(response.resume().statusCode).toBe(201);
  });

  test('an address that leads nowhere is NOT_FOUND, whatever is wrong with it', async () => {
    const paths = [
      'x',
      'papers',
      'papers.t.x',
      'papers.o.x',
      'nobody.o.x',
      'foreign.o.x',
      '..%2fgraphql',
      '__proto__.o.x',
      '',
    ];
    for (const path of [...paths, `papers.o.${'x'.repeat(3_000)}`])
      expect([path, (await askFile(world, `/files/${path}`)).error]).toEqual([path, { code: 'NOT_FOUND' }]);
    const { url } = await ticket();
    const forged = url.replace(/.{4}$/, 'AAAA');
    expect(await askFile(world, forged, { method: 'PUT', viewer: lan, body: bytes })).toMatchObject({
      status: 404,
      error: { code: 'NOT_FOUND' },
    });
  });

  test('only GET, PUT and POST are known, and a browser learns so before it asks', async () => {
    const refused = await askFile(world, '/files/papers.o.x', { method: 'DELETE' });
    expect(refused).toMatchObject({
      status: 405,
      error: { code: 'BAD_REQUEST' },
      headers: { allow: 'GET, PUT, POST' },
    });
    const preflight = await askFile(world, '/files/papers.o.x', { method: 'OPTIONS' });
    expect(preflight.headers['access-control-allow-methods']).toBe('GET, PUT, POST, OPTIONS');
    expect(preflight.headers['access-control-allow-headers']).toContain('authorization');
  });

  test('a gateway that stops says so', async () => {
    const stopping = await openFiles(papers.running.url, {}, { draining: true });
    expect(await askFile(stopping, '/files/papers.o.x')).toMatchObject({
      status: 503,
      error: { code: 'SERVER_DRAINING' },
      headers: { 'retry-after': '1' },
    });
    await stopping.close();
  });

  test("an address of a person's own is good no longer than the rights of that person (C06)", async () => {
    let verdict: RightsVerdict | undefined;
    const asked: Identity[] = [];
    const rights: Rights = {
      isFresh: true,
      isFreshFor: () => true,
      verdict: (identity) => {
        asked.push(identity);
        return verdict;
      },
      onChange: () => () => undefined,
    };
    const judging = await openFiles(papers.running.url, {}, { rights });
    const { id, url } = await ticket();
    await askFile(judging, url, { method: 'PUT', viewer: lan, body: bytes });
    await papers.store.file(lan, [id]);
    const before = Date.now();
    const own = papers.store.uploads.addresses.view(id, lan, new Date(before + 60_000));
    const seen = await askFile(judging, own);
    expect([seen.status, seen.text.length, seen.headers['hub-file-grant']]).toEqual([
      200,
      bytes.length,
      undefined,
    ]);
    // Rights that were taken back in the seconds before it was given count as well: its token was of before.
    expect(asked).toMatchObject([{ viewer: { id: lan.id } }]);
    expect(asked[0]?.issuedAtMs).toBeLessThan(before);
    const refusals = {
      revoked: [404, 'NOT_FOUND'],
      disabled: [404, 'NOT_FOUND'],
      unknown: [503, 'UNAVAILABLE'],
    } as const;
    for (const [told, [status, code]] of Object.entries(refusals)) {
      verdict = told as RightsVerdict;
      expect(await askFile(judging, own)).toMatchObject({ status, error: { code } });
      const etag = String(seen.headers['etag']);
      expect(await askFile(judging, own, { headers: { 'if-none-match': etag } })).toMatchObject({ status });
    }
    await judging.close();
  });

  test('a token or a key in the address is refused, as on every road (C01)', async () => {
    for (const name of ['api_key', 'X-API-Key', 'access_token', 'authorization'])
      expect(await askFile(world, `/files/papers.o.x?${name}=secret`)).toMatchObject({
        status: 400,
        error: { code: 'BAD_REQUEST' },
      });
  });

  test('what the gateway answers itself keeps no files: nobody is asked for them (F01)', async () => {
    expect(await askFile(world, '/files/streams.o.x')).toMatchObject({
      status: 404,
      error: { code: 'NOT_FOUND' },
    });
  });
});
