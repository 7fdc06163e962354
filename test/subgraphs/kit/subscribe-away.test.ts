import { buildSchema, getOperationAST, parse } from 'graphql';
import type { LiveStreams } from '../../../subgraphs/kit/event-source.ts';
import { defaultRetentionMs } from '../../../subgraphs/kit/event-source.ts';
import { anonymous } from '../../../subgraphs/kit/process/viewer.ts';
import type { LiveResults } from '../../../subgraphs/kit/subscribe.ts';
import { subscribeLive } from '../../../subgraphs/kit/subscribe.ts';
import type { LiveWorld } from '../../kit/live-world.ts';
import { openLiveWorld, takeResults, writeThing } from '../../kit/live-world.ts';

let world: LiveWorld;
beforeAll(async () => {
  world = await openLiveWorld('away');
});
afterAll(() => world.close());

const networkError = (): Error => Object.assign(new Error('read ECONNRESET'), { name: 'MongoNetworkError' });

/** A stream whose version 2 breaks at `place`, as often as told. */
function breaking(times: number, place: 'event' | 'field') {
  const schema = buildSchema(`
    type Query { a: Int }
    type Thing { version: Int! secret: String }
    type Subscription { thingChanged(id: ID!): Thing }
  `);
  let left = times;
  const fail = (at: typeof place, version: number): void => {
    if (at === place && version === 2 && (left -= 1) >= 0) throw networkError();
  };
  const field = schema.getSubscriptionType()?.getFields()['thingChanged'];
  if (!field) throw new Error('expected a field');
  field.subscribe = (_root, { id }: { id: string }, { live }: { live: LiveStreams }) =>
    live.stream<object>({
      topics: [`Thing:${id}`],
      snapshot: async () => ({ version: 0 }),
      event: async ({ entry: { version } }) => {
        fail('event', version);
        const secret = (): string => {
          fail('field', version);
          return 'shown';
        };
        return { version, secret };
      },
    });
  return schema;
}

async function open(schema: ReturnType<typeof breaking>, id: string, after?: unknown): Promise<LiveResults> {
  const document = parse(`subscription { thingChanged(id: "${id}") { version secret } }`);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('expected one operation');
  const results = await subscribeLive({
    schema,
    document,
    operation,
    viewer: anonymous,
    after,
    live: { db: world.native, feed: world.feed, cursors: world.cursors, retentionMs: defaultRetentionMs },
    createContext: (live) => ({ live }),
  });
  if (!(Symbol.asyncIterator in results)) throw new Error(JSON.stringify(results));
  return results;
}

describe('an event that cannot be shown because the database does not answer', () => {
  test.each([
    ['event', 'away-event'],
    ['field', 'away-field'],
  ] as const)(
    'in its %s ends the stream before it, and comes to whoever resumes behind the last one',
    async (place, id) => {
      const schema = breaking(2, place);
      const results = await open(schema, id);
      await takeResults(results, 1);
      await writeThing(world, id, { from: 1, to: 3 });
      const [first, last] = await takeResults(results, 2);
      expect(first).toMatchObject({ data: { thingChanged: { version: 1 } } });
      expect(last).toEqual({ errors: [expect.objectContaining({ message: 'read ECONNRESET' })] });
      await expect(results.next()).resolves.toMatchObject({ done: true });
      const after = first?.extensions?.['cursor'];
      await expect(takeResults(await open(schema, id, after), 1)).resolves.toEqual([
        { errors: [expect.anything()] },
      ]);
      const third = await open(schema, id, after);
      await expect(takeResults(third, 2)).resolves.toMatchObject([
        { data: { thingChanged: { version: 2, secret: 'shown' } } },
        { data: { thingChanged: { version: 3, secret: 'shown' } } },
      ]);
      await third.return?.();
    },
  );
});
