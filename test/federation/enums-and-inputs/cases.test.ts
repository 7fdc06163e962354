import type { Loose } from '../../oracle/merge-subgraphs.ts';
import { plain } from '../federated-graph.ts';
import { expectAll, withGraph } from '../expect-truth.ts';

describe('enums and inputs that differ by subgraph', () => {
  const subgraphs = {
    a: `type Query { tickets(filter: Filter): [Ticket!]! kinds: [[Kind!]] } type Ticket @key(fields: "id") { id: ID! kind: Kind priority: Kind }
      enum Kind { NEW OLD LOST } input Filter { kind: Use first: Int! = 2 onlyA: String } enum Use { NEW OLD ONLY_A }`,
    b: `type Query { count(filter: Filter, kinds: [Use!]): Int } type Ticket @key(fields: "id") { id: ID! next(use: Use! = OLD): Use2 size(unit: Unit = { factor: 3 }): Int }
      input Filter { kind: Use first: Int! = 2 } enum Use { NEW OLD } enum Use2 { NEW OLD } input Unit { factor: Int! plus: Int = 1 }`,
  };
  const tickets = ['1', '2', '3'].map((id) => ({
    __typename: 'Ticket',
    id,
    kind: id === '1' ? 'LOST' : 'NEW',
    priority: null,
  }));
  const world = () => ({
    things: tickets,
    resolvers: {
      Query: {
        tickets: (_: unknown, { filter }: Loose) =>
          tickets.filter(({ kind }) => !filter?.kind || filter.kind === kind).slice(0, filter?.first ?? 9),
        kinds: () => [['NEW', 'LOST'], null, []],
        count: (_: unknown, { filter, kinds }: Loose) => (filter?.first ?? 0) * 10 + (kinds?.length ?? 0),
      },
      Ticket: {
        next: (_: unknown, { use }: Loose) => use,
        size: ({ id }: Loose, { unit }: Loose) => Number(id) * unit.factor + unit.plus,
      },
    },
  });

  test('values, defaults and variables reach the subgraph that they are for', () =>
    expectAll({ subgraphs, world }, [
      '{ tickets { kind priority next size } kinds }',
      '{ tickets(filter: { kind: NEW }) { id next(use: NEW) } count(filter: { first: 4 }, kinds: [NEW, OLD]) }',
      ...[
        { f: { kind: 'NEW', first: 1 }, u: 'NEW', k: 5 },
        { f: { kind: 'NEW' }, k: 0, ks: ['OLD'] },
        { u: 'OLD' },
        { f: null, ks: null },
      ].map((variables) => ({
        query: `query ($f: Filter, $u: Use! = NEW, $k: Int! = 2, $ks: [Use!]) { tickets(filter: $f) { next(use: $u) size(unit: { factor: $k }) } count(filter: $f, kinds: $ks) }`,
        variables,
      })),
    ]));

  test('a value outside the enum is null with an error at its place', () =>
    withGraph({ subgraphs, world, resolvers: {} }, async (graph) => {
      graph.subgraphs['a']?.behave(() => ({
        data: { tickets: [{ __typename: 'Ticket', id: 1, kind: 'GONE' }], kinds: [['NEW', 7], 'NEW', null] },
      }));
      const { data, errors } = await graph.ours({ query: '{ tickets { id kind } kinds }' });
      expect(plain(data)).toEqual({ tickets: [{ id: '1', kind: null }], kinds: [null, null, null] });
      expect(errors?.map(({ path }) => path)).toEqual([
        ['tickets', 0, 'kind'],
        ['kinds', 0, 1],
        ['kinds', 1],
      ]);
    }));
});
