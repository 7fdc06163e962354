import type { Loose } from '../../oracle/merge-subgraphs.ts';
import { expectAll, expectTruth, withGraph } from '../expect-truth.ts';
import { plain } from '../federated-graph.ts';

describe('@requires', () => {
  test('computes from a field of another subgraph', () =>
    expectAll(
      {
        subgraphs: {
          a: `type Query { products: [Product] } type Product @key(fields: "id") { id: ID! price: Float weight: Int }`,
          b: `type Product @key(fields: "id") { id: ID! price: Float @external weight: Int @external
              shipping: Float @requires(fields: "price weight") }`,
        },
        world: () => {
          const products = [
            { __typename: 'Product', id: '1', price: 10, weight: 3 },
            { __typename: 'Product', id: '2', price: 0, weight: 0 },
            { __typename: 'Product', id: '3', price: null, weight: 5 },
          ];
          return {
            things: products,
            resolvers: {
              Query: { products: () => products },
              Product: {
                shipping: ({ price, weight }) => (price === undefined ? -1 : (price ?? 100) * (weight + 1)),
              },
            },
          };
        },
      },
      [
        '{ products { shipping } }',
        '{ products { p: price shipping weight } }',
        '{ products { price: shipping } }',
      ],
    ));

  test('computes in a chain: what is required is itself computed elsewhere', () =>
    expectAll(
      {
        subgraphs: {
          a: `type Query { item: Item } type Item @key(fields: "id") { id: ID! a: Int! }`,
          b: `type Item @key(fields: "id") { id: ID! a: Int! @external b: Int! @requires(fields: "a") }`,
          c: `type Item @key(fields: "id") { id: ID! b: Int! @external c: Int! @requires(fields: "b") }`,
          d: `type Item @key(fields: "id") { id: ID! a: Int! @external c: Int! @external d: Int! @requires(fields: "a c") }`,
        },
        world: () => {
          const item = { __typename: 'Item', id: '1', a: 1 };
          const b = ({ a }: Loose) => a * 2 + 1;
          const c = (parent: Loose) => (parent.b ?? b(parent)) * 2 + 1;
          return {
            things: [item],
            resolvers: {
              Query: { item: () => item },
              Item: { b, c, d: (parent: Loose) => parent.a + (parent.c ?? c(parent)) * 10 },
            },
          };
        },
      },
      ['{ item { d } }', '{ item { d c b a } }', '{ item { c } }'],
    ));

  test('requires nested fields and lists of objects', () =>
    expectAll(
      {
        subgraphs: {
          a: `type Query { carts: [Cart!]! }
            type Cart @key(fields: "id") { id: ID! lines: [[Line!]!]! box: Box } type Line { sku: ID! count: Int! note: String }
            type Box { size: Size! } type Size { w: Int! h: Int! }`,
          b: `type Cart @key(fields: "id") { id: ID! lines: [[Line!]!]! @external box: Box @external
              total: Int! @requires(fields: "lines { count } box { size { w h } }") }
            type Line { count: Int! @external } type Box { size: Size! @external } type Size { w: Int! @external h: Int! @external }`,
        },
        world: () => {
          const line = (count: number) => ({ __typename: 'Line', sku: `s${count}`, count, note: null });
          const box = { __typename: 'Box', size: { __typename: 'Size', w: 2, h: 5 } };
          const carts = [
            { __typename: 'Cart', id: '1', lines: [[line(1), line(2)], [line(3)]], box },
            { __typename: 'Cart', id: '2', lines: [[], [line(0)]], box: null },
            { __typename: 'Cart', id: '3', lines: [], box },
          ];
          return {
            things: carts,
            resolvers: {
              Query: { carts: () => carts },
              Cart: {
                total: ({ lines, box: b }) =>
                  lines.flat().reduce((sum: number, l: Loose) => sum + l.count, 0) *
                  (b ? b.size.w * b.size.h : 1),
              },
            },
          };
        },
      },
      [
        { query: '{ carts { total } }', stockDiffers: 'it represents lists of lists wrongly' },
        {
          query: '{ carts { total lines { note } box { size { h } } } }',
          stockDiffers: 'it represents lists of lists wrongly',
        },
      ],
    ));

  test('requires fields of nested entities', () =>
    expectAll(
      {
        subgraphs: {
          orders: `type Query { orders: [Order!] } type Order @key(fields: "id") { id: ID! items: [Item!]! } type Item @key(fields: "sku") { sku: ID! }`,
          items: `type Item @key(fields: "sku") { sku: ID! weight: Int! }`,
          freight: `type Order @key(fields: "id") { id: ID! items: [Item!]! @external freight: Int @requires(fields: "items { weight }") }
            type Item @key(fields: "sku") { sku: ID! weight: Int! @external }`,
        },
        world: () => {
          const items = [1, 2, 3].map((n) => ({ __typename: 'Item', sku: `i${n}`, weight: n }));
          const orders = [
            { __typename: 'Order', id: '1', items: [items[0], items[2]] },
            { __typename: 'Order', id: '2', items: [] },
          ];
          return {
            things: [...items, ...orders],
            resolvers: {
              Query: { orders: () => orders },
              Order: {
                freight: ({ items: all }) => all.reduce((sum: number, { weight }: Loose) => sum + weight, 0),
              },
            },
          };
        },
      },
      ['{ orders { freight } }', '{ orders { items { sku } freight } }'],
    ));

  test('requires with fragments on an interface and on a union', () =>
    expectAll(
      {
        subgraphs: {
          a: `type Query { users: [User!]! }
            type User @key(fields: "id") { id: ID! contact: Contact account: Account }
            interface Contact { country: String! } type Mail implements Contact { country: String! address: String! } type Phone implements Contact { country: String! number: Int! }
            union Account = Free | Paid type Free { since: Int! @shareable } type Paid { since: Int! fee: Int! }`,
          b: `type User @key(fields: "id") { id: ID! contact: Contact @external account: Account @external
              label: String! @requires(fields: "contact { country ... on Mail { address } ... on Phone { number } } account { __typename ... on Paid { fee } }") }
            interface Contact { country: String! } type Mail implements Contact { country: String! @external address: String! @external } type Phone implements Contact { country: String! @external number: Int! @external }
            union Account = Free | Paid type Free { since: Int! @shareable } type Paid { fee: Int! @external }`,
        },
        world: () => {
          const users = [
            {
              __typename: 'User',
              id: '1',
              contact: { __typename: 'Mail', country: 'VN', address: 'a@hue' },
              account: { __typename: 'Paid', since: 1, fee: 0 },
            },
            {
              __typename: 'User',
              id: '2',
              contact: { __typename: 'Phone', country: 'LA', number: 7 },
              account: { __typename: 'Free', since: 2 },
            },
            { __typename: 'User', id: '3', contact: null, account: null },
          ];
          return {
            things: users,
            resolvers: {
              Query: { users: () => users },
              User: {
                label: ({ contact, account }) =>
                  `${contact?.country}/${contact?.address ?? contact?.number}/${account?.__typename}/${account?.fee}`,
              },
            },
          };
        },
      },
      [
        '{ users { label } }',
        '{ users { contact { ... on Phone { n: number } } label account { ... on Free { since } } } }',
      ],
    ));

  test('sends required values 0, false, "" and null as they are', () =>
    withGraph(
      {
        subgraphs: {
          a: `type Query { all: [T!]! } type T @key(fields: "id") { id: ID! n: Int b: Boolean s: String l: [Int] }`,
          b: `type T @key(fields: "id") { id: ID! n: Int @external b: Boolean @external s: String @external l: [Int] @external seen: String! @requires(fields: "n b s l") }`,
        },
        world: () => {
          const all = [
            { __typename: 'T', id: '1', n: 0, b: false, s: '', l: [] },
            { __typename: 'T', id: '2', n: null, b: null, s: null, l: [null, 0] },
          ];
          return {
            things: all,
            resolvers: {
              Query: { all: () => all },
              T: { seen: ({ n, b, s, l }) => JSON.stringify([n, b, s, l]) },
            },
          };
        },
      },
      async (graph) => {
        await expectTruth(graph, { query: '{ all { seen } }' });
        const sent = graph.subgraphs['b']?.requests[0]?.variables['representations'];
        expect(sent).toEqual([
          { __typename: 'T', id: '1', n: 0, b: false, s: '', l: [] },
          { __typename: 'T', id: '2', n: null, b: null, s: null, l: [null, 0] },
        ]);
      },
    ));

  test('requires a field with an argument, whatever argument the client gives it', () =>
    expectAll(
      {
        subgraphs: {
          a: `type Query { product: Product } type Product @key(fields: "id") { id: ID! price(currency: String! = "USD"): Int comments(limit: Int!): [Comment!]! } type Comment @key(fields: "id") { id: ID! authorId: ID! }`,
          b: `type Product @key(fields: "id") { id: ID! price(currency: String! = "USD"): Int @external comments(limit: Int!): [Comment!]! @external
              tax: Int @requires(fields: "price(currency: \\"VND\\")") authors: [ID!]! @requires(fields: "comments(limit: 3) { authorId }") }
            type Comment @key(fields: "id") { id: ID! authorId: ID! @external }`,
        },
        world: () => {
          const comments = [1, 2, 3, 4].map((n) => ({
            __typename: 'Comment',
            id: `c${n}`,
            authorId: `a${n}`,
          }));
          const price = (_: unknown, { currency }: Loose) => (currency === 'VND' ? 25000 : 1);
          const product = { __typename: 'Product', id: '1' };
          const some = (_: unknown, { limit }: Loose) => comments.slice(0, limit);
          return {
            things: [product, ...comments],
            resolvers: {
              Query: { product: () => product },
              Product: {
                price,
                comments: some,
                tax: (p) => (p.price ?? price(p, { currency: 'VND' })) / 10,
                authors: (p) => (p.comments ?? some(p, { limit: 3 })).map(({ authorId }: Loose) => authorId),
              },
            },
          };
        },
      },
      [
        '{ product { tax authors } }',
        {
          query: '{ product { price(currency: "USD") tax } }',
          stockDiffers: 'it merges both arguments into one',
        },
        {
          query:
            'query ($n: Int! = 1, $c: String!) { product { comments(limit: $n) { id } authors price(currency: $c) tax } }',
          variables: { c: 'USD' },
          stockDiffers: 'it merges both arguments into one',
        },
        '{ product { price: price(currency: "VND") tax more: comments(limit: 4) { authorId } authors } }',
      ],
    ));

  test('takes what an unknown entity would have for null, where it may be null', () =>
    withGraph(
      {
        subgraphs: {
          orders: `type Query { orders: [Order!] } type Order @key(fields: "id") { id: ID! items: [Item!]! } type Item @key(fields: "sku") { sku: ID! }`,
          items: `type Item @key(fields: "sku") { sku: ID! weight: Int size: Int! }`,
          freight: `type Order @key(fields: "id") { id: ID! items: [Item!]! @external freight: Int @requires(fields: "items { weight }") volume: Int @requires(fields: "items { size }") }
            type Item @key(fields: "sku") { sku: ID! weight: Int @external size: Int! @external }`,
        },
        world: () => {
          const [known, unknown] = ['1', '2'].map((sku) => ({ __typename: 'Item', sku, weight: 3, size: 4 }));
          const orders = [
            { __typename: 'Order', id: '1', items: [known, unknown] },
            { __typename: 'Order', id: '2', items: [known] },
          ];
          const sum = (all: Loose[], of: string): number =>
            all.reduce((total, item) => total + (item[of] ?? 0), 0);
          return {
            things: [known!, ...orders],
            resolvers: {
              Query: { orders: () => orders },
              Order: {
                freight: ({ items }: Loose) => sum(items, 'weight'),
                volume: ({ items }: Loose) => sum(items, 'size'),
              },
            },
          };
        },
      },
      async (graph) => {
        const { data, errors } = await graph.ours({ query: '{ orders { freight volume } }' });
        expect(plain(data)).toEqual({
          orders: [
            { freight: 3, volume: null },
            { freight: 3, volume: 4 },
          ],
        });
        expect(errors).toBeUndefined();
      },
    ));
});
