import { buildSchema, parse } from 'graphql';
import { momentScalars } from '../../../subgraphs/kit/process/moment-scalars.ts';
import { RefusedError } from '../../../gateway/src/errors.ts';
import { validateDocument } from '../../../gateway/src/request/validate.ts';
import { startFakeSubgraph } from '../../kit/fake-subgraph.ts';
import type { FakeSubgraph } from '../../kit/fake-subgraph.ts';
import { openLiveClient } from '../../kit/live-client.ts';
import { startTestGateway } from '../../kit/start-gateway.ts';
import type { TestGateway } from '../../kit/start-gateway.ts';

const schema = buildSchema('type Query { a: Int } type Subscription { ticks: Int }');

test.each([
  ['a variable', 'subscription ($s: Boolean = true) { ticks @skip(if: $s) }'],
  ['no condition', 'subscription { ticks @include }'],
])(
  'E09: a subscription whose root field stands under %s is refused as any wrong document',
  (_what, query) => {
    const run = (): void => validateDocument(schema, parse(query), { limits: null, introspection: true });
    expect(run).toThrow(RefusedError);
    expect(run).toThrow(
      expect.objectContaining({
        errors: expect.arrayContaining([
          expect.objectContaining({ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }),
        ]),
      }),
    );
  },
);

describe('on every road', () => {
  let subgraph: FakeSubgraph;
  let gateway: TestGateway;
  beforeAll(async () => {
    subgraph = await startFakeSubgraph({
      name: 'a',
      sdl: `type Query { at(when: DateTime, filter: Filter, any: Any): String }
        type Subscription { ticks: Int }
        input Filter { since: DateTime days: [Date!] of: Filter }
        scalar DateTime scalar Date scalar Any`,
      resolvers: {
        Query: { at: (_: unknown, given: object) => JSON.stringify(given) },
        Subscription: { ticks: { subscribe: async function* () {} } },
      },
    });
    const { DateTime, Date } = momentScalars;
    gateway = await startTestGateway([subgraph], {
      scalars: { DateTime: DateTime.parseValue, Date: Date.parseValue, Unknown: () => undefined },
    });
  });
  afterAll(async () => {
    await gateway.close();
    await subgraph.close();
  });
  beforeEach(() => subgraph.reset());

  /** The errors on HTTP, which must be those on WebSocket. */
  const refusalOf = async (query: string, variables: Record<string, unknown> = {}): Promise<unknown> => {
    const { status, body } = await gateway.post(
      { query, variables },
      { accept: 'application/graphql-response+json' },
    );
    const client = await openLiveClient(gateway.url);
    client.subscribe('s', query, { variables });
    expect(await client.errorsOf('s')).toEqual(body.errors);
    await client.close();
    expect(status).toBe(400);
    expect(body).not.toHaveProperty('data');
    expect(subgraph.requests).toHaveLength(0);
    return body.errors?.map(({ extensions }) => extensions);
  };
  const wrong = (field: string, rule: string): object => ({ code: 'GRAPHQL_VALIDATION_FAILED', field, rule });

  test.each([
    ['{ at(when: "yesterday") }', [wrong('when', 'date_time')]],
    ['{ at(when: 7) }', [wrong('when', 'date_time')]],
    ['{ at(filter: { of: { since: "2026-11-25" } }) }', [wrong('filter.of.since', 'date_time')]],
    [
      '{ at(filter: { days: ["2026-02-28", "2026-02-30"], since: true }) }',
      [wrong('filter.days', 'date'), wrong('filter.since', 'date_time')],
    ],
    ['query ($w: DateTime = "x") { at(when: $w) }', [wrong('w', 'date_time')]],
  ])(
    'a literal that its scalar does not take is refused with its field and rule: %s',
    async (query, errors) => {
      expect(await refusalOf(query)).toEqual(errors);
    },
  );

  test('so is a variable, before anything is fetched', async () => {
    const query = 'query ($f: Filter) { at(filter: $f) }';
    expect(await refusalOf(query, { f: { days: ['2026-02-30'] } })).toEqual([
      { code: 'BAD_USER_INPUT', field: 'f.days[0]', rule: 'date' },
    ]);
  });

  test('what a scalar takes is sent as it was written, and one that nobody knows takes anything', async () => {
    const query =
      'query ($w: DateTime) { a: at(when: $w) b: at(when: "2026-11-25T08:00:00+07:00", any: { x: [1] }) }';
    const { body } = await gateway.post({ query, variables: { w: '2026-11-25T01:00:00Z' } });
    expect(body.data).toEqual({
      a: '{"when":"2026-11-25T01:00:00Z"}',
      b: '{"when":"2026-11-25T08:00:00+07:00","any":{"x":[1]}}',
    });
  });

  test.each([
    'subscription ($s: Boolean = true) { ticks @skip(if: $s) }',
    'subscription ($s: Boolean!) { ticks @include(if: $s) }',
  ])(
    'E09: a condition on the root field of a subscription is refused as a wrong document: %s',
    async (query) => {
      expect(await refusalOf(query, { s: true })).toEqual([
        expect.objectContaining({ code: 'GRAPHQL_VALIDATION_FAILED' }),
      ]);
    },
  );
});
