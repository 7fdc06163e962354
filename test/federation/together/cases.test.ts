import type { FakeRequest } from '../../kit/fake-subgraph.ts';
import { federationLink, publicLink } from '../../kit/fake-subgraph.ts';
import type { Loose } from '../../oracle/merge-subgraphs.ts';
import { expectTruth, withGraph } from '../expect-truth.ts';
import type { FederatedGraph } from '../federated-graph.ts';
import { plain } from '../federated-graph.ts';

const stubs = 'type Person @key(fields: "id") { id: ID! } type Place @key(fields: "id") { id: ID! }';
const subgraphs = {
  a: `type Query { shops: [Shop!]! me: Person home: Place } type Shop { owner: Person place: Place second: Place } ${stubs}`,
  b: `type Person @key(fields: "id") { id: ID! name: String! tall(plus: Int): Int best: Place }
    type Place @key(fields: "id") { id: ID! label: String size(plus: Int): Int }`,
  c: 'type Place @key(fields: "id") { id: ID! keeper: Person } type Person @key(fields: "id", resolvable: false) { id: ID! }',
};

const person = (id: string): Loose => ({ __typename: 'Person', id, name: `p${id}` });
const place = (id: string): Loose => ({ __typename: 'Place', id, label: `l${id}` });

/** @param gate what `keeper` waits for */
function graphOf(gate: Promise<void> = Promise.resolve(), unknown: readonly string[] = []) {
  const people = ['1', '2', '3'].map((id) => ({ ...person(id), best: place('9') }));
  const places = ['7', '8', '9'].map((id) => ({ ...place(id), keeper: person('2') }));
  const [one, two] = people;
  const [seven, eight, nine] = places;
  const world = () => ({
    things: [...people, ...places].filter(({ id }) => !unknown.includes(id)),
    resolvers: {
      Query: {
        shops: () => [
          { __typename: 'Shop', owner: one, place: seven, second: eight },
          { __typename: 'Shop', owner: two, place: eight, second: nine },
        ],
        me: () => one,
        home: () => nine,
      },
      Place: {
        keeper: async ({ keeper }: Loose) => (await gate, keeper),
        size: ({ id }: Loose, { plus }: Loose) => {
          if (id === '8' && plus === 13) throw new Error('no such size');
          return Number(id) + Number(plus ?? 0);
        },
      },
      Person: { tall: (_: unknown, { plus }: Loose) => 150 + Number(plus ?? 0) },
    },
  });
  return { subgraphs, world };
}

const requestsTo = (graph: FederatedGraph, name: string): readonly FakeRequest[] =>
  graph.subgraphs[name]?.requests ?? [];
const lists = ({ query }: FakeRequest): number => query.split('_entities').length - 1;

describe('entity fetches to one subgraph at one moment', () => {
  test('go in one request: equal ones share a list, each entity once, others stand beside it', () =>
    withGraph(graphOf(), async (graph) => {
      const query = '{ shops { owner { name } place { label } second { label } } me { name } }';
      await graph.ours({ query });
      const [request, ...more] = requestsTo(graph, 'b');
      expect(more).toEqual([]);
      expect(request && lists(request)).toBe(2);
      const sizes = Object.values(request?.variables ?? {}).map((list) => (list as unknown[]).length);
      // Two people, who own the shops and one of whom is `me`; three places.
      expect(sizes.sort((x, y) => x - y)).toEqual([2, 3]);
      await expectTruth(graph, { query });
    }));

  test('go together with the variables of each', () =>
    withGraph(graphOf(), async (graph) => {
      const query =
        'query ($n: Int, $m: Int) { shops { owner { tall(plus: $n) } place { size(plus: $m) } second { size(plus: $n) } } home { size(plus: 1) } me { tall } }';
      await graph.ours({ query, variables: { n: 2, m: null } });
      expect(requestsTo(graph, 'b').map(lists)).toEqual([5]);
      await expectTruth(graph, { query, variables: { n: 2, m: null } });
      await expectTruth(graph, { query, variables: {} });
    }));

  test('wait for nothing that is not ready', async () => {
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    await withGraph(graphOf(gate), async (graph) => {
      const running = graph.ours({ query: '{ shops { place { keeper { name } } owner { name } } }' });
      // The keepers are not known before the gate is open, and the owners are there all the same.
      while (requestsTo(graph, 'b').length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      open();
      const { data } = await running;
      expect(plain(data)).toMatchObject({
        shops: [{ place: { keeper: { name: 'p2' } }, owner: { name: 'p1' } }, {}],
      });
      expect(requestsTo(graph, 'b').map(lists)).toEqual([1, 1]);
    });
  });

  test('leave null what one of them does not know, and nothing else', () =>
    withGraph(graphOf(undefined, ['8']), async (graph) => {
      const { data, errors } = await graph.ours({
        query: '{ shops { owner { name } place { label } } home { label } }',
      });
      expect(errors).toBeUndefined();
      expect(requestsTo(graph, 'b').map(lists)).toEqual([2]);
      expect(plain(data)).toEqual({
        shops: [
          { owner: { name: 'p1' }, place: { label: 'l7' } },
          { owner: { name: 'p2' }, place: { label: null } },
        ],
        home: { label: 'l9' },
      });
    }));

  test('have each its own errors, at its own paths', () =>
    withGraph(graphOf(), async (graph) => {
      const query =
        '{ shops { owner { tall } place { size(plus: 13) } second { label size(plus: 13) } } home { size } }';
      const { data, errors = [] } = await graph.ours({ query });
      expect(requestsTo(graph, 'b').map(lists)).toEqual([4]);
      expect(new Set(errors.map(({ path, message }) => `${path?.join('.')}: ${message}`))).toEqual(
        new Set(['shops.0.second.size: no such size', 'shops.1.place.size: no such size']),
      );
      expect(errors).toHaveLength(2);
      expect(plain(data)).toEqual(plain((await graph.merged({ query })).data));
    }));
});

describe('a request of several entity fetches that fails as a whole', () => {
  const query = '{ shops { owner { name } place { label } } }';
  const entity = { name: 'Lê', label: 'Chợ' };
  const entitiesOf = ({ variables }: FakeRequest): unknown[] =>
    (variables['representations'] as unknown[]).map(() => entity);

  /** What goes alone is answered, or fails when it is for places. */
  const alone = (request: FakeRequest): unknown =>
    request.query.includes('label')
      ? { data: null, errors: [{ message: 'no places today', path: ['_entities'] }] }
      : { data: { _entities: entitiesOf(request) } };

  const wholes: readonly [string, (request: FakeRequest) => unknown][] = [
    ['because one list may not be null', () => ({ data: null, errors: [{ message: 'x', path: ['_1'] }] })],
    ['with an error of nobody', () => ({ data: { _0: [], _1: [] }, errors: [{ message: 'too complex' }] })],
    ['with too large an answer', () => 'x'.repeat(2 << 20)],
    ['without a response of GraphQL', () => 'Request Entity Too Large'],
  ];

  test.each(wholes)('%s: each is asked for by itself, now and for a while', (_, whole) =>
    withGraph(graphOf(), async (graph) => {
      const b = graph.subgraphs['b'];
      b?.behave((request) => (lists(request) > 1 ? whole(request) : alone(request)));
      for (const sent of [
        [2, 1, 1],
        [2, 1, 1, 1, 1],
      ]) {
        const { data, errors = [] } = await graph.ours({ query });
        expect(plain(data)).toEqual({
          shops: [1, 2].map(() => ({ owner: { name: 'Lê' }, place: { label: null } })),
        });
        expect(errors.map(({ path, message }) => [path?.join('.'), message])).toEqual([
          ['shops.0.place.label', 'no places today'],
          ['shops.1.place.label', 'no places today'],
        ]);
        expect(requestsTo(graph, 'b').map(lists)).toEqual(sent);
      }
    }),
  );

  test('is not sent again when the subgraph is away', () =>
    withGraph({ ...graphOf(), deadlineMs: 500 }, async (graph) => {
      graph.subgraphs['b']?.behave('hang');
      const { errors = [] } = await graph.ours({ query });
      expect(requestsTo(graph, 'b').map(lists)).toEqual([2]);
      expect(errors.map(({ extensions }) => extensions['code'])).toEqual(Array(4).fill('SUBGRAPH_TIMEOUT'));
    }));
});

test('B15: what carries the identity of who asks never goes with what everybody may share', () => {
  const link = `${federationLink} ${publicLink}`;
  const { world } = graphOf();
  return withGraph(
    {
      world,
      subgraphs: {
        ...subgraphs,
        b: `${link} type Person @key(fields: "id") { id: ID! @public name: String! tall(plus: Int): Int }
          type Place @key(fields: "id") { id: ID! @public label: String @public size(plus: Int): Int @public }`,
      },
    },
    async (graph) => {
      const query = '{ shops { owner { name } place { label } second { size } } home { label } me { tall } }';
      await graph.ours({ query });
      const kinds = requestsTo(graph, 'b').map(({ query: text }) =>
        [/name|tall/, /label|size/].filter((pattern) => pattern.test(text)).map(String),
      );
      expect(kinds).toHaveLength(2);
      expect(new Set(kinds.flat())).toEqual(new Set(['/name|tall/', '/label|size/']));
      expect(kinds.every((each) => each.length === 1)).toBe(true);
    },
  );
});
