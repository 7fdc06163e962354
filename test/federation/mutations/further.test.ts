import type { Loose } from '../../oracle/merge-subgraphs.ts';
import { expectDerived, withGraph } from '../expect-truth.ts';
import { plain } from '../federated-graph.ts';

const subgraphs = {
  a: `type Query { ping: Int } type Mutation { addTree(name: String!): Tree! addKind(name: String!): Kind! @shareable } type Tree @key(fields: "id") { id: ID! name: String! price: Float! } type Kind @key(fields: "id") { id: ID! }`,
  b: `type Tree @key(fields: "id") { id: ID! price: Float! @external isDear: Boolean! @requires(fields: "price") isFree: Boolean! } type Mutation { addKind(name: String!): Kind! @shareable } type Kind @key(fields: "id") { id: ID! name: String! }`,
};

function world() {
  const tree = { __typename: 'Tree', id: '1', name: 'Phượng', price: 0, isFree: true };
  const kinds: Loose[] = [];
  const addKind = (_: unknown, { name }: Loose) => {
    kinds.push({ __typename: 'Kind', id: String(kinds.length + 1), name });
    return kinds.at(-1);
  };
  return {
    things: [tree],
    kinds,
    resolvers: {
      Query: { ping: () => kinds.length },
      Mutation: { addTree: () => tree, addKind },
      Tree: { isDear: ({ price }: Loose) => price > 100 },
    },
  };
}

describe('mutations', () => {
  test('that several subgraphs share are done once, in the one that has the most of what is asked', () =>
    withGraph({ subgraphs, world }, async (graph) => {
      const run = { query: 'mutation { addKind(name: "oak") { id name } }' };
      const truth = plain((await graph.merged(run)).data);
      expect(truth).toEqual({ addKind: { id: '1', name: 'oak' } });
      expect(plain((await graph.ours(run)).data)).toEqual(truth);
      expect(plain((await graph.stock(run)).data)).toEqual(truth);
      const asked = Object.values(graph.subgraphs).flatMap(({ requests }) => requests);
      expect(asked.map(({ query }) => query.includes('addKind'))).toEqual([true]);
    }));

  test('ask a subgraph once for the entity that they return, required fields with it', () =>
    withGraph({ subgraphs, world }, async (graph) => {
      const run = { query: 'mutation { addTree(name: "x") { name price isDear isFree } }' };
      expect(plain((await graph.ours(run)).data)).toEqual(plain((await graph.merged(run)).data));
      const [a, b] = ['a', 'b'].map((name) => graph.subgraphs[name]?.requests ?? []);
      expect([a?.length, b?.length]).toEqual([1, 1]);
      expect(b?.[0]?.variables['representations']).toEqual([{ __typename: 'Tree', id: '1', price: 0 }]);
    }));

  test('return payloads with the graph itself, unions and interfaces, joined elsewhere', () =>
    expectDerived(
      {
        a: `type Query { trees: [Tree!] } type Mutation { cut(n: Int = 1): Cut plant: [Planted!]! } type Cut { query: Query! tree: Tree by: Worker } union Planted = Tree | Refusal type Refusal { reason: String! } interface Worker { id: ID! } type Gardener implements Worker @key(fields: "id") { id: ID! } type Tree @key(fields: "id") { id: ID! }`,
        b: `type Query { gardeners: [Gardener] } type Tree @key(fields: "id") { id: ID! height: Float } type Gardener @key(fields: "id") { id: ID! name: String trees: [Tree!]! } type Mutation { hire: Gardener }`,
      },
      [
        'mutation { cut { query { trees { height } gardeners { name } } tree { id height } by { ... on Gardener { name } __typename } } }',
        'mutation { a: cut(n: 2) { tree { height } } hire { name trees { height } } plant { ... on Tree { height } ... on Refusal { reason } } b: cut { by { id } } }',
      ],
    ));
});
