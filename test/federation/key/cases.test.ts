import type { Loose, World } from '../../oracle/merge-subgraphs.ts';
import { expectAll } from '../expect-truth.ts';

describe('@key', () => {
  test('joins entities of a list by one key, each asked for once', () =>
    expectAll(
      {
        subgraphs: {
          catalog: `type Query { products: [Product!]! product(id: ID!): Product } type Product @key(fields: "id") { id: ID! name: String }`,
          prices: `type Product @key(fields: "id") { id: ID! price: Int }`,
        },
        world: shop,
      },
      [
        '{ products { name price } }',
        '{ products { price } }',
        '{ product(id: "2") { name price } none: product(id: "9") { name price } }',
        'query ($id: ID!) { product(id: $id) { ...P } } fragment P on Product { cost: price name }',
      ].map((query) => ({ query, variables: query.includes('$id') ? { id: '1' } : undefined })),
    ));

  test('keeps a client alias apart from the key of the same name', () =>
    expectAll(
      {
        subgraphs: {
          catalog: `type Query { products: [Product!]! } type Product @key(fields: "id") { id: ID! name: String }`,
          prices: `type Product @key(fields: "id") { id: ID! price: Int }`,
        },
        world: shop,
      },
      [
        { query: '{ products { id: name price } }', stockDiffers: 'it merges the key into the alias' },
        { query: '{ products { __typename: name price } }', stockDiffers: 'it takes the name for a type' },
        '{ products { price: id name: price } }',
      ],
    ));

  test('joins by composite and nested keys', () =>
    expectAll(
      {
        subgraphs: {
          a: `type Query { seats: [Seat] }
            type Seat @key(fields: "row number") @key(fields: "hall { id city { code } } number") { row: String! number: Int! hall: Hall! }
            type Hall { id: ID! city: City! } type City { code: String! }`,
          b: `type Seat @key(fields: "row number") { row: String! number: Int! taken: Boolean }`,
          c: `type Seat @key(fields: "hall { id city { code } } number") { number: Int! hall: Hall! view: String }
            type Hall { id: ID! @shareable city: City! @shareable } type City { code: String! @shareable }`,
        },
        world: () => {
          const hall = { __typename: 'Hall', id: 'h1', city: { __typename: 'City', code: 'HUE' } };
          const seats = [1, 2, 3].map((number) => ({
            __typename: 'Seat',
            row: 'A',
            number,
            hall,
            taken: number === 2,
            view: `view ${number}`,
          }));
          return { things: seats, resolvers: { Query: { seats: () => [...seats, null] } } };
        },
      },
      [
        '{ seats { taken view } }',
        '{ seats { view hall { city { code } } number } }',
        '{ seats { t: taken } }',
      ],
    ));

  test('goes through a third subgraph that knows both keys', () =>
    expectAll(
      {
        subgraphs: {
          a: `type Query { users: [User] } type User @key(fields: "id") { id: ID! }`,
          b: `type User @key(fields: "id") @key(fields: "email") { id: ID! email: String! }`,
          c: `type User @key(fields: "email") @key(fields: "account { number }") { email: String! account: Account! } type Account { number: Int! }`,
          d: `type User @key(fields: "account { number }") { account: Account! @shareable balance: Float } type Account { number: Int! @shareable }`,
        },
        world: () => {
          const users = ['1', '2'].map((id) => ({
            __typename: 'User',
            id,
            email: `u${id}@hue`,
            account: { __typename: 'Account', number: Number(id) * 7 },
            balance: Number(id) + 0.5,
          }));
          return { things: users, resolvers: { Query: { users: () => users } } };
        },
      },
      ['{ users { balance } }', '{ users { id balance email account { number } } }'],
    ));

  test('fills nothing and fails nothing where a subgraph does not know the entity', () =>
    expectAll(
      {
        subgraphs: {
          a: `type Query { books: [Book] } type Book @key(fields: "isbn") { isbn: ID! title: String }`,
          b: `type Book @key(fields: "isbn") { isbn: ID! pages: Int }`,
        },
        world: () => {
          const known = { __typename: 'Book', isbn: '1', title: 'One', pages: 100 };
          const unknown = { __typename: 'Book', isbn: '2', title: 'Two', pages: null };
          return { things: [known], resolvers: { Query: { books: () => [known, unknown, null] } } };
        },
      },
      ['{ books { title pages } }'],
    ));

  test('walks circular references between subgraphs', () =>
    expectAll(
      {
        subgraphs: {
          users: `type Query { me: User } type User @key(fields: "id") { id: ID! name: String! }
            type Post @key(fields: "id") { id: ID! author: User! }`,
          posts: `type User @key(fields: "id") { id: ID! posts: [Post!]! } type Post @key(fields: "id") { id: ID! title: String! }`,
        },
        world: () => {
          const user: Loose = { __typename: 'User', id: 'u', name: 'Lan' };
          const posts = ['a', 'b'].map((id) => ({
            __typename: 'Post',
            id,
            title: id.toUpperCase(),
            author: user,
          }));
          user.posts = posts;
          return { things: [user, ...posts], resolvers: { Query: { me: () => user } } };
        },
      },
      ['{ me { posts { title author { name posts { id title author { id posts { title } } } } } } }'],
    ));

  test('resolves keys that are null as unknown', () =>
    expectAll(
      {
        subgraphs: {
          a: `type Query { orders: [Order!]! } type Order @key(fields: "id") { id: ID! item: Item } type Item @key(fields: "sku") { sku: ID }`,
          b: `type Item @key(fields: "sku") { sku: ID name: String }`,
        },
        world: () => {
          const item = { __typename: 'Item', sku: 's1', name: 'Lamp' };
          const nameless = { __typename: 'Item', sku: null, name: null };
          const orders = [item, nameless, null].map((it, id) => ({
            __typename: 'Order',
            id: String(id),
            item: it,
          }));
          return { things: [item], resolvers: { Query: { orders: () => orders } } };
        },
      },
      ['{ orders { id item { name } } }'],
    ));

  test('follows an entity that only refers (resolvable: false) to the one subgraph that resolves it', () =>
    expectAll(
      {
        subgraphs: {
          a: `type Query { review: Review } type Review { body: String product: Product } type Product @key(fields: "id", resolvable: false) { id: ID! }`,
          b: `type Product @key(fields: "id") { id: ID! name: String }`,
        },
        world: () => {
          const product = { __typename: 'Product', id: '1', name: 'Chair' };
          const review = { __typename: 'Review', body: 'good', product };
          return { things: [product], resolvers: { Query: { review: () => review } } };
        },
      },
      ['{ review { body product { id name } } }'],
    ));

  test('extends a type in the manner of federation 1', () =>
    expectAll(
      {
        subgraphs: {
          a: `type Query { product: Product } type Product @key(fields: "id") { id: ID! name: String }`,
          b: `extend type Product @key(fields: "id") { id: ID! @external stock: Int } extend type Query { first: Product }`,
        },
        world: () => {
          const product = { __typename: 'Product', id: '1', name: 'Chair', stock: 0 };
          return {
            things: [product],
            resolvers: { Query: { product: () => product, first: () => product } },
          };
        },
      },
      ['{ product { name stock } first { stock name id } }'],
    ));
});

function shop(): World {
  const products = [
    { __typename: 'Product', id: '1', name: 'Chair', price: 3 },
    { __typename: 'Product', id: '2', name: 'Table', price: 0 },
    { __typename: 'Product', id: '3', name: '', price: null },
  ];
  return {
    things: products,
    resolvers: {
      Query: {
        products: () => [...products, products[0]],
        product: (_, { id }) => products.find((product) => product.id === id) ?? null,
      },
    },
  };
}
