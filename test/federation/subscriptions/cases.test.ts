import { createSourceEventStream, execute, parse } from 'graphql';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import { buildSnapshot } from '../../../gateway/src/supergraph/load.ts';
import type { FakeSubgraph } from '../../kit/fake-subgraph.ts';
import { startFakeSubgraph } from '../../kit/fake-subgraph.ts';
import { openLiveClient } from '../../kit/live-client.ts';
import { composeFakes, startTestGateway } from '../../kit/start-gateway.ts';
import type { Loose, World } from '../../oracle/merge-subgraphs.ts';
import { mergedSchema } from '../../oracle/merge-subgraphs.ts';
import { subgraphResolvers } from '../../oracle/split-world.ts';
import { linked, plain } from '../federated-graph.ts';

type Things = readonly { readonly [field: string]: unknown; readonly __typename: string }[];

interface Watched {
  readonly subgraphs: Readonly<Record<string, string>>;
  readonly world: World;
  /** What each root field of the subscription gives, in order. */
  readonly events: Readonly<Record<string, readonly unknown[]>>;
  readonly things?: Things;
}

/**
 * What a subscription brings through the gateway, event by event, has to be what graphql-js makes of the same events on
 * the merged schema. Stock @apollo/gateway serves no subscription.
 */
async function expectEvents(
  watched: Watched,
  query: string,
  variables?: Record<string, unknown>,
): Promise<void> {
  const fakes = await startSubgraphs(watched);
  const gateway = await startTestGateway(fakes);
  const client = await openLiveClient(gateway.url);
  try {
    client.subscribe('1', query, variables ? { variables } : {});
    const truth = await trueEvents(watched, composeFakes(fakes), { query, variables });
    const given = await client.events('1', truth.length);
    expect(given.map(seen)).toEqual(truth.map(seen));
  } finally {
    await client.close();
    await gateway.close();
    await Promise.all(fakes.map((fake) => fake.close()));
  }
}

function seen({
  data,
  errors = [],
}: Pick<ExecutionResult, 'data'> & { errors?: readonly { path?: unknown }[] }): unknown {
  return { data: plain(data), errors: errors.map(({ path }) => path) };
}

async function startSubgraphs({ subgraphs, world, events }: Watched): Promise<FakeSubgraph[]> {
  const all = Object.entries(subgraphs).map(([name, text]) => {
    const sdl = linked(text);
    const resolvers = subgraphResolvers(sdl, () => world);
    for (const field of Object.keys(resolvers['Subscription'] ?? {}))
      Object.assign(resolvers['Subscription'] ?? {}, { [field]: streamOf(events[field] ?? []) });
    return startFakeSubgraph({ name, sdl, resolvers });
  });
  return Promise.all(all);
}

/** Goes on without an event when all have come: a stream that ended would be another story. */
function streamOf(events: readonly unknown[]): object {
  return {
    subscribe: async function* () {
      yield* events;
      await new Promise(() => {});
    },
    resolve: (event: unknown) => event,
  };
}

async function trueEvents(
  { world, events }: Watched,
  sdl: string,
  { query, variables }: { readonly query: string; readonly variables: Record<string, unknown> | undefined },
): Promise<ExecutionResult[]> {
  const { apiSchema } = buildSnapshot(sdl, { supergraphFile: '', subgraphs: {}, defaultListSize: 1 });
  const schema: GraphQLSchema = mergedSchema(apiSchema);
  const roots = schema.getSubscriptionType()?.getFields() ?? {};
  for (const [field, stream] of Object.entries(events)) {
    const root = roots[field];
    if (!root) continue;
    root.subscribe = async function* () {
      yield* stream;
    };
    root.resolve = (event) => event;
  }
  const document = parse(query);
  const stream: Loose = await createSourceEventStream({ schema, document, variableValues: variables });
  const results: ExecutionResult[] = [];
  for await (const rootValue of stream)
    results.push(
      await execute({ schema, document, rootValue, variableValues: variables, contextValue: world }),
    );
  return results;
}

const subgraphs = {
  gauges: `type Query { gauges: [Gauge!]! } type Subscription { changed(over: Float = 0): Gauge many: [Gauge!] }
    type Gauge @key(fields: "id") { id: ID! level: Float place: Place }  type Place @key(fields: "code") { code: ID! }`,
  places: `type Place @key(fields: "code") { code: ID! name: String people: Int } type Gauge @key(fields: "id") { id: ID! level: Float @external danger: Boolean @requires(fields: "level") wardens: [Warden!]! }
    union Warden = Person | Office type Person @key(fields: "id") { id: ID! } type Office { title: String }`,
  people: `type Person @key(fields: "id") { id: ID! name: String! }`,
};

const place = { __typename: 'Place', code: 'KL', name: 'Kim Long', people: 0 };
const warden = { __typename: 'Person', id: 'p', name: 'Lan' };
const gauges = [0, 3.5].map((level, n) => ({
  __typename: 'Gauge',
  id: `g${n}`,
  level,
  place: n === 0 ? null : place,
  wardens: n === 0 ? [] : [warden, { __typename: 'Office', title: 'Trạm' }],
}));
const world: World = {
  things: [...gauges, place, warden],
  resolvers: {
    Query: { gauges: () => gauges },
    Gauge: { danger: ({ level }: Loose) => level > 3 },
  },
};
const watched: Watched = {
  subgraphs,
  world,
  events: { changed: [gauges[0], gauges[1], null, gauges[1]], many: [gauges, [], [gauges[1]]] },
};

describe('a subscription over several subgraphs', () => {
  test.each([
    [
      'a field that requires one of the event',
      'subscription { changed { id danger place { name people } } }',
    ],
    ['what the event itself did not ask for', 'subscription { changed { danger } }'],
    [
      'unions below it, joined in a third',
      'subscription { changed { wardens { ... on Person { name } ... on Office { title } __typename } } }',
    ],
    ['lists of events', 'subscription { many { d: danger place { people } wardens { __typename } } }'],
  ])('joins %s', (_, query) => expectEvents(watched, query));

  test('with aliases, fragments and conditions', () =>
    expectEvents(
      watched,
      `subscription ($people: Boolean!, $over: Float) { ...S }
       fragment S on Subscription { it: changed(over: $over) { ...G place @include(if: $people) { code: name } } }
       fragment G on Gauge { a: danger b: level @skip(if: $people) danger }`,
      { people: true, over: 1.5 },
    ));

  test('an event of an interface that the subgraph knows as one object', () => {
    const boat = { __typename: 'Boat', id: 'b', name: 'Thuyền rồng', seats: 12, speed: 0 };
    const bus = { __typename: 'Bus', id: 'x', name: 'Số 1', line: '01', speed: null };
    return expectEvents(
      {
        subgraphs: {
          base: `type Query { all: [Vehicle!]! } interface Vehicle @key(fields: "id") { id: ID! name: String } type Boat implements Vehicle @key(fields: "id") { id: ID! name: String seats: Int } type Bus implements Vehicle @key(fields: "id") { id: ID! name: String line: String }`,
          live: `type Subscription { moved: Vehicle } type Vehicle @interfaceObject @key(fields: "id") { id: ID! speed: Int }`,
        },
        world: { things: [boat, bus], resolvers: { Query: { all: () => [boat, bus] } } },
        events: { moved: [boat, bus, null] },
      },
      'subscription { moved { __typename speed name ... on Boat { seats } ... on Bus { line } } }',
    );
  });

  test('an entity that is gone by then is null where it may be, and an error where it may not', () => {
    const ghost = { __typename: 'Gauge', id: 'ghost', level: 9, place: { __typename: 'Place', code: '?' } };
    return expectEvents(
      {
        ...watched,
        world: { ...world, things: [place, warden] },
        events: { changed: [ghost], many: [[ghost]] },
      },
      'subscription { changed { id place { name } } }',
    );
  });
});
