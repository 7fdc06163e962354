import { plain } from '../federated-graph.ts';
import { expectAll, withGraph } from '../expect-truth.ts';

describe('null', () => {
  const subgraphs = {
    a: `type Query { orders: [Order] strict: [Order!] must: Order! one: Order } type Order @key(fields: "id") { id: ID! note: String }`,
    b: `type Order @key(fields: "id") { id: ID! total: Int! lines: [[Line]!] boxes: [Box!] } type Line { sku: String! count: Int } type Box { size: Int! }`,
  };
  const orders = {
    good: {
      __typename: 'Order',
      id: 'g',
      note: null,
      total: 0,
      lines: [[null, { __typename: 'Line', sku: 's', count: null }], []],
      boxes: null,
    },
    broken: {
      __typename: 'Order',
      id: 'b',
      note: 'n',
      total: null,
      lines: [null],
      boxes: [{ __typename: 'Box', size: null }],
    },
  };
  const world = () => ({
    things: Object.values(orders),
    resolvers: {
      Query: {
        orders: () => [orders.good, orders.broken, null, orders.good],
        strict: () => [orders.good, orders.broken],
        must: () => orders.broken,
        one: () => orders.broken,
      },
    },
  });

  test('goes up to the nearest parent that may be null, with one error, across subgraphs', () =>
    expectAll({ subgraphs, world }, [
      '{ orders { note total } }',
      '{ strict { total } orders { id } }',
      '{ one { note lines { sku } } }',
      '{ one { boxes { size } id } orders { lines { count } } }',
      '{ must { note } one { total } }',
      '{ must { total } one { note } }',
    ]));

  test('an entity that its owner does not know makes its non-null fields null, with an error', () =>
    withGraph({ subgraphs, world: () => ({ ...world(), things: [orders.good] }) }, async (graph) => {
      const { data, errors } = await graph.ours({ query: '{ orders { note total } }' });
      expect(plain(data)).toEqual({
        orders: [{ note: null, total: 0 }, null, null, { note: null, total: 0 }],
      });
      expect(errors?.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
        [['orders', 1, 'total'], 'SUBGRAPH_BAD_RESPONSE'],
      ]);
    }));
});
