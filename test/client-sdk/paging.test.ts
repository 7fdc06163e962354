import { createHub, eachNode, graphql, pages } from '../../client-sdk/src/index.ts';
import type { FakeAnswer, FakeAnswers } from '../kit/fake-answers.ts';
import { startFakeAnswers } from '../kit/fake-answers.ts';
import type { City } from '../kit/start-city.ts';
import { startCity } from '../kit/start-city.ts';

interface Ward {
  readonly code: string;
}

interface Reports {
  readonly reports: {
    readonly nodes: readonly { readonly id: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const reports = graphql<Reports, { first: number; after?: string }>(
  'query ($first: Int, $after: String) { reports(first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }',
);

describe('pages of a list', () => {
  let hub: FakeAnswers;
  afterEach(() => hub.close());
  const list = graphql<
    {
      wards: {
        nodes: Ward[];
        pageInfo: { hasNextPage: boolean; endCursor: string | null };
      } | null;
    },
    { first?: number; after?: string }
  >('query ($first: Int, $after: String) { wards { nodes { code } pageInfo { hasNextPage endCursor } } }');
  const page = (codes: readonly string[], endCursor: string | null, hasNextPage = true): FakeAnswer => ({
    body: {
      data: { wards: { nodes: codes.map((code) => ({ code })), pageInfo: { hasNextPage, endCursor } } },
    },
  });
  const start = async (...answers: readonly FakeAnswer[]) => {
    hub = await startFakeAnswers((_request, index) => answers[index]);
    return createHub({ url: hub.url, persisted: false, retries: 0 });
  };
  const asked = (): unknown[] => hub.seen.map(({ body }) => body['variables']);

  test('are asked for one by one, none before it is wanted, each behind the one before', async () => {
    const client = await start(page(['a', 'b'], 'c1'), page(['c'], 'c2'), page([], null, false));
    const nodes = eachNode(client, { document: list, variables: { first: 2 } });
    expect(hub.seen).toHaveLength(0);
    const read: string[] = [];
    for (let count = 0; count < 2; count += 1) read.push((await nodes.next()).value?.code ?? '');
    expect(hub.seen).toHaveLength(1);
    for await (const { code } of nodes) read.push(code);
    expect(read).toEqual(['a', 'b', 'c']);
    expect(asked()).toEqual([{ first: 2 }, { first: 2, after: 'c1' }, { first: 2, after: 'c2' }]);
  });

  test('begin behind the cursor of their variables, and are no more when the reader leaves', async () => {
    const client = await start(page(['x'], 'c9'));
    for await (const { nodes } of pages(client, { document: list, variables: { after: 'c8' } })) {
      expect(nodes).toEqual([{ code: 'x' }]);
      break;
    }
    expect(asked()).toEqual([{ after: 'c8' }]);
  });

  test('of no list at all are none', async () => {
    const client = await start({ body: { data: { wards: null } } });
    expect(await pages(client, { document: list, variables: {} }).next()).toMatchObject({ done: true });
  });

  test('end with an error where a page says that there are more and not where, instead of leaving out the rest', async () => {
    for (const second of [page(['b'], null), page(['b'], 'c1')]) {
      const client = await start(page(['a'], 'c1'), second);
      const all = pages(client, { document: list, variables: {} });
      await all.next();
      await all.next();
      await expect(all.next()).rejects.toThrow('does not say where the next begins');
      await hub.close();
    }
    await start();
  });

  test('are of one root field, which is said of a document with another', async () => {
    const client = await start({ body: { data: { wards: { nodes: [] } } } });
    await expect(pages(client, { document: list, variables: {} }).next()).rejects.toThrow('one root field');
  });

  test('have a deadline each, and one signal', async () => {
    const client = await start(page(['a'], 'c1'), 'never', 'never');
    const late = pages(client, { document: list, variables: {}, deadlineMs: 2_000 });
    await late.next();
    await expect(late.next()).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    const leaving = new AbortController();
    const left = pages(client, { document: list, variables: {}, signal: leaving.signal });
    const next = left.next();
    leaving.abort(new Error('the reader left'));
    await expect(next).rejects.toThrow('the reader left');
  });
});

describe('a list of the city', () => {
  let city: City;
  beforeAll(async () => void (city = await startCity()), 120_000);
  afterAll(() => city.close());

  test('gives each report once while others are written, and none of those that were there is missing', async () => {
    const create = async (): Promise<string> => {
      const input = {
        categoryCode: 'TREES',
        title: 'Cây đổ',
        description: 'Cây đổ.',
        lat: 16.4637,
        lon: 107.5909,
      };
      const mutation = 'mutation ($input: CreateReportInput!) { createReport(input: $input) { id } }';
      const { data } = await city.ask(mutation, { as: 'citizen', variables: { input } });
      return String(data.createReport.id);
    };
    const before: string[] = [];
    for (let count = 0; count < 9; count += 1) before.push(await create());
    const hub = createHub({ url: city.url, token: () => city.token('ioc') });
    const read: string[] = [];
    for await (const { nodes } of pages(hub, { document: reports, variables: { first: 2 } })) {
      expect(nodes.length).toBeLessThanOrEqual(2);
      read.push(...nodes.map(({ id }) => id));
      if (read.length < 12) await create();
    }
    expect(new Set(read).size).toBe(read.length);
    expect(before.filter((id) => !read.includes(id))).toEqual([]);
  });

  test('refuses a cursor that is none, by its field', async () => {
    const hub = createHub({ url: city.url, token: () => city.token('citizen') });
    const first = pages(hub, { document: reports, variables: { first: 2, after: 'none' } }).next();
    await expect(first).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });
  });
});
