import { buildSchema, parse } from 'graphql';
import { defaultLimits } from '../../../gateway/src/config.ts';
import { RefusedError } from '../../../gateway/src/errors.ts';
import { validateDocument } from '../../../gateway/src/request/validate.ts';
import { askInParts, startPartsWorld } from '../../kit/parts-world.ts';
import { openLiveClient } from '../../kit/live-client.ts';

const schema = buildSchema(`
  directive @defer(if: Boolean! = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
  directive @stream(if: Boolean! = true, label: String, initialCount: Int = 0) on FIELD
  type Query { report: Report reports: [Report!]! matrix: [[Int]] }
  type Mutation { file: Report fileAll: [Report] }
  type Subscription { filed: Report }
  type Report { id: ID title: String tags: [String] }`);

function refusals(query: string): string[] {
  try {
    validateDocument(schema, parse(query), { limits: defaultLimits, introspection: true });
    return [];
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    expect(error.errors.every(({ extensions }) => extensions['code'] === 'GRAPHQL_VALIDATION_FAILED')).toBe(
      true,
    );
    return error.errors.map(({ message }) => message);
  }
}

describe('a document with @defer and @stream', () => {
  test.each([
    '{ report { ... @defer { id } } }',
    '{ report { ...F @defer(label: "a") } } fragment F on Report { ... @defer(label: "b") { id } }',
    'query ($yes: Boolean!, $n: Int) { reports @stream(if: $yes, initialCount: $n, label: "c") { id } matrix @stream }',
    '{ report { ... @defer(label: null) { id } ... @defer(label: null) { title } } }',
    'mutation { file { id ... @defer { title } tags: id } fileAll { tags @stream } }',
    'subscription { filed { ... @defer(if: false) { id } tags @stream(if: false) } }',
    'subscription ($v: Boolean!) { filed { ... @defer(if: $v) { id } tags @stream(if: $v) } }',
    'subscription ($v: Boolean!) { filed { id ...F @include(if: $v) } } fragment F on Report { tags @stream }',
    '{ a: reports @stream { id } b: reports { id } report { tags @stream } other: report { tags } }',
    '{ ...F ... { ...F } } fragment F on Query { reports @stream { id } }',
  ])('is allowed: %s', (query) => {
    expect(refusals(query)).toEqual([]);
  });

  test.each([
    [
      'two labels that are equal',
      '{ report { ... @defer(label: "a") { id } tags @stream(label: "a") } }',
      /"a" .* twice/,
    ],
    [
      'a label that is a variable',
      'query ($l: String) { report { ... @defer(label: $l) { id } } }',
      /must be written out/,
    ],
    ['a stream of what is no list', '{ report @stream { id } }', /"report", which is no list/],
    ['a negative count', '{ reports @stream(initialCount: -1) { id } }', /must not be negative/],
    ['a deferred field of a mutation', 'mutation { ... @defer { file { id } } }', /fields of Mutation/],
    ['a streamed field of a mutation', 'mutation { fileAll @stream { id } }', /fields of Mutation/],
    [
      '@defer in a subscription',
      'subscription { filed { ... @defer { id } } }',
      /@defer cannot be used in a subscription/,
    ],
    [
      '@stream in a fragment of a subscription',
      'subscription { filed { ...F } } fragment F on Report { tags @stream }',
      /@stream cannot be used in a subscription/,
    ],
    [
      'a list that is streamed and not',
      '{ reports @stream(initialCount: 1) { id } ... { reports { title } } }',
      /"reports" is streamed and selected a second time/,
    ],
    [
      'a list that is streamed otherwise',
      '{ reports @stream(initialCount: 1) { id } reports @stream(initialCount: 2) { id } }',
      /"reports" is streamed and selected a second time/,
    ],
    [
      'a list that is streamed twice alike',
      '{ reports @stream { id } ... @defer { reports @stream { id } } }',
      /"reports" is streamed and selected a second time/,
    ],
    [
      'a list that is streamed in a fragment and not in another, below two selections of one object',
      '{ report { ...F } r: report { id } report { ...G } } fragment F on Report { t: tags } fragment G on Report { t: tags @stream }',
      /"t" is streamed and selected a second time/,
    ],
    ['@defer on a field', '{ report @defer { id } }', /may not be used on FIELD/],
    ['@defer twice in one place', '{ report { ... @defer @defer { id } } }', /only be used once/],
    [
      'more deferred parts than there may be directives',
      `{ report { ${'... @defer { id } '.repeat(51)} } }`,
      /51 directives; at most 50/,
    ],
    [
      'more of them by a fragment that is spread often',
      `{ report { ${'...F @defer '.repeat(26)} } } fragment F on Report { ... @defer { id } }`,
      /52 directives; at most 50/,
    ],
  ])('is refused for %s', (_what, query, message) => {
    const found = refusals(query);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(message);
  });

  test('is refused alike over HTTP, in one answer or in parts, and over WebSocket', async () => {
    const world = await startPartsWorld();
    const query = 'subscription { filed { id ... @defer { title } } }';
    const client = await openLiveClient(world.gateway.url);
    client.subscribe('s', query);
    const refusal = await client.errorsOf('s');
    expect(refusal).toMatchObject([
      {
        message: '@defer cannot be used in a subscription: each event is one answer.',
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      },
    ]);
    for (const accept of ['application/json', 'multipart/mixed;incrementalSpec=v0.2, application/json']) {
      const reader = await askInParts(world.gateway.url, query, { accept });
      expect(await reader.all()).toEqual([{ errors: refusal }]);
    }
    await client.close();
    await world.close();
  });

  test.each(['... @defer(if: $v) { title }', '... @include(if: $v) { ... @defer { title } }'])(
    'is refused for a subscription when its variables are there: %s',
    async (selection) => {
      const world = await startPartsWorld();
      const query = `subscription ($v: Boolean!) { filed { id ${selection} } }`;
      const client = await openLiveClient(world.gateway.url);
      client.subscribe('s', query, { variables: { v: true } });
      expect(await client.errorsOf('s')).toMatchObject([
        { extensions: { code: 'BAD_USER_INPUT', field: '@defer', rule: 'not_in_subscription' } },
      ]);
      await client.close();
      await world.close();
    },
  );

  test('A28: costs what it costs whole', async () => {
    const world = await startPartsWorld({ limits: { ...defaultLimits, cost: 3 }, defaultListSize: 10 });
    const reader = await askInParts(
      world.gateway.url,
      '{ report { id ... @defer { voters @stream { name } } } }',
    );
    expect(await reader.all()).toMatchObject([
      { errors: [{ extensions: { code: 'COST_LIMIT', cost: 11 } }] },
    ]);
    await world.close();
  });
});
