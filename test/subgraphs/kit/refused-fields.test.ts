import { GraphQLError, buildSchema, parse } from 'graphql';
import { anonymous } from '../../../subgraphs/kit/index.ts';
import { refusedFields } from '../../../subgraphs/kit/refused-fields.ts';

const schema = buildSchema(`
  directive @public on FIELD_DEFINITION
  scalar _Any
  union _Entity = Record
  interface Thing { note: String }
  type Record implements Thing { id: ID! note: String parts: [Part] open: String @public }
  type Part { text: String }
  type Query { record(id: ID!): Record  thing: Thing  things: [Thing]  shown(id: ID): Record @public
    _entities(representations: [_Any!]!): [_Entity]! }
`);
const refused = (
  query: string,
  path: (string | number)[],
  more: { code?: string; variables?: object } = {},
) => {
  const error = new GraphQLError('no', { path, extensions: { code: more.code ?? 'NOT_FOUND' } });
  const variables = { ...more.variables };
  const of = { schema, document: parse(query), variables, viewer: anonymous };
  return refusedFields([error], of).map(({ field, asked, code }) => [field, code, asked]);
};

test('names what was refused by the schema, whatever aliases and fragments it was asked by', () => {
  const query = '{ a: record(id: "7") { ...f } } fragment f on Record { x: note parts { y: text } }';
  expect(refused(query, ['a'])).toEqual([['Query.record', 'NOT_FOUND', '7']]);
  expect(refused(query, ['a', 'x'], { code: 'FORBIDDEN' })).toEqual([['Record.note', 'FORBIDDEN', '7']]);
  expect(refused(query, ['a', 'parts', 3, 'y'])).toEqual([['Part.text', 'NOT_FOUND', '7']]);
});

test('finds the type of a condition, and what was asked for by a variable or by a reference', () => {
  const query = 'query ($id: ID!) { record(id: $id) { id } thing { ... on Record { note } } }';
  expect(refused(query, ['record'], { variables: { id: 'abc' } })).toEqual([
    ['Query.record', 'NOT_FOUND', 'abc'],
  ]);
  expect(refused(query, ['thing', 'note'])).toEqual([['Record.note', 'NOT_FOUND', undefined]]);
  const entities = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Record { note } } }';
  const variables = { of: [{ __typename: 'Other' }, { __typename: 'Record', id: 'r-1' }] };
  expect(refused(entities, ['_entities', 1], { variables })).toEqual([['entity Record', 'NOT_FOUND', 'r-1']]);
  expect(refused(entities, ['_entities', 1, 'note'], { variables })).toEqual([
    ['Record.note', 'NOT_FOUND', 'r-1'],
  ]);
  expect(refused(entities, ['_entities', 0], { variables })).toEqual([['entity unknown', 'NOT_FOUND', '']]);
});

test('what is missing under a public field is no refusal, nor is any other error', () => {
  expect(refused('{ shown(id: "1") { note } }', ['shown'])).toEqual([]);
  expect(refused('{ record(id: "1") { open } }', ['record', 'open'])).toEqual([]);
  expect(refused('{ record(id: "1") { note } }', ['record'], { code: 'CONFLICT' })).toEqual([]);
});
