import type { ExecutionResult } from 'graphql';
import { buildSchema, getOperationAST, GraphQLError, parse } from 'graphql';
import type { LiveStreams } from '../../../subgraphs/kit/event-source.ts';
import { defaultRetentionMs } from '../../../subgraphs/kit/event-source.ts';
import { earliest, parsePositionText, positionText } from '../../../subgraphs/kit/position.ts';
import type { Position } from '../../../subgraphs/kit/position.ts';
import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import { anonymous } from '../../../subgraphs/kit/process/viewer.ts';
import type { LiveResults } from '../../../subgraphs/kit/subscribe.ts';
import { subscribeLive } from '../../../subgraphs/kit/subscribe.ts';
import type { LiveWorld } from '../../kit/live-world.ts';
import { openLiveWorld, takeResults, until, writeThing } from '../../kit/live-world.ts';
import { citizen } from '../../kit/subgraph-parts.ts';

let world: LiveWorld;
beforeAll(async () => {
  world = await openLiveWorld('subscribe');
});
afterAll(() => world.close());

interface Thing {
  readonly version: number;
  secret(args: unknown, context: TestContext): string;
}
interface TestContext {
  readonly live: LiveStreams;
  /** Which context this is: one per event. */
  readonly number: number;
}

const thing = (version: number): Thing => ({
  version,
  secret: () => {
    if (version === 2) throw new GraphQLError('not for you', { extensions: { code: 'FORBIDDEN' } });
    return `of ${version}`;
  },
});

/** A schema whose streams are made by `subscribe`. */
function schemaOf(subscribe: (args: Record<string, unknown>, context: TestContext) => unknown) {
  const schema = buildSchema(`
    directive @public on FIELD_DEFINITION
    type Query { a: Int }
    type Thing { version: Int! secret: String context: Int }
    type Subscription {
      thingChanged(id: ID! = "default", near: [Int!]): Thing
      openChanged(id: ID!): Thing @public
    }
  `);
  const fields = schema.getSubscriptionType()?.getFields() ?? {};
  for (const field of Object.values(fields))
    field.subscribe = (_root, args: Record<string, unknown>, context: TestContext) =>
      subscribe(args, context);
  const type = schema.getType('Thing');
  if (type && 'getFields' in type)
    Object.assign(type.getFields()['context'] ?? {}, {
      resolve: (_: unknown, __: unknown, c: TestContext) => c.number,
    });
  return schema;
}

const liveThing = ({ id }: Record<string, unknown>, { live }: TestContext): unknown =>
  live.stream<Thing>({
    topics: [`Thing:${String(id)}`],
    snapshot: async () => thing(0),
    event: async ({ entry }) => {
      if (entry.version === 3) throw new Error('a fault');
      return thing(entry.version);
    },
  });

interface Asked {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly after?: unknown;
  readonly viewer?: Viewer;
  readonly tell?: Position;
  readonly schema?: ReturnType<typeof schemaOf>;
}

let contexts = 0;
function ask({ query, viewer = citizen('lan'), schema = schemaOf(liveThing), ...rest }: Asked) {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('expected one operation');
  return subscribeLive({
    schema,
    document,
    operation,
    viewer,
    after: rest.after,
    tell: rest.tell,
    variables: rest.variables,
    live: { db: world.native, feed: world.feed, cursors: world.cursors, retentionMs: defaultRetentionMs },
    createContext: (live) => ({ live, number: (contexts += 1) }),
  });
}

async function open(asked: Asked): Promise<LiveResults> {
  const results = await ask(asked);
  if (!(Symbol.asyncIterator in results)) throw new Error(JSON.stringify(results));
  return results;
}

test('each result has the extensions of its event; a failing field or event ends neither the event nor the stream', async () => {
  const results = await open({ query: 'subscription { t: thingChanged(id: "a") { version secret } }' });
  const [start] = await takeResults(results, 1);
  expect(start).toEqual({
    data: { t: { version: 0, secret: 'of 0' } },
    extensions: { cursor: expect.any(String), start: true, committedAt: expect.any(String) },
  });
  await writeThing(world, 'a', { from: 1, to: 4 });
  const [first, second, third, fourth] = await takeResults(results, 4);
  expect(first).toMatchObject({ data: { t: { version: 1 } } });
  expect(second).toMatchObject({ data: { t: { version: 2, secret: null } } });
  expect(second?.errors).toMatchObject([{ path: ['t', 'secret'], extensions: { code: 'FORBIDDEN' } }]);
  expect(third).toMatchObject({
    data: { t: null },
    errors: [{ message: 'a fault', path: ['t'] }],
  });
  expect(fourth).toMatchObject({ data: { t: { version: 4 } } });
  for (const result of [first, second, third, fourth]) expect(result?.extensions).toHaveProperty('cursor');
  await results.return?.();
});

test('every event has a context of its own', async () => {
  const results = await open({ query: 'subscription { thingChanged(id: "b") { context } }' });
  const [start] = await takeResults(results, 1);
  await writeThing(world, 'b', { from: 1, to: 2 });
  const numbers = [start, ...(await takeResults(results, 2))].map((result) => JSON.stringify(result?.data));
  expect(new Set(numbers).size).toBe(3);
  await results.return?.();
});

test('a cursor goes with variables, aliases and fragments: it is bound to what the arguments come to', async () => {
  const inline = await open({ query: 'subscription { thingChanged(id: "c", near: 5) { version } }' });
  const [start] = await takeResults(inline, 1);
  await inline.return?.();
  await writeThing(world, 'c', { from: 1, to: 1 });
  const after = start?.extensions?.['cursor'];
  const same = await open({
    query: `subscription ($id: ID!, $no: Boolean!) { ...F thingChanged(id: "z") @skip(if: true) { version } }
      fragment F on Subscription { ... @include(if: $no) { openChanged(id: "x") { version } } x: thingChanged(near: [5], id: $id) { version } }`,
    variables: { id: 'c', no: false },
    after,
  });
  const [resumed] = await takeResults(same, 1);
  expect(resumed).toMatchObject({ data: { x: { version: 1 } } });
  expect(resumed?.extensions).not.toHaveProperty('resync');
  await same.return?.();
  const other = await open({ query: 'subscription { thingChanged(id: "c") { version } }', after });
  expect((await takeResults(other, 1))[0]?.extensions).toMatchObject({ resync: true });
  await other.return?.();
});

test('a default of the schema is an argument like one that was written', async () => {
  const results = await open({ query: 'subscription { thingChanged { version } }' });
  const [start] = await takeResults(results, 1);
  await results.return?.();
  await writeThing(world, 'default', { from: 1, to: 1 });
  const again = await open({
    query: 'subscription { thingChanged(id: "default") { version } }',
    after: start?.extensions?.['cursor'],
  });
  expect((await takeResults(again, 1))[0]).toMatchObject({ data: { thingChanged: { version: 1 } } });
  await again.return?.();
});

test('the cursor of a field marked @public is everybody’s, that of any other field its viewer’s', async () => {
  const resumedBy = async (field: string): Promise<ExecutionResult | undefined> => {
    const query = `subscription { ${field}(id: "d") { version } }`;
    const mine = await open({ query, viewer: citizen('lan') });
    const [start] = await takeResults(mine, 1);
    await mine.return?.();
    const theirs = await open({ query, viewer: anonymous, after: start?.extensions?.['cursor'] });
    await writeThing(world, 'd', { from: (contexts += 1), to: contexts });
    const [first] = await takeResults(theirs, 1);
    await theirs.return?.();
    return first;
  };
  expect((await resumedBy('openChanged'))?.extensions).not.toHaveProperty('resync');
  expect((await resumedBy('thingChanged'))?.extensions).toMatchObject({ resync: true });
});

describe('a gateway that wants to be told places', () => {
  const query = 'subscription { thingChanged(id: "p") { version } }';
  const placeOf = (result: ExecutionResult | undefined): string =>
    (result?.extensions?.['place'] as { position: string } | undefined)?.position ?? '';
  const reachedOf = (result: ExecutionResult | undefined): string =>
    (result?.extensions?.['reached'] as { position: string } | undefined)?.position ?? '';

  test('hears of each event where it lies and what it is about, and once that the stream has caught up', async () => {
    await writeThing(world, 'p', { from: 1, to: 1 });
    const first = await open({ query, tell: earliest });
    const [start, reached] = await takeResults(first, 2);
    expect(reached).toEqual({
      extensions: { reached: { position: expect.stringMatching(/^[0-9a-f]{24}$/), tier: 'ring' } },
    });
    await writeThing(world, 'p', { from: 2, to: 2 });
    const [event] = await takeResults(first, 1);
    expect(event?.extensions?.['place']).toMatchObject({ entity: 'Thing:p', readAtMs: expect.any(Number) });
    expect(placeOf(event) > placeOf(start)).toBe(true);
    await writeThing(world, 'p', { from: 4, to: 6 });
    await takeResults(first, 3);
    await first.return?.();

    // Behind its cursor a stream hears first what it has missed, then that this was all.
    const again = await open({ query, after: event?.extensions?.['cursor'], tell: earliest });
    const results = await takeResults(again, 4);
    const versions = results.map(({ data }) => (data?.['thingChanged'] as { version?: number })?.version);
    expect(versions).toEqual([4, 5, 6, undefined]);
    expect(reachedOf(results[3]) >= placeOf(results[2])).toBe(true);
    await again.return?.();
  });

  test('hears that a place is reached though nothing happens any more: the cluster goes on', async () => {
    const first = await open({ query });
    const [start] = await takeResults(first, 1);
    await first.return?.();
    const cursor = start?.extensions?.['cursor'];
    // A snapshot lies later than whatever the feed has read by then.
    const second = await open({ query, tell: earliest });
    const place = parsePositionText(placeOf((await takeResults(second, 1))[0]));
    await second.return?.();
    const resumed = await open({ query, after: cursor, tell: place! });
    const beating = setInterval(() => void world.native.collection('beats').insertOne({}), 20);
    const [reached] = await takeResults(resumed, 1);
    clearInterval(beating);
    expect(reachedOf(reached) >= positionText(place!)).toBe(true);
    await resumed.return?.();
  });

  test('E22 leaves nothing behind when it goes while a place is not reached', async () => {
    const before = world.feed.metrics();
    const results = await open({ query, tell: { t: 0xff_ff_ff_fe, i: 0, n: 0 } });
    await takeResults(results, 1);
    const waiting = results.next();
    await results.return?.();
    await expect(waiting).resolves.toMatchObject({ done: true });
    expect(world.feed.metrics()).toMatchObject({ readers: before.readers, waiting: before.waiting });
  });

  test('and nobody else is told', async () => {
    const results = await open({ query });
    const [start] = await takeResults(results, 1);
    expect(Object.keys(start?.extensions ?? {}).sort()).toEqual(['committedAt', 'cursor', 'start']);
    await results.return?.();
  });
});

describe('when the client goes', () => {
  test('E23 while nothing happens, the wait ends at once, the source returns exactly once and no reader is left', async () => {
    let returned = 0;
    const counted = ({ id }: Record<string, unknown>, context: TestContext): AsyncIterable<unknown> => {
      const source = context.live.stream({
        topics: [`Thing:${String(id)}`],
        snapshot: async () => thing(0),
        event: async () => thing(1),
      });
      const iterator = source[Symbol.asyncIterator]();
      return {
        [Symbol.asyncIterator]: () => ({
          next: () => iterator.next(),
          return: async () => {
            returned += 1;
            return (await iterator.return?.()) ?? { done: true, value: undefined };
          },
        }),
      };
    };
    const results = await open({
      query: 'subscription { thingChanged(id: "e") { version } }',
      schema: schemaOf(counted),
    });
    await takeResults(results, 1);
    const waiting = results.next();
    await until(() => world.feed.metrics().waiting === 1);
    await Promise.all([results.return?.(), results.return?.()]);
    await expect(waiting).resolves.toEqual({ done: true, value: undefined });
    await expect(results.next()).resolves.toEqual({ done: true, value: undefined });
    expect(returned).toBe(1);
    expect(world.feed.metrics()).toMatchObject({ readers: 0, waiting: 0 });
  });

  test('E22 over and over, nothing is left behind', async () => {
    const before = world.feed.metrics();
    for (let round = 0; round < 100; round += 1) {
      const results = await open({ query: 'subscription { thingChanged(id: "f") { version } }' });
      if (round % 2) await takeResults(results, 1);
      const waiting = round % 3 ? results.next() : undefined;
      await results.return?.();
      await waiting;
    }
    expect(world.feed.metrics()).toMatchObject({ readers: before.readers, waiting: before.waiting });
  });
});

describe('E23 a source that', () => {
  const withSource = (source: () => unknown) =>
    open({ query: 'subscription { thingChanged(id: "g") { version } }', schema: schemaOf(source) });

  test('throws gives its error at the field as the last result', async () => {
    const results = await withSource(async function* broken() {
      yield { thingChanged: thing(1) };
      throw new GraphQLError('gone', { extensions: { code: 'NOT_FOUND' } });
    });
    const [first, last] = await takeResults(results, 2);
    expect(first).toEqual({ data: { thingChanged: { version: 1 } } });
    expect(last?.errors).toMatchObject([{ path: ['thingChanged'], extensions: { code: 'NOT_FOUND' } }]);
    await expect(results.next()).resolves.toMatchObject({ done: true });
  });

  test('ends, ends the stream', async () => {
    const results = await withSource(async function* short() {
      yield { thingChanged: thing(1) };
    });
    await takeResults(results, 1);
    await expect(results.next()).resolves.toMatchObject({ done: true });
  });
});

describe('what cannot be opened is one result of errors', () => {
  test.each([
    ['the field refuses', 'subscription { thingChanged(id: "a") { version } }', 'There is no such thing'],
    [
      'a variable is missing',
      'subscription ($id: ID!) { thingChanged(id: $id) { version } }',
      'was not provided',
    ],
    ['nothing is selected', 'subscription { thingChanged @skip(if: true) { version } }', 'selects no field'],
  ])('when %s', async (_when, query, message) => {
    const schema = schemaOf(() => {
      throw new GraphQLError('There is no such thing', { extensions: { code: 'NOT_FOUND' } });
    });
    const result = await ask({ query, schema });
    expect(result).toMatchObject({ errors: [{ message: expect.stringContaining(message) }] });
  });

  test('when the context cannot be made, with the cause behind it', async () => {
    const cause = new Error('no store');
    const document = parse('subscription { thingChanged(id: "a") { version } }');
    const operation = getOperationAST(document);
    const result = await subscribeLive({
      schema: schemaOf(liveThing),
      document,
      operation: operation!,
      viewer: anonymous,
      after: undefined,
      live: { db: world.native, feed: world.feed, cursors: world.cursors, retentionMs: defaultRetentionMs },
      createContext: () => Promise.reject(cause),
    });
    expect(result).toMatchObject({ errors: [{ originalError: cause }] });
  });
});
