import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { Defer20220824Handler } from '@apollo/client/incremental';
import { GraphQL17Alpha9Handler } from '@apollo/client/incremental';
import { Client, fetchExchange } from '@urql/core';
import { startPartsWorld } from '../../kit/parts-world.ts';
import type { PartsWorld } from '../../kit/parts-world.ts';

/** What people have in their apps today, against the gateway as it is. */
describe('clients of others', () => {
  let world: PartsWorld;
  beforeAll(async () => {
    world = await startPartsWorld();
  });
  afterAll(() => world.close());
  afterEach(() => (['agencies', 'votes'] as const).forEach((name) => world.release(name)));

  const text = `query { report { id agency { id } ... @defer(label: "late") { title agency { name } votes } } }`;
  const whole = {
    report: { id: '1', agency: { id: 'a1', name: 'Agency a1' }, title: 'Report 1', votes: 10 },
  };

  test.each([
    ['the form by path', new Defer20220824Handler()],
    ['the form by ids', new GraphQL17Alpha9Handler()],
  ])('Apollo Client takes %s: first a part, then the whole', async (_form, incrementalHandler) => {
    world.hold('votes');
    const client = new ApolloClient({
      link: new HttpLink({ uri: world.gateway.url }),
      cache: new InMemoryCache(),
      incrementalHandler: incrementalHandler as GraphQL17Alpha9Handler,
    });
    const seen: unknown[] = [];
    await new Promise<void>((resolve, reject) => {
      const subscription = client.watchQuery({ query: gql(text), fetchPolicy: 'network-only' }).subscribe({
        next: ({ data, dataState, error }) => {
          if (error) return reject(error);
          if (!data) return;
          seen.push(withoutTypenames(data));
          if (seen.length === 1) world.release('votes');
          if (dataState === 'complete') resolve();
        },
        error: reject,
      });
      setTimeout(() => subscription.unsubscribe(), 20_000).unref();
    });
    client.stop();
    expect(seen).toEqual([{ report: { id: '1', agency: { id: 'a1' } } }, whole]);
  });

  test('urql takes what it is given for its own accept header', async () => {
    world.hold('votes');
    const client = new Client({
      url: world.gateway.url,
      exchanges: [fetchExchange],
      preferGetMethod: false,
    });
    const seen: { data: unknown; hasNext: boolean }[] = [];
    await new Promise<void>((resolve) => {
      client.query(text, {}).subscribe(({ data, hasNext, error }) => {
        if (error) throw error;
        seen.push({ data, hasNext });
        if (hasNext) world.release('votes');
        else resolve();
      });
    });
    expect(seen).toEqual([
      { data: { report: { id: '1', agency: { id: 'a1' } } }, hasNext: true },
      { data: whole, hasNext: false },
    ]);
  });
});

/** The cache asks for them and gives them back. */
function withoutTypenames(data: unknown): unknown {
  return JSON.parse(
    JSON.stringify(data, (key, value: unknown) => (key === '__typename' ? undefined : value)),
  );
}
