import type { Loose } from '../../oracle/merge-subgraphs.ts';
import { plain } from '../federated-graph.ts';
import { expectAll, withGraph } from '../expect-truth.ts';

describe('a node interface', () => {
  const subgraphs = {
    a: `type Query { node(id: ID!): Node @shareable account(id: String!): Account } interface Node { id: ID! }
      type Account implements Node @key(fields: "id") { id: ID! username: String! }`,
    b: `type Query { node(id: ID!): Node @shareable chat(id: String!): Chat } interface Node { id: ID! }
      type Account implements Node @key(fields: "id") { id: ID! chats: [Chat!]! } type Chat implements Node @key(fields: "id") { id: ID! text: String! }`,
  };
  const chat = { __typename: 'Chat', id: 'c1', text: 'hello' };
  const account = { __typename: 'Account', id: 'a1', username: 'lan', chats: [chat] };
  const world = () => ({
    things: [account, chat],
    resolvers: {
      Query: {
        node: (_: unknown, { id }: Loose) => [account, chat].find((thing) => thing.id === id) ?? null,
        account: () => account,
        chat: () => chat,
      },
    },
  });

  test('is resolved by the subgraphs that know the type', () =>
    withGraph({ subgraphs, world }, async (graph) => {
      const run = {
        query: '{ node(id: "a1") { __typename id ... on Account { username chats { text } } } }',
      };
      expect(plain((await graph.ours(run)).data)).toEqual(plain((await graph.merged(run)).data));
      expect(plain((await graph.stock(run)).data)).toEqual(plain((await graph.merged(run)).data));
    }));

  test('that a subgraph answers with a type it should not know is null with an error, and nothing else is lost', () =>
    withGraph({ subgraphs, world }, async (graph) => {
      graph.subgraphs['a']?.behave(() => ({
        data: { node: { __typename: 'Ghost', id: 'x', username: 'y' } },
      }));
      const { data, errors } = await graph.ours({
        query: '{ node(id: "a1") { id ... on Account { username } } chat(id: "c1") { text } }',
      });
      expect(plain(data)).toEqual({ node: null, chat: { text: 'hello' } });
      expect(errors?.map(({ path }) => path)).toEqual([['node']]);
      expect(JSON.stringify(errors)).not.toContain('Ghost');
    }));
});

/** Each subgraph knows of the other's type only that it is there. */
describe('a field of an interface that no subgraph has for all of its types', () => {
  const apart = {
    posts: `type Query { node(id: ID!): Node @shareable post(id: ID!): Post } interface Node { id: ID! }
      type Account implements Node @key(fields: "id") { id: ID! @external posts: [Post!]! @shareable } type Post implements Node @key(fields: "id") { id: ID! text: String! }`,
    accounts: `type Query { node(id: ID!): Node @shareable account(id: ID!): Account } interface Node { id: ID! }
      type Post implements Node @key(fields: "id") { id: ID! @external author: Account! } type Account implements Node @key(fields: "id") { id: ID! name: String }`,
  };
  const post: Loose = { __typename: 'Post', id: 'p1', text: '' };
  const author = { __typename: 'Account', id: 'a1', name: null, posts: [post] };
  post.author = author;
  const world = () => ({
    things: [author, post],
    resolvers: {
      Query: {
        node: (_: unknown, { id }: Loose) => [author, post].find((thing) => thing.id === id) ?? null,
        post: () => post,
        account: () => author,
      },
    },
  });

  test.each([
    '{ node(id: "p1") { id } }',
    '{ n: node(id: "p1") { id ... on Post { id text } } node(id: "a1") { __typename ... on Account { id } } }',
  ])('is refused by its name, where stock throws: %s', (query) =>
    withGraph({ subgraphs: apart, world }, async (graph) => {
      const field = query.includes('n: node') ? 'n.id' : 'node.id';
      await expect(graph.ours({ query })).rejects.toMatchObject({
        extensions: { code: 'PLAN_NOT_POSSIBLE', field },
      });
      await expect(graph.stock({ query })).rejects.toThrow('not able to find any options');
    }),
  );

  test('is there type by type, and nothing of a type that the object is not of', () =>
    expectAll({ subgraphs: apart, world }, [
      '{ a: node(id: "a1") { __typename } p: node(id: "p1") { t: __typename } none: node(id: "x") { __typename } }',
      '{ a: node(id: "a1") { ... on Account { id name posts { id } } } p: node(id: "p1") { ... on Post { id text author { id name } } } }',
      '{ a: node(id: "a1") { ... on Post { id } } p: node(id: "p1") { ... on Account { id } __typename } }',
      '{ post(id: "p1") { id text author { id } } account(id: "a1") { posts { id text author { name } } id } }',
    ]));
});
