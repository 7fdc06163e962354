import type { Loose } from '../../oracle/merge-subgraphs.ts';
import { expectAll, expectTruth, withGraph } from '../expect-truth.ts';

const subgraphs = {
  a: `schema { query: RootA mutation: ChangesA } type RootA { me: User union: Any nested: [[User!]!]! } type ChangesA { rename(to: String!): User }
    type User @key(fields: "id") { id: ID! name: String } union Any = User | Thing type Thing { x: Int }`,
  b: `schema { query: RootB } type RootB { other: User } type User @key(fields: "id") { id: ID! age: Int back: RootB }`,
};

function world() {
  const user: Loose = { __typename: 'User', id: '1', name: 'Lan', age: 0, back: {} };
  const other = () => user;
  return {
    things: [user],
    resolvers: {
      Query: {
        me: () => user,
        union: () => ({ __typename: 'Thing', x: 1 }),
        nested: () => [[user], []],
        other,
      },
      RootA: { me: () => user, union: () => ({ __typename: 'Thing', x: 1 }), nested: () => [[user], []] },
      RootB: { other },
      Mutation: { rename: (_: unknown, { to }: Loose) => Object.assign(user, { name: to }) },
      ChangesA: { rename: (_: unknown, { to }: Loose) => Object.assign(user, { name: to }) },
    },
  };
}

describe('__typename and introspection', () => {
  test('names root types as the graph does, whatever the subgraphs call them', () =>
    expectAll({ subgraphs, world }, [
      '{ __typename }',
      '{ a: __typename me { __typename b: __typename age } c: __typename }',
      '{ nested { __typename age } union { __typename ... on Thing { x } } }',
      {
        query: '{ other { back { __typename other { name } } } }',
        stockDiffers: 'it does not know the name that the subgraph has for the query type',
      },
      'mutation { __typename rename(to: "Mai") { __typename name age } }',
      {
        query: '{ ...F } fragment F on Query { __typename me { ... on User { __typename } } }',
        stockDiffers: 'it does not know the name that the subgraph has for the query type',
      },
      'query ($no: Boolean = false) { __typename @include(if: $no) me { id __typename @skip(if: $no) } }',
    ]));

  test('goes back to the root from below, also in a subgraph that calls its root otherwise', () =>
    withGraph({ subgraphs, world }, async (graph) => {
      await expectTruth(graph, {
        query: '{ other { back { me { age name } nested { id } t: __typename } } }',
        stockDiffers: 'it asks for fields of the query type by the name that the graph has for it',
      });
      const sent = graph.subgraphs['a']?.requests.map(({ query }) => query);
      expect(sent).not.toContainEqual(expect.stringContaining('on Query'));
    }));

  test('sends nothing for what it knows itself', () =>
    withGraph({ subgraphs, world }, async (graph) => {
      await expectTruth(graph, {
        query: `query ($t: String!) { __typename __schema { queryType { name: kind n: name } } user: __type(name: $t) { fields { name ...T } } __type(name: "Nope") { name } }
          fragment T on __Field { type { name kind ofType { name } } }`,
        variables: { t: 'User' },
      });
      expect(Object.values(graph.subgraphs).flatMap(({ requests }) => requests)).toEqual([]);
    }));

  test('answers introspection beside data, also below a field that returns the query type', () =>
    expectAll({ subgraphs, world }, [
      '{ me { name } __type(name: "Any") { possibleTypes { name } } other { age } }',
      {
        query: '{ other { back { __schema { queryType { name } } other { age } } } }',
        stockDiffers: 'its planner fails on introspection below the root',
      },
    ]));
});
