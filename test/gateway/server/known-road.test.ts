import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { federationLink, startFakeSubgraph } from '../../kit/fake-subgraph.ts';
import type { FakeSubgraph } from '../../kit/fake-subgraph.ts';
import { composeFakes, readAnswer, startTestGateway } from '../../kit/start-gateway.ts';
import type { GraphqlAnswer, TestGateway } from '../../kit/start-gateway.ts';

const graphqlType = 'application/graphql-response+json';
const sdl = `type Query { hello(name: String!): String list(first: Int): [Item] must: Int! }
  type Mutation { rename(name: String!): String } type Item { id: ID }`;

describe('the road of known operations', () => {
  let subgraph: FakeSubgraph;
  /** Known operations pass Apollo Server by. */
  let known: TestGateway;
  /** A plugin watches: nothing passes it by. */
  let watched: TestGateway;
  const seen: string[] = [];

  beforeAll(async () => {
    subgraph = await startFakeSubgraph({
      name: 'a',
      sdl: `${federationLink} ${sdl}`,
      resolvers: {
        Query: {
          hello: (_: unknown, { name }: { name: string }) => `Hello "${name}" ộ 👋`,
          list: () => [{ id: 1 }, null],
          must: () => null,
        },
        Mutation: { rename: (_: unknown, { name }: { name: string }) => name },
      },
    });
    known = await startTestGateway([subgraph]);
    const plugin = {
      requestDidStart: ({ request }: { request: { query?: string | undefined } }) => {
        seen.push(request.query ?? '');
        return Promise.resolve();
      },
    };
    watched = await startTestGateway([subgraph], {}, { plugins: [plugin] });
  });
  afterAll(async () => {
    await Promise.all([known.close(), watched.close(), subgraph.close()]);
  });
  beforeEach(() => subgraph.reset());

  const withoutIds = ({ status, headers, text }: GraphqlAnswer): unknown => ({
    status,
    headers: [...headers].filter(([name]) => name !== 'date' && name !== 'hub-request-id'),
    text: text.replace(/"requestId":"[^"]*"/, '"requestId":"…"'),
  });

  test.each<[string, Parameters<TestGateway['post']>[0]]>([
    ['data', { query: 'query ($n: String!) { hello(name: $n) }', variables: { n: '\u0000\\ \u2028' } }],
    ['no variables at all', { query: '{ list { __typename id } }' }],
    ['introspection', { query: '{ __type(name: "Item") { name fields { name } } __typename }' }],
    ['a mutation', { query: 'mutation { rename(name: "x") }' }],
    ['data with an error', { query: '{ list { id } must }' }],
    [
      'a variable of the wrong type',
      { query: 'query ($n: Int) { list(first: $n) { id } }', variables: { n: 'x' } },
    ],
    ['a variable that is not there', { query: 'query ($n: String!) { hello(name: $n) }' }],
    [
      'a page over the limit',
      { query: 'query ($n: Int) { list(first: $n) { id } }', variables: { n: 1_000_000 } },
    ],
    [
      'too long a text',
      { query: 'query ($n: String!) { hello(name: $n) }', variables: { n: 'x'.repeat(20_000) } },
    ],
    [
      'one of several by name',
      { query: 'query A { list { id } } query B { hello(name: "b") }', operationName: 'B' },
    ],
    [
      'a name that is not there',
      { query: 'query A { list { id } } query B { hello(name: "b") }', operationName: 'C' },
    ],
    ['several without a name', { query: 'query A { list { id } } query B { hello(name: "b") }' }],
    ['a document that is not valid', { query: '{ nowhere }' }],
  ])('gives the same bytes, status and headers as the road through Apollo Server: %s', async (_, body) => {
    for (const accept of ['application/json', graphqlType]) {
      const headers = { accept };
      const first = await known.post(body, headers);
      const second = await known.post(body, headers);
      const other = await watched.post(body, headers);
      expect(withoutIds(second)).toEqual(withoutIds(other));
      expect(withoutIds(second)).toEqual(withoutIds(first));
    }
  });

  test('a masked fault has the request id of its own answer', async () => {
    const query = '{ list { id } }';
    await known.post({ query });
    subgraph.behave(() => ({ data: null, errors: [{ message: 'secret' }] }));
    const answer = await known.post({ query });
    expect(answer.body.errors?.[0]?.extensions).toEqual({
      code: 'INTERNAL_SERVER_ERROR',
      requestId: answer.headers.get('hub-request-id'),
    });
    expect(answer.text).not.toContain('secret');
  });

  test('serves a registered hash, and asks for the text of another', async () => {
    const query = 'query Persisted { hello(name: "p") }';
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    const search = `?extensions=${encodeURIComponent(JSON.stringify(extensions))}`;
    const get = async (): Promise<GraphqlAnswer> =>
      readAnswer(await fetch(`${known.url}${search}`, { headers: { 'apollo-require-preflight': '1' } }));
    await known.post({ query });
    expect((await get()).body.errors?.[0]?.extensions['code']).toBe('PERSISTED_QUERY_NOT_FOUND');
    const registered = await known.post({ query, extensions });
    for (const answer of [registered, await get(), await known.post({ query, extensions })])
      expect(answer.body).toEqual({ data: { hello: 'Hello "p" ộ 👋' } });
  });

  test('A24: a known mutation by GET is refused all the same', async () => {
    const query = 'mutation { rename(name: "x") }';
    await known.post({ query });
    const headers = { 'apollo-require-preflight': '1' };
    const answer = await fetch(`${known.url}?query=${encodeURIComponent(query)}`, { headers });
    expect(answer.status).toBe(405);
  });

  test('a plugin that is told of requests is told of each', async () => {
    seen.length = 0;
    for (let at = 0; at < 3; at += 1) await watched.post({ query: '{ list { id } }' });
    expect(seen).toEqual(['{ list { id } }', '{ list { id } }', '{ list { id } }']);
  });

  test('H08: what one generation knows is no other one’s', async () => {
    const other = await startTestGateway([subgraph]);
    const query = '{ must }';
    for (let at = 0; at < 2; at += 1) await other.post({ query });
    const { schemaId } = other.snapshotInfo();
    const without = {
      name: 'a',
      url: subgraph.url,
      sdl: `${federationLink} ${sdl.replace('must: Int!', 'more: Int')}`,
    };
    writeFileSync(other.supergraphFile, composeFakes([without]));
    while (other.snapshotInfo().schemaId === schemaId)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect((await other.post({ query })).body.errors?.[0]?.extensions['code']).toBe(
      'GRAPHQL_VALIDATION_FAILED',
    );
    await other.close();
  });

  test('a new generation knows what the last one was asked before it is served', async () => {
    const other = await startTestGateway([subgraph]);
    for (const query of ['{ list { id } }', '{ must }', 'query ($n: Int) { list(first: $n) { id } }'])
      await other.post({ query });
    const { schemaId } = other.snapshotInfo();
    const without = {
      name: 'a',
      url: subgraph.url,
      sdl: `${federationLink} ${sdl.replace('must: Int!', 'more: Int')}`,
    };
    writeFileSync(other.supergraphFile, composeFakes([without]));
    while (other.snapshotInfo().schemaId === schemaId)
      await new Promise((resolve) => setTimeout(resolve, 10));
    const metrics = await (await fetch(new URL('/metrics', other.url))).text();
    expect(metrics).toMatch(/hub_cache_entries\{cache="documents"\} 2/);
    expect(metrics).toMatch(/hub_cache_entries\{cache="programs"\} 2/);
    await other.close();
  });
});
