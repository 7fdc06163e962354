import { expectAll } from '../expect-truth.ts';

describe('@shareable', () => {
  test('merges a shared root field from all who have a part of it', () =>
    expectAll(
      {
        subgraphs: {
          name: `type Query { product: Product @shareable products: [Product!] @shareable } type Product { id: ID! @shareable name: Name @shareable } type Name { brand: String model: String }`,
          price: `type Query { product: Product @shareable products: [Product!] @shareable } type Product { id: ID! @shareable price: Price @shareable } type Price { amount: Int }`,
          category: `type Query { product: Product @shareable products: [Product!] @shareable } type Product { id: ID! @shareable category: String @shareable }`,
        },
        world: () => {
          const product = {
            __typename: 'Product',
            id: '1',
            name: { __typename: 'Name', brand: 'b', model: null },
            price: { __typename: 'Price', amount: 0 },
            category: 'c',
          };
          const other = { ...product, id: '2', category: null, name: null };
          return {
            things: [],
            resolvers: { Query: { product: () => product, products: () => [product, other] } },
          };
        },
      },
      [
        '{ product { id name { brand model } price { amount } category } }',
        '{ products { category price { amount } name { model } } product { category } }',
      ],
    ));

  test('takes shared value types from where it already is', () =>
    expectAll(
      {
        subgraphs: {
          a: `type Query { here: Point } type Point @shareable { lat: Float lon: Float }`,
          b: `type Query { there: Place } type Place @key(fields: "id") { id: ID! at: Point } type Point @shareable { lat: Float lon: Float }`,
          c: `type Query { place: Place } type Place @key(fields: "id") { id: ID! name: String }`,
        },
        world: () => {
          const at = { __typename: 'Point', lat: 16.46, lon: 0 };
          const place = { __typename: 'Place', id: 'p', at, name: 'Gate' };
          return {
            things: [place],
            resolvers: { Query: { here: () => at, there: () => place, place: () => place } },
          };
        },
      },
      ['{ here { lat } there { at { lon lat } name } place { name at { lat } } }'],
    ));

  test('keys mashed up: every subgraph has another key and a part in common', () =>
    expectAll(
      {
        subgraphs: {
          a: `type Query { b: B } type A @key(fields: "id") { id: ID! name: Name! @shareable } type Name @shareable { first: String! last: String! }
            type B @key(fields: "id") { id: ID! a: [A!]! @shareable }`,
          b: `type A @key(fields: "id") @key(fields: "pid") @key(fields: "compositeId { two three }") { id: ID! pid: ID! compositeId: Composite! name: Name! @shareable nameInB: String! }
            type Composite @shareable { two: ID! three: ID! } type Name @shareable { first: String! }
            type B @key(fields: "id") { id: ID! a: [A!]! @shareable }`,
          c: `type A @key(fields: "compositeId { two three }") { compositeId: Composite! inC: Int } type Composite @shareable { two: ID! three: ID! }`,
        },
        world: () => {
          const a = {
            __typename: 'A',
            id: 'a',
            pid: 'p',
            compositeId: { __typename: 'Composite', two: '2', three: '3' },
            name: { __typename: 'Name', first: 'F', last: 'L' },
            nameInB: 'B',
            inC: 0,
          };
          const b = { __typename: 'B', id: 'b', a: [a, a] };
          return { things: [a, b], resolvers: { Query: { b: () => b } } };
        },
      },
      ['{ b { a { nameInB name { first last } inC } } }', '{ b { id a { id pid } } }'].map((query) => ({
        query,
      })),
    ));

  test('calls the parent entity where the child has no key of its own', () =>
    expectAll(
      {
        subgraphs: {
          a: `type Query { products: [Product!]! } type Product @key(fields: "id pid") { id: ID! pid: ID }`,
          b: `type Product @key(fields: "id") { id: ID! category: Category @shareable } type Category { details: Details @shareable } type Details { products: Int }`,
          c: `type Product @key(fields: "id pid") { id: ID! pid: ID category: Category @shareable } type Category { id: ID! @shareable details: Details @shareable } type Details { title: String }`,
        },
        world: () => {
          const category = {
            __typename: 'Category',
            id: 'c',
            details: { __typename: 'Details', products: 2, title: 'T' },
          };
          const products = ['1', '2'].map((id) => ({ __typename: 'Product', id, pid: `p${id}`, category }));
          return { things: products, resolvers: { Query: { products: () => products } } };
        },
      },
      [
        '{ products { id pid category { id details { products title } } } }',
        '{ products { category { details { products } } } }',
      ],
    ));
});
