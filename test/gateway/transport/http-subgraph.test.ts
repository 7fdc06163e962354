import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GraphQLError } from 'graphql';
import { openHttpSubgraphs } from '../../../gateway/src/transport/http-subgraph.ts';
import type { CallContext, SubgraphRequest } from '../../../gateway/src/transport/subgraph-call.ts';
import { verify } from '../../../subgraphs/kit/process/signature.ts';
import { anonymous, encodeViewer } from '../../../subgraphs/kit/process/viewer.ts';
import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import { startFakeSubgraph } from '../../kit/fake-subgraph.ts';
import type { FakeSubgraph } from '../../kit/fake-subgraph.ts';

const key = 'k'.repeat(32);
const viewer: Viewer = {
  kind: 'person',
  id: 'person-1',
  roles: ['citizen'],
  vneidLevel: 1,
  scopes: [],
};

describe('a call to a subgraph over HTTP', () => {
  let subgraph: FakeSubgraph;
  const http = openHttpSubgraphs({ all: { connectMs: 500, deadlineMs: 400, maxResponseBytes: 10_000 } });
  beforeAll(async () => {
    subgraph = await startFakeSubgraph({
      name: 'a',
      sdl: 'type Query { hello(to: String): String } type Mutation { go: Int }',
      resolvers: { Query: { hello: (_: unknown, { to }: { to?: string }) => `hello ${to}` } },
    });
  });
  afterEach(() => subgraph.reset());
  afterAll(async () => {
    await http.close();
    await http.close();
    await subgraph.close();
  });

  const call = (over: Partial<SubgraphRequest> = {}, context: Partial<CallContext> = {}) =>
    http.call(
      {
        subgraph: { name: 'a', url: subgraph.url, signingKey: key },
        body: JSON.stringify({
          query: 'query Q($to: String) { hello(to: $to) }',
          operationName: 'Q',
          variables: { to: 'Huế' },
        }),
        kind: 'query',
        identity: true,
        ...over,
      },
      { requestId: 'r-1', viewer, signal: new AbortController().signal, ...context },
    );
  const code = async (promise: Promise<unknown>): Promise<unknown> => {
    const error: unknown = await promise.catch((thrown: unknown) => thrown);
    return error instanceof GraphQLError ? error.extensions['code'] : error;
  };

  test('sends query, variables and name and gives the answer back', async () => {
    expect(await call()).toMatchObject({ data: { hello: 'hello Huế' }, errors: [] });
    expect(JSON.parse(subgraph.requests[0]?.body ?? '')).toEqual({
      query: 'query Q($to: String) { hello(to: $to) }',
      operationName: 'Q',
      variables: { to: 'Huế' },
    });
  });

  test('B02: signs exactly the bytes sent, with the viewer and a request id, and sends no other header of note', async () => {
    await call();
    const { headers, body } = subgraph.requests[0]!;
    const parts = { purpose: 'POST /graphql', viewer: encodeViewer(viewer), body };
    expect(headers['hub-viewer']).toBe(parts.viewer);
    expect(headers['hub-request-id']).toBe('r-1');
    expect(verify(headers['hub-signature'], parts, { keys: [key] })).toBe(true);
    expect(verify(headers['hub-signature'], { ...parts, body: `${body} ` }, { keys: [key] })).toBe(false);
    expect(Object.keys(headers).sort()).toEqual([
      'accept',
      'connection',
      'content-length',
      'content-type',
      'host',
      'hub-request-id',
      'hub-signature',
      'hub-viewer',
    ]);
  });

  test.each([
    ['the fetch is public', { identity: false }, {}],
    ['nobody is signed in', {}, { viewer: anonymous }],
  ])('sends no viewer where %s', async (_, over, context) => {
    await call(over, context);
    const { headers, body } = subgraph.requests[0]!;
    expect(headers['hub-viewer']).toBeUndefined();
    expect(
      verify(headers['hub-signature'], { purpose: 'POST /graphql', viewer: '', body }, { keys: [key] }),
    ).toBe(true);
  });

  test('gives a foreign subgraph neither signature nor viewer', async () => {
    await call({ subgraph: { name: 'a', url: subgraph.url } });
    expect(subgraph.requests[0]?.headers).not.toHaveProperty('hub-signature');
    expect(subgraph.requests[0]?.headers).not.toHaveProperty('hub-viewer');
  });

  test('H01: sends a query twice and a mutation once when the connection breaks', async () => {
    subgraph.behave('refuse');
    expect(await code(call())).toBe('SUBGRAPH_UNAVAILABLE');
    expect(subgraph.requests).toHaveLength(2);
    expect(await code(call({ kind: 'mutation', body: '{"query":"mutation { go }"}' }))).toBe(
      'SUBGRAPH_UNAVAILABLE',
    );
    expect(subgraph.requests).toHaveLength(3);
  });

  test('H01: sends nothing twice whose answer had begun to arrive', async () => {
    let requests = 0;
    const server = createServer((_request, response) => {
      requests += 1;
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"data":', () => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const breaking = { name: 'c', url: `http://127.0.0.1:${port}/graphql` };
    expect(await code(call({ subgraph: breaking }))).toBe('SUBGRAPH_UNAVAILABLE');
    expect(requests).toBe(1);
    await new Promise((resolve) => server.close(resolve));
  });

  test('H01: is unavailable where nobody listens', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const nowhere = { name: 'b', url: `http://127.0.0.1:${port}/graphql` };
    expect(await code(call({ subgraph: nowhere }))).toBe('SUBGRAPH_UNAVAILABLE');
  });

  test.each(['hang', 'drip'] as const)(
    'H02: a subgraph that does %s is cut off at the deadline',
    async (how) => {
      subgraph.behave(how);
      expect(await code(call())).toBe('SUBGRAPH_TIMEOUT');
      subgraph.behave('answer');
      expect(await call()).toMatchObject({ data: { hello: 'hello Huế' } });
    },
  );

  test('ends when the caller gives up', async () => {
    subgraph.behave('hang');
    const controller = new AbortController();
    const ended = code(call({}, { signal: controller.signal }));
    while (subgraph.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    expect(await ended).toBe('SUBGRAPH_UNAVAILABLE');
    expect(await code(call({}, { signal: controller.signal }))).toBe('SUBGRAPH_UNAVAILABLE');
  });

  test.each([
    [
      'B12: too many bytes',
      { status: 200, text: `{"data":{"x":"${'x'.repeat(10_000)}"}}` },
      'SUBGRAPH_RESPONSE_TOO_LARGE',
    ],
    ['no JSON', { status: 200, text: 'hello' }, 'SUBGRAPH_BAD_RESPONSE'],
    ['a page', { status: 200, text: '{"data":{}}', contentType: 'text/html' }, 'SUBGRAPH_BAD_RESPONSE'],
    [
      'another charset',
      { status: 200, text: '{"data":{}}', contentType: 'application/json; charset=utf-16' },
      'SUBGRAPH_BAD_RESPONSE',
    ],
    ['data that is a list', { status: 200, text: '{"data":[]}' }, 'SUBGRAPH_BAD_RESPONSE'],
    ['errors that are none', { status: 200, text: '{"data":{},"errors":{}}' }, 'SUBGRAPH_BAD_RESPONSE'],
    ['neither data nor errors', { status: 200, text: '{}' }, 'SUBGRAPH_BAD_RESPONSE'],
    ['a refused signature', { status: 401, text: '' }, 'SUBGRAPH_BAD_RESPONSE'],
    ['a redirect', { status: 307, text: '' }, 'SUBGRAPH_BAD_RESPONSE'],
    ['a gateway time-out', { status: 504, text: '' }, 'SUBGRAPH_UNAVAILABLE'],
  ])('answered with %s', async (_, behaviour, expected) => {
    subgraph.behave(behaviour);
    expect(await code(call())).toBe(expected);
    // What a proxy says for a subgraph that is away may be over by the next attempt.
    expect(subgraph.requests).toHaveLength(expected === 'SUBGRAPH_UNAVAILABLE' ? 2 : 1);
  });

  test('takes a GraphQL response whatever its status, in either content type', async () => {
    const text = '{"data":null,"errors":[{"message":"no","path":["hello",0],"extensions":{"code":"X"}},7]}';
    for (const contentType of ['application/graphql-response+json; charset=utf-8', 'application/json']) {
      subgraph.behave({ status: 400, text, contentType });
      expect(await call()).toMatchObject({
        data: null,
        errors: [
          { message: 'no', path: ['hello', 0], extensions: { code: 'X' } },
          { message: 'An error without a message.' },
        ],
      });
    }
  });

  test('says nothing of the subgraph to the client, and all of it in the cause', async () => {
    subgraph.behave('refuse');
    const error: unknown = await call().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ message: expect.not.stringMatching(/a:|127|socket/) });
    expect(error).toMatchObject({ originalError: { message: expect.stringContaining('subgraph a') } });
  });

  test('after close every call fails', async () => {
    const other = openHttpSubgraphs({ all: { connectMs: 500, deadlineMs: 400, maxResponseBytes: 10_000 } });
    const request = {
      subgraph: { name: 'a', url: subgraph.url },
      body: '{"query":"{ hello }"}',
      kind: 'query',
      identity: false,
    } as const;
    const context = { requestId: 'r', viewer, signal: new AbortController().signal };
    subgraph.behave('hang');
    const open = code(other.call(request, context));
    await other.close();
    expect(await open).toBe('SUBGRAPH_UNAVAILABLE');
    expect(await code(other.call(request, context))).toBe('SUBGRAPH_UNAVAILABLE');
  });
});
