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

  test('fields that require a third with different arguments each get their own', () =>
    expectAll(
      {
        subgraphs: {
          a: `type Query { products: [Product!] } type Product @key(fields: "id") { id: ID! weight: Int price(currency: String!): Int category: Category }
            type Category { average(currency: String!): Int name: String }`,
          b: `type Product @key(fields: "id") { id: ID! weight: Int @external price(currency: String!): Int @external category: Category @external
              tax: Int @requires(fields: "price(currency: \\"VND\\") weight") duty: Int @requires(fields: "price(currency: \\"USD\\") weight")
              dear: Int @requires(fields: "category { average(currency: \\"VND\\") } weight") cheap: Int @requires(fields: "category { average(currency: \\"USD\\") name }")
              plain: Int both: Int @requires(fields: "price(currency: \\"USD\\") category { average(currency: \\"VND\\") }") }
            type Category { average(currency: String!): Int @external name: String @external }`,
        },
        world: () => {
          const price = (currency: string): number => (currency === 'VND' ? 25_000 : 1);
          const products = ['1', '2'].map((id) => ({
            __typename: 'Product',
            id,
            weight: Number(id),
            plain: 0,
            category: { __typename: 'Category', name: `c${id}` },
          }));
          const average = (of: Loose, currency: string): number => of.average ?? price(currency) / 10;
          return {
            things: products,
            resolvers: {
              Query: { products: () => products },
              Category: { average: (_: unknown, { currency }: Loose) => Math.floor(price(currency) / 10) },
              Product: {
                price: ({ id }: Loose, { currency }: Loose) => price(currency) * Number(id),
                tax: ({ id, price: p, weight }: Loose) => (p ?? price('VND') * id) * 2 + weight,
                duty: ({ id, price: p, weight }: Loose) => (p ?? price('USD') * id) * 3 + weight,
                dear: ({ category, weight }: Loose) => Math.floor(average(category, 'VND')) * 5 + weight,
                cheap: ({ category }: Loose) =>
                  Math.floor(average(category, 'USD')) * 7 + category.name.length,
                both: ({ id, price: p, category }: Loose) =>
                  (p ?? price('USD') * id) * 11 + Math.floor(average(category, 'VND')),
              },
            },
          };
        },
      },
      [
        '{ products { tax plain } }',
        ...[
          '{ products { id weight tax duty plain } }',
          '{ products { price(currency: "USD") tax category { average(currency: "USD") } dear } }',
          '{ products { cheap dear duty tax both plain price: weight } }',
          '{ products { a: tax b: duty c: both } }',
        ].map((query) => ({ query, stockDiffers: 'one argument for all' })),
      ],
    ));

  test('a field of an interface required with an argument, and what is required by what is required', () =>
    expectAll(
      {
        subgraphs: {
          a: `type Query { feed: [Post!] } type Post @key(fields: "id") { id: ID! media: Media }
            interface Media { url(size: Int): String } type Photo implements Media { url(size: Int): String } type Film implements Media { url(size: Int): String length: Int }`,
          b: `type Post @key(fields: "id") { id: ID! media: Media @external small: String @requires(fields: "media { url(size: 1) }") }
            interface Media { url(size: Int): String } type Photo implements Media { url(size: Int): String @external } type Film implements Media { url(size: Int): String @external }`,
          c: `type Post @key(fields: "id") { id: ID! media: Media @external small: String @external page: String @requires(fields: "small media { __typename ... on Film { url(size: 2) } }") }
            interface Media { url(size: Int): String } type Photo implements Media { url(size: Int): String @external } type Film implements Media { url(size: Int): String @external }`,
        },
        world: () => {
          const url = (media: Loose, size: number): string => media?.url ?? `${media?.__typename}@${size}`;
          const small = ({ media }: Loose): string => `<${url(media, 1)}>`;
          const posts = ['Photo', 'Film'].map((__typename, n) => ({
            __typename: 'Post',
            id: `${n}`,
            media: { __typename },
          }));
          const sized = (media: Loose, { size }: Loose): string => `${media.__typename}@${size}`;
          return {
            things: posts,
            resolvers: {
              Query: { feed: () => posts },
              Photo: { url: sized },
              Film: { url: sized },
              Post: {
                small,
                page: (post: Loose) =>
                  `${post.small ?? small(post)} ${post.media.__typename === 'Film' ? url(post.media, 2) : ''}`,
              },
            },
          };
        },
      },
      [
        { query: '{ feed { small media { url(size: 9) } } }', stockDiffers: 'one argument for both' },
        { query: '{ feed { page } }', stockDiffers: 'one argument for both' },
        {
          query: '{ feed { page small media { url(size: 3) u: url ... on Film { url: length } } } }'.replace(
            'url: length',
            'l: url(size: 1)',
          ),
          stockDiffers: 'one argument for all',
        },
      ],
    ));

  test('a subgraph that names keys that it does not resolve is returned to by the one that it does', () =>
    expectAll(
      {
        subgraphs: {
          a: `type Query { a: A } type A @key(fields: "id") @key(fields: "pid") @key(fields: "two { x y }") @key(fields: "id two { x y }") { id: ID! pid: ID! two: Two! name: String! } type Two { x: ID! y: ID! }`,
          b: `type Query { b: B } type B @key(fields: "id") { id: ID! a: [A!]! }
            type A @key(fields: "pid", resolvable: false) @key(fields: "id", resolvable: false) @key(fields: "id two { x y }") { id: ID! pid: ID! two: Two! @shareable name: String! @external nameInB: String! @requires(fields: "name") } type Two @shareable { x: ID! y: ID! }`,
        },
        world: () => {
          const a = {
            __typename: 'A',
            id: 'a',
            pid: 'p',
            two: { __typename: 'Two', x: '1', y: '2' },
            name: 'n',
          };
          const b = { __typename: 'B', id: 'b', a: [a] };
          return {
            things: [a, b],
            resolvers: {
              Query: { a: () => a, b: () => b },
              A: { nameInB: ({ name }: Loose) => `in b: ${name}` },
            },
          };
        },
      },
      [
        { query: '{ b { id a { id name nameInB } } }', stockDiffers: 'it takes the first key' },
        '{ a { nameInB } }',
      ],
    ));

  test('a field that no subgraph can be asked for from where it stands is null with an error', () =>
    withGraph(
      {
        subgraphs: {
          a: `type Query { a: Node must: Must! } interface Node @key(fields: "id") { id: ID! } type Must { node: Node }`,
          b: `type Query { b: Node } type Node @interfaceObject @key(fields: "id", resolvable: false) { id: ID! field: String strict: Int! }`,
        },
        world: () => ({
          things: [],
          resolvers: { Query: { b: () => ({ __typename: 'Node', id: 'n', field: 'f', strict: 1 }) } },
        }),
      },
      async (graph) => {
        const node = { __typename: 'Node', id: 'n' };
        graph.subgraphs['a']?.behave(() => ({ data: { x: node, a: node, must: { node } } }));
        const { data, errors } = await graph.ours({
          query:
            '{ x: a { id f: field } must { node { id ...F } } b { id field } } fragment F on Node { strict }',
        });
        expect(plain(data)).toEqual({
          x: { id: 'n', f: null },
          must: { node: null },
          b: { id: 'n', field: 'f' },
        });
        expect(errors?.map(({ path }) => path?.join('.'))).toEqual(['x.f', 'must.node.strict']);
      },
    ));
});
