import type { Loose, World } from '../../oracle/merge-subgraphs.ts';
import { expectAll, withGraph } from '../expect-truth.ts';
import { plain } from '../federated-graph.ts';

const circle = 'it walks in a circle that its own merging made, until memory ends';

/** Two subgraphs know every object in the town's register as one type; one of them computes from what a third holds. */
const subgraphs = {
  register: `type Query { entries: [Entry!]! entry(id: ID!): Entry } interface Entry @key(fields: "id") { id: ID! title: String }
    type Notice implements Entry @key(fields: "id") { id: ID! title: String days: Int } type Permit implements Entry @key(fields: "id") { id: ID! title: String fee: Float }`,
  votes: `type Query { voted: [Entry] top(n: Int! = 0): Entry } type Entry @interfaceObject @key(fields: "id") { id: ID! votes: Int tally: Tally } type Tally { share: Float of: Entry! }`,
  search: `type Entry @interfaceObject @key(fields: "id") { id: ID! title: String @external slug(sep: String! = "-"): String @requires(fields: "title") }`,
};

function world(): World {
  const entries = [
    { __typename: 'Notice', id: 'n1', title: 'Flood', days: 0, votes: 0 },
    { __typename: 'Permit', id: 'p1', title: '', fee: 0, votes: null },
    { __typename: 'Notice', id: 'n2', title: null, days: null, votes: 7 },
  ].map((entry): Loose => ({ ...entry }));
  for (const entry of entries) entry.tally = { __typename: 'Tally', share: 0, of: entry };
  const slug = ({ title }: Loose, { sep }: Loose): string => `${sep}${title}`;
  return {
    things: entries as never,
    resolvers: {
      Query: {
        entries: () => entries,
        entry: (_: unknown, { id }: Loose) => entries.find((entry) => entry.id === id) ?? null,
        voted: () => [entries[1], null, entries[0], entries[2]],
        top: (_: unknown, { n }: Loose) => entries[n] ?? null,
      },
      Notice: { slug },
      Permit: { slug },
      Entry: { slug },
    },
  };
}

// Stock is not asked: it would take ten seconds and a gigabyte to say that an array is too long.
describe('right where the planner is wrong: an interface that several subgraphs know as one object', () => {
  test.each([
    '{ voted { ... on Notice { slug } } }',
    '{ voted { __typename title ... on Notice { slug days } ... on Permit { s: slug(sep: "") fee } } }',
    'query ($n: Int!, $sep: String!) { top(n: $n) { votes ... on Permit { slug(sep: $sep) tally { share of { ... on Permit { slug id } } } } } }',
    '{ voted { ...A ... on Entry { ...B } } } fragment A on Notice { slug } fragment B on Permit { slug votes ...C } fragment C on Entry { slug }',
    'query ($n: Int! = 2, $sep: String! = "/") { top(n: $n) { ... on Notice @include(if: true) { x: slug(sep: $sep) x2: slug } ... on Permit { x: title } } entries { ... on Notice { slug } } }',
  ])(`a type condition around a field that requires something (${circle}): %s`, (query) =>
    withGraph({ subgraphs, world }, async (graph) => {
      const variables = { n: 1, sep: '+' };
      const [merged, ours] = [
        await graph.merged({ query, variables }),
        await graph.ours({ query, variables }),
      ];
      expect(ours).toEqual({ data: plain(merged.data) });
      expect(JSON.stringify(ours.data)).toBe(JSON.stringify(merged.data));
    }),
  );

  test('no error is told of a field that nobody asked for of that object', () =>
    withGraph(
      {
        subgraphs,
        world,
        resolvers: {
          search: {
            Entry: {
              slug: ({ id }: Loose) => {
                if (id === 'p1') throw new Error('no slug');
                return `~${id}`;
              },
            },
          },
        },
      },
      async (graph) => {
        const ours = await graph.ours({ query: '{ voted { id ... on Notice { slug } } }' });
        expect(plain(ours)).toEqual({
          data: { voted: [{ id: 'p1' }, null, { id: 'n1', slug: '~n1' }, { id: 'n2', slug: '~n2' }] },
        });
        const asked = await graph.ours({ query: '{ voted { id ... on Permit { slug } } }' });
        expect(asked.errors?.map(({ path }) => path)).toEqual([['voted', 0, 'slug']]);
      },
    ));

  test('the same field without a type condition, and from where the types are known', () =>
    expectAll(
      { subgraphs, world },
      [
        '{ voted { slug } entries { slug } }',
        '{ entries { ... on Notice { slug(sep: "") votes } } }',
        'query ($id: ID!) { entry(id: $id) { ... on Permit { slug } } }',
      ].map((query) => ({ query, variables: query.includes('$id') ? { id: 'p1' } : undefined })),
    ));
});
