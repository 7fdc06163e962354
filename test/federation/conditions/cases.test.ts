import { expectAll, expectTruth, withGraph } from '../expect-truth.ts';

const subgraphs = {
  a: `type Query { me: User list: [User] } type User @key(fields: "id") { id: ID! name: String friend: User }`,
  b: `type User @key(fields: "id") { id: ID! age: Int town: Town } type Town { name: String zip: Int }`,
};

function world() {
  const town = { __typename: 'Town', name: 'Huế', zip: 0 };
  const friend = { __typename: 'User', id: '2', name: 'Mai', age: 3, town, friend: null };
  const me = { __typename: 'User', id: '1', name: 'Lan', age: 2, town: null, friend };
  return { things: [me, friend], resolvers: { Query: { me: () => me, list: () => [me, null, friend] } } };
}

const both = [true, false].flatMap((a) => [true, false].map((b) => ({ a, b })));

describe('@skip and @include', () => {
  test.each(
    [
      '{ me { name age @include(if: $a) town @skip(if: $b) { name } } }',
      '{ me @include(if: $a) { age } list @skip(if: $b) { name town { zip } } }',
      '{ me { ... @include(if: $a) { age friend { town { name } } } ... on User @skip(if: $b) { name friend { age } } } }',
      '{ me { ...F @include(if: $a) age @skip(if: $a) } ...G @skip(if: $b) } fragment F on User { age town { zip @include(if: $b) } } fragment G on Query { list { age } }',
      '{ me { age @skip(if: $a) @include(if: $b) friend { age @include(if: true) name @skip(if: true) } } }',
      '{ me { age @include(if: $a) age @include(if: $b) } me { town { zip } @include(if: $a) } }',
    ].map((text) => text.replace('} @include(if: $a) } }', '} } }')),
  )('%s', (text) => {
    const query = `query ($a: Boolean!, $b: Boolean! = false) ${text}`;
    const runs = [...both, { a: true }, { a: false }].map((variables) => ({ query, variables }));
    return expectAll({ subgraphs, world }, runs);
  });

  test('does not call a subgraph for what is left out', () =>
    withGraph({ subgraphs, world }, async (graph) => {
      const query = 'query ($a: Boolean!) { me { name age @include(if: $a) ... @skip(if: $a) { id } } }';
      await expectTruth(graph, { query, variables: { a: false } });
      expect(graph.subgraphs['b']?.requests).toEqual([]);
      await expectTruth(graph, { query, variables: { a: true } });
      expect(graph.subgraphs['b']?.requests).toHaveLength(1);
    }));
});
