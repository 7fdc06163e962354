import { local } from './sample-calendar.ts';
import type { ReportsWorld } from './start-reports.ts';
import { citizen, draft, ioc, send, startReports, step, stranger } from './start-reports.ts';

const list = `query ($filter: ReportFilter, $first: Int, $after: String) {
  reports(filter: $filter, first: $first, after: $after) { nodes { id title state } pageInfo { hasNextPage endCursor } } }`;
const near = `query ($lat: Float!, $lon: Float!, $radiusM: Int!, $first: Int, $after: String) {
  reportsNear(lat: $lat, lon: $lon, radiusM: $radiusM, first: $first, after: $after) {
    edges { distanceM node { id title } } pageInfo { hasNextPage endCursor } } }`;

/** South of a part of the street, in small cells of the grid; and all of it, in large ones. */
const aroundStreet = { south: 16.455, west: 107.585, north: 16.4654, east: 107.6 };
const wholeCity = { south: 15.99, west: 107.01, north: 16.75, east: 108.22 };

/** 40 reports: every second accepted, along a street to the north, in two categories, by two people, a day apart. */
async function fill(world: ReportsWorld): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < 40; i += 1) {
    const input = {
      ...draft,
      source: 'APP' as const,
      title: `Số ${i}`,
      categoryCode: i % 4 < 2 ? 'ROAD_DAMAGE' : 'TREES',
      // Pairs share a public position: 4 decimals.
      lat: 16.46 + Math.floor(i / 2) * 0.001 + (i % 2) * 0.00001,
      lon: 107.59,
    };
    const now = new Date(local('2026-03-02T08:00:00').getTime() + i * 24 * 3_600_000);
    const viewer = i % 3 === 0 ? stranger : citizen;
    const { _id } = await world.running.store.create({ viewer, input, clientMutationId: `fill ${i}`, now });
    ids.push(_id);
  }
  for (const id of ids.filter((_, i) => i % 4 !== 3))
    await step(world.ask, id)(ioc, 'triageReport(decision: ACCEPT)');
  return ids;
}

describe('lists of reports', () => {
  let world: ReportsWorld;
  let ids: string[];
  beforeAll(async () => {
    world = await startReports();
    ids = await fill(world);
  });
  afterAll(() => world?.close());

  const walk = async (query: string, variables: object, viewer = stranger) => {
    const pages: { title: string; id: string; distanceM?: number }[][] = [];
    for (let after: string | null = null; ; ) {
      const { data, errors } = await world.ask(query, { ...variables, after }, viewer);
      if (errors.length > 0) throw new Error(JSON.stringify(errors));
      const page = data.reports ?? data.reportsNear;
      pages.push(
        page.nodes ??
          page.edges.map((edge: { node: object; distanceM: number }) => ({
            ...edge.node,
            distanceM: edge.distanceM,
          })),
      );
      if (!page.pageInfo.hasNextPage) return pages;
      after = page.pageInfo.endCursor;
    }
  };
  const numbers = (pages: { title: string }[][]) => pages.flat().map(({ title }) => Number(title.slice(3)));
  const expected = (keep: (i: number) => boolean) =>
    ids
      .map((_, i) => i)
      .filter(keep)
      .reverse();
  const accepted = (i: number): boolean => i % 4 !== 3;

  test('show public reports to everybody, the newest receipt first, page by page without a hole', async () => {
    const pages = await walk(list, { first: 7 });
    expect(pages.map((page) => page.length)).toEqual([7, 7, 7, 7, 2]);
    expect(numbers(pages)).toEqual(expected(accepted));
  });

  test('show all to the operations centre and, with mine, all of one’s own', async () => {
    expect(numbers(await walk(list, { first: 100 }, ioc))).toEqual(expected(() => true));
    expect(numbers(await walk(list, { filter: { mine: true }, first: 9 }, citizen))).toEqual(
      expected((i) => i % 3 !== 0),
    );
    const refused = await world.ask(list, { filter: { mine: true } });
    expect(refused.errors[0]?.extensions['code']).toBe('UNAUTHENTICATED');
  });

  test('filter by state, ward, agency, category and span of receipt', async () => {
    const one = (
      await world.ask('query ($id: ID!) { report(id: $id) { ward { code } agency { id } } }', { id: ids[0] })
    ).data.report;
    const road = (i: number): boolean => i % 4 < 2;
    const filtered = async (filter: object, viewer = stranger) =>
      numbers(await walk(list, { filter, first: 100 }, viewer));
    expect(await filtered({ category: 'ROAD_DAMAGE' })).toEqual(expected((i) => road(i)));
    expect(await filtered({ states: ['SUBMITTED'] })).toEqual([]);
    // An empty value finds nothing; it does not count as no filter.
    for (const filter of [{ ward: '' }, { agency: '' }, { states: [] }])
      expect(await filtered(filter, ioc)).toEqual([]);
    expect(await filtered({ states: ['SUBMITTED', 'REJECTED'] }, ioc)).toEqual(expected((i) => !accepted(i)));
    expect(await filtered({ agency: one.agency.id, category: 'ROAD_DAMAGE' })).toEqual(expected(road));
    const inWard = await filtered({ ward: one.ward.code });
    expect(inWard).toContain(0);
    expect(inWard.every(accepted)).toBe(true);
    const span = { receivedFrom: '2026-03-04T08:00:00+07:00', receivedBefore: '2026-03-09T08:00:00+07:00' };
    expect(await filtered(span)).toEqual([6, 5, 4, 2]);
    const entity =
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Ward { reports(first: 100) { nodes { id } } } ... on Agency { reports(first: 100) { nodes { id } } } } }';
    const { data } = await world.ask(entity, {
      r: [
        { __typename: 'Ward', code: one.ward.code },
        { __typename: 'Agency', id: one.agency.id },
      ],
    });
    expect(data._entities[0].reports.nodes).toHaveLength(inWard.length);
    expect(data._entities[1].reports.nodes.length).toBeGreaterThan(0);
  });

  test('filter by a box of public positions, its edges included, page by page', async () => {
    const inBox = async (bbox: object, viewer = stranger) =>
      numbers(await walk(list, { filter: { bbox }, first: 3 }, viewer));
    const south = (i: number): boolean => Math.floor(i / 2) <= 5;
    expect(await inBox(aroundStreet)).toEqual(expected((i) => accepted(i) && south(i)));
    expect(await inBox({ ...aroundStreet, north: 16.465 }, ioc)).toEqual(expected(south));
    expect(await inBox({ ...aroundStreet, north: 16.4649 }, ioc)).toEqual(
      expected((i) => Math.floor(i / 2) <= 4),
    );
    expect(await inBox(wholeCity)).toEqual(expected(accepted));
    expect(await inBox({ ...aroundStreet, west: 107.59, east: 107.6 })).toEqual(
      expected((i) => accepted(i) && south(i)),
    );
    expect(await inBox({ ...aroundStreet, west: 107.5901 })).toEqual([]);
    const refused = await world.ask(list, { filter: { bbox: { ...aroundStreet, north: 16 } } });
    expect(refused.errors[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'filter.bbox.north',
      rule: 'order',
    });
  });

  test('near: nearest first by public position, equal distances on several pages neither repeated nor lost', async () => {
    const at = { lat: 16.46, lon: 107.59, radiusM: 1500 };
    const pages = await walk(near, { ...at, first: 4 });
    const found = pages.flat();
    expect(found.map(({ distanceM }) => distanceM)).toEqual(
      found.map(({ distanceM }) => distanceM).sort((a, b) => a! - b!),
    );
    const within = ids.map((_, i) => i).filter((i) => accepted(i) && Math.floor(i / 2) * 111.2 <= 1500);
    expect(numbers(pages).sort((a, b) => a - b)).toEqual(within);
    expect(found.at(0)?.distanceM).toBe(0);
  });

  test('refuse what no list takes', async () => {
    const rule = async (query: string, variables: object) =>
      (await world.ask(query, variables, stranger)).errors[0]?.extensions['rule'];
    expect(await rule(list, { first: 101 })).toBe('max_page');
    expect(await rule(list, { after: 'x' })).toBe('cursor');
    const at = { lat: 16.46, lon: 107.59, radiusM: 100 };
    expect(await rule(near, { ...at, radiusM: 2001 })).toBe('range');
    expect(await rule(near, { ...at, radiusM: 0 })).toBe('range');
    expect(await rule(near, { ...at, lat: 16.0, lon: 110 })).toBe('outside_city');
    const swapped = await world.ask(near, { ...at, lat: at.lon, lon: at.lat }, stranger);
    expect(swapped.errors[0]?.extensions).toMatchObject({ rule: 'outside_city', hint: 'swapped?' });
    expect(
      await rule(near, { ...at, after: Buffer.from('["near",1,{"$gt":""}]').toString('base64url') }),
    ).toBe('cursor');
  });

  test('read every page from an index: no collection scan, no sort in memory', async () => {
    const db = world.client.db(world.dbName);
    await db.command({ profile: 2 });
    const { ward, agency } = (
      await world.ask(
        'query ($id: ID!) { report(id: $id) { code ward { code } agency { id } updates { nodes { id } } category { defaultAgency { id } } } }',
        { id: ids[0] },
      )
    ).data.report;
    const span = { receivedFrom: '2026-03-04T08:00:00+07:00', receivedBefore: '2026-04-09T08:00:00+07:00' };
    const filters = [
      {},
      { mine: true },
      { ward: ward.code },
      { agency: agency.id },
      { category: 'TREES' },
      { states: ['ACCEPTED', 'ASSIGNED'] },
      { ward: ward.code, category: 'TREES', states: ['ACCEPTED'], ...span },
      { queue: agency.id },
      { bbox: aroundStreet },
      { bbox: wholeCity },
      { bbox: wholeCity, states: ['ACCEPTED'], category: 'TREES', ...span },
      span,
    ];
    for (const viewer of [citizen, ioc])
      for (const filter of filters) await walk(list, { filter, first: 3 }, viewer);
    await walk(near, { lat: 16.46, lon: 107.59, radiusM: 2000, first: 5 });
    await send(world.ask);
    await db.command({ profile: 0 });
    const reads = await db
      .collection('system.profile')
      .find({
        ns: {
          $in: ['reports', 'updates', 'jurisdictions', 'calendars', 'agencies'].map(
            (name) => `${world.dbName}.${name}`,
          ),
        },
        planSummary: { $exists: true },
      })
      .toArray();
    expect(reads.length).toBeGreaterThan(80);
    for (const { planSummary, hasSortStage, command } of reads) {
      expect([planSummary, command]).toEqual([
        expect.stringMatching(/IXSCAN|IDHACK|GEO_NEAR_2DSPHERE/),
        command,
      ]);
      expect(planSummary).not.toContain('COLLSCAN');
      expect([hasSortStage ?? false, command]).toEqual([false, command]);
    }
    const lists = reads.filter(({ command }) => command?.['hint']);
    for (const { docsExamined, nreturned, command } of lists.filter(
      ({ command: c }) => !c['filter']?.['$and'],
    ))
      expect([docsExamined <= nreturned + 45, command]).toEqual([true, command]);
  });
});
