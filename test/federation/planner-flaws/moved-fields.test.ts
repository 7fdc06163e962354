import type { Loose, World } from '../../oracle/merge-subgraphs.ts';
import { expectTruth, withGraph } from '../expect-truth.ts';

const wrong = { Stop: { name: () => 'of the old one' } };

function world(): World {
  const stops = ['s1', 's2'].map((id) => ({ __typename: 'Stop', id, name: id === 's1' ? '' : 'Đông Ba' }));
  const wharf = { __typename: 'Wharf', id: 'w1', name: null };
  return {
    things: [...stops, wharf],
    resolvers: {
      Query: {
        places: () => [...stops, wharf],
        stop: () => stops[1],
        label: (_: unknown, { of }: Loose) => of,
      },
    },
  };
}

describe('right where the planner is wrong: a field that moves with a label', () => {
  test.each([
    ['percent(100)', 'new'],
    ['percent(0)', 'old'],
  ])('with %s is asked for where it is, also through an interface', (label, right) =>
    withGraph(
      {
        subgraphs: {
          old: `type Query { places: [Place!]! stop: Stop } interface Place { id: ID! name: String }
            type Stop implements Place @key(fields: "id") { id: ID! name: String } type Wharf implements Place @key(fields: "id") { id: ID! name: String }`,
          new: `type Stop @key(fields: "id") { id: ID! name: String @override(from: "old", label: "${label}") }`,
        },
        resolvers: { [right === 'new' ? 'old' : 'new']: wrong },
        world,
      },
      async (graph) => {
        const stockDiffers = right === 'new' ? 'it asks the interface' : undefined;
        await expectTruth(graph, { query: '{ places { id name } }', stockDiffers });
        await expectTruth(graph, {
          query: '{ places { ... on Place { name } } stop { name } }',
          stockDiffers,
        });
        await expectTruth(graph, {
          query: '{ places { ... on Stop { n: name } ... on Wharf { id } } }',
          stockDiffers,
        });
      },
    ),
  );

  test.each([
    ['percent(100)', 'new'],
    ['percent(0)', 'old'],
  ])(
    'with %s is asked for where it is, also through an interface of the one that takes it over',
    (label, right) =>
      withGraph(
        {
          subgraphs: {
            old: `type Query { stop: Stop } type Stop @key(fields: "id") { id: ID! name: String }`,
            new: `type Query { places: [Place!]! } interface Place { id: ID! name: String } type Stop implements Place @key(fields: "id") { id: ID! name: String @override(from: "old", label: "${label}") }
            type Wharf implements Place @key(fields: "id") { id: ID! name: String }`,
          },
          resolvers: { [right === 'new' ? 'old' : 'new']: wrong },
          world,
        },
        async (graph) => {
          await expectTruth(graph, {
            query: '{ stop { name } places { name } }',
            stockDiffers: right === 'new' ? 'it holds every label for inactive' : 'it asks the interface',
          });
        },
      ),
  );

  test('with a label is computed where it is computed', () =>
    withGraph(
      {
        subgraphs: {
          old: `type Query { stop: Stop } type Stop @key(fields: "id") { id: ID! fare: Int }`,
          zones: `type Stop @key(fields: "id") { id: ID! zone: Int }`,
          new: `type Stop @key(fields: "id") { id: ID! zone: Int @external fare: Int @override(from: "old", label: "percent(100)") @requires(fields: "zone") }`,
        },
        resolvers: { old: { Stop: { fare: () => -1 } } },
        world: () => {
          const stop = { __typename: 'Stop', id: 's', zone: 0 };
          return {
            things: [stop],
            resolvers: {
              Query: { stop: () => stop },
              Stop: { fare: ({ zone }: Loose) => (zone === 0 ? 10 : -2) },
            },
          };
        },
      },
      async (graph) => {
        await expectTruth(graph, {
          query: '{ stop { fare } }',
          stockDiffers: 'it holds every label for inactive',
        });
      },
    ));
});
