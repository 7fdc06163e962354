import { until } from '../../kit/live-client.ts';
import { federationLink, publicLink, startFakeSubgraph } from '../../kit/fake-subgraph.ts';
import type { FakeContext, FakeSubgraph } from '../../kit/fake-subgraph.ts';
import { startIssuer } from '../../kit/start-issuer.ts';
import type { TestIssuer } from '../../kit/start-issuer.ts';
import { startTestGateway } from '../../kit/start-gateway.ts';
import type { GraphqlAnswer, TestGateway } from '../../kit/start-gateway.ts';

const signingKey = 'the key of the tests, long enough to be one';
const link = `${federationLink}\n${publicLink}`;
const viewerIn = ({ headers }: FakeContext): unknown => {
  const viewer = headers['hub-viewer'];
  if (typeof viewer !== 'string') return 'stranger';
  return (JSON.parse(Buffer.from(viewer, 'base64url').toString()) as { name: string }).name;
};

describe('requests at the same time', () => {
  let places: FakeSubgraph;
  let notes: FakeSubgraph;
  let issuer: TestIssuer;
  let gateway: TestGateway;
  let release: () => void;
  let gate: Promise<void>;

  const close = (): void => {
    gate = new Promise((resolve) => void (release = resolve));
  };
  beforeAll(async () => {
    close();
    places = await startFakeSubgraph({
      name: 'places',
      sdl: `${link} type Query { place: Place @public me: String town(n: Int): String @public broken: String @public }
        type Mutation { change: Int } type Place @key(fields: "id") { id: ID! @public name: String @public }`,
      resolvers: {
        Query: {
          place: () => gate.then(() => ({ id: '1', name: 'Kim Long' })),
          me: (_: unknown, _args: unknown, context: FakeContext) => gate.then(() => viewerIn(context)),
          broken: () => gate.then(() => Promise.reject(new Error('secret'))),
          town: (_: unknown, { n }: { n?: number }) => gate.then(() => `Huế ${n ?? ''}`),
        },
        Mutation: { change: () => 1 },
      },
    });
    notes = await startFakeSubgraph({
      name: 'notes',
      sdl: `${link} type Place @key(fields: "id") { id: ID! @public note: String open: String @public secret: String @authenticated }`,
      resolvers: {
        Place: {
          __resolveReference: (place: object) => place,
          note: (_: unknown, _args: unknown, context: FakeContext) => `note of ${String(viewerIn(context))}`,
          open: () => 'open',
          secret: () => 'secret',
        },
      },
    });
    issuer = await startIssuer();
    gateway = await startTestGateway([places, notes], {
      signingKey,
      issuers: [issuer.config],
      sharing: { maxAgeMs: 600_000 },
    });
  });
  afterAll(async () => {
    release();
    await Promise.all([gateway.close(), places.close(), notes.close(), issuer.close()]);
  });
  beforeEach(() => {
    release();
    close();
    places.reset();
    notes.reset();
  });

  const as = async (name: string): Promise<Record<string, string>> => ({
    authorization: `Bearer ${await issuer.token(name)}`,
  });
  const joins = async (): Promise<number> => {
    const text = await (await fetch(new URL('/metrics', gateway.url))).text();
    return [...text.matchAll(/^hub_shared_total\{.*\} (\d+)$/gm)].reduce((sum, [, n]) => sum + Number(n), 0);
  };
  /** Sends the requests one after the other, each when the one before it is in flight or has joined, then lets all be answered. */
  const together = async (
    requests: readonly (readonly [string, Record<string, string>?, object?])[],
    fetches: number,
  ): Promise<GraphqlAnswer[]> => {
    const before = await joins();
    const sent = requests.map(([query, headers, variables = {}]) =>
      gateway.post({ query, variables: { ...variables } }, headers),
    );
    await until(() => places.requests.length >= fetches);
    const joined = requests.length - fetches;
    while ((await joins()) - before < joined) await new Promise((resolve) => setTimeout(resolve, 5));
    release();
    return Promise.all(sent);
  };
  const dataOf = (answers: readonly GraphqlAnswer[]): unknown[] => answers.map(({ body }) => body.data);

  test('B15: two people never share a private answer', async () => {
    const answers = await together([['{ me }', await as('an')], ['{ me }', await as('binh')], ['{ me }']], 3);
    expect(dataOf(answers)).toEqual([{ me: 'an' }, { me: 'binh' }, { me: 'stranger' }]);
    expect(places.requests).toHaveLength(3);
  });

  test('B15: a public part is shared by people whose private parts are not', async () => {
    const query = '{ place { name note } }';
    const answers = await together(
      [
        [query, await as('an')],
        [query, await as('binh')],
      ],
      1,
    );
    expect(dataOf(answers)).toEqual(
      ['an', 'binh'].map((name) => ({ place: { name: 'Kim Long', note: `note of ${name}` } })),
    );
    expect([places.requests.length, notes.requests.length]).toEqual([1, 2]);
  });

  test('a fetch is shared when nothing in it is private, whoever asks', async () => {
    const query = '{ place { name open } }';
    const answers = await together([[query, await as('an')], [query, await as('binh')], [query]], 1);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(dataOf(answers)[0]).toEqual({ place: { name: 'Kim Long', open: 'open' } });
    expect([places.requests.length, notes.requests.length]).toEqual([1, 1]);
    expect(places.requests[0]?.headers).not.toHaveProperty('hub-viewer');
  });

  test('one person’s equal requests are one, other variables are another', async () => {
    const headers = await as('an');
    expect(
      dataOf(
        await together(
          [
            ['{ me }', headers],
            ['{ me }', headers],
          ],
          1,
        ),
      ),
    ).toEqual([{ me: 'an' }, { me: 'an' }]);
    close();
    places.reset();
    const query = 'query ($n: Int) { town(n: $n) }';
    const answers = await together(
      [1, 2, 1].map((n) => [query, {}, { n }]),
      2,
    );
    expect(dataOf(answers)).toEqual([{ town: 'Huế 1' }, { town: 'Huế 2' }, { town: 'Huế 1' }]);
    expect(places.requests).toHaveLength(2);
  });

  test('operations that share one fetch only do not see each other’s joins', async () => {
    const answers = await together(
      [
        ['query A { place { name open } }'],
        ['query B { place { n: name, o: open, name } }'],
        ['query C { place { open name } }'],
      ],
      2,
    );
    expect(dataOf(answers)).toEqual([
      { place: { name: 'Kim Long', open: 'open' } },
      { place: { n: 'Kim Long', o: 'open', name: 'Kim Long' } },
      { place: { open: 'open', name: 'Kim Long' } },
    ]);
    // The second asks for one more thing of the place, and for another of the note.
    expect([places.requests.length, notes.requests.length]).toEqual([2, 2]);
  });

  test('after a mutation nobody joins what began before it ended', async () => {
    const early = gateway.post({ query: '{ town }' });
    await until(() => places.requests.length === 1);
    await gateway.post({ query: 'mutation { change }' });
    const late = gateway.post({ query: '{ town }' });
    await until(() => places.requests.length === 3);
    release();
    expect(dataOf(await Promise.all([early, late]))).toEqual([{ town: 'Huế ' }, { town: 'Huế ' }]);
  });

  test('a mutation is never shared', async () => {
    const query = 'mutation { change }';
    await Promise.all([gateway.post({ query }), gateway.post({ query }), gateway.post({ query })]);
    expect(places.requests).toHaveLength(3);
  });

  test('who leaves takes nothing from the others, and the last to leave ends the work', async () => {
    const before = await joins();
    const leaving = [new AbortController(), new AbortController()];
    const ask = (signal?: AbortSignal): Promise<Response> =>
      fetch(gateway.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{ town }"}',
        signal: signal ?? null,
      });
    const gone = leaving.map(({ signal }) => ask(signal).catch((error: unknown) => error));
    const stays = ask();
    while ((await joins()) - before < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    for (const controller of leaving) controller.abort();
    await Promise.all(gone);
    release();
    expect(await (await stays).json()).toEqual({ data: { town: 'Huế ' } });
    expect(places.requests).toHaveLength(1);
  });

  test('an error is told to each with its own request id', async () => {
    const answers = await together([['{ broken }'], ['{ broken }']], 1);
    expect(answers.map(({ body }) => body.errors?.[0]?.extensions['requestId'])).toEqual(
      answers.map(({ headers }) => headers.get('hub-request-id')),
    );
  });

  test('B14: what a plan of somebody with a right fetches is not fetched for one without', async () => {
    release();
    const query = '{ place { secret } }';
    for (let at = 0; at < 2; at += 1) {
      const known = await gateway.post({ query }, await as('an'));
      expect(known.body).toEqual({ data: { place: { secret: 'secret' } } });
      notes.reset();
      const stranger = await gateway.post({ query });
      expect(stranger.body.data).toEqual({ place: { secret: null } });
      expect(stranger.body.errors?.[0]).toMatchObject({
        path: ['place', 'secret'],
        extensions: { code: 'UNAUTHENTICATED' },
      });
      expect(notes.requests).toEqual([]);
    }
  });

  test('HUB_SHARING=off runs each on its own', async () => {
    const alone = await startTestGateway([places, notes], { signingKey, sharing: 'off' });
    const sent = [1, 2, 3].map(() => alone.post({ query: '{ town }' }));
    await until(() => places.requests.length === 3);
    release();
    expect(dataOf(await Promise.all(sent))).toEqual([1, 2, 3].map(() => ({ town: 'Huế ' })));
    await alone.close();
  });
});
