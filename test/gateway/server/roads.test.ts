import { startCursorSubgraph } from '../../kit/cursor-subgraph.ts';
import type { CursorSubgraph } from '../../kit/cursor-subgraph.ts';
import { federationLink, publicLink, startFakeSubgraph } from '../../kit/fake-subgraph.ts';
import type { FakeSubgraph } from '../../kit/fake-subgraph.ts';
import { eventStream, multipart, openHttpStream } from '../../kit/http-stream.ts';
import { openLiveClient } from '../../kit/live-client.ts';
import type { LiveError, LivePayload } from '../../kit/live-client.ts';
import { startTestGateway } from '../../kit/start-gateway.ts';
import type { TestGateway } from '../../kit/start-gateway.ts';
import { startIssuer } from '../../kit/start-issuer.ts';
import type { TestIssuer } from '../../kit/start-issuer.ts';

const signingKey = 'the key of the tests, long enough to be one';
const quiet = 'subscription { quiet }';
const nested = (levels: number): string =>
  Array.from({ length: levels }).reduce<string>((inner) => `{ friend ${inner} }`, '{ id }');

interface Payload {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
  readonly extensions?: Record<string, unknown>;
}

/** What a subscription came to: its first result, or why there is none, with message and extensions of each error. */
type Verdict = { readonly first: LivePayload } | { readonly refused: readonly LiveError[] };
type Road = (payload: Payload, token?: string) => Promise<Verdict>;

/** One (document, variables, claims) gives the same verdict on every road (threats.md, invariant 10). */
describe('the three roads of a subscription', () => {
  let things: CursorSubgraph;
  let guarded: FakeSubgraph;
  let issuer: TestIssuer;
  let gateway: TestGateway;
  let officer: string;

  beforeAll(async () => {
    things = await startCursorSubgraph({
      name: 'things',
      sdl: `${publicLink}
        type Subscription { changed(id: ID): Thing @public }
        type Thing @key(fields: "id") { id: ID! @public  text: String @public  friend: Thing  friends(first: Int!): [Thing] }`,
      field: 'changed',
      signingKey,
    });
    guarded = await startFakeSubgraph({
      name: 'guarded',
      sdl: `${federationLink}
        type Query { hello: String }
        type Subscription {
          signedIn: Int @authenticated
          scoped: Int @requiresScopes(scopes: [["read:secret"]])
          quiet: Int
        }`,
      resolvers: {
        Subscription: Object.fromEntries(
          ['signedIn', 'scoped', 'quiet'].map((name) => [
            name,
            {
              async *subscribe() {
                yield { [name]: 1 };
              },
            },
          ]),
        ),
      },
    });
    issuer = await startIssuer();
    gateway = await startTestGateway([things, guarded], {
      // The other is a subgraph of others, which knows no cursors.
      subgraphs: { things: { signingKey } },
      issuers: [issuer.config],
    });
    officer = await issuer.token('officer');
  });
  beforeEach(() => things.behave('stream'));
  afterAll(async () => {
    await gateway.close();
    await Promise.all([things.kill(), guarded.close(), issuer.close()]);
  });

  const bySocket: Road = async (payload, token) => {
    const init = token === undefined ? {} : { Authorization: `Bearer ${token}` };
    const client = await openLiveClient(gateway.url, { init });
    client.send({ id: '1', type: 'subscribe', payload });
    const message = await client.nextOf('1');
    await client.close();
    if (message.type === 'error') return { refused: bare(message.payload as unknown as LiveError[]) };
    const first = message.payload ?? {};
    return first.data === undefined ? { refused: bare(first.errors ?? []) } : { first };
  };
  const byHttp =
    (accept: string): Road =>
    async (payload, token) => {
      const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const stream = await openHttpStream(gateway.url, payload, { accept, headers });
      if (stream.errors.length > 0) return { refused: bare(stream.errors) };
      const message = await stream.next();
      stream.close();
      if (message.kind === 'end') return { refused: bare(message.errors) };
      const first = message.kind === 'next' ? message.payload : {};
      return first.data === undefined ? { refused: bare(first.errors ?? []) } : { first };
    };
  const roads: [string, Road][] = [
    ['WebSocket', bySocket],
    ['Server-Sent Events', byHttp(eventStream)],
    ['multipart', byHttp(multipart)],
  ];

  interface Case {
    readonly payload: Payload;
    readonly as?: 'officer';
    readonly code: string;
    readonly more?: Record<string, unknown>;
    /** What the subgraph says in place of a stream. */
    readonly instead?: readonly object[];
  }
  const changed = 'subscription { changed { id } }';
  const notFound = [{ message: 'There is no such thing.', extensions: { code: 'NOT_FOUND' } }];
  const cases: [string, Case][] = [
    [
      'a stranger where somebody known is asked for',
      { payload: { query: 'subscription { signedIn }' }, code: 'UNAUTHENTICATED' },
    ],
    [
      'somebody without the scope',
      { payload: { query: 'subscription { scoped }' }, as: 'officer', code: 'FORBIDDEN' },
    ],
    [
      'a thing that is not there',
      { payload: { query: 'subscription { changed(id: 9) { id } }' }, instead: notFound, code: 'NOT_FOUND' },
    ],
    [
      'A26: the hash of another document beside it',
      {
        payload: {
          query: changed,
          extensions: { persistedQuery: { version: 1, sha256Hash: '0'.repeat(64) } },
        },
        code: 'BAD_REQUEST',
      },
    ],
    [
      'a cursor that is no text',
      { payload: { query: changed, extensions: { after: 7 } }, code: 'BAD_USER_INPUT' },
    ],
    [
      'a cursor without end',
      { payload: { query: changed, extensions: { after: 'c'.repeat(5_000) } }, code: 'BAD_USER_INPUT' },
    ],
    [
      'a cursor for a stream that has none',
      {
        payload: { query: quiet, extensions: { after: 'c1' } },
        code: 'BAD_USER_INPUT',
        more: { rule: 'not_resumable' },
      },
    ],
    [
      'shaping of no kind',
      {
        payload: { query: changed, extensions: { shaping: { maxPerSecond: -1 } } },
        code: 'BAD_USER_INPUT',
        more: { field: 'extensions.shaping.maxPerSecond' },
      },
    ],
    [
      'A01 a document that is too deep',
      { payload: { query: `subscription { changed ${nested(11)} }` }, code: 'GRAPHQL_VALIDATION_FAILED' },
    ],
    [
      'A04 too many aliases',
      {
        payload: {
          query: `subscription { changed { ${Array.from({ length: 31 }, (_, n) => `a${n}: id`).join(' ')} } }`,
        },
        code: 'GRAPHQL_VALIDATION_FAILED',
      },
    ],
    [
      'A06 too many tokens',
      {
        payload: { query: `subscription { changed { ${'id '.repeat(1_001)} } }` },
        code: 'GRAPHQL_PARSE_FAILED',
      },
    ],
    [
      'A09 a bomb of fragments',
      {
        payload: {
          query: `subscription { changed { ...F0 } } ${Array.from(
            { length: 20 },
            (_, n) => `fragment F${n} on Thing { a: id ...F${n + 1} ...F${n + 1} }`,
          ).join(' ')} fragment F20 on Thing { id }`,
        },
        code: 'GRAPHQL_VALIDATION_FAILED',
      },
    ],
    [
      'A28 too high a cost',
      {
        payload: {
          query:
            'subscription { changed { friends(first: 100) { friends(first: 100) { friends(first: 10) { id } } } } }',
        },
        code: 'COST_LIMIT',
      },
    ],
    [
      'A21 an object for an id',
      {
        payload: {
          query: 'subscription ($id: ID) { changed(id: $id) { id } }',
          variables: { id: { $ne: 1 } },
        },
        code: 'BAD_USER_INPUT',
      },
    ],
    ['a syntax error', { payload: { query: 'subscription {' }, code: 'GRAPHQL_PARSE_FAILED' }],
    [
      'a field that is not there',
      { payload: { query: 'subscription { chnged { id } }' }, code: 'GRAPHQL_VALIDATION_FAILED' },
    ],
    [
      'two root fields',
      { payload: { query: 'subscription { quiet signedIn }' }, code: 'GRAPHQL_VALIDATION_FAILED' },
    ],
    [
      'an operation that is not there',
      {
        payload: { query: `${changed.replace('{', 'A {')}`, operationName: 'B' },
        code: 'OPERATION_RESOLUTION_FAILURE',
      },
    ],
  ];

  test.each(cases)('give the same verdict on %s', async (_name, { payload, as, code, more, instead }) => {
    if (instead) things.behave({ instead });
    const token = as === undefined ? undefined : officer;
    const verdicts = await Promise.all(roads.map(([, ask]) => ask(payload, token)));
    for (const verdict of verdicts) {
      expect(verdict).toEqual(verdicts[0]);
      expect('refused' in verdict && verdict.refused[0]?.extensions).toMatchObject({ code, ...more });
    }
  });

  test('give the present state for a cursor that nobody gave, and say so', async () => {
    const payload = { query: changed, extensions: { after: 'forged' } };
    for (const [, ask] of roads)
      expect(await ask(payload)).toMatchObject({ first: { extensions: { resync: true, cursor: 'c0' } } });
  });

  test('A29: give the same first event, cursor and all, to a stranger and to somebody known', async () => {
    things.emit({ id: '1', text: 'one' });
    for (const token of [undefined, officer]) {
      const verdicts = await Promise.all(roads.map(([, ask]) => ask({ query: changed }, token)));
      for (const verdict of verdicts)
        expect(verdict).toEqual({
          first: { data: { changed: { id: '1' } }, extensions: { cursor: 'c1', start: true } },
        });
    }
  });

  test('E23 are complete when the source of their subgraph is', async () => {
    const socket = await openLiveClient(gateway.url);
    socket.subscribe('1', quiet);
    await socket.events('1', 1);
    expect(await socket.nextOf('1')).toEqual({ id: '1', type: 'complete' });
    await socket.close();
    for (const [accept, last] of [
      [eventStream, 'event: complete\ndata:\n\n'],
      [multipart, '\r\n--graphql--\r\n'],
    ] as const) {
      const stream = await openHttpStream(gateway.url, { query: quiet }, { accept });
      expect(await stream.events(1)).toEqual([{ data: { quiet: 1 } }]);
      expect(await stream.end()).toEqual([]);
      await stream.closed;
      expect(stream.text().endsWith(last)).toBe(true);
    }
    expect(guarded.openStreams()).toBe(0);
  });

  test('refuse a token that is not good, each in the way of its protocol', async () => {
    for (const accept of [eventStream, multipart]) {
      const headers = { authorization: 'Bearer ey.ey.ey' };
      const { status, errors } = await openHttpStream(gateway.url, { query: quiet }, { accept, headers });
      expect([status, errors[0]?.extensions['code']]).toEqual([401, 'UNAUTHENTICATED']);
    }
    const socket = await openLiveClient(gateway.url, { init: false });
    socket.send({ type: 'connection_init', payload: { Authorization: 'Bearer ey.ey.ey' } });
    expect(await socket.closed).toEqual({ code: 4403, reason: 'Forbidden' });
  });

  test('A15 E10 refuse a message of too many bytes, each in the way of its protocol', async () => {
    const payload = { query: quiet, variables: { pad: 'x'.repeat(300 * 1024) } };
    for (const accept of [eventStream, multipart])
      expect((await openHttpStream(gateway.url, payload, { accept })).status).toBe(413);
    const socket = await openLiveClient(gateway.url);
    socket.send({ id: '1', type: 'subscribe', payload });
    expect(await socket.closed).toMatchObject({ code: 1009 });
  });
});

/** Without the places in the document, which a protocol may leave out. */
function bare(errors: readonly LiveError[]): LiveError[] {
  return errors.map(({ message, extensions }) => ({ message, extensions }));
}
