import { askInParts, oldForm, startPartsWorld } from '../../kit/parts-world.ts';
import type { Part, PartsReader, PartsWorld } from '../../kit/parts-world.ts';

describe('@stream over HTTP', () => {
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
  const agency = (id: number): object => ({ id: String(id), agency: { name: `Agency a${id}` } });

  test('gives the first elements when what they need is there, and the rest when that is', async () => {
    const query = '{ reports @stream(initialCount: 1, label: "all") { id agency { name } } }';
    expect(await all(query)).toEqual([
      {
        data: { reports: [agency(1)] },
        pending: [{ id: '0', path: ['reports'], label: 'all' }],
        hasNext: true,
      },
      {
        incremental: [{ id: '0', items: [agency(2), agency(3), agency(4)] }],
        completed: [{ id: '0' }],
        hasNext: false,
      },
    ]);
    // The first element's agency is not asked for together with those of the rest.
    const asked = world.agencies.requests.map(
      ({ variables }) => (variables['representations'] as unknown[]).length,
    );
    expect(asked.sort((a, b) => a - b)).toEqual([1, 3]);
  });

  test('does not hold the first back for the rest', async () => {
    const query = '{ reports @stream { id agency { name } } }';
    world.hold('agencies');
    const reader = await ask(query);
    expect(await reader.next()).toMatchObject({ data: { reports: [] } });
    world.release('agencies');
    expect(await reader.all()).toMatchObject([{ incremental: [{ items: [1, 2, 3, 4].map(agency) }] }]);
  });

  test('tells the same by path to whoever asks for the older form', async () => {
    expect(await all('{ reports @stream(initialCount: 2) { id } }', { accept: oldForm })).toEqual([
      { data: { reports: [{ id: '1' }, { id: '2' }] }, hasNext: true },
      { incremental: [{ items: [{ id: '3' }, { id: '4' }], path: ['reports', 2] }], hasNext: false },
    ]);
  });

  test('takes initialCount from a variable; as many as there are, or more, is one answer', async () => {
    const query = 'query ($n: Int) { reports @stream(initialCount: $n) { id } }';
    expect((await all(query, { variables: { n: 3 } }))[1]).toMatchObject({
      incremental: [{ items: [{ id: '4' }] }],
    });
    for (const n of [4, 100]) {
      const reader = await ask(query, { variables: { n } });
      expect(reader.contentType).toBe('application/json; charset=utf-8');
      expect(await reader.all()).toEqual([{ data: { reports: ['1', '2', '3', '4'].map((id) => ({ id })) } }]);
    }
    const reader = await ask(query, { variables: { n: -1 } });
    expect(await reader.all()).toMatchObject([
      { errors: [{ extensions: { code: 'BAD_USER_INPUT', field: 'n', rule: 'min' } }] },
    ]);
  });

  test('streams a list of an entity that another subgraph fills, and a list in a deferred part', async () => {
    expect(await all('{ report { voters @stream(initialCount: 1) { name } } }')).toMatchObject([
      { data: { report: { voters: [{ name: 'An' }] } } },
      { incremental: [{ items: [{ name: 'Bình' }, { name: 'Chi' }] }], hasNext: false },
    ]);
    expect(await all('{ report { id ... @defer { voters @stream(initialCount: 2) { name } } } }')).toEqual([
      { data: { report: { id: '1' } }, pending: [{ id: '0', path: ['report'] }], hasNext: true },
      {
        pending: [{ id: '1', path: ['report', 'voters'] }],
        incremental: [{ id: '0', data: { voters: [{ name: 'An' }, { name: 'Bình' }] } }],
        completed: [{ id: '0' }],
        hasNext: true,
      },
      { incremental: [{ id: '1', items: [{ name: 'Chi' }] }], completed: [{ id: '1' }], hasNext: false },
    ]);
  });

  test('streams within streamed elements, the first as well as the rest', async () => {
    const parts = await all(
      '{ reports @stream(initialCount: 1, label: "r") { id voters @stream(initialCount: 2, label: "v") { name } } }',
      { accept: oldForm },
    );
    const items = parts.flatMap(
      (part) => (part['incremental'] ?? []) as { path: unknown[]; items: unknown[] }[],
    );
    expect(parts[0]).toMatchObject({
      data: { reports: [{ id: '1', voters: [{ name: 'An' }, { name: 'Bình' }] }] },
    });
    expect(items.filter(({ path }) => path.length === 2)).toMatchObject([
      { path: ['reports', 1], items: [{ voters: [{}, {}] }, { voters: [{}, {}] }, { voters: [{}, {}] }] },
    ]);
    expect(
      items
        .filter(({ path }) => path.length === 4)
        .map(({ path }) => path.join('.'))
        .sort(),
    ).toEqual([0, 1, 2, 3].map((index) => `reports.${index}.voters.2`));
  });

  test('defers within streamed elements, and waits for neither with the other', async () => {
    world.hold('votes');
    const reader = await ask(
      '{ reports @stream(initialCount: 1) { id agency { name } ... @defer { votes } } }',
    );
    expect(await reader.next()).toMatchObject({ data: { reports: [agency(1)] } });
    expect(await reader.next()).toMatchObject({
      incremental: [{ items: [agency(2), agency(3), agency(4)] }],
    });
    world.release('votes');
    const rest = (await reader.all()).flatMap((part) => part['incremental'] as { data: unknown }[]);
    expect(rest.map(({ data }) => data)).toEqual(
      expect.arrayContaining([{ votes: 10 }, { votes: 20 }, { votes: 30 }, { votes: 40 }]),
    );
  });

  test('a fragment that streams comes whole where two parts would bring it', async () => {
    const query =
      '{ ...F @defer ...F @defer } fragment F on Query { reports @stream(initialCount: 1) { id } }';
    const rest = (await all(query)).slice(1).flatMap((part) => part['incremental'] ?? []);
    expect(rest).toMatchObject([{ data: { reports: [{}, {}, {}, {}] } }]);
  });

  test('an element that may not be null and has to be ends the stream with its error; what came before stands', async () => {
    world.faults.add('tally 3');
    const query = '{ reports @stream(initialCount: 1) { id tally } }';
    expect(await all(query)).toMatchObject([
      { data: { reports: [{ id: '1', tally: 7 }] } },
      { completed: [{ id: '0', errors: [{ path: ['reports', 2, 'tally'] }] }], hasNext: false },
    ]);
    expect((await all(query, { accept: oldForm }))[1]).toMatchObject({
      incremental: [{ items: null, path: ['reports', 1], errors: [{ path: ['reports', 2, 'tally'] }] }],
    });
  });

  test('an error of an element is told with that element', async () => {
    world.agencies.behave(({ variables }) => {
      const representations = variables['representations'] as { id: string }[];
      return {
        data: { _entities: representations.map(({ id }) => (id === 'a3' ? null : { name: `Agency ${id}` })) },
        errors: representations.flatMap(({ id }, index) =>
          id === 'a3'
            ? [{ message: 'no', path: ['_entities', index, 'name'], extensions: { code: 'NOT_FOUND' } }]
            : [],
        ),
      };
    });
    const parts = await all('{ reports @stream(initialCount: 1) { id agency { name } } }');
    expect(parts[0]).not.toHaveProperty('errors');
    expect(parts[1]).toMatchObject({
      incremental: [
        {
          items: [agency(2), { id: '3', agency: { name: null } }, agency(4)],
          errors: [{ path: ['reports', 2, 'agency', 'name'], extensions: { code: 'NOT_FOUND' } }],
        },
      ],
    });
  });
});
