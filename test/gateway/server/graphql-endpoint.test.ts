import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import { auditServer } from 'graphql-http';
import { startFakeSubgraph } from '../../kit/fake-subgraph.ts';
import type { FakeSubgraph } from '../../kit/fake-subgraph.ts';
import { readAnswer, startTestGateway } from '../../kit/start-gateway.ts';
import type { GraphqlAnswer, TestGateway } from '../../kit/start-gateway.ts';

const graphqlType = 'application/graphql-response+json';

describe('GraphQL over HTTP', () => {
  let places: FakeSubgraph;
  let gateway: TestGateway;

  beforeAll(async () => {
    places = await startFakeSubgraph({
      name: 'places',
      sdl: `type Query { hello(name: String): String  place(id: ID!): Place }
            type Mutation { rename(id: ID!, name: String!): Place }
            type Subscription { placeChanged: Place }
            type Place @key(fields: "id") { id: ID! name: String }`,
      resolvers: {
        Query: {
          hello: (_: unknown, { name }: { name?: string }) => `Hello ${name ?? 'you'}`,
          place: (_: unknown, { id }: { id: string }) => ({ id, name: `Place ${id}` }),
        },
        Mutation: { rename: (_: unknown, place: object) => place },
      },
    });
    gateway = await startTestGateway([places]);
  });
  afterAll(async () => {
    await gateway.close();
    await places.close();
  });
  beforeEach(() => places.reset());

  const get = async (search: string, headers: Record<string, string> = {}): Promise<GraphqlAnswer> =>
    readAnswer(await fetch(`${gateway.url}${search}`, { headers }));
  const send = async (init: RequestInit): Promise<GraphqlAnswer> =>
    readAnswer(await fetch(gateway.url, { method: 'POST', ...init }));
  const json = { 'content-type': 'application/json' };

  test('passes every audit of graphql-http: no error, no warning, and no notice but for plain GETs', async () => {
    const results = await auditServer({ url: gateway.url });
    const failed = results.filter(({ status }) => status !== 'ok');
    expect(failed.filter(({ status }) => status !== 'notice').map(({ name }) => name)).toEqual([]);
    expect(failed.map(({ id }) => id).sort()).toEqual(['5A70', '6A70', 'D6D5']);
  });

  test('answers a query from its subgraph with a request id of its own', async () => {
    const { status, body, headers } = await gateway.post(
      { query: 'query ($n: String) { hello(name: $n) }', variables: { n: 'Huế' } },
      { 'hub-request-id': 'mine', 'x-request-id': 'mine' },
    );
    expect({ status, body }).toEqual({ status: 200, body: { data: { hello: 'Hello Huế' } } });
    expect(headers.get('hub-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test.each([
    ['application/json', 200, 'application/json; charset=utf-8'],
    ['*/*', 200, 'application/json; charset=utf-8'],
    [undefined, 200, 'application/json; charset=utf-8'],
    [graphqlType, 400, `${graphqlType}; charset=utf-8`],
    [`application/json;q=0.5, ${graphqlType}`, 400, `${graphqlType}; charset=utf-8`],
    ['multipart/mixed;deferSpec=20220824, application/json', 200, 'application/json; charset=utf-8'],
  ])('a refused document, accepted as %s, is a %d', async (accept, status, type) => {
    const headers = accept === undefined ? json : { ...json, accept };
    for (const query of ['{', '{ nowhere }', 'query A { hello }  query B { hello }']) {
      const raw = await rawPost(gateway.url, headers, { body: JSON.stringify({ query }) });
      expect(raw.status).toBe(status);
      expect(raw.type).toBe(type);
      expect(JSON.parse(raw.text)).toEqual({
        errors: [expect.objectContaining({ message: expect.any(String) })],
      });
    }
  });

  test('an accept header that allows none of our types is a 406 before anything runs', async () => {
    const mutation = JSON.stringify({ query: 'mutation { rename(id: 1, name: "x") { id } }' });
    const answer = await send({ headers: { ...json, accept: 'text/html' }, body: mutation });
    expect(answer.status).toBe(406);
    expect(answer.body.errors?.[0]?.extensions['code']).toBe('BAD_REQUEST');
    expect(places.requests).toHaveLength(0);
  });

  test('A03: nesting of 3,000 levels is a parse error and the next request is answered', async () => {
    const query = `${'{a'.repeat(3000)}${'}'.repeat(3000)}`;
    const answer = await gateway.post({ query }, { accept: graphqlType });
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }] },
    });
    expect((await gateway.post({ query: '{ hello }' })).body.data).toEqual({ hello: 'Hello you' });
  });

  test('A12: an array of operations is refused, an empty one too', async () => {
    for (const body of ['[]', '[{"query":"{ hello }"}]']) {
      const answer = await send({ headers: json, body });
      expect(answer.status).toBe(400);
      expect(answer.body.errors).toEqual([
        { message: 'Operation batching disabled.', extensions: { code: 'BAD_REQUEST' } },
      ]);
    }
  });

  describe('A15: a body over 256 KiB is a 413', () => {
    const tooLong = JSON.stringify({ query: '{ hello }', pad: 'x'.repeat(300 * 1024) });

    test('with its length announced', async () => {
      expect((await send({ headers: json, body: tooLong })).status).toBe(413);
    });

    test('chunked, without a length', async () => {
      const answer = await rawPost(gateway.url, json, { body: tooLong, chunked: true });
      expect(answer.status).toBe(413);
    });

    test('as a gzip bomb of a few kilobytes', async () => {
      const bomb = gzipSync(`{"query":"{ hello }","pad":"${'0'.repeat(20_000_000)}"}`);
      expect(bomb.length).toBeLessThan(64 * 1024);
      const answer = await send({ headers: { ...json, 'content-encoding': 'gzip' }, body: bomb });
      expect(answer.status).toBe(413);
    });

    test('while a small compressed one is served', async () => {
      const body = gzipSync(JSON.stringify({ query: '{ hello }' }));
      const answer = await send({ headers: { ...json, 'content-encoding': 'gzip' }, body });
      expect(answer.body.data).toEqual({ hello: 'Hello you' });
    });

    test('and an encoding that is not known is a 415, bytes that are none of it a 400', async () => {
      const body = JSON.stringify({ query: '{ hello }' });
      const zstd = await send({ headers: { ...json, 'content-encoding': 'zstd' }, body });
      const junk = await send({ headers: { ...json, 'content-encoding': 'gzip' }, body });
      expect([zstd.status, junk.status]).toEqual([415, 400]);
    });
  });

  test('A18: a charset other than UTF-8 is a 415', async () => {
    const body = JSON.stringify({ query: '{ hello }' });
    for (const charset of ['latin1', 'utf-7', 'utf-16le']) {
      const answer = await send({
        headers: { 'content-type': `application/json; charset=${charset}` },
        body,
      });
      expect(answer.status).toBe(415);
    }
    const utf8 = await send({ headers: { 'content-type': 'application/json; charset=UTF-8' }, body });
    expect(utf8.body.data).toEqual({ hello: 'Hello you' });
    const broken = await send({ headers: json, body: Buffer.from([0x7b, 0xff, 0x7d]) });
    expect(broken.status).toBe(400);
  });

  test('A19: a key that could reach a prototype is refused in the JSON of the body', async () => {
    for (const key of ['__proto__', 'constructor'])
      for (const body of [
        `{"query":"{ hello }","variables":{"${key}":{"prototype":{"x":1}}}}`,
        `{"query":"{ hello }","${key}":{"prototype":{"x":1}}}`,
      ]) {
        expect((await send({ headers: json, body })).status).toBe(400);
      }
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test('A22: what a foreign page could send unasked is refused as a possible forgery', async () => {
    const body = JSON.stringify({ query: '{ hello }' });
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      const answer = await send({ headers: { 'content-type': type }, body });
      expect(answer.status).toBe(400);
      expect(answer.body.errors?.[0]?.extensions['code']).toBe('BAD_REQUEST');
    }
    expect((await get('?query={hello}')).status).toBe(400);
    const asked = await get('?query={hello}', { 'apollo-require-preflight': '1' });
    expect(asked.body.data).toEqual({ hello: 'Hello you' });
    expect((await get('?query={hello}', json)).body.data).toEqual({ hello: 'Hello you' });
  });

  test('A23: a GET with a content-type that is not JSON is a 415', async () => {
    expect((await get('?query={hello}', { 'content-type': 'message/http' })).status).toBe(415);
  });

  test('A24: a mutation by GET is a 405, and so is any method but GET and POST', async () => {
    const mutation = await get(`?query=${encodeURIComponent('mutation{rename(id:1,name:"x"){id}}')}`, json);
    expect(mutation.status).toBe(405);
    expect(mutation.headers.get('allow')).toBe('POST');
    expect(mutation.body.errors?.[0]?.extensions['code']).toBe('BAD_REQUEST');
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      const answer = await readAnswer(await fetch(gateway.url, { method, headers: json, body: '{}' }));
      expect(answer.status).toBe(405);
    }
    expect(places.requests).toHaveLength(0);
  });

  test('A25: a subscription is not run as if it were a query', async () => {
    const query = 'subscription { placeChanged { name } }';
    const plain = await gateway.post({ query });
    expect(plain.status).toBe(400);
    expect(plain.body.errors?.[0]?.extensions['code']).toBe('BAD_REQUEST');
    expect(plain.body).not.toHaveProperty('data');
  });

  test('A26: an unknown operation name, no query and an unknown persisted query have a code each', async () => {
    const named = await gateway.post(
      { query: 'query A { hello }', operationName: 'B' },
      { accept: graphqlType },
    );
    expect(named).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }] },
    });
    const none = await send({ headers: json, body: '{"variables":{}}' });
    expect(none).toMatchObject({ status: 400, body: { errors: [{ extensions: { code: 'BAD_REQUEST' } }] } });
    const miss = await send({ headers: json, body: JSON.stringify({ extensions: persisted('{ hello }') }) });
    expect(miss).toMatchObject({
      status: 200,
      body: { errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] },
    });
    const odd = await send({
      headers: json,
      body: JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: {} } } }),
    });
    expect(odd.status).toBe(400);
    const swapped = await gateway.post({
      query: '{ hello }',
      extensions: persisted('{ place(id: 1) { id } }'),
    });
    expect(swapped.status).toBe(400);
    expect(swapped.body.errors?.[0]?.extensions['code']).not.toBe('INTERNAL_SERVER_ERROR');
  });

  test('a persisted query is registered by its hash and then asked for by it', async () => {
    const query = 'query ($id: ID!) { place(id: $id) { name } }';
    await gateway.post({ query, variables: { id: 1 }, extensions: persisted(query) });
    const again = await send({
      headers: json,
      body: JSON.stringify({ variables: { id: 2 }, extensions: persisted(query) }),
    });
    expect(again.body.data).toEqual({ place: { name: 'Place 2' } });
  });

  test('any site may call, without credentials, and a preflight is answered', async () => {
    const preflight = await fetch(gateway.url, {
      method: 'OPTIONS',
      headers: { origin: 'https://other.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-headers')).toMatch(/authorization, content-type/);
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
  });

  test('answers carry the headers that keep a browser from running or framing them', async () => {
    const { headers } = await gateway.post({ query: '{ hello }' });
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
  });

  test('a browser that opens /graphql gets Sandbox with its example', async () => {
    const page = await fetch(gateway.url, {
      headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' },
    });
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toMatch(/text\/html/);
    expect(await page.text()).toMatch(/EmbeddedSandbox/);
  });

  test('B03: the machinery of federation cannot be asked for', async () => {
    for (const query of ['{ _service { sdl } }', '{ _entities(representations: []) { __typename } }']) {
      const answer = await gateway.post({ query }, { accept: graphqlType });
      expect(answer).toMatchObject({
        status: 400,
        body: { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
      });
    }
  });

  test('B05: headers of the client do not reach a subgraph', async () => {
    const spoofed = {
      'x-user-id': '1',
      'x-roles': 'ioc',
      'x-tenant': 't',
      'x-forwarded-for': '10.0.0.1',
      'hub-viewer': 'forged',
      'hub-signature': 'forged',
      cookie: 'a=b',
      authorization: '',
    };
    await gateway.post({ query: '{ hello }' }, spoofed);
    const { headers } = places.requests[0]!;
    for (const name of [
      'x-user-id',
      'x-roles',
      'x-tenant',
      'x-forwarded-for',
      'cookie',
      'hub-viewer',
      'hub-signature',
    ])
      expect(headers[name]).toBeUndefined();
  });
});

function persisted(query: string): object {
  return { persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') } };
}

interface RawAnswer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** Without the accept header and the length that fetch adds. */
function rawPost(
  url: string,
  headers: Record<string, string>,
  { body, chunked = false }: { body: string; chunked?: boolean },
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const sized = chunked ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const request = httpRequest(url, { method: 'POST', headers: { ...headers, ...sized } }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', text }),
      );
    });
    request.on('error', reject);
    for (let at = 0; at < body.length; at += 16_384) request.write(body.slice(at, at + 16_384));
    request.end();
  });
}
