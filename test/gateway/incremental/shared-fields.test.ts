import { askInParts, oldForm, startPartsWorld } from '../../kit/parts-world.ts';
import type { Part, PartsReader, PartsWorld } from '../../kit/parts-world.ts';

describe('deferred fragments beside each other that select the same', () => {
  let world: PartsWorld;
  beforeAll(async () => {
    world = await startPartsWorld();
  });
  afterAll(() => world.close());
  afterEach(() => {
    world.faults.clear();
    (['agencies', 'votes'] as const).forEach((name) => world.release(name));
  });

  const ask = (query: string, options: Parameters<typeof askInParts>[2] = {}): Promise<PartsReader> =>
    askInParts(world.gateway.url, query, options);
  const all = async (query: string, options: Parameters<typeof askInParts>[2] = {}): Promise<Part[]> =>
    (await ask(query, options)).all();

  const text = `{ report { ... @defer(label: "votes") { title votes place { lat } }
    ... @defer(label: "agency") { title agency { name } place { lat lon } } } }`;

  test('have it sent by id with the one that is there first, whichever that is', async () => {
    world.hold('votes');
    const reader = await ask(text);
    const pending = [
      { id: '0', path: ['report'], label: 'votes' },
      { id: '1', path: ['report'], label: 'agency' },
    ];
    expect(await reader.next()).toEqual({ data: { report: {} }, pending, hasNext: true });
    const place = { lat: 16.4, lon: 107.6 };
    const agency = { name: 'Agency a1' };
    expect(await reader.next()).toEqual({
      incremental: [{ id: '1', data: { title: 'Report 1', agency, place } }],
      completed: [{ id: '1' }],
      hasNext: true,
    });
    world.release('votes');
    expect(await reader.all()).toEqual([
      { incremental: [{ id: '0', data: { votes: 10 } }], completed: [{ id: '0' }], hasNext: false },
    ]);

    world.hold('agencies');
    const other = await ask(text);
    await other.next();
    expect(await other.next()).toMatchObject({
      incremental: [{ id: '0', data: { title: 'Report 1', votes: 10, place: { lat: 16.4 } } }],
    });
    world.release('agencies');
    expect(await other.all()).toMatchObject([
      {
        incremental: [
          { id: '1', data: { agency } },
          { id: '1', subPath: ['place'], data: { lon: 107.6 } },
        ],
      },
    ]);
  });

  test('both bring it by path, where a part is whole by itself', async () => {
    const [, ...rest] = await all(text, { accept: oldForm });
    const parts = rest.flatMap((part) => part['incremental'] as { data: object; label: string }[]);
    const votes = { title: 'Report 1', votes: 10, place: { lat: 16.4 } };
    const agency = {
      title: 'Report 1',
      agency: { name: 'Agency a1' },
      place: { lat: 16.4, lon: 107.6 },
    };
    expect(Object.fromEntries(parts.map(({ label, data }) => [label, data]))).toEqual({ votes, agency });
  });

  test('take nothing from each other by a null that takes one of them', async () => {
    world.faults.add('tally 1');
    const [, ...rest] = await all(
      '{ report { ... @defer(label: "a") { title tally } ... @defer(label: "b") { title text } } }',
    );
    expect(rest.flatMap((part) => part['incremental'] ?? [])).toEqual([
      { id: '1', data: { title: 'Report 1', text: 'Text 1' } },
    ]);
    expect(rest.flatMap((part) => part['completed'])).toEqual(
      expect.arrayContaining([
        { id: '0', errors: [expect.objectContaining({ path: ['report', 'tally'] })] },
        { id: '1' },
      ]),
    );
  });

  test('at different depths and in lists are told apart element by element', async () => {
    world.hold('votes');
    const reader = await ask(
      '{ ... @defer(label: "all") { reports { id votes } } reports { agency { id } ... @defer(label: "one") { id title } } }',
    );
    await reader.next();
    expect(await reader.next()).toMatchObject({
      incremental: ['1', '2', '3', '4'].map((id) => ({ data: { id, title: `Report ${id}` } })),
    });
    world.release('votes');
    const ids = (await reader.all()).flatMap((part) => part['incremental']);
    expect(ids).toEqual(
      [0, 1, 2, 3].map((index) => ({
        id: '4',
        subPath: ['reports', index],
        data: { votes: (index + 1) * 10 },
      })),
    );
  });
});
