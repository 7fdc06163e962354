import { createHash } from 'node:crypto';
import { askInParts, newForm, oldForm, startPartsWorld } from '../../kit/parts-world.ts';
import type { Part, PartsReader, PartsWorld } from '../../kit/parts-world.ts';
import { until } from '../../kit/live-client.ts';

describe('@defer over HTTP', () => {
  let world: PartsWorld;
  beforeAll(async () => {
    world = await startPartsWorld();
  });
  afterAll(() => world.close());
  afterEach(() => {
    world.faults.clear();
    (['agencies', 'votes'] as const).forEach((name) => world.release(name));
    [world.reports, world.agencies, world.votes].forEach((each) => each.reset());
  });

  const ask = (query: string, options: Parameters<typeof askInParts>[2] = {}): Promise<PartsReader> =>
    askInParts(world.gateway.url, query, options);
  const all = async (query: string, options: Parameters<typeof askInParts>[2] = {}): Promise<Part[]> =>
    (await ask(query, options)).all();
  const codes = (errors: unknown): unknown[] =>
    (errors as { path?: unknown; extensions: { code: string } }[]).map(({ path, extensions }) => [
      path,
      extensions.code,
    ]);

  const query = '{ report { id ... @defer(label: "who") { agency { name } } } }';

  test('gives at once what is not deferred, and the rest when its subgraph answers', async () => {
    world.hold('agencies');
    const reader = await ask(query);
    expect([reader.status, reader.contentType]).toEqual([
      200,
      'multipart/mixed; boundary="-"; incrementalSpec=v0.2',
    ]);
    expect(await reader.next()).toEqual({
      data: { report: { id: '1' } },
      pending: [{ id: '0', path: ['report'], label: 'who' }],
      hasNext: true,
    });
    world.release('agencies');
    expect(await reader.all()).toEqual([
      {
        incremental: [{ id: '0', data: { agency: { name: 'Agency a1' } } }],
        completed: [{ id: '0' }],
        hasNext: false,
      },
    ]);
  });

  test('tells the same by path and label to whoever asks for the older form', async () => {
    expect(await all(query, { accept: `${oldForm}, application/json` })).toEqual([
      { data: { report: { id: '1' } }, hasNext: true },
      {
        incremental: [{ data: { agency: { name: 'Agency a1' } }, path: ['report'], label: 'who' }],
        hasNext: false,
      },
    ]);
  });

  test.each([
    ['multipart/mixed', 'incrementalSpec=v0.2'],
    ['application/json, multipart/mixed;q=0.5', 'incrementalSpec=v0.2'],
    ['multipart/mixed; deferSpec="20220824"', 'deferSpec=20220824'],
    ['text/event-stream, multipart/mixed;incrementalSpec=v0.2', 'incrementalSpec=v0.2'],
  ])('accept: %s gives %s', async (accept, form) => {
    const reader = await ask(query, { accept });
    expect(reader.contentType).toBe(`multipart/mixed; boundary="-"; ${form}`);
    expect((await reader.all()).length).toBe(2);
  });

  test.each([
    'application/json',
    'application/graphql-response+json',
    '*/*',
    'multipart/mixed;deferSpec=20990101, application/json',
    'multipart/mixed;subscriptionSpec=1.0, application/json',
  ])('accept: %s gives one answer, as if nobody had deferred anything', async (accept) => {
    const reader = await ask(query, { accept });
    expect(reader.contentType).toMatch(/json; charset=utf-8$/);
    expect(await reader.all()).toEqual([{ data: { report: { id: '1', agency: { name: 'Agency a1' } } } }]);
    // One fetch for what one subgraph has: the plan too is as if nobody had.
    expect(world.reports.requests).toHaveLength(1);
  });

  test('gives one answer where nothing is held back: if: false, a null, an empty list', async () => {
    for (const [text, data] of [
      ['{ report { id ... @defer(if: false) { title } } }', { report: { id: '1', title: 'Report 1' } }],
      ['{ report(id: "none") { id ... @defer { title } } }', { report: null }],
      ['{ reports(none: true) { id ... @defer { title } } }', { reports: [] }],
    ] as const) {
      const reader = await ask(text);
      expect(reader.contentType).toBe('application/json; charset=utf-8');
      expect(await reader.all()).toEqual([{ data }]);
    }
  });

  test('if may be a variable, and left out is true', async () => {
    const text = 'query ($later: Boolean) { report { id ... @defer(if: $later) { title } } }';
    expect(await all(text, { variables: { later: false } })).toEqual([
      { data: { report: { id: '1', title: 'Report 1' } } },
    ]);
    for (const variables of [{}, { later: true }]) expect(await all(text, { variables })).toHaveLength(2);
  });

  test('nested ones come each after what it stands in', async () => {
    world.hold('votes');
    const reader = await ask(
      '{ report { id ... @defer(label: "a") { title agency { id ... @defer(label: "b") { name } } ... @defer(label: "c") { votes } } } }',
    );
    expect(await reader.next()).toMatchObject({ data: { report: { id: '1' } } });
    const [second, third] = [await reader.next(), await reader.next()];
    expect(second).toEqual({
      pending: [
        { id: '1', path: ['report', 'agency'], label: 'b' },
        { id: '2', path: ['report'], label: 'c' },
      ],
      incremental: [{ id: '0', data: { title: 'Report 1', agency: { id: 'a1' } } }],
      completed: [{ id: '0' }],
      hasNext: true,
    });
    expect(third).toMatchObject({ incremental: [{ id: '1', data: { name: 'Agency a1' } }], hasNext: true });
    world.release('votes');
    expect(await reader.all()).toMatchObject([
      { incremental: [{ id: '2', data: { votes: 10 } }], hasNext: false },
    ]);
  });

  test('those that are ready come without waiting for others', async () => {
    world.hold('votes');
    const reader = await ask(
      '{ report { id ... @defer(label: "slow") { votes } ... @defer(label: "quick") { agency { name } } } }',
    );
    await reader.next();
    expect(await reader.next()).toMatchObject({ incremental: [{ data: { agency: { name: 'Agency a1' } } }] });
    world.release('votes');
    expect(await reader.all()).toMatchObject([{ incremental: [{ data: { votes: 10 } }], hasNext: false }]);
  });

  test('in a list there is one for each element', async () => {
    const parts = await all('{ reports { id ... @defer { agency { name } } } }', { accept: oldForm });
    expect(parts[0]).toEqual({
      data: { reports: ['1', '2', '3', '4'].map((id) => ({ id })) },
      hasNext: true,
    });
    expect(parts[1]?.['incremental']).toEqual(
      ['1', '2', '3', '4'].map((id, index) => ({
        data: { agency: { name: `Agency a${id}` } },
        path: ['reports', index],
      })),
    );
    // All of them together are one fetch.
    expect(world.agencies.requests).toHaveLength(1);
  });

  test('what was there before is not told again by id, object by object, and is by path', async () => {
    const text = '{ report { agency { id } ... @defer { title agency { id name } } } }';
    expect((await all(text))[1]).toEqual({
      incremental: [
        { id: '0', data: { title: 'Report 1' } },
        { id: '0', subPath: ['agency'], data: { name: 'Agency a1' } },
      ],
      completed: [{ id: '0' }],
      hasNext: false,
    });
    expect((await all(text, { accept: oldForm }))[1]).toEqual({
      incremental: [
        { data: { title: 'Report 1', agency: { id: 'a1', name: 'Agency a1' } }, path: ['report'] },
      ],
      hasNext: false,
    });
  });

  test('one that brings nothing new is not announced by id, and told by path', async () => {
    const text = '{ report { id agency { id } ... @defer { id agency { id } } ... @defer { title } } }';
    expect(await all(text)).toEqual([
      {
        data: { report: { id: '1', agency: { id: 'a1' } } },
        pending: [{ id: '0', path: ['report'] }],
        hasNext: true,
      },
      { incremental: [{ id: '0', data: { title: 'Report 1' } }], completed: [{ id: '0' }], hasNext: false },
    ]);
    const [, rest] = await all(text, { accept: oldForm });
    expect(rest).toMatchObject({ incremental: [{ data: { id: '1' } }, { data: { title: 'Report 1' } }] });
    expect(await all('{ report { id ... @defer { id } } }')).toEqual([{ data: { report: { id: '1' } } }]);
  });

  test('works at the root, on a named fragment, in a type that has no key, and below a mutation', async () => {
    expect(await all('{ one ... @defer { report { id } } }')).toMatchObject([
      { data: { one: 1 }, pending: [{ path: [] }] },
      { incremental: [{ data: { report: { id: '1' } } }] },
    ]);
    expect(await all('{ report { id ...F @defer } } fragment F on Report { title }')).toMatchObject([
      { data: { report: { id: '1' } } },
      { incremental: [{ data: { title: 'Report 1' } }] },
    ]);
    expect(await all('{ report { place { lat ... @defer { lon } } } }')).toMatchObject([
      { data: { report: { place: { lat: 16.4 } } } },
      { incremental: [{ data: { lon: 107.6 } }] },
    ]);
    expect(await all('mutation { file { id ... @defer { votes } } }')).toMatchObject([
      { data: { file: { id: '9' } } },
      { incremental: [{ data: { votes: 90 } }] },
    ]);
  });

  test("the client's aliases and order hold in every part", async () => {
    const reader = await ask(
      '{ r: report { id: title ... @defer { b: text a: id ag: agency { id: name } } } }',
    );
    expect(await reader.next()).toMatchObject({ data: { r: { id: 'Report 1' } } });
    const part = await reader.next();
    expect(JSON.stringify(part?.['incremental'])).toBe(
      '[{"id":"0","data":{"b":"Text 1","a":"1","ag":{"id":"Agency a1"}}}]',
    );
  });

  describe('when something fails', () => {
    test('in a nullable field, the part has null and the error, and what came before stands', async () => {
      world.agencies.behave('refuse');
      const parts = await all('{ report { id ... @defer { title agency { name } } } }');
      expect(parts[0]).not.toHaveProperty('errors');
      expect(parts[1]?.['incremental']).toMatchObject([
        { data: { title: 'Report 1', agency: { name: null } } },
      ]);
      const found = parts[1]?.['incremental'] as { errors: unknown }[] | undefined;
      expect(codes(found?.[0]?.errors)).toEqual([[['report', 'agency', 'name'], 'SUBGRAPH_UNAVAILABLE']]);
    });

    test('in a field that may not be null, the null takes the part and no more', async () => {
      world.faults.add('tally 2');
      const text = '{ reports { id ... @defer { tally } } }';
      const byId = await all(text);
      expect(byId[0]).toMatchObject({
        data: { reports: [{ id: '1' }, { id: '2' }, { id: '3' }, { id: '4' }] },
      });
      expect(byId[1]).toMatchObject({
        incremental: ['0', '2', '3'].map((id) => ({ id, data: { tally: 7 } })),
        completed: [{ id: '0' }, { id: '1' }, { id: '2' }, { id: '3' }],
      });
      const completed = byId[1]?.['completed'] as { id: string; errors?: unknown }[];
      expect(completed.map(({ errors }) => errors && codes(errors))).toEqual([
        undefined,
        [[['reports', 1, 'tally'], 'INTERNAL_SERVER_ERROR']],
        undefined,
        undefined,
      ]);
      const byPath = await all(text, { accept: oldForm });
      expect(byPath[1]?.['incremental']).toMatchObject([
        { data: { tally: 7 } },
        { data: null, path: ['reports', 1], errors: [{ path: ['reports', 1, 'tally'] }] },
        { data: { tally: 7 } },
        { data: { tally: 7 } },
      ]);
    });

    test('below a nullable object within the part, the null stays there', async () => {
      world.faults.add('code');
      const [, part] = await all('{ report { id ... @defer { title agency { name code } } } }');
      expect(part).toMatchObject({
        incremental: [
          { data: { title: 'Report 1', agency: null }, errors: [{ path: ['report', 'agency', 'code'] }] },
        ],
      });
    });

    test('in what is not deferred, nothing is announced of what became null', async () => {
      world.faults.add('code');
      const parts = await all('{ report { agency { code ... @defer { name } } ... @defer { title } } }');
      expect(parts[0]).toMatchObject({ data: { report: { agency: null } }, pending: [{ path: ['report'] }] });
      expect(parts[1]).toMatchObject({ incremental: [{ data: { title: 'Report 1' } }], hasNext: false });
    });

    test('in the first fetch, there is one answer with the error, and no part', async () => {
      world.reports.behave('refuse');
      const reader = await ask('{ mine { id ... @defer { title } } }');
      expect(reader.contentType).toBe('application/json; charset=utf-8');
      expect(await reader.all()).toMatchObject([{ data: null, errors: [{ path: ['mine'] }] }]);
    });

    test('C20: what the viewer may not have is null with an error in its part, and is not fetched', async () => {
      const [, part] = await all('{ report { id ... @defer { title secret } } }');
      expect(part).toMatchObject({ incremental: [{ data: { title: 'Report 1', secret: null } }] });
      const found = part?.['incremental'] as { errors: unknown }[] | undefined;
      expect(codes(found?.[0]?.errors)).toEqual([[['report', 'secret'], 'UNAUTHENTICATED']]);
      expect(world.reports.requests.map((each) => each.query).join()).not.toContain('secret');
    });
  });

  test('a refusal is one answer with its status, whatever the client accepts', async () => {
    const reader = await ask('{ report { ... @defer { nothing } } }', {
      accept: `${newForm}, application/graphql-response+json`,
    });
    expect([reader.status, reader.contentType]).toEqual([
      400,
      'application/graphql-response+json; charset=utf-8',
    ]);
    expect(await reader.all()).toMatchObject([
      { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
    ]);
  });

  test('lets go of its fetches when the client leaves, and of the socket', async () => {
    world.hold('votes');
    const reader = await ask('{ report { id ... @defer { votes } } }');
    await reader.next();
    const metrics = async (): Promise<string> =>
      (await fetch(world.gateway.url.replace('/graphql', '/metrics'))).text();
    await until(() => world.votes.requests.length === 1);
    await reader.cancel();
    await until(async () => /hub_subgraph_calls_in_flight\{subgraph="votes"\} 0/.test(await metrics()));
  });

  test('comes by GET too, when it registers a query under a hash, and by that hash', async () => {
    const search = new URLSearchParams({ query });
    const headers = { accept: newForm, 'apollo-require-preflight': '1' };
    const response = await fetch(`${world.gateway.url}?${search.toString()}`, { headers });
    expect(response.headers.get('content-type')).toMatch(/^multipart\/mixed/);
    expect(await response.text()).toMatch(/\r\n-----\r\n$/);
    const mutation = new URLSearchParams({ query: 'mutation { file { id ... @defer { votes } } }' });
    expect((await fetch(`${world.gateway.url}?${mutation.toString()}`, { headers })).status).toBe(405);
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    const byHash = async (body: object): Promise<string> =>
      (
        await fetch(world.gateway.url, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify({ extensions, ...body }),
        })
      ).text();
    expect(await byHash({})).toContain('PERSISTED_QUERY_NOT_FOUND');
    expect(await byHash({ query: `${query} ` })).toContain('BAD_REQUEST');
    expect(await byHash({})).toContain('PERSISTED_QUERY_NOT_FOUND');
    expect(await byHash({ query })).toMatch(/"hasNext":true[^]*"hasNext":false/);
    expect(await byHash({})).toMatch(/"hasNext":true[^]*"hasNext":false/);
  });
});

test('the directives are in the schema that clients see', async () => {
  const world = await startPartsWorld();
  const { body } = await world.gateway.post({
    query: '{ __schema { directives { name locations args { name type { kind name } defaultValue } } } }',
  });
  await world.close();
  type Introspected = { directives: { name: string; locations: string[] }[] } | undefined;
  const directives = (body.data?.['__schema'] as Introspected)?.directives ?? [];
  expect(directives.find(({ name }) => name === 'defer')?.locations).toEqual([
    'FRAGMENT_SPREAD',
    'INLINE_FRAGMENT',
  ]);
  expect(directives.find(({ name }) => name === 'stream')?.locations).toEqual(['FIELD']);
});
