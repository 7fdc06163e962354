import type { Loose, World } from '../../oracle/merge-subgraphs.ts';
import { expectAll, expectDerived, expectTruth, withGraph } from '../expect-truth.ts';

describe('@key', () => {
  test('with lists of entities in it, and values and entities nested in those', () =>
    expectAll(
      {
        subgraphs: {
          shop: `type Query { best: Offer! } type Offer { list: Basket } type Basket @key(fields: "lines { id }") { lines: [Line!]! } type Line @key(fields: "id") { id: ID! kind: Kind @shareable } type Kind @key(fields: "id") { id: ID! tag: String @shareable }`,
          lists: `type Basket @key(fields: "lines { id pid }") { lines: [Line!]! first: Line @shareable chosen: Line @shareable } type Line @key(fields: "id pid") { id: ID! pid: ID }`,
          prices: `type Basket @key(fields: "lines { id pid kind { id tag } } chosen { id }") { lines: [Line!]! @external chosen: Line @external total: Price first: Line @shareable }
            type Line @key(fields: "id pid kind { id tag }") { id: ID! pid: ID @shareable price: Price kind: Kind @shareable } type Kind @key(fields: "id tag") { id: ID! tag: String @shareable } type Price { amount: Float }`,
          link: `type Line @key(fields: "id") @key(fields: "id pid") { id: ID! pid: ID @shareable } `,
        },
        world: baskets,
      },
      [
        '{ best { list { lines { id price { amount } kind { tag } } } } }',
        '{ best { list { first { id pid } chosen { id } } } }',
        '{ best { list { total { amount } lines { pid } chosen { price { amount } } } } }',
      ],
    ));

  test('that has no value on the way to another key: nothing is found, and nothing fails', () =>
    withGraph(
      {
        subgraphs: {
          lots: `type Query { lots: [Lot!]! } type Lot { tree: Tree } type Tree @key(fields: "tag") { tag: ID! }`,
          tags: `type Tree @key(fields: "tag") @key(fields: "serial") { tag: ID! serial: ID }`,
          trees: `type Tree @key(fields: "serial") { serial: ID height: Float planted: Int! @shareable }`,
        },
        world: () => {
          const trees = [
            { __typename: 'Tree', tag: 't1', serial: 's1', height: 0, planted: 1995 },
            { __typename: 'Tree', tag: 't2', serial: null, height: null, planted: null },
          ];
          const lots = [...trees, null].map((tree) => ({ __typename: 'Lot', tree }));
          return { things: trees, resolvers: { Query: { lots: () => lots } } };
        },
        resolvers: {
          trees: {
            Tree: {
              __resolveReference: ({ serial }: Loose) =>
                serial === 's1' ? { __typename: 'Tree', serial, height: 0, planted: 1995 } : null,
            },
          },
        },
      },
      async (graph) => {
        await expectTruth(graph, { query: '{ lots { tree { tag height } } }' });
        const { errors } = await graph.ours({ query: '{ lots { tree { tag planted } } }' });
        expect(errors?.map(({ path }) => path?.join('.'))).toEqual(['lots.1.tree.planted']);
      },
    ));

  test('of several kinds in a row, each subgraph with one of them', () =>
    expectDerived(
      {
        a: `type Query { plots: [Plot!]! byNumber: Plot } type Plot @key(fields: "sheet { code book { year } } number") { sheet: Sheet! number: Int! } type Sheet { code: ID! book: Book! } type Book { year: Int! }`,
        b: `type Plot @key(fields: "sheet { code book { year } } number") @key(fields: "parcel owner { id }") { sheet: Sheet! number: Int! parcel: ID! owner: Owner! } type Sheet @shareable { code: ID! book: Book! } type Book @shareable { year: Int! } type Owner @key(fields: "id") { id: ID! }`,
        c: `type Plot @key(fields: "parcel owner { id }") @key(fields: "code") { parcel: ID! owner: Owner! code: ID! } type Owner @key(fields: "id") { id: ID! name: String }`,
        d: `type Query { plot: Plot } type Plot @key(fields: "code") { code: ID! area: Float use: Use } enum Use { FIELD HOUSE }`,
      },
      [
        '{ plots { area use } }',
        '{ plot { number sheet { book { year } } owner { name } } }',
        '{ byNumber { use owner { name id } code } }',
      ],
    ));

  test('on an entity that is a shared value in one subgraph and never resolved there', () =>
    expectDerived(
      {
        map: `type Query { here: Spot! } type Spot { gauge: Gauge seen: [Gauge] } type Gauge @key(fields: "id", resolvable: false) { id: ID! }`,
        water: `type Gauge @key(fields: "id") @key(fields: "river { code } post") { id: ID! river: River! post: Int! level: Float } type River { code: ID! }`,
        alarms: `type Gauge @key(fields: "river { code } post") { river: River! post: Int! alarm: Int } type River { code: ID! @shareable }`,
      },
      [
        '{ here { gauge { level alarm } seen { id alarm } } }',
        '{ here { seen { river { code } alarm post } } }',
      ],
    ));
});

function baskets(): World {
  const kinds = ['k1', 'k2'].map((id, n) => ({ __typename: 'Kind', id, tag: n === 0 ? '' : 'fruit' }));
  const lines = [1, 2].map(
    (n): Loose => ({
      __typename: 'Line',
      id: `l${n}`,
      pid: `p${n}`,
      kind: kinds[n - 1],
      price: { __typename: 'Price', amount: n - 1 },
    }),
  );
  const basket = {
    __typename: 'Basket',
    lines,
    first: lines[0],
    chosen: lines[1],
    total: { __typename: 'Price', amount: 0 },
  };
  return {
    things: [...kinds, ...lines, basket] as never,
    resolvers: { Query: { best: () => ({ __typename: 'Offer', list: basket }) } },
  };
}
