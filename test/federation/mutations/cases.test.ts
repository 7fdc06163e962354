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

  test('go on after one that failed', () =>
    expectAll(
      { subgraphs, world },
      [
        'mutation { add(n: 1) { sum } fail double(n: 2) }',
        'mutation ($n: Int!) { a: addTwice(n: $n) { items { square } } b: add(n: 5) { label } }',
      ].map((query) => ({ query, variables: { n: 7 } })),
    ));
});
