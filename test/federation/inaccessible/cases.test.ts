import type { Loose } from '../../oracle/merge-subgraphs.ts';
import { validate, parse } from 'graphql';
import { plain } from '../federated-graph.ts';
import { expectAll, withGraph } from '../expect-truth.ts';

const subgraphs = {
  a: `type Query { hits: [Hit] level: Level levels: [Level!] product: Product }
    interface Hit { id: ID! } type Open implements Hit { id: ID! } type Secret implements Hit @inaccessible { id: ID! }
    enum Level { LOW HIGH @inaccessible }
    type Product @key(fields: "id") { id: ID! cost: Int @inaccessible name: String }`,
  b: `type Product @key(fields: "id") { id: ID! cost: Int @external price: Int @requires(fields: "cost") }`,
};

function world() {
  const product = { __typename: 'Product', id: '1', cost: 7, name: 'Hat' };
  return {
    things: [product],
    resolvers: {
      Query: {
        product: () => product,
        hits: () => [{ __typename: 'Open', id: 'o' }, null, { __typename: 'Secret', id: 's' }],
        level: () => 'HIGH',
        levels: () => ['LOW', 'HIGH'],
      },
      Product: { price: ({ cost }: Loose) => (cost ?? 7) * 2 },
    },
  };
}

describe('@inaccessible (B11)', () => {
  test('may be required by what is accessible', () =>
    expectAll({ subgraphs, world }, ['{ product { price name } }']));

  test('is no field that a client can ask for', () =>
    withGraph({ subgraphs, world }, async ({ snapshot }) => {
      const errors = validate(snapshot.apiSchema, parse('{ product { cost } }'));
      expect(errors).toHaveLength(1);
    }));

  test('a type or enum value that clients do not know is null with an error that does not name it', () =>
    withGraph({ subgraphs, world }, async (graph) => {
      const { data, errors } = await graph.ours({ query: '{ hits { __typename id } level levels }' });
      expect(plain(data)).toEqual({
        hits: [{ __typename: 'Open', id: 'o' }, null, null],
        level: null,
        levels: null,
      });
      expect(errors?.map(({ path }) => path)).toEqual([['hits', 2], ['level'], ['levels', 1]]);
      expect(JSON.stringify(errors)).not.toMatch(/Secret|HIGH/);
    }));
});
