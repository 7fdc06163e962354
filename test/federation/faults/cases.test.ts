import type { ExecutionResult } from 'graphql';
import type { Behaviour } from '../../kit/fake-subgraph.ts';
import type { Loose } from '../../oracle/merge-subgraphs.ts';
import { plain } from '../federated-graph.ts';
import { withGraph } from '../expect-truth.ts';

const subgraphs = {
  a: `type Query { users: [User!]! a: Int } type Mutation { set(n: Int!): Int } type User @key(fields: "id") { id: ID! name: String }`,
  b: `type Query { b: Int must: Int! } type Mutation { put(n: Int!): Int }
    type User @key(fields: "id") { id: ID! age: Int town: String! @shareable rank(plus: Int!): Int }`,
  c: `type User @key(fields: "id") { id: ID! age: Int @external birth: Int @requires(fields: "age") }`,
};

function world() {
  const users = ['1', '2'].map((id) => ({ __typename: 'User', id, name: `u${id}`, age: 30, town: 'Huế' }));
  return {
    things: users,
    resolvers: {
      Query: { users: () => users, a: () => 1, b: () => 2, must: () => 3 },
      Mutation: { set: (_: unknown, { n }: Loose) => n, put: (_: unknown, { n }: Loose) => n },
      User: { birth: ({ age }: Loose) => 2026 - (age ?? 30), rank: (_: unknown, { plus }: Loose) => plus },
    },
  };
}

const failures: readonly [string, Behaviour, string][] = [
  ['H01: is dead', 'refuse', 'SUBGRAPH_UNAVAILABLE'],
  ['H02: never answers', 'hang', 'SUBGRAPH_TIMEOUT'],
  ['H02: sends one byte at a time', 'drip', 'SUBGRAPH_TIMEOUT'],
  [
    'is away behind a proxy',
    { status: 503, text: '<html>', contentType: 'text/html' },
    'SUBGRAPH_UNAVAILABLE',
  ],
  ['B12: answers with no JSON', { status: 200, text: '{"data":' }, 'SUBGRAPH_BAD_RESPONSE'],
  ['B12: answers with JSON that is no response', { status: 200, text: '[1]' }, 'SUBGRAPH_BAD_RESPONSE'],
  ['B12: answers with nothing', { status: 200, text: '{"data":null}' }, 'SUBGRAPH_BAD_RESPONSE'],
  [
    'B12: answers with a page',
    { status: 200, text: '{}', contentType: 'text/html' },
    'SUBGRAPH_BAD_RESPONSE',
  ],
  [
    'B12: answers with too much',
    { status: 200, text: `{"data":{"b":"${'x'.repeat(2 << 20)}"}}` },
    'SUBGRAPH_RESPONSE_TOO_LARGE',
  ],
  ['redirects', { status: 302, text: '' }, 'SUBGRAPH_BAD_RESPONSE'],
  ['answers without entities', () => ({ data: { _entities: {} } }), 'SUBGRAPH_BAD_RESPONSE'],
  ['answers with too few entities', () => ({ data: { _entities: [{ age: 1 }] } }), 'SUBGRAPH_BAD_RESPONSE'],
  [
    'answers too deep',
    { status: 200, text: `{"data":{"_entities":[{"age":${'['.repeat(9_000)}${']'.repeat(9_000)}},{}]}}` },
    'SUBGRAPH_BAD_RESPONSE',
  ],
];

describe('a subgraph that fails', () => {
  test.each(failures)(
    '%s: its fields are null with an error each, and the rest arrives',
    (_, behaviour, code) =>
      withGraph({ subgraphs, world, deadlineMs: 400 }, async (graph) => {
        graph.subgraphs['b']?.behave(behaviour);
        const ours = await graph.ours({ query: '{ users { n: name age rank(plus: 1) } a }' });
        expect(plain(ours.data)).toEqual({
          users: [
            { n: 'u1', age: null, rank: null },
            { n: 'u2', age: null, rank: null },
          ],
          a: 1,
        });
        expect(errorsOf(ours)).toEqual(
          [0, 1].flatMap((i) => ['age', 'rank'].map((field) => [`users.${i}.${field}`, code])),
        );
        expect(JSON.stringify(ours.errors)).not.toMatch(/127\.0\.0\.1|ECONN|html/);
      }),
  );

  test('a root field of it is null with an error at its place, non-null ones as far up as they must', () =>
    withGraph({ subgraphs, world }, async (graph) => {
      graph.subgraphs['b']?.behave('refuse');
      const some = await graph.ours({ query: '{ a x: b }' });
      expect([plain(some.data), errorsOf(some)]).toEqual([
        { a: 1, x: null },
        [['x', 'SUBGRAPH_UNAVAILABLE']],
      ]);
      const none = await graph.ours({ query: '{ a must }' });
      expect([plain(none.data), errorsOf(none)]).toEqual([null, [['must', 'SUBGRAPH_UNAVAILABLE']]]);
      const towns = await graph.ours({ query: '{ a users { town } }' });
      expect([plain(towns.data), errorsOf(towns)]).toEqual([
        null,
        [
          ['users.0.town', 'SUBGRAPH_UNAVAILABLE'],
          ['users.1.town', 'SUBGRAPH_UNAVAILABLE'],
        ],
      ]);
    }));

  test('what needs its fields is not asked for and says so', () =>
    withGraph({ subgraphs, world }, async (graph) => {
      graph.subgraphs['b']?.behave('refuse');
      const ours = await graph.ours({ query: '{ users { name birth } }' });
      expect(plain(ours.data)).toEqual({
        users: [
          { name: 'u1', birth: null },
          { name: 'u2', birth: null },
        ],
      });
      expect(graph.subgraphs['c']?.requests).toEqual([]);
      expect(errorsOf(ours)).toEqual([
        ['users.0.birth', 'SUBGRAPH_UNAVAILABLE'],
        ['users.1.birth', 'SUBGRAPH_UNAVAILABLE'],
      ]);
    }));

  test('H01: a query is sent once more when the connection broke, a mutation never', () =>
    withGraph({ subgraphs, world }, async (graph) => {
      graph.subgraphs['b']?.behave('refuse');
      await graph.ours({ query: '{ b }' });
      expect(graph.subgraphs['b']?.requests).toHaveLength(2);
      graph.subgraphs['b']?.reset();
      graph.subgraphs['b']?.behave('refuse');
      const ours = await graph.ours({ query: 'mutation { set(n: 1) put(n: 2) second: set(n: 3) }' });
      expect(graph.subgraphs['b']?.requests).toHaveLength(1);
      expect([plain(ours.data), errorsOf(ours)]).toEqual([
        { set: 1, put: null, second: 3 },
        [['put', 'SUBGRAPH_UNAVAILABLE']],
      ]);
    }));
});

describe('an error of a subgraph', () => {
  test('moves from its path in the subgraph to the path of each entity that it is about', () =>
    withGraph(
      {
        subgraphs,
        world,
        resolvers: {
          b: {
            User: {
              rank: ({ id }: Loose) => {
                if (id === '2') throw new Error('no rank');
                return 7;
              },
            },
          },
        },
      },
      async (graph) => {
        const ours = await graph.ours({
          query: '{ users { r: rank(plus: 1) age } again: users { rank(plus: 2) } }',
        });
        expect(plain(ours.data)).toEqual({
          users: [
            { r: 7, age: 30 },
            { r: null, age: 30 },
          ],
          again: [{ rank: 7 }, { rank: null }],
        });
        expect(ours.errors?.map(({ path, message }) => [path?.join('.'), message]).sort(byPath)).toEqual([
          ['again.1.rank', 'no rank'],
          ['users.1.r', 'no rank'],
        ]);
      },
    ));

  test('about an entity as a whole stands at each field that was to be filled', () =>
    withGraph(
      {
        subgraphs,
        world,
        resolvers: {
          b: {
            User: {
              __resolveReference: async ({ id }: Loose) => {
                if (id === '2') throw new Error('who?');
                return { __typename: 'User', id, age: 1 };
              },
            },
          },
        },
      },
      async (graph) => {
        const ours = await graph.ours({ query: '{ users { age name } }' });
        expect(plain(ours.data)).toEqual({
          users: [
            { age: 1, name: 'u1' },
            { age: null, name: 'u2' },
          ],
        });
        expect(ours.errors?.map(({ path, message }) => [path, message])).toEqual([
          [['users', 1, 'age'], 'who?'],
        ]);
      },
    ));

  test('without a path or at a field that nobody asked for is not lost', () =>
    withGraph({ subgraphs, world }, async (graph) => {
      graph.subgraphs['a']?.behave(() => ({
        data: { a: 5 },
        errors: [{ message: 'odd' }, { message: 'stray', path: ['zzz', 1] }],
      }));
      const ours = await graph.ours({ query: '{ a }' });
      expect(plain(ours.data)).toEqual({ a: 5 });
      expect(ours.errors?.map(({ message, path }) => [message, path])).toEqual([
        ['odd', ['a']],
        ['stray', undefined],
      ]);
    }));

  test('comes at most a hundred times from one fetch', () =>
    withGraph({ subgraphs, world }, async (graph) => {
      const errors = Array.from({ length: 5_000 }, (_, n) => ({ message: `e${n}`, path: ['a'] }));
      graph.subgraphs['a']?.behave(() => ({ data: { a: null }, errors }));
      expect((await graph.ours({ query: '{ a }' })).errors).toHaveLength(100);
    }));
});

function errorsOf({ errors }: ExecutionResult): unknown[] {
  return (errors ?? []).map(({ path, extensions }) => [path?.join('.'), extensions['code']]);
}

function byPath(left: readonly unknown[], right: readonly unknown[]): number {
  return String(left[0]).localeCompare(String(right[0]));
}
