import { execute, GraphQLScalarType, parse } from 'graphql';
import { buildExecutableSchema } from '../../../subgraphs/kit/executable-schema.ts';
import type { Resolvers } from '../../../subgraphs/kit/resolvers.ts';

const sdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  scalar DateTime
  type Query { thing: Thing }
  type Thing @key(fields: "id") { id: ID! at: DateTime }
  union Any = Thing
`;
const Query = { thing: () => ({ id: '1', at: new Date(0) }) };
const build = (resolvers: Resolvers<object>, more = '') =>
  buildExecutableSchema({ sdl: `${sdl}\n${more}`, resolvers });
const ask = (schema: ReturnType<typeof build>, text: string, variableValues = {}) =>
  execute({ schema, document: parse(text), variableValues, contextValue: {} });

test('answers with the kit scalars, and with the very text of the contract as its sdl', async () => {
  const schema = build({ Query });
  const { data } = await ask(schema, '{ thing { at } _service { sdl } }');
  expect(data).toEqual({ thing: { at: '1970-01-01T00:00:00.000Z' }, _service: { sdl: `${sdl}\n` } });
});

test.each<[string, Resolvers<object>, string, string]>([
  ['a type', { Query, Thong: {} }, '', 'the schema has no type "Thong"'],
  ['a field', { Query: { ...Query, thong: () => 1 } }, '', 'the schema has no field "Query.thong"'],
  ['a member of a union', { Query, Any: { thing: () => 1 } }, '', 'no field "Any.thing"'],
  ['a value of an enum', { Query, Kind: { A: () => 1 } }, 'enum Kind { A }', 'no field "Kind.A"'],
])(
  'a resolver for %s that the schema does not have is refused at start',
  (...[, resolvers, more, message]) => {
    expect(() => build(resolvers, more)).toThrow(message);
  },
);

test.each([
  ['query', 'extend type Query { bare: Int }', 'the root field "Query.bare" has none'],
  ['mutation', 'type Mutation { bare: Int }', 'the root field "Mutation.bare" has none'],
  ['subscription', 'type Subscription { bare: Int }', 'the root field "Subscription.bare" has none'],
])('a %s without a resolver is refused at start', (_what, more, message) => {
  expect(() => build({ Query }, more)).toThrow(message);
});

test('a scalar that nobody implements is refused at start, one of the area is taken', async () => {
  expect(() => build({ Query }, 'scalar Colour')).toThrow('nobody implements the scalar "Colour"');
  const Colour = new GraphQLScalarType({ name: 'Other', serialize: () => 'blue' });
  const more = '"A colour." scalar Colour extend type Query { colour: Colour }';
  const schema = build({ Query: { ...Query, colour: () => 1 }, Colour }, more);
  expect((await ask(schema, '{ colour }')).data).toEqual({ colour: 'blue' });
  expect(schema.getType('Colour')).toMatchObject({ name: 'Colour', description: 'A colour.' });
});

describe('a reference', () => {
  const entities = `query ($ids: [_Any!]!) { _entities(representations: $ids) { ... on Thing { id } } }`;
  const references = (...ids: unknown[]) => ({ ids: ids.map((id) => ({ __typename: 'Thing', id })) });

  test('B12 that is refused beside one of an unknown type leaves no rejection behind, which would end the process', async () => {
    const stray: unknown[] = [];
    const note = (reason: unknown): void => void stray.push(reason);
    process.on('unhandledRejection', note);
    const schema = build({ Query, Thing: { __resolveReference: () => null } });
    const ids = [...references('none').ids, { __typename: '__proto__', id: '1' }];
    const { data, errors } = await ask(schema, entities, { ids });
    await new Promise((done) => setImmediate(done));
    process.off('unhandledRejection', note);
    expect([data, errors?.length, stray]).toEqual([null, 1, []]);
  });

  test('that is not found, or whose resolver throws at once, ends its own item only', async () => {
    const __resolveReference = ({ id }: { id: string }): unknown => {
      if (id === 'bad') throw new Error('at once');
      return id === 'none' ? null : { id };
    };
    const schema = build({ Query, Thing: { __resolveReference } });
    const { data, errors } = await ask(schema, entities, references('a', 'bad', 'none', 'b'));
    expect(data).toEqual({ _entities: [{ id: 'a' }, null, null, { id: 'b' }] });
    expect(errors?.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
      [['_entities', 1], undefined],
      [['_entities', 2], 'NOT_FOUND'],
    ]);
  });

  test('D01 with an operator for a key never reaches its resolver', async () => {
    const seen: unknown[] = [];
    const __resolveReference = (reference: unknown): unknown => void seen.push(reference);
    const schema = build({ Query, Thing: { __resolveReference } });
    const { errors } = await ask(schema, entities, references({ $ne: null }, [{ $gt: '' }]));
    expect(seen).toEqual([]);
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
  });
});

test('internal fields are served and are no part of the contract', async () => {
  const internal = {
    typeDefs: parse('extend type Query { _inside: Int }'),
    resolvers: { Query: { _inside: () => 7 } },
  };
  const schema = buildExecutableSchema({ sdl, resolvers: { Query }, internal });
  const { data } = await ask(schema, '{ _inside _service { sdl } }');
  expect(data).toEqual({ _inside: 7, _service: { sdl } });
});
