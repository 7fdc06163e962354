import type { Loose } from '../../oracle/merge-subgraphs.ts';
import { chooseOverrides } from '../../../gateway/src/plan/choose-overrides.ts';
import { expectAll, expectTruth, withGraph } from '../expect-truth.ts';

const wrong = { Product: { stock: () => -1 } };

function world() {
  const products = ['1', '2'].map((id) => ({ __typename: 'Product', id, name: `p${id}`, stock: Number(id) }));
  return { things: products, resolvers: { Query: { products: () => products, first: () => products[0] } } };
}

describe('@override', () => {
  test('asks the subgraph that took a field over, also from a root field of the other', () =>
    expectAll(
      {
        subgraphs: {
          old: `type Query { products: [Product!]! } type Product @key(fields: "id") { id: ID! name: String stock: Int }`,
          next: `type Query { first: Product } type Product @key(fields: "id") { id: ID! stock: Int @override(from: "old") }`,
        },
        resolvers: { old: wrong },
        world,
      },
      [
        '{ products { stock } }',
        '{ first { stock name } }',
        '{ products { name s: stock } first { id stock } }',
      ],
    ));

  test.each([
    ['percent(100)', 'next'],
    ['percent(0)', 'old'],
    ['a-flag-of-somebody-else', 'old'],
  ])('with label %s asks %s', (label, right) =>
    withGraph(
      {
        subgraphs: {
          old: `type Query { products: [Product!]! } type Product @key(fields: "id") { id: ID! name: String stock: Int }`,
          next: `type Product @key(fields: "id") { id: ID! stock: Int @override(from: "old", label: "${label}") }`,
        },
        resolvers: { [right === 'next' ? 'old' : 'next']: wrong },
        world,
      },
      async (graph) => {
        await expectTruth(graph, {
          query: '{ products { stock } }',
          stockDiffers: right === 'next' ? 'it holds every label for inactive' : undefined,
        });
      },
    ),
  );

  test('a percentage of requests is decided by one draw for each label', () => {
    const labels = ['percent(25)', 'percent(0.5)', 'percent(abc)'];
    expect(Object.fromEntries(chooseOverrides(labels, () => 0.2))).toEqual({
      'percent(25)': true,
      'percent(0.5)': false,
      'percent(abc)': false,
    });
    expect([...chooseOverrides(labels, () => 0.001).values()]).toEqual([true, true, false]);
    expect([...chooseOverrides(['percent(100)'], () => 0.999999).values()]).toEqual([true]);
  });

  test('overrides a field that others require', () =>
    expectAll(
      {
        subgraphs: {
          old: `type Query { products: [Product!]! } type Product @key(fields: "id") { id: ID! name: String stock: Int }`,
          next: `type Product @key(fields: "id") { id: ID! stock: Int @override(from: "old") }`,
          offers: `type Product @key(fields: "id") { id: ID! stock: Int @external offer: String @requires(fields: "stock") }`,
        },
        resolvers: { old: wrong },
        world: () => {
          const base = world();
          return {
            ...base,
            resolvers: { ...base.resolvers, Product: { offer: ({ stock }: Loose) => `last ${stock}` } },
          };
        },
      },
      ['{ products { offer } }'],
    ));
});
