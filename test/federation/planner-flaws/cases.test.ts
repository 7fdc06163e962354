import type { Loose } from '../../oracle/merge-subgraphs.ts';
import { city } from '../../oracle/city.ts';
import { expectAll, expectTruth, withGraph } from '../expect-truth.ts';
import { plain } from '../federated-graph.ts';

/** Situations in which the planner's plan is wrong (found by test/oracle); @apollo/gateway answers as it plans. */
describe('right where the planner is wrong', () => {
  test('a conditional field that selects only conditional ones', () =>
    expectAll(city, [
      {
        query: 'query ($a: Boolean!, $b: Boolean!) { agencies @skip(if: $a) { id @skip(if: $b) } }',
        variables: { a: false, b: true },
        stockDiffers: 'it takes both conditions for those of the outer field',
      },
    ]));

  test('a conditional field that requires something, beside one of its fetch that does not', () =>
    expectAll(city, [
      {
        query: 'query ($a: Boolean!) { things { rating { average } shout @skip(if: $a) } }',
        variables: { a: true },
        stockDiffers: 'it requires of all what only the skipped field needs',
      },
    ]));

  test('a field that requires something, selected of one type, beside one selected of all', () =>
    expectAll(city, [
      {
        query: '{ things { ... on Notice { rating { average } shout } stars } }',
        stockDiffers: 'it requires of all types what is fetched of one',
      },
      {
        query: '{ things { title ... on Notice { shout } } }',
        stockDiffers: 'it sends entities without a key, and one of them spoils the whole call',
      },
      '{ things { ... on Notice { stars shout } } }',
    ]));

  test('a field whose requirement failed does not take the others of its fetch with it', () =>
    withGraph(
      {
        subgraphs: {
          a: `type Query { users: [User!]! } type User @key(fields: "id") { id: ID! name: String }`,
          b: `type User @key(fields: "id") { id: ID! age: Int }`,
          c: `type User @key(fields: "id") { id: ID! age: Int @external name: String @external birth(add: Int): Int @requires(fields: "age")
              motto(loud: Boolean): String hello: String @requires(fields: "name") }`,
        },
        world: () => {
          const users = ['1', '2'].map((id) => ({ __typename: 'User', id, name: `u${id}`, age: 30 }));
          return {
            things: users,
            resolvers: {
              Query: { users: () => users },
              User: {
                birth: ({ age }: Loose, { add }: Loose) => 2026 - age + (add ?? 0),
                motto: ({ id }: Loose, { loud }: Loose) => `m${id}${loud ? '!' : ''}`,
                hello: ({ name }: Loose) => `hi ${name}`,
              },
            },
          };
        },
      },
      async (graph) => {
        const run = {
          query: 'query ($n: Int, $l: Boolean) { users { b: birth(add: $n) m: motto(loud: $l) hello } }',
          variables: { n: 1, l: true },
        };
        await expectTruth(graph, run);
        graph.subgraphs['b']?.behave('refuse');
        const { data, errors } = await graph.ours(run);
        expect(plain(data)).toEqual({
          users: ['1', '2'].map((id) => ({ b: null, m: `m${id}!`, hello: `hi u${id}` })),
        });
        expect(errors?.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
          [['users', 0, 'b'], 'SUBGRAPH_UNAVAILABLE'],
          [['users', 1, 'b'], 'SUBGRAPH_UNAVAILABLE'],
        ]);
        const last = graph.subgraphs['c']?.requests.at(-1);
        expect(last?.variables).toEqual({
          l: true,
          representations: ['1', '2'].map((id) => ({ __typename: 'User', id, name: `u${id}` })),
        });
      },
    ));

  test('two fields that require a third with different arguments are refused together and answered apart', () =>
    withGraph(
      {
        subgraphs: {
          a: `type Query { product: Product } type Product @key(fields: "id") { id: ID! price(currency: String): Int }`,
          b: `type Product @key(fields: "id") { id: ID! price(currency: String): Int @external
              tax: Int @requires(fields: "price(currency: \\"VND\\")") duty: Int @requires(fields: "price(currency: \\"USD\\")") }`,
        },
        world: () => {
          const product = { __typename: 'Product', id: '1' };
          const price = (currency: string): number => (currency === 'VND' ? 25_000 : 1);
          return {
            things: [product],
            resolvers: {
              Query: { product: () => product },
              Product: {
                price: (_: unknown, { currency }: Loose) => price(currency),
                tax: (p: Loose) => (p.price ?? price('VND')) * 2,
                duty: (p: Loose) => (p.price ?? price('USD')) * 3,
              },
            },
          };
        },
      },
      async (graph) => {
        await expectTruth(graph, {
          query: '{ product { tax price(currency: "USD") } }',
          stockDiffers: 'one argument for both',
        });
        await expectTruth(graph, { query: '{ product { duty } }' });
        await expect(graph.ours({ query: '{ product { tax duty } }' })).rejects.toMatchObject({
          extensions: { code: 'PLAN_TOO_COMPLEX' },
          message: expect.stringMatching(/"(tax|duty)" and "(tax|duty)"/),
        });
      },
    ));
});
