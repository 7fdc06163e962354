import { buildSchema, execute, GraphQLError, Kind, parse, validate } from 'graphql';
import type { FragmentDefinitionNode, OperationDefinitionNode } from 'graphql';
import { compileShape } from '../../../gateway/src/shape/compile-shape.ts';
import { shapeResponse } from '../../../gateway/src/shape/shape-response.ts';

const schema = buildSchema(`
  type Query { a: A b: B! all: [B!] lists: [[Int!]]! any: Any node: Node kinds: [Kind] json: Json leaf: Leaf list: [A] union: [Any!]! q: Query }
  type Mutation { set: Int }
  type A implements Node { id: ID! name: String b: B } type B implements Node { id: ID! n: Int! m: Int a: A }
  type Lone { x: Int } union Any = A | B interface Node { id: ID! } enum Kind { ONE TWO } scalar Json
  type Leaf { i: Int f: Float s: String b: Boolean id: ID k: Kind j: Json }`);

function shape(query: string, data: unknown, errors: GraphQLError[] = []) {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const operation = document.definitions.find(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  )!;
  const fragments = document.definitions.filter(
    (node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION,
  );
  const planned = {
    operation,
    fragments: new Map(fragments.map((node) => [node.name.value, node])),
    responseKeys: new Map<string, string>([['hub0', 'id']]),
    variableNames: new Map<string, string>(),
    unfetched: new Set(['a.b.m']),
  };
  const shaped = shapeResponse({
    shape: compileShape(schema, planned),
    variables: {},
    data: data as Record<string, unknown>,
    errors,
  });
  return {
    data: JSON.parse(shaped.data) as unknown,
    text: shaped.data,
    errors: shaped.errors.map(({ path, message }) => [path?.join('.'), message]),
  };
}

describe('the shape of a response', () => {
  test.each([
    [
      '{ list { name id } a { b { m n } } }',
      { a: { id: '1', b: { n: 1, m: null } }, list: [{ id: 'x', name: 'y', more: 1 }, null] },
    ],
    ['{ b { n } }', { b: { n: null } }],
    ['{ a { id } all { n m } }', { a: { id: null }, all: [{ n: 1 }, { n: null }] }],
    ['{ list { id } a { b { n } } }', { list: [{ id: null }, { id: '1' }], a: { b: {} } }],
    ['{ lists }', { lists: [[1], null, [2, null], []] }],
    ['{ lists }', { lists: null }],
    [
      '{ union { ... on A { name } ... on Node { id } } }',
      {
        union: [
          { __typename: 'A', id: '1', name: 'n' },
          { __typename: 'B', id: '2' },
        ],
      },
    ],
    [
      '{ union { __typename ...F } } fragment F on Node { id ...G } fragment G on B { n a { id } }',
      { union: [{ __typename: 'B', id: '1', n: 3, a: { id: '4' } }] },
    ],
    ['{ q { a { id } __typename } }', { q: { a: { id: '1' } } }],
  ])('is what graphql-js makes of the same data: %s', async (query, data) => {
    const truth = await execute({ schema, document: parse(query), rootValue: data });
    const shaped = shape(query, data);
    expect(shaped.text).toBe(JSON.stringify(truth.data));
    expect(shaped.errors).toEqual(
      (truth.errors ?? []).map(({ path, message }) => [path?.join('.'), message]),
    );
  });

  test('leaves that are none of their type are null with an error that does not repeat them', () => {
    const fields = '{ leaf { i f s b id k j } }';
    const good = { i: -(2 ** 31), f: 1.5, s: '', b: false, id: 'x', k: 'TWO', j: [{ a: 1 }] };
    expect(shape(fields, { leaf: good })).toMatchObject({ data: { leaf: good }, errors: [] });
    expect(shape(fields, { leaf: { ...good, id: 12, f: 1, i: 0 } }).data).toEqual({
      leaf: { ...good, id: '12', f: 1, i: 0 },
    });
    const bad = { i: 2 ** 31, f: 'NaN', s: 7, b: 'true', id: true, k: 'THREE', j: 'fine' };
    const shaped = shape(fields, { leaf: bad });
    expect(shaped.data).toEqual({
      leaf: { i: null, f: null, s: null, b: null, id: null, k: null, j: 'fine' },
    });
    expect(shaped.errors).toEqual(
      ['i', 'f', 's', 'b', 'id', 'k'].map((key) => [`leaf.${key}`, `Invalid value for field Leaf.${key}.`]),
    );
    expect(shape(fields, { leaf: { i: 1.5, f: Number.POSITIVE_INFINITY } }).errors).toHaveLength(2);
  });

  test('a value of the wrong shape is null with an error', () => {
    const shaped = shape('{ a { id } list { id } kinds leaf { i } union { __typename } }', {
      a: 'text',
      list: { id: '1' },
      kinds: ['ONE', null, 'NONE', {}],
      leaf: [],
      union: [{ __typename: 'A' }],
    });
    expect(shaped.data).toEqual({
      a: null,
      list: null,
      kinds: ['ONE', null, null, null],
      leaf: null,
      union: [{ __typename: 'A' }],
    });
    expect(shaped.errors.map(([path]) => path)).toEqual(['a', 'list', 'kinds.2', 'kinds.3', 'leaf']);
  });

  test.each([
    ['no such type', 'Nope'],
    ['a type that is not of the union', 'Lone'],
    ['no text', 7],
    ['a union', 'Any2'],
  ])('B12: an object whose __typename is %s is null with an error', (_, __typename) => {
    const shaped = shape('{ any { ... on A { name } } }', { any: { __typename, name: 'x' } });
    expect(shaped.data).toEqual({ any: null });
    expect(shaped.errors).toEqual([['any', 'Invalid value for field Query.any.']]);
  });

  test('an object known by its interface only has the fields of the interface, and is null where its type counts', () => {
    const data = { node: { __typename: 'Node', id: '1', name: 'x' } };
    expect(shape('{ node { id ... on Node { i: id } } }', { node: { ...data.node, i: '1' } }).text).toBe(
      '{"node":{"id":"1","i":"1"}}',
    );
    expect(shape('{ node { id ... on A { name } } }', data)).toMatchObject({
      data: { node: null },
      errors: [['node', 'Cannot tell the concrete type of an object of type Node.']],
    });
    expect(shape('{ node { __typename id } }', data)).toMatchObject({
      data: { node: null },
      errors: [['node.__typename', 'Cannot tell the concrete type of an object of type Node.']],
    });
  });

  test('an exchanged key goes out as the client named it, in data and in paths', () => {
    const error = new GraphQLError('no', { path: ['a', 'hub0'] });
    expect(
      shape('{ a { hub0: name b { n } } }', { a: { id: '1', hub0: null, b: { n: 0 } } }, [error]),
    ).toMatchObject({
      text: '{"a":{"id":null,"b":{"n":0}}}',
      errors: [['a.id', 'no']],
    });
  });

  test('a null that an error explains, at, below or above it, is not reported again', () => {
    const at = new GraphQLError('at', { path: ['b', 'n'] });
    expect(shape('{ b { n } }', { b: { n: null } }, [at])).toMatchObject({
      data: null,
      errors: [['b.n', 'at']],
    });
    const below = new GraphQLError('below', { path: ['lists', 1, 0] });
    expect(shape('{ lists }', {}, [below]).errors).toEqual([['lists.1.0', 'below']]);
    const above = new GraphQLError('above', { path: ['b'] });
    expect(shape('{ b { n } }', { b: {} }, [above]).errors).toEqual([['b', 'above']]);
    const beside = new GraphQLError('beside', { path: ['b', 'm'] });
    expect(shape('{ b { n m } }', { b: { m: null } }, [beside]).errors).toEqual([
      ['b.m', 'beside'],
      ['b.n', 'Cannot return null for non-nullable field B.n.'],
    ]);
  });

  test('an error of a field that was not asked for stands at the nearest that was, once; of one that was asked of other types only, nowhere', () => {
    const error = (path: (string | number)[], message = 'no') => new GraphQLError(message, { path });
    expect(
      shape(
        '{ a { name } union { ... on A { id } } }',
        { a: { name: 'x' }, union: [{ __typename: 'B' }, { __typename: 'A', id: '1' }] },
        [
          error(['a', 'b', 'n']),
          error(['a', 'key']),
          error(['union', 0, 'id']),
          error(['union', 1, 'id']),
          error(['union', 5, 'id']),
          error(['a', 'name', 'deeper']),
          error(['zzz'], 'odd'),
        ],
      ).errors,
    ).toEqual([
      ['a', 'no'],
      ['union.1.id', 'no'],
      ['union.5.id', 'no'],
      ['a.name', 'no'],
      [undefined, 'odd'],
    ]);
  });

  test('a field that the plan found no way to is null with an error, one that a subgraph left out is null', () => {
    expect(shape('{ a { b { n m } name } }', { a: { id: '1', b: { n: 0 } } })).toMatchObject({
      data: { a: { b: { n: 0, m: null }, name: null } },
      errors: [['a.b.m', 'Field B.m cannot be reached from here.']],
    });
  });

  test('errors that it adds itself are bounded', () => {
    const kinds = Array.from({ length: 5_000 }, () => 'NONE');
    expect(shape('{ kinds }', { kinds }).errors).toHaveLength(1_000);
  });

  test('refuses to work without a root type', () => {
    expect(() =>
      compileShape(buildSchema('type Query { a: Int }'), {
        operation: parse('mutation { a }').definitions[0] as OperationDefinitionNode,
        fragments: new Map(),
        responseKeys: new Map(),
        variableNames: new Map(),
        unfetched: new Set(),
      }),
    ).toThrow('expected a schema with a root type for mutation');
  });
});
