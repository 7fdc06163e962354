import type { Loose } from '../../oracle/merge-subgraphs.ts';
import { expectAll } from '../expect-truth.ts';

describe('a subgraph in the manner of federation 1', () => {
  test('is joined to one of federation 2: extend, @external, @provides and @requires without a link', () =>
    expectAll(
      {
        subgraphs: {
          users: `# no @link(
            type Query { me: User } type User @key(fields: "email") { email: ID! name: String totalProducts: Int }`,
          products: `# no @link(
            extend type Query { product(id: ID!): Product } extend type User @key(fields: "email") { email: ID! @external totalProducts: Int @external years: Int @requires(fields: "totalProducts") }
            type Product @key(fields: "id") @key(fields: "sku package") { id: ID! sku: String package: String by: User @provides(fields: "totalProducts") size: Size } type Size { w: Float }`,
          inventory: `type Product @key(fields: "id") { id: ID! size: Size @external inStock: Int cost: Float @requires(fields: "size { w }") } type Size { w: Float @external }`,
        },
        world: () => {
          const user = { __typename: 'User', email: 'u', name: 'Lan', totalProducts: 4 };
          const product = {
            __typename: 'Product',
            id: '1',
            sku: 's',
            package: 'p',
            by: user,
            size: { __typename: 'Size', w: 1.5 },
            inStock: 0,
          };
          return {
            things: [user, product],
            resolvers: {
              Query: { me: () => user, product: () => product },
              User: { years: ({ totalProducts }: Loose) => (totalProducts ?? 0) + 1 },
              Product: { cost: ({ size }: Loose) => size.w * 2 },
            },
          };
        },
      },
      [
        '{ me { name years } product(id: "1") { by { totalProducts years name } cost inStock } }',
        '{ product(id: "1") { sku by { email totalProducts } size { w } } }',
      ],
    ));
});
