import { expectDerived } from '../expect-truth.ts';

const asks = 'it asks a subgraph for what that requires and was not given';

describe('@requires that leads back', () => {
  test('to a subgraph which computed what is required there, and again to the first', () =>
    expectDerived(
      {
        posts: `type Query { feed: [Post] } type Post @key(fields: "id") { id: ID! byNovice: Boolean! @external byExpert: Boolean! @requires(fields: "byNovice") }`,
        authors: `type Post @key(fields: "id") { id: ID! author: Author! @requires(fields: "byExpert") byExpert: Boolean! @external byNovice: Boolean! } type Author { id: ID! name: String years: Int! }`,
      },
      [
        '{ feed { byNovice byExpert } }',
        { query: '{ feed { author { years } byExpert } }', stockDiffers: asks },
      ],
    ));

  test('through a value, and through fields of two subgraphs in turn', () =>
    expectDerived(
      {
        prices: `type Product @key(fields: "id") { id: ID! price: Float! hasDiscount: Boolean! }`,
        deals: `type Product @key(fields: "id") { id: ID! hasDiscount: Boolean! @external isDear: Boolean! @external isDearNow: Boolean! @requires(fields: "isDear hasDiscount") }`,
        people: `type Product @key(fields: "id") { id: ID! price: Float! @external isDear: Boolean! @requires(fields: "price") isDearNow: Boolean! @external canAfford: Boolean! @requires(fields: "isDearNow") }`,
        shop: `type Query { product: Product all: [[Product!]] } type Product @key(fields: "id") { id: ID! isDear: Boolean! @external canAfford: Boolean! @external label: String @requires(fields: "canAfford isDear") }`,
      },
      [
        '{ product { isDear hasDiscount price } }',
        { query: '{ product { canAfford } }', stockDiffers: asks },
        { query: '{ all { label l: label isDearNow } }', stockDiffers: asks },
      ],
    ));

  test('with arguments, of a list whose elements require the way back', () =>
    expectDerived(
      {
        a: `type Query { feed: [Post] } type Post @key(fields: "id") { id: ID! } type Comment @key(fields: "id") { id: ID! authorId: ID text: String! elsewhere: [Post] @external isSpam: Boolean @requires(fields: "elsewhere { id }") }`,
        b: `type Post @key(fields: "id") { id: ID! author: Author @requires(fields: "comments(limit: 3) { authorId }") comments(limit: Int!): [Comment] } type Comment @key(fields: "id") { id: ID! authorId: ID @external elsewhere: [Post] } type Author { id: ID! name: String }`,
      },
      [
        '{ feed { author { id } } }',
        '{ feed { comments(limit: 3) { isSpam } } }',
        {
          query:
            'query ($limit: Int = 1) { feed { author { id } ...A ...B } } fragment A on Post { comments(limit: $limit) { id } } fragment B on Post { comments(limit: $limit) { id isSpam } }',
          stockDiffers: 'it has one value for a field of two arguments',
        },
      ],
    ));

  test('one requirement of two fields is had once, also of entities that are only referred to', () =>
    expectDerived(
      {
        a: `type Query { users: [User!] } type User @key(fields: "id") { id: ID! name: String }`,
        b: `type Order @key(fields: "id", resolvable: false) { id: ID! } type User @key(fields: "id") { id: ID! orders: [Order!] @external spent: Int @requires(fields: "orders { id }") count: Int @requires(fields: "orders { id }") }`,
        c: `type Order @key(fields: "id") { id: ID! price: Int } type User @key(fields: "id") { id: ID! orders: [Order!] }`,
      },
      ['{ users { spent count } }', '{ users { orders { price } spent } }'],
    ));
});
