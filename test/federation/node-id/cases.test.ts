import type { Loose } from '../../oracle/merge-subgraphs.ts';
import { plain } from '../federated-graph.ts';
import { withGraph } from '../expect-truth.ts';

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
