import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { Contract } from '../../../gateway/src/supergraph/contract.ts';
import { startCursorSubgraph } from '../../kit/cursor-subgraph.ts';
import type { CursorSubgraph } from '../../kit/cursor-subgraph.ts';
import { federationLink, publicLink, startFakeSubgraph } from '../../kit/fake-subgraph.ts';
import type { FakeSubgraph } from '../../kit/fake-subgraph.ts';
import { eventStream, multipart, openHttpStream } from '../../kit/http-stream.ts';
import { openLiveClient, until } from '../../kit/live-client.ts';
import { composeFakes, postGraphql, startTestGateway } from '../../kit/start-gateway.ts';
import type { TestGateway } from '../../kit/start-gateway.ts';

const signingKey = 'the key of the tests, long enough to be one';
const contracts: readonly Contract[] = [
  { name: 'public', tags: ['public'], isPublished: true },
  { name: 'staff', tags: ['public', 'staff'], isPublished: false },
];
const liveSdl = `${publicLink}
  type Subscription { changed(id: ID!): Thing @public @tag(name: "public") }
  type Thing @key(fields: "id") { id: ID! @public version: Int @public note: String @public @tag(name: "staff") }`;

describe('a contract', () => {
  let things: CursorSubgraph;
  let places: FakeSubgraph;
  let gateway: TestGateway;
  let at: string;

  beforeEach(async () => {
    things = await startCursorSubgraph({ name: 'things', sdl: liveSdl, field: 'changed', signingKey });
    places = await startFakeSubgraph({
      name: 'places',
      sdl: `${federationLink}
        type Query { place: Place @tag(name: "public") queue: Int @tag(name: "staff") }
        type Mutation { rename(name: String): Place @tag(name: "public") shut: Int @tag(name: "staff") }
        type Place { name: String secret: String @tag(name: "staff") }`,
      resolvers: {
        Query: { place: () => ({ name: 'Huế', secret: 's' }), queue: () => 3 },
        Mutation: { rename: (_: unknown, { name }: { name: string }) => ({ name }), shut: () => 1 },
      },
    });
    gateway = await startTestGateway([things, places], {
      subgraphs: { things: { signingKey } },
      contracts,
      upstream: { reloadSpreadMs: 50, backOff: { firstMs: 10, maxMs: 50 } },
    });
    at = gateway.url.replace('/graphql', '/contracts/public/graphql');
  });
  afterEach(async () => {
    await gateway.close();
    await Promise.all([things.kill(), places.close()]);
  });

  const notThere = (field: string, type: string): object => ({
    message: `Cannot query field "${field}" on type "${type}".`,
    locations: expect.anything(),
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
  });

  test('answers what it shows as the graph does', async () => {
    const query = '{ place { name __typename } }';
    const [ours, whole] = [await postGraphql(at, { query }), await gateway.post({ query })];
    expect(ours.body).toEqual({ data: { place: { name: 'Huế', __typename: 'Place' } } });
    expect(ours.text).toBe(whole.text);
    const byGet = await fetch(`${at}?query=${encodeURIComponent(query)}`, {
      headers: { 'content-type': 'application/json' },
    });
    expect(await byGet.text()).toBe(whole.text);
  });

  test('refuses what it hides as if it were not there, with no hint, known elsewhere or not (A, no "did you mean")', async () => {
    await gateway.post({ query: '{ queue }' });
    const hidden = await postGraphql(at, { query: '{ queue }' });
    const absent = await postGraphql(at, { query: '{ queuf }' });
    expect(hidden.body.errors).toEqual([notThere('queue', 'Query')]);
    expect(hidden.status).toBe(absent.status);
    expect(hidden.text.replaceAll('queue', 'queuf')).toBe(absent.text);
    expect((await postGraphql(at, { query: '{ place { secret } }' })).body.errors).toEqual([
      notThere('secret', 'Place'),
    ]);
    expect((await postGraphql(at, { query: 'mutation { shut }' })).body.errors).toEqual([
      notThere('shut', 'Mutation'),
    ]);
    expect((await gateway.post({ query: '{ place { secret } }' })).body.data).toEqual({
      place: { secret: 's' },
    });
  });

  test('refuses it on WebSocket, server-sent events and multipart too', async () => {
    const query = 'subscription { changed(id: "7") { version note } }';
    const expected = [notThere('note', 'Thing')];
    const client = await openLiveClient(at);
    client.subscribe('s', query);
    expect(await client.errorsOf('s')).toEqual(expected);
    client.subscribe('q', '{ queue }');
    expect(await client.errorsOf('q')).toEqual([notThere('queue', 'Query')]);
    await client.close();
    for (const accept of [eventStream, multipart]) {
      const stream = await openHttpStream(at, { query }, { accept: `${accept}, application/json` });
      expect(stream.errors).toEqual(expected);
      stream.close();
    }
    expect(things.subscribes).toEqual([]);
  });

  test('streams what it shows, on one upstream with those who watch the same on the whole graph', async () => {
    const query = 'subscription { changed(id: "7") { version } }';
    const [ours, whole] = await Promise.all([openLiveClient(at), openLiveClient(gateway.url)]);
    for (const client of [ours, whole]) client.subscribe('s', query);
    const events = await openHttpStream(at, { query });
    things.emit({ id: '7', version: 1 });
    for (const client of [ours, whole])
      expect((await client.events('s', 1))[0]?.data).toEqual({ changed: { version: 1 } });
    expect((await events.events(1))[0]?.data).toEqual({ changed: { version: 1 } });
    things.emit({ id: '7', version: 2 });
    expect((await ours.events('s', 1))[0]?.data).toEqual({ changed: { version: 2 } });
    await until(() => things.openStreams() === 1);
    events.close();
    await Promise.all([ours.close(), whole.close()]);
  });

  test('has an introspection and a schema of its own', async () => {
    const query =
      '{ __schema { queryType { fields { name } } } place: __type(name: "Place") { fields { name } } }';
    const fields = (names: string[]): object => ({ fields: names.map((name) => ({ name })) });
    expect((await postGraphql(at, { query })).body.data).toEqual({
      __schema: { queryType: fields(['place']) },
      place: fields(['name']),
    });
    expect((await gateway.post({ query })).body.data).toEqual({
      __schema: { queryType: fields(['place', 'queue']) },
      place: fields(['name', 'secret']),
    });
    expect((await postGraphql(at, { query })).body.data).toMatchObject({ place: fields(['name']) });
    const client = await openLiveClient(at);
    client.subscribe('q', query);
    expect((await client.events('q', 1))[0]?.data).toMatchObject({ place: fields(['name']) });
    await client.close();
    const sdl = await (await fetch(at.replace('/graphql', '/schema.graphql'))).text();
    expect(sdl).toMatch(/type Place \{\n {2}name: String\n\}/);
    expect(sdl).not.toMatch(/queue|secret|shut|note/);
  });

  test('registers operations by their hash, and finds those of the graph that it allows', async () => {
    const persisted = (query: string): object => ({
      persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') },
    });
    const ask = (query: string, whole = false) =>
      postGraphql(at, { extensions: persisted(query), ...(whole ? { query } : {}) });
    expect((await ask('{ place { name } }')).body.errors).toMatchObject([
      { extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } },
    ]);
    expect((await ask('{ place { name } }', true)).body.data).toEqual({ place: { name: 'Huế' } });
    expect((await ask('{ place { name } }')).body.data).toEqual({ place: { name: 'Huế' } });
    await gateway.post({ query: '{ queue }', extensions: persisted('{ queue }') });
    expect((await ask('{ queue }')).body.errors).toEqual([notThere('queue', 'Query')]);
  });

  test('takes mutations by POST only, and no subscription where no stream is taken', async () => {
    const query = 'mutation { rename(name: "a") { name } }';
    expect((await postGraphql(at, { query })).body.data).toEqual({ rename: { name: 'a' } });
    const byGet = await fetch(`${at}?query=${encodeURIComponent(query)}`, {
      headers: { 'content-type': 'application/json' },
    });
    expect(byGet.status).toBe(405);
    expect(
      (await postGraphql(at, { query: 'subscription { changed(id: 1) { id } }' })).body.errors,
    ).toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }]);
    expect((await postGraphql(at, { query: '{' })).body.errors).toMatchObject([
      { extensions: { code: 'GRAPHQL_PARSE_FAILED' } },
    ]);
  });

  test('H08 ends streams that it hides in a new supergraph, and those of the whole graph go on', async () => {
    const query = 'subscription { changed(id: "7") { version } }';
    const [ours, whole] = await Promise.all([openLiveClient(at), openLiveClient(gateway.url)]);
    for (const client of [ours, whole]) client.subscribe('s', query);
    things.emit({ id: '7', version: 1 });
    await Promise.all([ours.events('s', 1), whole.events('s', 1)]);
    const hiding = liveSdl.replace('version: Int @public', 'version: Int @public @tag(name: "staff")');
    writeFileSync(
      gateway.supergraphFile,
      composeFakes([{ ...things, sdl: `${federationLink}${hiding}` }, places]),
    );
    expect(await ours.errorsOf('s')).toMatchObject([{ extensions: { code: 'SUBSCRIPTION_SCHEMA_RELOAD' } }]);
    await until(() => things.openStreams() === 1);
    things.emit({ id: '7', version: 2 });
    expect((await whole.events('s', 1))[0]?.data).toEqual({ changed: { version: 2 } });
    await Promise.all([ours.close(), whole.close()]);
  });

  test('H07 that cannot be made of a new supergraph leaves the old one serving', async () => {
    await postGraphql(at, { query: '{ place { name } }' });
    const broken = places.sdl.replace('type Place {', 'type Place @tag(name: "staff") {');
    writeFileSync(gateway.supergraphFile, composeFakes([things, { ...places, sdl: broken }]));
    await until(() => gateway.snapshotInfo().reloadError !== null);
    expect(gateway.snapshotInfo().reloadError).toMatch(/^contract public: Unknown type "Place"/);
    expect((await postGraphql(at, { query: '{ place { name } }' })).body.data).toEqual({
      place: { name: 'Huế' },
    });
  });

  test('that is not published keeps its schema to itself where introspection is off', async () => {
    const closed = await startTestGateway([things, places], { contracts, introspection: false });
    const fetchSchema = async (name: string): Promise<number> =>
      (await fetch(closed.url.replace('/graphql', `/contracts/${name}/schema.graphql`))).status;
    expect([await fetchSchema('public'), await fetchSchema('staff')]).toEqual([200, 404]);
    const answer = await postGraphql(closed.url.replace('/graphql', '/contracts/public/graphql'), {
      query: '{ __schema { queryType { name } } }',
    });
    expect(answer.body.errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
    await closed.close();
  });
});
