import { until } from '../../kit/live-client.ts';
import type { Viewer } from '../../../subgraphs/kit/index.ts';
import { local } from './sample-calendar.ts';
import type { ReportsWorld } from './start-reports.ts';
import { citizen, draft, identityOfficer, ioc, send, startReports, step, stranger } from './start-reports.ts';

const find = `query ($text: String!, $filter: ReportFilter, $near: ReportNearInput, $order: ReportSearchOrder! = NEWEST, $first: Int, $after: String) {
  searchReports(text: $text, filter: $filter, near: $near, order: $order, first: $first, after: $after) {
    edges { distanceM node { id title state } highlights { field pieces { text hit } } } pageInfo { hasNextPage endCursor } } }`;

const titles = ['Đèn đường không sáng', 'Ổ gà lớn', 'Rác thải tồn đọng', 'Cây xanh nghiêng'];

describe('search', () => {
  let world: ReportsWorld;
  const ids: string[] = [];
  beforeAll(async () => {
    world = await startReports();
    for (let i = 0; i < 40; i += 1) {
      const input = {
        ...draft,
        source: 'APP' as const,
        title: `${titles[i % 4]} số ${i}`,
        description: 'Mong sớm xử lý.',
        address: i % 8 < 4 ? 'Kiệt 42 Nguyễn Huệ' : 'Chợ Đông Ba',
        categoryCode: i % 2 === 0 ? 'STREET_LIGHTING' : 'ROAD_DAMAGE',
        lat: 16.46 + i * 0.0005,
        lon: 107.59,
      };
      const now = new Date(local('2026-03-02T08:00:00').getTime() + i * 24 * 3_600_000);
      ids.push((await world.running.store.create({ viewer: citizen, input, now }))._id);
    }
    for (const id of ids.slice(0, 36)) await step(world.ask, id)(ioc, 'triageReport(decision: ACCEPT)');
    await indexed();
  }, 120_000);
  afterAll(() => world?.close());

  /** Until each report is indexed as it is. */
  async function indexed(): Promise<void> {
    const db = world.client.db(world.dbName);
    for (;;) {
      const behind = await db
        .collection('reports')
        .aggregate([
          { $lookup: { from: 'searchTexts', localField: '_id', foreignField: '_id', as: 'found' } },
          { $match: { $expr: { $ne: ['$state', { $first: '$found.state' }] } } },
        ])
        .toArray();
      if (behind.length === 0) return;
      await new Promise((done) => setTimeout(done, 20));
    }
  }

  const ask = async (variables: object, viewer: Viewer | undefined = stranger, query = find) => {
    const { data, errors } = await world.ask(query, variables, viewer);
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    return data.searchReports ?? data.searchPublicReports;
  };
  const found = async (text: string, more: object = {}, viewer?: Viewer): Promise<number[]> =>
    (await ask({ text, first: 100, ...more }, viewer)).edges.map(({ node }: { node: { id: string } }) =>
      ids.indexOf(node.id),
    );
  const expected = (keep: (i: number) => boolean): number[] =>
    ids
      .map((_, i) => i)
      .filter((i) => i < 36 && keep(i))
      .reverse();

  test('finds without marks what was written with them, as one types, the newest first', async () => {
    const lights = expected((i) => i % 4 === 0);
    for (const text of ['Đèn đường', 'den duong', 'DEN DUO', 'đèn đ', 'duong den'])
      expect([text, await found(text)]).toEqual([text, lights]);
    expect(await found('den nguyen hue')).toEqual(expected((i) => i % 8 === 0));
    expect(await found('khong co gi')).toEqual([]);
    expect(await found('so 12')).toEqual([12]);
  });

  test('finds a report by its code', async () => {
    const { data } = await world.ask('query ($id: ID!) { report(id: $id) { code } }', { id: ids[5] }, ioc);
    expect(await found(data.report.code)).toEqual([5]);
  });

  test('by state, agency, category, ward, time and box', async () => {
    const { data } = await world.ask(
      'query ($id: ID!) { report(id: $id) { agency { id } ward { code } } }',
      { id: ids[0] },
      ioc,
    );
    const { agency, ward } = data.report;
    expect(await found('den', { filter: { category: 'ROAD_DAMAGE' } })).toEqual([]);
    expect(await found('den', { filter: { category: 'STREET_LIGHTING', agency: agency.id } })).toEqual(
      expected((i) => i % 4 === 0),
    );
    expect(await found('den', { filter: { ward: ward.code, states: ['ACCEPTED'] } })).toContain(0);
    expect(await found('den', { filter: { states: ['CLOSED'] } })).toEqual([]);
    expect(await found('den', { filter: { receivedBefore: '2026-03-10T00:00:00+07:00' } })).toEqual([4, 0]);
    const bbox = { south: 16.459, west: 107.58, north: 16.4645, east: 107.6 };
    expect(await found('den', { filter: { bbox } })).toEqual([8, 4, 0]);
  });

  test('around a point, the nearest or the newest first', async () => {
    const near = { lat: 16.46, lon: 107.59, radiusM: 1000 };
    const within = expected((i) => i % 4 === 0 && i * 55.6 <= 1000);
    expect(await found('den', { near })).toEqual(within);
    expect(await found('den', { near, order: 'NEAREST' })).toEqual([...within].reverse());
    const { edges } = await ask({ text: 'den', near, order: 'NEAREST' });
    expect(edges[0].distanceM).toBe(0);
    expect((await ask({ text: 'den', near })).edges[0].distanceM).toBeNull();
  });

  test('shows public reports to strangers, own ones with mine, all to the operations centre', async () => {
    expect(await found('den duong so 36')).toEqual([]);
    expect(await found('den duong so 36', { filter: { mine: true } }, citizen)).toEqual([36]);
    expect(await found('den duong so 36', { filter: { mine: true } }, stranger)).toEqual([]);
    expect(await found('den duong so 36', {}, ioc)).toEqual([36]);
    const twin = find.replace('searchReports(', 'searchPublicReports(');
    for (const viewer of [undefined, citizen, ioc])
      expect((await ask({ text: 'den duong so 36' }, viewer, twin)).edges).toEqual([]);
    expect((await ask({ text: 'den', first: 100 }, undefined, twin)).edges).toHaveLength(9);
  });

  test('goes through pages without a hole or a repeat while reports come and go', async () => {
    for (const order of ['NEWEST', 'NEAREST'] as const) {
      const seen: number[] = [];
      const near = { lat: 16.46, lon: 107.59, radiusM: 2000 };
      for (let after: string | null = null; ; ) {
        const page = await ask({ text: 'mong som', first: 5, after, order, near });
        seen.push(
          ...page.edges
            .map(({ node }: { node: { id: string } }) => ids.indexOf(node.id))
            .filter((i: number) => i >= 0),
        );
        if (!page.pageInfo.hasNextPage) break;
        after = page.pageInfo.endCursor;
        const id = await send(world.ask, { title: 'Mong sớm xử lý', lat: 16.46, lon: 107.59 });
        await step(world.ask, id)(ioc, 'triageReport(decision: ACCEPT)');
        await indexed();
      }
      const all = expected((i) => i * 55.6 <= 2000);
      expect(seen).toEqual(order === 'NEWEST' ? all : [...all].reverse());
    }
  }, 60_000);

  test('shows where the words are, in pieces of plain text', async () => {
    const { edges } = await ask({ text: 'đường nguyên', first: 1 });
    expect(edges[0].highlights).toEqual([
      {
        field: 'TITLE',
        pieces: [
          { text: 'Đèn ', hit: false },
          { text: 'đường', hit: true },
          { text: ' không sáng số 32', hit: false },
        ],
      },
      {
        field: 'ADDRESS',
        pieces: [
          { text: 'Kiệt 42 ', hit: false },
          { text: 'Nguyễn', hit: true },
          { text: ' Huệ', hit: false },
        ],
      },
    ]);
  });

  test('D06: hostile texts find nothing or are refused by their rule', async () => {
    for (const text of ['^(a+)+$', '{"$ne":null}', '.*']) expect(await found(text)).toEqual([]);
    const rule = async (variables: object) =>
      (await world.ask(find, variables, stranger)).errors[0]?.extensions;
    const refused = { code: 'BAD_USER_INPUT', field: 'text' };
    expect(await rule({ text: 'x'.repeat(10_240) })).toMatchObject({ ...refused, rule: 'max_length' });
    expect(await rule({ text: 'đèn\u0000' })).toMatchObject({ ...refused, rule: 'control_characters' });
    expect(await rule({ text: 'đèn\u202e' })).toMatchObject({ ...refused, rule: 'control_characters' });
    expect(await rule({ text: 'den', order: 'NEAREST' })).toMatchObject({ field: 'near', rule: 'near' });
    expect(await rule({ text: 'den', after: 'x' })).toMatchObject({ rule: 'cursor' });
    expect(await rule({ text: 'den', near: { lat: 21, lon: 105.8, radiusM: 100 } })).toMatchObject({
      rule: 'outside_city',
    });
  });

  test('goes on behind a look at who sent a report, which is written down and is no change of it; so do the figures', async () => {
    const looked = 'query ($id: ID!) { report(id: $id) { reporter { accountId } } }';
    const { data, errors } = await world.ask(looked, { id: ids[0] }, identityOfficer);
    expect([errors, data.report.reporter]).toEqual([[], { accountId: citizen.id }]);
    const db = world.client.db(world.dbName);
    expect(await db.collection('journal').countDocuments({ kind: 'access', entity: 'Report' })).toBe(1);
    await step(world.ask, ids[36] ?? '')(ioc, 'triageReport(decision: ACCEPT)');
    await indexed();
    await until(async () => {
      const counted = { _id: ids[36] ?? '', version: 2 };
      return (await db.collection<typeof counted>('figures').countDocuments(counted)) === 1;
    }, 60_000);
  });

  test('C18: what an erasure takes is in no index of words, and the person in none', async () => {
    const id = await send(world.ask, { title: 'Chimcanary đèn mất' }, stranger);
    await step(world.ask, id)(stranger, 'withdrawReport');
    await indexed();
    expect((await ask({ text: 'chimcanary', filter: { mine: true } }, stranger)).edges).toHaveLength(1);
    // As the erasure of somebody who wrote much leaves them: more than are looked at with one reading.
    const left = Array.from({ length: 1_100 }, (_, n) => ({ _id: `laicanary${n}` }));
    for (const name of ['searchWords', 'searchWordsGone'])
      await world.client.db(world.dbName).collection<{ _id: string }>(name).insertMany(left);
    await world.running.erasePerson(stranger.id!);
    const rows = world.client.db(world.dbName).collection('searchTexts');
    expect(await rows.countDocuments({ words: 'chimcanary' })).toBe(0);
    expect(await rows.countDocuments({ reporterId: stranger.id })).toBe(0);
    expect((await ask({ text: 'chimcanary' }, ioc)).edges).toEqual([]);
    // Nor in the list of all words, once the index has heard of it; words that others have written stay.
    const words = world.client.db(world.dbName).collection<{ _id: string }>('searchWords');
    await until(async () => (await words.countDocuments({ _id: 'chimcanary' })) === 0);
    expect(await words.countDocuments({ _id: { $regex: '^laicanary' } })).toBe(0);
    expect(await words.countDocuments({ _id: 'den' })).toBe(1);
    expect(await world.client.db(world.dbName).collection('searchWordsGone').countDocuments()).toBe(0);
  });

  test('D06: every search is read in order from an index, and the server gives up after 500 ms', async () => {
    const db = world.client.db(world.dbName);
    await db.command({ profile: 2 });
    const near = { lat: 16.46, lon: 107.59, radiusM: 1000 };
    for (const viewer of [stranger, ioc])
      for (const more of [
        {},
        { filter: { category: 'STREET_LIGHTING' } },
        { near },
        { near, order: 'NEAREST' },
      ])
        for (const text of ['den', 'den duong nguyen', 'd', 'den d'])
          await ask({ text, first: 3, ...more }, viewer);
    await ask({ text: 'den', filter: { mine: true } }, citizen);
    await db.command({ profile: 0 });
    const reads = await db
      .collection('system.profile')
      .find({
        ns: { $in: [`${world.dbName}.searchTexts`, `${world.dbName}.searchWords`] },
        planSummary: { $exists: true },
      })
      .toArray();
    expect(reads.length).toBeGreaterThan(40);
    for (const { planSummary, hasSortStage, command } of reads)
      expect([planSummary, hasSortStage ?? false, command]).toEqual([
        expect.not.stringContaining('COLLSCAN'),
        false,
        command,
      ]);
    expect(reads.map(({ command: { maxTimeMS } }) => maxTimeMS)).toEqual(reads.map(() => 500));
  });
});
