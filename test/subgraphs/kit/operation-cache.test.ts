import { buildSchema } from 'graphql';
import { createOperationCache, isStream } from '../../../subgraphs/kit/operation-cache.ts';

const schema = buildSchema('type Query { a(n: Int): Int } type Subscription { s: Int }');

const codes = (query: string, operationName?: string): unknown => {
  const prepared = createOperationCache(schema).prepare({ query, operationName });
  return 'document' in prepared ? 'prepared' : prepared.map((error) => error.extensions['code']);
};

test.each([
  ['{ a }', undefined, 'prepared'],
  ['query A { a } query B { a }', 'B', 'prepared'],
  ['query A { a } query B { a }', undefined, ['OPERATION_RESOLUTION_FAILURE']],
  ['query A { a }', 'B', ['OPERATION_RESOLUTION_FAILURE']],
  ['{ a', undefined, ['GRAPHQL_PARSE_FAILED']],
  ['{ nowhere }', undefined, ['GRAPHQL_VALIDATION_FAILED']],
  ['{ a(n: "x") }', undefined, ['GRAPHQL_VALIDATION_FAILED']],
  [`${'{ a '.repeat(3_000)}`, undefined, ['GRAPHQL_PARSE_FAILED']],
  [`{ ${'a '.repeat(25_000)} }`, undefined, ['GRAPHQL_PARSE_FAILED']],
])('%.40s with %s gives %j', (query, name, expected) => {
  expect(codes(query, name)).toEqual(expected);
});

test('a text that came before is not parsed again', () => {
  const cache = createOperationCache(schema);
  const [first, again] = [cache.prepare({ query: '{ a }' }), cache.prepare({ query: '{ a }' })];
  if (!('document' in first && 'document' in again)) throw new Error('expected both to be prepared');
  expect(again.document).toBe(first.document);
  expect(isStream(first)).toBe(false);
});

test('only the last 500 texts are kept', () => {
  const cache = createOperationCache(schema);
  const documentOf = (n: number) => {
    const prepared = cache.prepare({ query: `{ a(n: ${n}) }` });
    if (!('document' in prepared)) throw new Error('expected it to be prepared');
    return prepared.document;
  };
  const [first, second] = [documentOf(1), documentOf(2)];
  for (let n = 3; n <= 500; n += 1) documentOf(n);
  expect(documentOf(1)).toBe(first);
  documentOf(501);
  expect(documentOf(1)).toBe(first);
  expect(documentOf(2)).not.toBe(second);
});
