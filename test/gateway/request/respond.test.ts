import { GraphQLError } from 'graphql';
import { errorTable } from '../../../gateway/src/errors.ts';
import { refusalStatus, toWire } from '../../../gateway/src/request/respond.ts';
import type { Logger } from '../../../subgraphs/kit/process/logger.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import { startFakeSubgraph } from '../../kit/fake-subgraph.ts';
import { startTestGateway } from '../../kit/start-gateway.ts';

const json = 'application/json';
const graphqlType = 'application/graphql-response+json';

describe('an error on its way out', () => {
  const logged: object[] = [];
  const log: Logger = { ...silentLogger, error: (fields) => void logged.push(fields) };
  const context = { requestId: 'r-1', log };
  beforeEach(() => void (logged.length = 0));

  test('of the table keeps its message, path and what stands beside its code', () => {
    const error = new GraphQLError('Not from here.', {
      path: ['a', 0],
      extensions: { code: 'ILLEGAL_TRANSITION', from: 'CLOSED', allowed: [] },
    });
    expect(toWire([error], context)).toEqual([
      {
        message: 'Not from here.',
        path: ['a', 0],
        extensions: { code: 'ILLEGAL_TRANSITION', from: 'CLOSED', allowed: [] },
      },
    ]);
    expect(logged).toEqual([]);
  });

  test.each([
    ['without a code', new GraphQLError('secret: mongodb://u:p@db', { path: ['a'] })],
    ['with a code that is not of the table', new GraphQLError('secret', { extensions: { code: 'E11000' } })],
    [
      'with a code that names a prototype',
      new GraphQLError('secret', { extensions: { code: 'constructor' } }),
    ],
    [
      'with the code of a fault',
      new GraphQLError('secret', { extensions: { code: 'INTERNAL_SERVER_ERROR', sql: 'x' } }),
    ],
    [
      'made of a thrown one',
      new GraphQLError('secret', { originalError: new TypeError('secret of /src/x.ts') }),
    ],
  ])('A30: %s is masked, and the log has the whole of it under the request id', (_what, error) => {
    const [wire] = toWire([error], context);
    expect(wire?.message).toBe('Something went wrong on our side.');
    expect(wire?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', requestId: 'r-1' });
    expect(JSON.stringify(wire)).not.toMatch(/secret|mongodb|src/);
    expect(logged).toEqual([
      expect.objectContaining({ requestId: 'r-1', reason: expect.stringMatching(/secret/) }),
    ]);
  });

  test('A14: loses suggestions', () => {
    const error = new GraphQLError('Cannot query field "nam". Did you mean "name" or "names"?', {
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    });
    expect(toWire([error], context)[0]?.message).toBe('Cannot query field "nam".');
  });

  test('loses a stack trace and whatever Apollo keeps for HTTP', () => {
    const extensions = {
      code: 'NOT_FOUND',
      stacktrace: ['at x'],
      http: { status: 404 },
      exception: {},
      serviceName: 's',
    };
    expect(toWire([new GraphQLError('x', { extensions })], context)[0]?.extensions).toEqual({
      code: 'NOT_FOUND',
    });
  });

  test('comes with at most a hundred others', () => {
    const errors = Array.from(
      { length: 250 },
      () => new GraphQLError('x', { extensions: { code: 'NOT_FOUND' } }),
    );
    expect(toWire(errors, context)).toHaveLength(100);
  });

  test('without data has the status of its code, and 200 as application/json for what is wrong with the document', () => {
    const ofDocument = new Set([
      'BAD_USER_INPUT',
      'COST_LIMIT',
      'GRAPHQL_PARSE_FAILED',
      'GRAPHQL_VALIDATION_FAILED',
      'OPERATION_RESOLUTION_FAILURE',
      'PLAN_NOT_POSSIBLE',
      'PLAN_TOO_COMPLEX',
    ]);
    for (const [code, { status }] of Object.entries(errorTable)) {
      const errors = [new GraphQLError('x', { extensions: { code } })];
      expect([code, refusalStatus(errors, graphqlType)]).toEqual([code, status]);
      expect([code, refusalStatus(errors, json)]).toEqual([code, ofDocument.has(code) ? 200 : status]);
    }
    expect(refusalStatus([new GraphQLError('x')], json)).toBe(500);
  });
});

test('A30: a resolver that throws with a stack and a secret is masked beside the rest of the answer', async () => {
  const subgraph = await startFakeSubgraph({
    name: 'a',
    sdl: 'type Query { good: String bad: String known: String }',
    resolvers: {
      Query: {
        good: () => 'good',
        bad: () => {
          throw new Error('password=hunter2 at /srv/secret.ts:12');
        },
        known: () => {
          throw new GraphQLError('There is none.', {
            extensions: { code: 'NOT_FOUND', stacktrace: ['at x'] },
          });
        },
      },
    },
  });
  const gateway = await startTestGateway([subgraph]);
  const { status, body, text, headers } = await gateway.post({ query: '{ good bad known }' });
  expect(status).toBe(200);
  expect(body.data).toEqual({ good: 'good', bad: null, known: null });
  expect(body.errors).toEqual([
    {
      message: 'Something went wrong on our side.',
      path: ['bad'],
      extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: headers.get('hub-request-id') },
    },
    { message: 'There is none.', path: ['known'], extensions: { code: 'NOT_FOUND' } },
  ]);
  expect(text).not.toMatch(/hunter2|stacktrace|secret/);
  await gateway.close();
  await subgraph.close();
});
