import { startFakeSubgraph } from '../../kit/fake-subgraph.ts';
import type { FakeSubgraph } from '../../kit/fake-subgraph.ts';
import { askInParts, oldForm } from '../../kit/parts-world.ts';
import type { Part } from '../../kit/parts-world.ts';
import { startTestGateway } from '../../kit/start-gateway.ts';
import type { TestGateway } from '../../kit/start-gateway.ts';

type Items = Part & {
  readonly incremental?: readonly { readonly items?: readonly unknown[] | null; readonly path?: unknown }[];
};

/** A long list of which every tenth element has no owner; owners and stories are told when the test lets them. */
describe('the rest of a streamed list', () => {
  const length = 230;
  let items: FakeSubgraph;
  let owners: FakeSubgraph;
  let stories: FakeSubgraph;
  let gateway: TestGateway;
  const gates = new Map<string, { readonly opened: Promise<void>; readonly open: () => void }>();
  const hold = (name: string): void => {
    let open = (): void => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    gates.set(name, { opened, open });
  };
  const release = (name: string): void => gates.get(name)?.open();
  const passes = async (name: string): Promise<void> => gates.get(name)?.opened;

  beforeAll(async () => {
    const item = (n: number) => ({
      __typename: n % 2 === 0 ? 'Tale' : 'Note',
      id: String(n),
      owner: n % 10 === 9 ? null : { id: String(n) },
      parts: [{ id: `${n}a` }, { id: `${n}b` }],
    });
    items = await startFakeSubgraph({
      name: 'items',
      sdl: `type Query { items: [Item!]! } interface Item { id: ID! owner: Owner parts: [Owner!]! } type Owner @key(fields: "id") { id: ID! }
        type Tale implements Item @key(fields: "id") { id: ID! owner: Owner parts: [Owner!]! } type Note implements Item @key(fields: "id") { id: ID! owner: Owner parts: [Owner!]! }`,
      resolvers: { Query: { items: () => Array.from({ length }, (_, n) => item(n)) } },
    });
    owners = await startFakeSubgraph({
      name: 'owners',
      sdl: `type Owner @key(fields: "id") { id: ID! name: String strict: String! }`,
      resolvers: {
        Owner: {
          __resolveReference: async ({ id }: { id: string }) => {
            await passes(Number.parseInt(id, 10) < 100 ? 'first' : 'later');
            return { id, name: `Owner ${id}`, strict: id === '150' ? null : id };
          },
        },
      },
    });
    stories = await startFakeSubgraph({
      name: 'stories',
      sdl: `type Tale @key(fields: "id") { id: ID! story: String }`,
      resolvers: {
        Tale: {
          __resolveReference: async ({ id }: { id: string }) => {
            if (id !== '0') await passes('stories');
            return { id, story: `Story ${id}` };
          },
        },
      },
    });
    gateway = await startTestGateway([items, owners, stories], { limits: null });
  });
  afterEach(() => {
    for (const { open } of gates.values()) open();
    gates.clear();
  });
  afterAll(async () => {
    await gateway.close();
    await Promise.all([items, owners, stories].map((each) => each.close()));
  });

  const ask = (query: string, options: Parameters<typeof askInParts>[2] = {}) =>
    askInParts(gateway.url, query, options);
  const sent = (part: Part | undefined): readonly unknown[] =>
    (part as Items | undefined)?.incremental?.flatMap((each) => each.items ?? []) ?? [];

  test('goes out as far as it has all that it needs, in its order', async () => {
    hold('stories');
    const reader = await ask('{ items @stream(initialCount: 1) { id ... on Tale { story } } }');
    expect(await reader.next()).toMatchObject({ data: { items: [{ id: '0', story: 'Story 0' }] } });
    // The second is no tale and needs nothing; the third waits for its story.
    expect(sent(await reader.next())).toEqual([{ id: '1' }]);
    release('stories');
    const rest = (await reader.all()).flatMap(sent) as { id: string; story?: string }[];
    expect(rest.map(({ id }) => Number(id))).toEqual(Array.from({ length: length - 2 }, (_, n) => n + 2));
    for (const { id, story } of rest) expect(story).toBe(Number(id) % 2 === 0 ? `Story ${id}` : undefined);
  });

  test.each([
    ['by ids', undefined],
    ['by path', oldForm],
  ])(
    'comes in pieces when it is long: the second hundred does not hold up the first (%s)',
    async (_form, accept) => {
      hold('later');
      const reader = await ask(
        '{ items @stream(initialCount: 2, label: "i") { id owner { name } } }',
        accept ? { accept } : {},
      );
      expect(await reader.next()).toMatchObject({
        data: { items: [{ id: '0' }, { id: '1' }] },
        hasNext: true,
      });
      const piece = await reader.next();
      expect(sent(piece)).toHaveLength(98);
      expect(piece).toMatchObject({ hasNext: true });
      expect(piece).not.toHaveProperty('completed');
      release('later');
      const rest = await reader.all();
      expect(rest.flatMap(sent)).toHaveLength(130);
      expect(rest.at(-1)).toMatchObject({ hasNext: false });
      if (accept) expect((rest[0] as Items).incremental?.[0]?.path).toEqual(['items', 100]);
      else expect(rest.at(-1)).toMatchObject({ completed: [{ id: '0' }] });
    },
  );

  test('reveals what is streamed or deferred within a piece with that piece', async () => {
    hold('later');
    const reader = await ask(
      '{ items @stream { id parts @stream(initialCount: 1) { name } ... @defer { owner { id } } } }',
    );
    expect(await reader.next()).toMatchObject({ data: { items: [] } });
    const piece = await reader.next();
    expect(sent(piece)).toHaveLength(100);
    expect(piece?.['pending']).toHaveLength(200);
    release('later');
    const rest = await reader.all();
    const ends = [piece, ...rest].flatMap((part) => (part?.['completed'] as unknown[] | undefined) ?? []);
    expect(ends).toHaveLength(1 + 2 * length);
  });

  test('ends with the piece in which a null finds no place; what came before stands', async () => {
    hold('later');
    const reader = await ask(
      '{ items @stream(initialCount: 1) { id parts { id } owner { name } ... on Tale { owner { strict } } } }',
    );
    expect(await reader.next()).toMatchObject({ data: { items: [{ id: '0' }] } });
    const piece = await reader.next();
    expect(sent(piece)).toHaveLength(99);
    release('later');
    const rest = await reader.all();
    const errors = rest
      .flatMap((part) => (part as { incremental?: { errors?: unknown[] }[] }).incremental ?? [])
      .flatMap((each) => each.errors ?? []);
    expect(errors).toMatchObject([{ path: ['items', 150, 'owner', 'strict'] }]);
    expect(rest.flatMap(sent)).toHaveLength(130);
  });
});
