import type { Loose, World } from '../../oracle/merge-subgraphs.ts';
import { expectAll, expectTruth, withGraph } from '../expect-truth.ts';

const external = 'it asks a subgraph for what is external to it';

/** Each report's rank is computed in reports from its weight in wards, and the alert in alerts from the rank. */
const subgraphs = {
  reports: `type Query { reports: [Report!]! report(id: ID!): Report latest: [Concern] subjects: [Subject!] }
    interface Concern { id: ID! } union Subject = Report | Ward
    type Report implements Concern @key(fields: "id") { id: ID! title: String ward: Ward weight: Float @external urgent: Boolean @external
      label: String @external rank(times: Float! = 1): Float @requires(fields: "weight urgent label") sequel: Report }
    type Ward implements Concern @key(fields: "id") { id: ID! }`,
  wards: `type Report @key(fields: "id") { id: ID! weight: Float urgent: Boolean label: String rank(times: Float! = 1): Float @external
      note: String @requires(fields: "rank(times: 3)") } type Ward @key(fields: "id") { id: ID! name: String }`,
  alerts: `type Report @key(fields: "id") { id: ID! rank(times: Float! = 1): Float @external note: String @external
      alert(prefix: String!): String! @requires(fields: "rank") bell: String @requires(fields: "note rank(times: 2)") }`,
};

function world(): World {
  const wards = ['w1', 'w2'].map((id) => ({ __typename: 'Ward', id, name: `Ward ${id}` }));
  const known: [number | null, boolean | null, string | null][] = [
    [1.5, true, 'flood'],
    [0, false, ''],
    [null, null, null],
  ];
  const reports = known.map(
    ([weight, urgent, label], n): Loose => ({
      __typename: 'Report',
      id: `r${n}`,
      title: n === 1 ? '' : `Report ${n}`,
      ward: wards[n] ?? null,
      weight,
      urgent,
      label,
    }),
  );
  reports.forEach((report, n) => (report.sequel = reports[n + 1] ?? null));
  const rankOf = ({ weight, urgent, label }: Loose, times: number): number | null => {
    if (weight === undefined || urgent === undefined || label === undefined) return -999;
    return weight === null ? null : weight * times + (urgent === false ? 0 : 100) + (label === '' ? 0 : 1000);
  };
  const rank = (report: Loose, { times }: Loose): number | null => rankOf(report, times);
  /** The whole truth has the report, a subgraph what it was sent: the rank under its own name. */
  const sent = (report: Loose, times: number): number | null =>
    report.rank === undefined ? rankOf(report, times) : report.rank;
  const note = (report: Loose): string => `<${sent(report, 3)}>`;
  return {
    things: [...reports, ...wards],
    resolvers: {
      Query: {
        reports: () => reports,
        report: (_: unknown, { id }: Loose) => reports.find((report) => report.id === id) ?? null,
        latest: () => [wards[0], ...reports, null],
        subjects: () => [reports[2], wards[1], reports[0]],
      },
      Report: {
        rank,
        note,
        alert: (report: Loose, { prefix }: Loose) => `${prefix}${sent(report, 1)}`,
        bell: (report: Loose) => `${report.note ?? note(report)}~${sent(report, 2)}`,
      },
    },
  };
}

describe('right where the planner is wrong: what is required is itself computed', () => {
  test('in the subgraph that the entity came from', () =>
    expectAll({ subgraphs, world }, [
      { query: '{ reports { alert(prefix: "!") } }', stockDiffers: external },
      {
        query:
          'query ($id: ID!, $p: String! = "") { report(id: $id) { title alert(prefix: $p) ward { name } } }',
        variables: { id: 'r1' },
        stockDiffers: external,
      },
      {
        query: 'query ($p: String!) { report(id: "r2") { a: alert(prefix: $p) sequel { id } } }',
        variables: { p: 'x' },
        stockDiffers: external,
      },
      {
        query: '{ report(id: "r0") { sequel { sequel { alert(prefix: "") } alert(prefix: "s") } } }',
        stockDiffers: external,
      },
    ]));

  test('beside the same with other arguments, which the client asks for too', () =>
    expectAll({ subgraphs, world }, [
      { query: '{ reports { bell } }', stockDiffers: external },
      {
        query: 'query ($t: Float!) { reports { rank(times: $t) alert(prefix: "") bell note } }',
        variables: { t: 0 },
        stockDiffers: external,
      },
      { query: '{ reports { r: rank(times: 2) note weight } }', stockDiffers: 'one argument for all' },
    ]));

  test('of objects behind an interface and a union, with conditions', () =>
    expectAll({ subgraphs, world }, [
      {
        query:
          'query ($if: Boolean!) { latest { __typename id ... on Report { alert(prefix: "") bell @include(if: $if) } ... on Ward { name } } }',
        variables: { if: true },
        stockDiffers: external,
      },
      {
        query:
          'query ($if: Boolean!) { subjects { ...R @skip(if: $if) ... on Ward { name } } } fragment R on Report { title alert(prefix: "u") }',
        variables: { if: false },
        stockDiffers: external,
      },
    ]));

  test('each subgraph is sent what it requires, and nothing is asked for twice', () =>
    withGraph({ subgraphs, world }, async (graph) => {
      await expectTruth(graph, { query: '{ reports { alert(prefix: "") } }', stockDiffers: external });
      const calls = Object.values(graph.subgraphs).flatMap(({ requests }) => requests);
      expect(calls).toHaveLength(4);
      const [, ranks] = graph.subgraphs['reports']?.requests ?? [];
      expect(ranks?.variables['representations']).toEqual([
        { __typename: 'Report', id: 'r0', weight: 1.5, urgent: true, label: 'flood' },
        { __typename: 'Report', id: 'r1', weight: 0, urgent: false, label: '' },
        { __typename: 'Report', id: 'r2', weight: null, urgent: null, label: null },
      ]);
    }));

  test('what needs no such field of the same subgraph goes with it in one call', () =>
    withGraph(
      {
        subgraphs: {
          a: `type Query { users: [User!]! } type User @key(fields: "id") { id: ID! name: String }`,
          b: `type User @key(fields: "id") { id: ID! name: String @external age: Int hello: String @requires(fields: "name") bye(to: String): String @requires(fields: "name") }`,
        },
        world: () => {
          const users = [null, '', 'Lan'].map((name, n) => ({
            __typename: 'User',
            id: `u${n}`,
            name,
            age: n,
          }));
          const hello = ({ name }: Loose): string => `hello ${name}`;
          return {
            things: users,
            resolvers: {
              Query: { users: () => users },
              User: { hello, bye: ({ name }: Loose, { to }: Loose) => `bye ${name} ${to}` },
            },
          };
        },
      },
      async (graph) => {
        const query = 'query ($to: String) { users { hello age bye(to: $to) } }';
        await expectTruth(graph, { query, variables: { to: '' } });
        expect(graph.subgraphs['b']?.requests).toHaveLength(1);
      },
    ));
});
