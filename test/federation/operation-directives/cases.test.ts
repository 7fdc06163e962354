import { plain } from '../federated-graph.ts';
import { expectAll, expectDerived, withGraph } from '../expect-truth.ts';

const composed = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.1", import: ["@key", "@composeDirective"])
  @link(url: "https://measures.hue.test/unit/v1.0", import: ["@unit"]) @composeDirective(name: "@unit") enum Unit { METRE FOOT }`;

const bridges = () => {
  const bridge = { __typename: 'Bridge', id: 'tt', name: 'Trường Tiền', metres: 402.6 };
  return { things: [bridge], resolvers: { Query: { bridge: () => bridge, spans: () => 6 } } };
};

describe('directives of its own on an operation', () => {
  test('that all subgraphs define are handed on, with literals and variables', () =>
    withGraph(
      {
        subgraphs: {
          a: `directive @trace(level: Int! = 1) on FIELD | QUERY type Query { bridge: Bridge spans: Int } type Bridge @key(fields: "id") { id: ID! name: String }`,
          b: `directive @trace(level: Int! = 1) on FIELD | QUERY type Bridge @key(fields: "id") { id: ID! metres: Float }`,
        },
        world: bridges,
      },
      async (graph) => {
        const run = {
          query: 'query ($n: Int!) @trace { spans bridge { name metres @trace(level: $n) } }',
          variables: { n: 3 },
        };
        const truth = plain((await graph.merged(run)).data);
        expect(plain((await graph.stock(run)).data)).toEqual(truth);
        expect(plain((await graph.ours(run)).data)).toEqual(truth);
        expect(graph.subgraphs['b']?.requests.at(-1)).toMatchObject({
          query: expect.stringContaining('@trace(level:$n)'),
          variables: { n: 3 },
        });
      },
    ));

  test('that are composed (@composeDirective) may be written by clients and are sent to no subgraph', () =>
    expectAll(
      {
        subgraphs: {
          a: `${composed} directive @unit(in: Unit!) on FIELD type Query { bridge: Bridge spans: Int } type Bridge @key(fields: "id") { id: ID! name: String }`,
          b: `${composed} directive @unit(in: Unit! = METRE) repeatable on FIELD | FRAGMENT_SPREAD | FIELD_DEFINITION type Bridge @key(fields: "id") { id: ID! metres: Float }`,
        },
        world: bridges,
      },
      [
        '{ spans @unit bridge { name @unit(in: FOOT) metres @unit } }',
        'query ($u: Unit!) { bridge { metres @unit(in: $u) ...F @unit } } fragment F on Bridge { id }',
      ].map((query) => ({
        query,
        variables: { u: 'FOOT' },
        stockDiffers: 'it takes the directive of a linked specification away from clients',
      })),
    ));

  test('change nothing of what is read beside them', () =>
    expectDerived(
      {
        a: `directive @trace(level: Int! = 1) on FIELD type Query { ward: Ward } type Ward @key(fields: "id") { id: ID! name: String people: Int }`,
        b: `directive @trace(level: Int! = 1) on FIELD type Ward @key(fields: "id") { id: ID! people: Int @external dense: Boolean @requires(fields: "people") }`,
      },
      ['{ ward { name @trace name @trace(level: 2) dense @trace d: dense } }'],
    ));
});
