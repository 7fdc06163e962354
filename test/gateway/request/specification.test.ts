import { readFileSync } from 'node:fs';
import { getIntrospectionQuery, graphql, isObjectType } from 'graphql';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import { buildSnapshot } from '../../../gateway/src/supergraph/load.ts';
import type { Loose } from '../../oracle/merge-subgraphs.ts';
import { startFakeSubgraph } from '../../kit/fake-subgraph.ts';
import type { FakeResolvers, FakeSubgraph } from '../../kit/fake-subgraph.ts';
import { startTestGateway } from '../../kit/start-gateway.ts';
import type { GraphqlAnswer, TestGateway } from '../../kit/start-gateway.ts';

interface Asked {
  readonly query: string;
  readonly variables?: Record<string, unknown> | undefined;
  readonly operationName?: string | undefined;
}

const inputs = `enum Kind { A B @deprecated C }
  input In { a: Int! = 1 b: [String!] kind: Kind = A nest: In lists: [[Kind]] old: Int @deprecated }`;

const echo = (_: unknown, args: object): string => JSON.stringify(args);
const pets = [{ __typename: 'Dog', name: 'Vện', bark: 1 }, null, { __typename: 'Cat', name: 'Miu', meow: 2 }];
const resolvers: FakeResolvers = {
  Query: {
    echo,
    named: echo,
    user: () => ({ id: 'u' }),
    old: () => 'o',
    pets: () => pets,
    broken: () => ({ a: 'x', bang: null, list: ['a', null], lists: [[1], [2, null], null] }),
  },
  User: { name: echo },
  Mutation: { set: (_: unknown, { i }: Loose) => i },
};

/** What each value leads to, written in the operation and sent as a variable. */
function inBoth(
  type: string,
  argument: string,
  values: readonly [literal: string, value: unknown][],
): Asked[] {
  return values.flatMap(([literal, value]) => [
    { query: `{ echo(${argument}: ${literal}) }` },
    { query: `query ($v: ${type}) { echo(${argument}: $v) }`, variables: { v: value } },
  ]);
}

const groups: Readonly<Record<string, readonly (Asked | string)[]>> = {
  'numbers at and beyond their bounds': [
    ...inBoth('Int', 'i', [
      ['2147483647', 2_147_483_647],
      ['2147483648', 2_147_483_648],
      ['-2147483648', -2_147_483_648],
      ['-2147483649', -2_147_483_649],
      ['1.0', 1],
      ['1.5', 1.5],
      ['1e3', 1e3],
      ['"1"', '1'],
      ['true', true],
      ['null', null],
    ]),
    ...inBoth('Float', 'f', [
      ['1', 1],
      ['-0.0', -0],
      ['1e308', 1e308],
      ['"1.5"', '1.5'],
    ]),
    ...inBoth('ID', 'id', [
      ['5', 5],
      ['5.5', 5.5],
      ['99999999999999999999', '99999999999999999999'],
      ['true', true],
      ['""', ''],
    ]),
  ],
  'texts and enums': [
    ...inBoth('String', 's', [
      ['1', 1],
      ['"""\n  block\n    text\n"""', 'block\n  text'],
      ['"\\u{1F600} \\uD83D\\uDE00 Huế"', '😀 Huế'],
    ]),
    ...inBoth('Kind', 'kind', [
      ['A', 'A'],
      ['"A"', 'A'],
      ['D', 'D'],
      ['1', 1],
      ['null', null],
      ['[A]', ['A']],
    ]),
    ...inBoth('Boolean', 'b', [
      ['"true"', 'true'],
      ['1', 1],
      ['false', false],
    ]),
  ],
  'lists of lists': [
    ...inBoth('[Kind!]', 'kinds', [
      ['A', 'A'],
      ['[A, null]', ['A', null]],
      ['[]', []],
      ['[[A]]', [['A']]],
    ]),
    ...inBoth('[[Int!]]', 'lists', [
      ['1', 1],
      ['[1, 2]', [1, 2]],
      ['[[1], null]', [[1], null]],
      ['[[null]]', [[null]]],
      ['[[[1]]]', [[[1]]]],
    ]),
    { query: 'query ($v: Int) { echo(lists: [[1, $v]]) }' },
    { query: 'query ($v: [Int]) { echo(lists: $v) }' },
    { query: 'query ($v: Int! = 3) { echo(lists: [[1, $v], [$v]]) }' },
  ],
  'input objects and their defaults': [
    ...inBoth('In', 'in', [
      ['{}', {}],
      ['{ a: null }', { a: null }],
      ['{ x: 1 }', { x: 1 }],
      ['{ nest: { nest: { b: "q" }, lists: A } }', { nest: { nest: { b: 'q' }, lists: 'A' } }],
      ['{ nest: { nest: { kind: Z } } }', { nest: { nest: { kind: 'Z' } } }],
      ['{ old: 4, kind: null }', { old: 4, kind: null }],
      ['"x"', 'x'],
      ['[]', []],
      ['null', null],
    ]),
    '{ echo(in: { a: 1, a: 2 }) }',
    '{ echo(required: {}) }',
    '{ echo(required: { a: 1 }) }',
    { query: 'query ($v: Required!) { echo(required: $v) }', variables: { v: { b: null, a: 1 } } },
    {
      query: 'query ($v: In) { user { name(in: $v) nick(in: $v) } echo(in: $v) }',
      variables: { v: { nest: {} } },
    },
  ],
  'custom scalars': [
    '{ echo(any: { a: [1, "x", null, X, 1.5, { b: true }] }) }',
    '{ echo(url: "x") }',
    { query: 'query ($v: Any) { echo(any: $v) }', variables: { v: { deep: [1, { x: null }] } } },
    { query: 'query ($v: Any) { echo(any: { k: $v, l: [$v] }) }', variables: { v: [1] } },
    { query: 'query ($v: Any) { echo(any: { k: $v }) }' },
  ],
  'variables that are absent, null, or by default': [
    { query: 'query ($v: Int!) { echo(i: $v) }' },
    { query: 'query ($v: Int!) { echo(i: $v) }', variables: { v: null } },
    { query: 'query ($v: Int! = 4) { echo(i: $v) }', variables: { v: null } },
    { query: 'query ($v: Int = 4) { echo(d: $v) }', variables: { v: null } },
    { query: 'query ($v: Int = 4) { echo(d: $v) }' },
    { query: 'query ($v: Int) { echo(d: $v) }' },
    { query: 'query ($v: Int) { echo(in: { a: $v }) }' },
    { query: 'query ($v: Int) { echo(in: { a: $v }) }', variables: { v: null } },
    { query: 'query ($v: Int = 2) { echo(in: { a: $v }) }', variables: { v: null } },
    { query: 'query ($v: String! = "z") { echo(in: { b: [$v, "y"] }) }' },
    { query: '{ echo }', variables: { extra: 1 } },
    { query: 'query ($u: Int) { echo }', variables: { u: 1 } },
    { query: 'query ($v: Int, $v: Int) { echo(i: $v) }' },
    { query: 'query ($v: Nope) { echo(i: $v) }' },
    { query: 'query ($v: User) { echo(i: $v) }' },
    { query: 'query ($v: String) { echo(i: $v) }' },
    { query: 'query ($v: Boolean!) { echo @include(if: $v) }', variables: { v: 'true' } },
    { query: 'query ($v: Boolean) { echo @include(if: $v) }', variables: { v: true } },
    { query: 'query ($v: Boolean = true) { echo @include(if: $v) old @skip(if: $v) }' },
  ],
  documents: [
    '',
    '   # only a comment',
    'fragment F on Query { echo }',
    'type X { a: Int } { echo }',
    '{ }',
    '{ echo',
    '{ ...F } fragment F on Query { ...F }',
    '{ ...G }',
    { query: 'query A { echo } query A { old }', operationName: 'A' },
    { query: 'query A { echo } query B { old }', operationName: 'B' },
    { query: 'query A { echo } query B { old }' },
    { query: 'query A { echo } query B { old }', operationName: 'C' },
    { query: 'query A { old } { echo }', operationName: 'A' },
    'query Q @skip(if: true) { echo }',
    '{ echo @nope }',
    '{ echo @skip }',
    '{ echo @skip(if: true) @skip(if: true) }',
    '{ user { id id id: id } }',
    '{ user { name name(in: {}) } }',
    '{ user }',
    '{ echo { x } }',
    '{ echo(i: 1, i: 2) }',
    '{ echo(zzz: 1) }',
    '{ nope }',
    '{ pets { ... on Dog { x: bark } ... on Cat { x: name } } }',
    'mutation { set(i: "x") }',
  ],
  'nulls, abstract types and type names': [
    '{ broken { a list lists } }',
    '{ broken { a bang } old }',
    '{ pets { ... on Dog { x: bark } ... on Cat { x: meow } __typename } }',
    '{ pets @skip(if: true) { name } }',
    '{ pets { name @include(if: false) t: __typename } a: __typename b: __typename }',
    '{ user { __typename ... on User { t: __typename } } ...F } fragment F on Query { old }',
    'mutation { __typename a: set(i: 1) b: set(i: 2) }',
    '{ old named(a: 1, b: { old: 1 }) }',
  ],
  introspection: [
    getIntrospectionQuery({
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      oneOf: true,
    }),
    '{ __type(name: "Url") { specifiedByURL kind } nobody: __type(name: "Nope") { name } }',
    '{ __type(name: "Query") { fields { name args { name defaultValue } } all: fields(includeDeprecated: true) { name deprecationReason } } }',
    '{ __type(name: "In") { inputFields(includeDeprecated: true) { name isDeprecated defaultValue } few: inputFields { name } } }',
    '{ __type(name: "Kind") { enumValues { name } all: enumValues(includeDeprecated: true) { name isDeprecated } } }',
    '{ __schema { subscriptionType { name } directives { name isRepeatable locations } } old }',
  ],
};

describe('what the GraphQL specification says of an operation', () => {
  let subgraphs: FakeSubgraph[];
  let gateway: TestGateway;
  let schema: GraphQLSchema;

  beforeAll(async () => {
    subgraphs = [
      await startFakeSubgraph({
        name: 'a',
        sdl: `type Query { echo(i: Int, f: Float, s: String, b: Boolean, id: ID, kind: Kind, kinds: [Kind!], lists: [[Int!]], in: In, d: Int! = 5, required: Required, any: Any, url: Url, preset: In = { a: 3, nest: { a: 9 } }): String
            user: User old: String @deprecated(reason: "x") named(a: Int @deprecated, b: In): String pets: [Pet] broken: Broken }
          type Broken { a: String! bang: String! list: [String!] lists: [[Int!]!] } scalar Any scalar Url @specifiedBy(url: "https://url.test/spec")
          ${inputs} input Required { a: Int! b: String! = "x" } type User @key(fields: "id") { id: ID! name(in: In): String }
          interface Pet { name: String } type Dog implements Pet { name: String bark: Int } type Cat implements Pet { name: String meow: Int } type Mutation { set(i: Int!): Int }`,
        resolvers,
      }),
      await startFakeSubgraph({
        name: 'b',
        sdl: `type User @key(fields: "id") { id: ID! nick(kinds: [Kind!] = [B], in: In): String } ${inputs}`,
        resolvers: { User: { nick: echo } },
      }),
    ];
    gateway = await startTestGateway(subgraphs, { limits: null });
    const sdl = readFileSync(gateway.supergraphFile, 'utf8');
    schema = buildSnapshot(sdl, { supergraphFile: '', subgraphs: {}, defaultListSize: 1 }).apiSchema;
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isObjectType(type) || type.name.startsWith('__')) continue;
      for (const field of Object.values(type.getFields())) {
        const own: Loose = resolvers[type.name]?.[field.name] ?? (field.name === 'nick' ? echo : undefined);
        if (own) field.resolve = own;
      }
    }
  });
  afterAll(async () => {
    await gateway.close();
    await Promise.all(subgraphs.map((subgraph) => subgraph.close()));
  });

  const truthOf = async (asked: Asked): Promise<ExecutionResult> => {
    const { query: source, variables: variableValues, operationName } = asked;
    return JSON.parse(JSON.stringify(await graphql({ schema, source, variableValues, operationName })));
  };

  test.each(Object.entries(groups))(
    '%s: the same data, the same absence of data, errors in the same places',
    async (_, group) => {
      for (const each of group) {
        const asked = typeof each === 'string' ? { query: each } : each;
        const answer = await gateway.post(asked);
        expect(seen(asked, answer.body)).toEqual(seen(asked, await truthOf(asked)));
      }
    },
  );

  test('a refusal is a 400 in the newer media type and a 200 in the older, an answer with errors a 200 in both', async () => {
    const status = async (query: string, accept: string): Promise<GraphqlAnswer['status']> =>
      (await gateway.post({ query }, { accept })).status;
    const both = (query: string): Promise<number[]> =>
      Promise.all(
        ['application/graphql-response+json', 'application/json'].map((type) => status(query, type)),
      );
    expect(await both('{ echo(i: 2147483648) }')).toEqual([400, 200]);
    expect(await both('query ($v: Int!) { echo(i: $v) }')).toEqual([400, 200]);
    expect(await both('{ broken { bang } }')).toEqual([200, 200]);
  });

  test('a condition that is null by a nullable variable is refused, as graphql-js refuses it', async () => {
    const asked = {
      query:
        'query ($v: Boolean = true) { old ...F @include(if: $v) } fragment F on Query { echo @skip(if: $v) }',
      variables: { v: null },
    };
    expect((await truthOf(asked)).data).toBeNull();
    const { body } = await gateway.post(asked);
    expect(body).not.toHaveProperty('data');
    expect(body.errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', field: 'v', rule: 'required' });
  });
});

/** What the specification fixes of a response. One place may be told of more than once. */
function seen(asked: Asked, { data, errors = [] }: ExecutionResult | GraphqlAnswer['body']): unknown {
  const places = errors.map(({ path }) => path?.join('.') ?? 'the whole');
  return { asked, data, places: [...new Set(places)] };
}
