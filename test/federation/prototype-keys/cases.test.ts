import { plain } from '../federated-graph.ts';
import { expectTruth, withGraph } from '../expect-truth.ts';

const subgraphs = {
  a: `type Query { users: [User] } type User @key(fields: "id") { id: ID! name: String friend: User meta: Json } scalar Json`,
  b: `type User @key(fields: "id") { id: ID! age: Int constructor: Made } type Made { by: String }`,
};

function world() {
  const made = { __typename: 'Made', by: 'hand' };
  const mai = {
    __typename: 'User',
    id: '2',
    name: 'Mai',
    age: 0,
    friend: null,
    constructor: made,
    meta: { a: [1] },
  };
  const lan = {
    __typename: 'User',
    id: '1',
    name: 'Lan',
    age: 2,
    friend: mai,
    constructor: made,
    meta: null,
  };
  return { things: [lan, mai], resolvers: { Query: { users: () => [lan, null, mai] } } };
}

afterEach(() => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

describe('keys that mean something to JavaScript', () => {
  test.each([
    '{ users { __proto__: name constructor { by } prototype: age } }',
    '{ __proto__: users { constructor: friend { __proto__: friend { age } toString: age __proto: name } hasOwnProperty: age } }',
    '{ constructor: users { prototype: name } prototype: users { constructor { constructor: by } } }',
    'query ($__proto__: Boolean!, $constructor: Boolean = true) { users { a: name @include(if: $__proto__) age @skip(if: $constructor) } }',
  ])('A19: are echoed as the client wrote them: %s', (query) =>
    withGraph({ subgraphs, world }, async (graph) => {
      const merged = await graph.merged({ query, variables: JSON.parse('{"__proto__":true}') });
      const ours = await graph.ours({ query, variables: JSON.parse('{"__proto__":true}') });
      expect(JSON.stringify(ours)).toBe(JSON.stringify(merged));
    }),
  );

  test('B12, D05: of a compromised subgraph change nothing, and what was not asked for is dropped', () =>
    withGraph({ subgraphs, world }, async (graph) => {
      graph.subgraphs['a']?.behave({
        status: 200,
        text: `{"data":{"users":[{"__typename":"User","id":"1","name":"Lan","extra":"x","__proto__":{"polluted":1,"age":9},
          "constructor":{"prototype":{"polluted":1}},"friend":{"__proto__":{"polluted":1},"__typename":"Admin","id":"2","id":"2"}}],
          "__proto__":{"polluted":1},"secret":1},"extensions":{"__proto__":{"polluted":1}}}`,
      });
      const { data, errors } = await graph.ours({
        query: '{ users { name age constructor { by } friend { id name __typename } } }',
      });
      expect(errors).toBeUndefined();
      expect(plain(data)).toEqual({
        users: [
          {
            name: 'Lan',
            age: 2,
            constructor: { by: 'hand' },
            friend: { id: '2', name: null, __typename: 'User' },
          },
        ],
      });
    }));

  test('custom scalars pass as they are, but for such keys', () =>
    withGraph({ subgraphs, world }, async (graph) => {
      await expectTruth(graph, { query: '{ users { meta } }' });
      graph.subgraphs['a']?.behave({
        status: 200,
        text: '{"data":{"users":[{"meta":{"__proto__":{"polluted":1},"k":[{}, [null]]}}]}}',
      });
      const { data } = await graph.ours({ query: '{ users { meta } }' });
      expect(JSON.stringify(data)).toBe('{"users":[{"meta":{"k":[{},[null]]}}]}');
    }));
});
