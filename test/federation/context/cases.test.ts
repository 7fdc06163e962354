import type { Loose } from '../../oracle/merge-subgraphs.ts';
import { plain } from '../federated-graph.ts';
import { withGraph } from '../expect-truth.ts';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@context", "@fromContext", "@shareable", "@external"])`;

describe('@context and @fromContext', () => {
  const subgraphs = {
    a: `${link} type Query { users: [User!]! }
      type User @key(fields: "id") @context(name: "user") { id: ID! locale: String! posts: [Post!]! }
      type Post @key(fields: "id") { id: ID! greeting(word: String @fromContext(field: "$user { locale }")): String author: Author }
      type Author @key(fields: "id") { id: ID! name(locale: String @fromContext(field: "$user { locale }")): String }`,
    b: `${link} type Post @key(fields: "id") { id: ID! title: String }`,
  };
  const post = (id: string) => ({
    __typename: 'Post',
    id,
    title: `t${id}`,
    author: { __typename: 'Author', id: `a${id}` },
  });
  const users = [
    { __typename: 'User', id: '1', locale: 'vi', posts: [post('1'), post('2')] },
    { __typename: 'User', id: '2', locale: 'en', posts: [post('3')] },
    { __typename: 'User', id: '3', locale: 'vi', posts: [post('4')] },
  ];
  const world = () => ({
    things: [
      ...users,
      ...users.flatMap(({ posts }) => posts),
      ...users.flatMap(({ posts }) => posts.map(({ author }) => author)),
    ],
    resolvers: {
      Query: { users: () => users },
      Post: { greeting: ({ id }: Loose, { word }: Loose) => `${word} ${id}` },
      Author: { name: ({ id }: Loose, { locale }: Loose) => `${locale} ${id}` },
    },
  });

  test('gives each entity the value of its own parent', () =>
    withGraph({ subgraphs, world }, async (graph) => {
      const { data, errors } = await graph.ours({
        query: '{ users { posts { title greeting author { name } } } }',
      });
      expect(errors).toBeUndefined();
      expect(plain(data)).toEqual({
        users: users.map(({ locale, posts }) => ({
          posts: posts.map(({ id, title }) => ({
            title,
            greeting: `${locale} ${id}`,
            author: { name: `${locale} a${id}` },
          })),
        })),
      });
    }));

  test('asks together for entities with equal values', () =>
    withGraph({ subgraphs, world }, async (graph) => {
      const { data } = await graph.ours({ query: '{ users { posts { greeting } } }' });
      expect(plain(data)).toEqual({
        users: users.map(({ locale, posts }) => ({
          posts: posts.map(({ id }) => ({ greeting: `${locale} ${id}` })),
        })),
      });
      const fetches = graph.subgraphs['a']?.requests.filter(({ query }) => query.includes('_entities')) ?? [];
      // One request with a list for each value, which is a variable of its own.
      expect(fetches).toHaveLength(1);
      const given = Object.values(fetches[0]?.variables ?? {});
      expect(given.filter((value) => typeof value === 'string').sort()).toEqual(['en', 'vi']);
      const sizes = given.flatMap((value) => (Array.isArray(value) ? [value.length] : []));
      expect(sizes.sort((a, b) => a - b)).toEqual([1, 3]);
    }));
});
