import { createHash } from 'node:crypto';
import type { CallOptions } from '../../client-sdk/src/call-options.ts';
import type { Connection, HubRequest } from '../../client-sdk/src/http.ts';
import { sendRequest } from '../../client-sdk/src/http.ts';
import type { FakeAnswer, FakeAnswers, SeenRequest } from '../kit/fake-answers.ts';
import { startFakeAnswers } from '../kit/fake-answers.ts';

const query: HubRequest = { query: 'query { n }', variables: {} };
const mutation: HubRequest = {
  query: 'mutation ($clientMutationId: String) { add(clientMutationId: $clientMutationId) }',
  variables: { a: 1 },
};
const whole: FakeAnswer = { body: { data: { n: 1 } } };
const refusal = (code: string, more: object = {}, status = 200): FakeAnswer => ({
  status,
  body: { errors: [{ message: code, extensions: { code, ...more } }] },
});
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

let hub: FakeAnswers;
afterEach(() => hub.close());
const start = async (script: (request: SeenRequest, index: number) => FakeAnswer) =>
  (hub = await startFakeAnswers(script));
const send = (request: HubRequest, options: CallOptions = {}, connection: Partial<Connection> = {}) =>
  sendRequest({ url: hub.url, persisted: false, ...connection }, request, options);
const keys = (): unknown[] => hub.seen.map(({ body }) => Object(body['variables']).clientMutationId);

describe('a request is tried again', () => {
  const passing: [string, FakeAnswer][] = [
    ['a connection that is cut', undefined],
    ["a proxy's page", { status: 502, body: '<html>' }],
    ...['SERVER_DRAINING', 'OVERLOADED', 'UNAVAILABLE', 'RATE_LIMITED'].map((code): [string, FakeAnswer] => [
      code,
      refusal(code, {}, 503),
    ]),
    ...['SUBGRAPH_UNAVAILABLE', 'SUBGRAPH_TIMEOUT'].map((code): [string, FakeAnswer] => [
      code,
      { body: { data: { n: null }, errors: [{ message: code, path: ['n'], extensions: { code } }] } },
    ]),
  ];

  test.each(passing)('after %s when it is a query', async (_name, first) => {
    await start((_request, index) => (index === 0 ? first : whole));
    const told: unknown[] = [];
    expect(await send(query, { onRetry: (retry) => told.push(retry) })).toEqual({ n: 1 });
    expect(told).toEqual([1]);
  });

  test.each(passing)('after %s when it is a mutation, with the key that it had', async (_name, first) => {
    await start((_request, index) => (index === 0 ? first : whole));
    await send(mutation, {}, { apiKey: 'key' });
    expect(keys()).toEqual([expect.stringMatching(/^[\w-]{32,36}$/), keys()[0]]);
    await send(mutation, {}, { apiKey: 'key' });
    expect(keys()[2]).not.toBe(keys()[0]);
  });

  test('never before the time that the hub names, be it in the error or in the head', async () => {
    const answers = [
      refusal('RATE_LIMITED', { retryAfter: 1 }, 429),
      { status: 503, headers: { 'retry-after': '1' }, body: '' },
      refusal('QUOTA_EXCEEDED', { retryAfter: 0.2 }, 429),
    ];
    await start((_request, index) => answers[index] ?? whole);
    await send(query);
    const waits = hub.seen.slice(1).map(({ atMs }, index) => atMs - (hub.seen[index]?.atMs ?? 0));
    // A timer may be a millisecond early.
    expect(waits.map((ms, index) => ms >= [998, 998, 198][index]!)).toEqual([true, true, true]);
  });

  test('only as often as it says, and then what the last one ended with is thrown', async () => {
    await start(() => refusal('OVERLOADED', {}, 503));
    await expect(send(query, { retries: 2 })).rejects.toMatchObject({ code: 'OVERLOADED' });
    expect(hub.seen).toHaveLength(3);
    await expect(send(query, {}, { retries: 0 })).rejects.toMatchObject({ code: 'OVERLOADED' });
    expect(hub.seen).toHaveLength(4);
  });
});

describe('a request is sent once', () => {
  test.each(['BAD_USER_INPUT', 'NOT_FOUND', 'COST_LIMIT', 'INTERNAL_SERVER_ERROR', 'A_CODE_OF_TOMORROW'])(
    'when it is refused with %s',
    async (code) => {
      await start(() => refusal(code));
      await expect(send(query)).rejects.toMatchObject({ name: 'HubError', code });
      expect(hub.seen).toHaveLength(1);
    },
  );

  test('when what answered with 404 is no GraphQL server', async () => {
    await start(() => ({ status: 404, body: '<html>' }));
    await expect(send(query)).rejects.toMatchObject({ code: 'UNREACHABLE', status: 404 });
    expect(hub.seen).toHaveLength(1);
  });

  test('when it is a mutation that has no key: of a stranger, of a document that takes none, or by choice', async () => {
    await start(() => undefined);
    const keyless = { query: 'mutation { add }', variables: {} };
    const calls = [
      send(mutation),
      send(keyless, {}, { apiKey: 'key' }),
      send(mutation, { idempotencyKey: false }, { apiKey: 'key' }),
      send({ ...mutation, variables: { clientMutationId: null } }, {}, { token: () => 'token' }),
    ];
    for (const call of calls) await expect(call).rejects.toMatchObject({ code: 'UNREACHABLE' });
    expect(hub.seen).toHaveLength(4);
  });

  test('when the units of the day are used and none says until when, or it is later than the deadline', async () => {
    await start((_request, index) =>
      refusal('QUOTA_EXCEEDED', index === 0 ? {} : { retryAfter: 3_600 }, 429),
    );
    await expect(send(query)).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED', retryAfter: undefined });
    await expect(send(query)).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED', retryAfter: 3_600 });
    expect(hub.seen).toHaveLength(2);
  });
});

describe('the key of a mutation', () => {
  test("is the caller's, as option or as variable", async () => {
    await start(() => whole);
    await send(mutation, { idempotencyKey: 'mine' }, { apiKey: 'key' });
    await send({ ...mutation, variables: { clientMutationId: 'other' } }, {}, { apiKey: 'key' });
    expect(keys()).toEqual(['mine', 'other']);
    expect(hub.seen[0]?.body['variables']).toEqual({ a: 1, clientMutationId: 'mine' });
  });

  test('finds no place in a document that declares none, which is said before anything is sent', async () => {
    await start(() => whole);
    const call = send({ query: 'mutation { add }', variables: {} }, { idempotencyKey: 'mine' });
    await expect(call).rejects.toThrow('declares no $clientMutationId');
    expect(hub.seen).toEqual([]);
  });
});

describe('the deadline and the signal', () => {
  test('end a call that is not answered, with what the last try ended with', async () => {
    await start((_request, index) => (index === 0 ? refusal('OVERLOADED', {}, 503) : 'never'));
    const call = send(query, { deadlineMs: 2_000 });
    await expect(call).rejects.toMatchObject({
      name: 'HubDeadlineError',
      code: 'DEADLINE_EXCEEDED',
      cause: { code: 'OVERLOADED' },
    });
    expect(hub.seen).toHaveLength(2);
  });

  test('end one that waits for its token', async () => {
    await start(() => whole);
    const token = () => new Promise<string>(() => undefined);
    await expect(send(query, { deadlineMs: 50 }, { token })).rejects.toMatchObject({
      code: 'DEADLINE_EXCEEDED',
    });
    expect(hub.seen).toEqual([]);
  });

  test("the caller's signal ends it with its own reason: before it began, unanswered, and between two tries", async () => {
    await start((_request, index) =>
      index === 0 ? 'never' : refusal('RATE_LIMITED', { retryAfter: 20 }, 429),
    );
    const reason = new Error('the reader left');
    await expect(send(query, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(hub.seen).toEqual([]);
    const unanswered = new AbortController();
    const call = send(query, { signal: unanswered.signal });
    while (hub.seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    unanswered.abort(reason);
    await expect(call).rejects.toBe(reason);
    const between = new AbortController();
    const waiting = send(query, { signal: between.signal, onRetry: () => between.abort(reason) });
    await expect(waiting).rejects.toBe(reason);
    expect(hub.seen).toHaveLength(2);
  });
});

describe('a token', () => {
  test('that was refused is asked for once more, and the same call goes on with the new one', async () => {
    await start(({ headers }) =>
      headers.authorization === 'Bearer new' ? whole : refusal('UNAUTHENTICATED', {}, 401),
    );
    const tokens = ['old', 'new'];
    expect(await send(mutation, {}, { token: () => tokens.shift() })).toEqual({ n: 1 });
    expect(keys()).toEqual([keys()[0], keys()[0]]);
    await expect(send(query, {}, { token: () => 'old' })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(hub.seen).toHaveLength(4);
  });

  test('is not asked for again for what was answered in part, and may have been done', async () => {
    const errors = [{ message: 'no', path: ['b'], extensions: { code: 'UNAUTHENTICATED' } }];
    await start(() => ({ body: { data: null, errors } }));
    await expect(send(mutation, {}, { token: () => 'old' })).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    expect(hub.seen).toHaveLength(1);
  });

  test('that cannot be had for a moment is had at the next try', async () => {
    await start(() => whole);
    let asked = 0;
    const token = async (): Promise<string> => {
      if ((asked += 1) === 1) throw new Error('the sign-in is away');
      return 'token';
    };
    expect(await send({ query: 'mutation { add }', variables: {} }, {}, { token })).toEqual({ n: 1 });
    expect(hub.seen).toHaveLength(1);
  });
});

describe('a document', () => {
  const hash = hashOf(query.query);
  const persistedQuery = { version: 1, sha256Hash: hash };

  test('goes as its hash, and once more as text where the hub does not know it', async () => {
    await start(({ body }) => ('query' in body ? whole : refusal('PERSISTED_QUERY_NOT_FOUND')));
    await send(query, {}, { persisted: true });
    expect(hub.seen.map(({ body }) => body)).toEqual([
      { variables: {}, extensions: { persistedQuery } },
      { variables: {}, query: query.query, extensions: { persistedQuery } },
    ]);
  });

  test('goes by the hash that its generator gave', async () => {
    await start(() => whole);
    await send({ ...query, hash: 'a'.repeat(64) }, {}, { persisted: true });
    expect(hub.seen).toHaveLength(1);
    expect(hub.seen[0]?.body['extensions']).toEqual({
      persistedQuery: { ...persistedQuery, sha256Hash: 'a'.repeat(64) },
    });
  });

  test('is not sent as text by an app that may send only what is on its list', async () => {
    await start(() => refusal('FORBIDDEN', { rule: 'not_listed' }, 403));
    const call = send(query, {}, { persisted: true, apiKey: 'key' });
    await expect(call).rejects.toMatchObject({ code: 'FORBIDDEN', rule: 'not_listed' });
    expect(hub.seen).toHaveLength(1);
  });
});

describe('an answer in part', () => {
  const errors = [{ message: 'no', path: ['b'], extensions: { code: 'NOT_FOUND' } }];
  const part: FakeAnswer = {
    headers: { 'hub-request-id': 'r-7' },
    body: { data: { a: 1, b: null }, errors },
  };

  test('is thrown with its data and the id of the request', async () => {
    await start(() => part);
    await expect(send(query)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      path: ['b'],
      data: { a: 1, b: null },
      requestId: 'r-7',
    });
  });

  test('is the answer for who takes its errors', async () => {
    await start(() => part);
    const taken: unknown[] = [];
    expect(await send(query, { onPartial: (some) => taken.push(...some) })).toEqual({ a: 1, b: null });
    expect(taken).toEqual(errors);
  });
});
