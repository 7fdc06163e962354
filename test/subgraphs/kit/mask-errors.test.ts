import { buildSchema, execute, GraphQLError, parse } from 'graphql';
import type { ExecutionResult } from 'graphql';
import mongoose from 'mongoose';
import { asError, hubError } from '../../../subgraphs/kit/errors.ts';
import { maskError } from '../../../subgraphs/kit/mask-errors.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';

const schema = buildSchema('type Query { a(n: Int!): Int }');

/** What a client sees when the resolver of `a` throws this, and what is logged. */
const show = async (thrown: unknown, query = '{ a(n: 1) }', variables = {}) => {
  const logged: object[] = [];
  const log = { ...silentLogger, error: (fields: object) => void logged.push(fields) };
  const rootValue = { a: () => Promise.reject(thrown) };
  const result: ExecutionResult = await execute({
    schema,
    document: parse(query),
    rootValue,
    variableValues: variables,
  });
  const [error] = result.errors ?? [];
  if (!error) throw new Error('expected an error');
  return { shown: maskError(error, { log, requestId: 'r-1' }).toJSON(), logged };
};

test('an error of the table passes with its extensions, path and place', async () => {
  const { shown, logged } = await show(hubError('CONFLICT', 'Somebody was first.', { from: 'A' }));
  expect(shown).toEqual({
    message: 'Somebody was first.',
    locations: [{ line: 1, column: 3 }],
    path: ['a'],
    extensions: { code: 'CONFLICT', from: 'A' },
  });
  expect(logged).toEqual([]);
});

test.each([
  ['a bug', new TypeError('Cannot read /srv/hub/secret.ts of undefined')],
  ['a code that is not ours', new GraphQLError('select * from people', { extensions: { code: 'SQL' } })],
  ['an internal code', hubError('INTERNAL_SERVER_ERROR', 'the detail')],
  ['what is no error at all', 'a thrown string'],
  ['a cast error of mongoose', new mongoose.Error.CastError('ObjectId', 'lan@example.vn', 'email')],
  ['a validation error of mongoose', new mongoose.Error.ValidationError()],
])('%s is masked and logged under the request id', async (_what, thrown) => {
  const { shown, logged } = await show(thrown);
  expect(shown).toEqual({
    message: 'Something went wrong here.',
    locations: [{ line: 1, column: 3 }],
    path: ['a'],
    extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'r-1' },
  });
  expect(logged).toEqual([expect.objectContaining({ requestId: 'r-1', path: 'a' })]);
});

test.each([
  ['a bare object with the code of a socket', { code: 'EPIPE' }],
  [
    'an error that wraps what a socket threw',
    asError({ code: 'EPIPE', message: 'ended by the other party' }),
  ],
  ['an error whose cause is a lost connection', new Error('read', { cause: { code: 'ECONNRESET' } })],
])('%s is a database that does not answer', async (_what, thrown) => {
  const { shown } = await show(thrown);
  expect(shown).toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
});

test('causes that go in a circle are followed to an end', async () => {
  const circle: Error = new Error('round');
  circle.cause = circle;
  const { shown } = await show(circle);
  expect(shown).toMatchObject({ extensions: { code: 'INTERNAL_SERVER_ERROR' } });
});

test('a database that does not answer is UNAVAILABLE, without its address', async () => {
  const away = Object.assign(new Error('connect ECONNREFUSED 10.1.2.3:27017'), { name: 'MongoNetworkError' });
  const { shown } = await show(away);
  expect(shown).toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
  expect(JSON.stringify(shown)).not.toContain('10.1.2.3');
});

test('a variable that does not fit is BAD_USER_INPUT and says why', async () => {
  const { shown } = await show(null, 'query Q($n: Int!) { a(n: $n) }', { n: { $ne: 1 } });
  expect(shown).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  expect(shown.message).toContain('$n');
});
