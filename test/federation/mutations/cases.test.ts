import type { Loose } from '../../oracle/merge-subgraphs.ts';
import { expectAll, expectTruth, withGraph } from '../expect-truth.ts';

const subgraphs = {
  a: `type Query { log: [String!]! } type Mutation { add(n: Int!): Cart addTwice(n: Int!): Cart } type Cart @key(fields: "id") { id: ID! sum: Int! items: [Item!]! } type Item @key(fields: "n") { n: Int! }`,
  b: `type Query { ping: Int } type Mutation { double(n: Int!): Int multiply(by: Int!): Cart fail: Int } type Cart @key(fields: "id") { id: ID! label: String! } type Item @key(fields: "n") { n: Int! square: Int! }`,
};

function world() {
  const log: string[] = [];
  const cart: Loose = { __typename: 'Cart', id: 'c', sum: 0, items: [], label: 'l' };
  const items = Array.from({ length: 60 }, (_, n) => ({ __typename: 'Item', n, square: n * n }));
  const add = (_: unknown, { n }: Loose) => {
    log.push(`add ${n}`);
    cart.items.push(items[n]);
    cart.sum += n;
    return { ...cart, items: [...cart.items] };
  };
  return {
    things: [cart, ...items],
    resolvers: {
      Query: { log: () => log, ping: () => 1 },
      Mutation: {
        add,
        addTwice: (_: unknown, { n }: Loose) => add(add(null, { n }), { n }),
        double: (_: unknown, { n }: Loose) => (log.push('double'), (cart.sum += n)),
        multiply: (_: unknown, { by }: Loose) => ((cart.sum *= by), { ...cart, items: [...cart.items] }),
        fail: () => {
          throw new Error('no');
        },
      },
      Cart: { label: () => `sum ${cart.sum}` },
    },
  };
}

describe('mutations', () => {
  test('run one after another in the order of the client, whichever subgraph they are in', () =>
    withGraph({ subgraphs, world }, async (graph) => {
      await expectTruth(graph, {
        query:
          'mutation { first: add(n: 2) { sum } second: double(n: 3) third: add(n: 4) { sum items { n square } } fourth: multiply(by: 10) { sum } fifth: add(n: 1) { sum } }',
        stockDiffers: undefined,
      });
      const kinds = Object.values(graph.subgraphs).flatMap(({ requests }) =>
        requests.map(({ query }) => query),
      );
      expect(kinds.filter((query) => query.startsWith('mutation')).length).toBeGreaterThan(0);
    }));

  test('run in their order also where they stand in fragments, each response key once', () =>
    expectAll({ subgraphs, world }, [
      {
        query:
          'mutation { add(n: 2) { sum } ... on Mutation { __typename } multiply(by: 10) { sum } ... on Mutation { double(n: 3) } }',
        stockDiffers: 'it runs what stands in a fragment of its own first',
      },
      'mutation { add(n: 2) { sum } ...F double(n: 3) ...F add(n: 2) { label } } fragment F on Mutation { multiply(by: 10) { sum } ... { again: add(n: 1) { sum } } }',
      {
        query:
          'mutation ($if: Boolean!) { ... @include(if: $if) { multiply(by: 2) { sum } } add(n: 3) { sum } ... on Mutation @skip(if: $if) { double(n: 1) } d: double(n: 4) multiply(by: 2) { label } }',
        variables: { if: true },
        stockDiffers: 'it runs what stands in a fragment of its own first',
      },
    ]));

  test('are each done, with what is fetched below them, before the next begins', () =>
    withGraph({ subgraphs, world }, async (graph) => {
      const stockDiffers = 'it fetches what is below the first when the second has had its effect';
      await expectTruth(graph, {
        query: 'mutation { add(n: 2) { label } addTwice(n: 3) { sum } }',
        stockDiffers,
      });
      await expectTruth(graph, {
        query:
          'mutation ($n: Int!) { a: add(n: $n) { sum label } b: multiply(by: 3) { sum label } c: double(n: 1) d: multiply(by: 0) { sum } }',
        variables: { n: 5 },
        stockDiffers,
      });
      graph.subgraphs['a']?.reset();
      await expectTruth(graph, { query: 'mutation { a: add(n: 2) { sum } b: add(n: 3) { sum label } }' });
      expect(graph.subgraphs['a']?.requests).toHaveLength(1);
    }));

  test('go on after one that failed', () =>
    expectAll(
      { subgraphs, world },
      [
        'mutation { add(n: 1) { sum } fail double(n: 2) }',
        'mutation ($n: Int!) { a: addTwice(n: $n) { items { square } } b: add(n: 5) { label } }',
      ].map((query) => ({ query, variables: { n: 7 } })),
    ));
});
