import type { Loose, World } from '../../oracle/merge-subgraphs.ts';
import { expectTruth, withGraph } from '../expect-truth.ts';
import { plain } from '../federated-graph.ts';

/** A subgraph that says null where it promised a value: the null must go as far as the merged schema lets it, no further. */
describe('a non-null promise that a subgraph breaks', () => {
  const subgraphs = {
    register: `type Query { entries: [Entry]! } interface Entry @key(fields: "id") { id: ID! title: String }
      type Notice implements Entry @key(fields: "id") { id: ID! title: String days: Int }
      type Permit implements Entry @key(fields: "id") { id: ID! title: String fee: Float }`,
    votes: `type Entry @interfaceObject @key(fields: "id") { id: ID! votes: Int! tally: Tally! views: Int rank: Int! }
      type Tally { share: Float! }`,
    archive: `type Permit @key(fields: "id") { id: ID! note: String @shareable }`,
    notes: `type Permit @key(fields: "id") { id: ID! note: String! @shareable fine: Int }`,
  };
  const tally = { __typename: 'Tally', share: 0.5 };
  const entries: Loose[] = [
    { __typename: 'Notice', id: 'n1', title: 'Flood', days: 0, votes: null, tally, views: 0, rank: 1 },
    {
      __typename: 'Permit',
      id: 'p1',
      title: '',
      fee: 0,
      note: null,
      fine: 3,
      votes: 7,
      tally,
      views: 9,
      rank: 2,
    },
    {
      __typename: 'Notice',
      id: 'n2',
      title: null,
      votes: 4,
      tally: { ...tally, share: null },
      views: null,
      rank: null,
    },
  ];
  const world = (): World => ({ things: entries, resolvers: { Query: { entries: () => entries } } });
  const stockDiffers = 'it loses what else the subgraph knew of the object';

  test.each([
    ['one that nobody asked of that type', '{ entries { views ... on Permit { votes } } }'],
    [
      'one below an object that nobody asked of that type',
      '{ entries { title views ... on Permit { tally { share } } } }',
    ],
    [
      'several, of the same objects',
      '{ entries { views ... on Permit { votes tally { share } rank title } } }',
    ],
    ['nothing else is left', '{ entries { title ... on Permit { v: votes r: rank } } }'],
  ])('takes nothing with it that the client asked for: %s', (_case, query) =>
    withGraph({ subgraphs, world }, async (graph) => {
      const { errors } = await expectTruth(graph, {
        query,
        ...(query.includes('views') && query.includes('votes') ? { stockDiffers } : {}),
      });
      expect(errors).toBeUndefined();
    }),
  );

  test('is null with an error at its path for the types that it was asked of', () =>
    withGraph({ subgraphs, world }, async (graph) => {
      const query = '{ entries { views ... on Notice { votes } ... on Permit { rank } } }';
      const { errors } = await expectTruth(graph, { query, stockDiffers });
      expect(errors).toMatchObject([{ path: ['entries', 0, 'votes'] }]);
    }));

  test('stops at the field where another subgraph of the same field allows null', () =>
    withGraph({ subgraphs, world }, async (graph) => {
      const { data, errors } = await graph.ours({ query: '{ entries { ... on Permit { fine n: note } } }' });
      expect(plain(data)).toEqual({ entries: [{}, { fine: 3, n: null }, {}] });
      expect(errors).toMatchObject([{ path: ['entries', 1, 'n'] }]);
    }));

  test('asks again once for each field that is broken, and for those objects only', () =>
    withGraph({ subgraphs, world }, async (graph) => {
      const { votes } = graph.subgraphs;
      await graph.ours({ query: '{ entries { views ... on Permit { votes } } }' });
      const asked = votes?.requests.map(({ variables }) =>
        (variables['representations'] as Loose[]).map(({ id }) => id),
      );
      expect(asked).toEqual([['n1', 'p1', 'n2'], ['n1']]);
    }));

  test('asks again too where several places were asked about in one request', () => {
    const register = `${subgraphs.register.replace('entries: [Entry]!', 'entries: [Entry]! latest: [Entry]!')}`;
    const latest = { Query: { entries: () => entries, latest: () => entries.slice(0, 2) } };
    return withGraph(
      { subgraphs: { ...subgraphs, register }, world: () => ({ things: entries, resolvers: latest }) },
      async (graph) => {
        const query =
          '{ entries { views ... on Permit { votes } } latest { title views ... on Permit { votes rank } } }';
        const { data, errors } = await graph.ours({ query });
        expect(errors).toBeUndefined();
        expect(plain(data)).toEqual(plain((await graph.merged({ query })).data));
        const lists = graph.subgraphs.votes?.requests.map(
          ({ query: text }) => text.split('_entities').length - 1,
        );
        expect(lists).toEqual([2, 2]);
      },
    );
  });
});
