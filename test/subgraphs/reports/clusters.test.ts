import { openModel } from '../../../subgraphs/kit/mongo.ts';
import { nearPipeline, openClusterStore } from '../../../subgraphs/reports/cluster.store.ts';
import type { ReportRow } from '../../../subgraphs/reports/report.model.ts';
import { reportSchema } from '../../../subgraphs/reports/report.model.ts';
import { until } from '../../kit/live-client.ts';
import { openTestParts } from '../../kit/subgraph-parts.ts';
import type { ReportsWorld } from './start-reports.ts';
import { citizen, draft, ioc, send, startReports, step } from './start-reports.ts';

const hour = 60 * 60 * 1000;
const fields = `id version categoryCode category { code } ward { code } lat lon radiusM reportCount firstAt lastAt
  detectedAt reports { id state }`;
const query = `query ($category: ReportCategoryCode, $ward: String, $since: DateTime, $first: Int, $after: String) {
  reportClusters(categoryCode: $category, wardCode: $ward, since: $since, first: $first, after: $after) {
    nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`;

interface Shown {
  readonly id: string;
  readonly version: number;
  readonly reportCount: number;
  readonly ward: { readonly code: string };
  readonly detectedAt: string;
  readonly reports: readonly { readonly id: string }[];
}

describe('clusters of reports', () => {
  let world: ReportsWorld;
  beforeAll(async () => {
    world = await startReports();
  });
  afterAll(() => world?.close());

  const ask = async (variables: object = {}) => {
    const { data, errors } = await world.ask(query, variables);
    expect(errors).toEqual([]);
    return data.reportClusters as {
      nodes: Shown[];
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  };
  const clusters = async (category: string): Promise<Shown[]> => (await ask({ category })).nodes;
  const accept = (id: string) => step(world.ask, id)(ioc, 'triageReport(decision: ACCEPT)');
  const sendAll = async (count: number, input: object): Promise<string[]> => {
    const ids: string[] = [];
    for (let index = 0; index < count; index += 1) ids.push(await send(world.ask, input));
    return ids;
  };
  /** Until every look that an acceptance has set is done. */
  const looked = () => {
    // As the subgraph reads: what one copy has written already it does not show yet.
    const timers = world.client.db(world.dbName).collection('timers', { readConcern: { level: 'majority' } });
    return until(async () => (await timers.countDocuments({ kind: 'look-for-cluster' })) === 0, 30_000);
  };
  const acceptAll = async (ids: readonly string[]) => {
    for (const id of ids) expect(await accept(id)).toMatchObject({ state: 'ACCEPTED' });
    await looked();
  };
  const entries = (category: string) =>
    world.client
      .db(world.dbName)
      .collection('journal')
      .find({ entity: 'ReportCluster', 'payload.categoryCode': category })
      .sort({ version: 1 })
      .toArray();

  test('the fifth accepted report makes one cluster and one entry, the sixth lets it grow', async () => {
    const at = { ...draft, categoryCode: 'TREES', lat: 16.4637, lon: 107.591 };
    const ids = [...(await sendAll(3, at)), ...(await sendAll(2, { ...at, lat: 16.4647 }))];
    await acceptAll(ids.slice(0, 4));
    expect(await clusters('TREES')).toEqual([]);
    await acceptAll(ids.slice(4));
    const [found, ...more] = await clusters('TREES');
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      version: 1,
      categoryCode: 'TREES',
      category: { code: 'TREES' },
      lat: 16.4641,
      lon: 107.591,
      radiusM: 300,
      reportCount: 5,
    });
    expect(found?.reports.map(({ id }) => id)).toEqual(ids);
    const detected = await entries('TREES');
    expect(detected).toMatchObject([
      {
        kind: 'detected',
        version: 1,
        entityId: found?.id,
        payload: { wardCode: found?.ward.code, lat: 16.4641, lon: 107.591, count: 5, reportIds: ids },
      },
    ]);
    expect(JSON.stringify(detected)).not.toContain(citizen.id);

    const sixth = await send(world.ask, at);
    const waiting = await send(world.ask, at);
    const rejected = await send(world.ask, at);
    await step(world.ask, rejected)(ioc, 'triageReport(decision: REJECT, reason: "Không rõ")');
    await acceptAll([sixth]);
    expect(await clusters('TREES')).toMatchObject([{ id: found?.id, version: 2, reportCount: 6 }]);
    const all = await entries('TREES');
    expect(all.map(({ kind, version }) => [kind, version])).toEqual([
      ['detected', 1],
      ['grown', 2],
    ]);
    expect(all[1]?.payload.reportIds).toEqual([...ids, sixth]);
    expect(JSON.stringify(all)).not.toContain(waiting);
  });

  test('reports that are accepted at once make exactly one cluster, with each report once', async () => {
    const ids = await sendAll(12, { ...draft, categoryCode: 'NOISE', lat: 16.47, lon: 107.58 });
    await Promise.all(ids.map(accept));
    await looked();
    const found = await clusters('NOISE');
    expect(found).toMatchObject([{ reportCount: 12 }]);
    expect(new Set(found[0]?.reports.map(({ id }) => id))).toEqual(new Set(ids));
    const all = await entries('NOISE');
    expect(all.filter(({ kind }) => kind === 'detected')).toHaveLength(1);
    expect(all.map(({ version }) => version)).toEqual(all.map((_, index) => index + 1));
    expect(all.at(-1)).toMatchObject({ version: found[0]?.version, payload: { count: 12 } });
  });

  test('looks at once at one cluster write it once', async () => {
    const at = { ...draft, categoryCode: 'ANIMALS', lat: 16.455, lon: 107.6 };
    const ids = await sendAll(5, at);
    await acceptAll(ids);
    const rows = await world.client
      .db(world.dbName)
      .collection<ReportRow>('reports')
      .find({ _id: { $in: ids } })
      .toArray();
    // As if nobody had looked yet, and several processes took themselves for the holder of the lease.
    const parts = await openTestParts('clusters');
    try {
      const reports = await openModel(parts.db, 'Report', reportSchema());
      await reports.insertMany(rows);
      const store = await openClusterStore(parts, reports);
      const look = (id: string) => parts.transact({}, (tx) => store.look(id, tx));
      await Promise.allSettled(ids.map(look));
      // A timer whose look failed looks again.
      for (const id of ids) await look(id);
      expect((await store.page({}, {})).nodes).toMatchObject([{ count: 5, version: 1 }]);
      expect(await parts.journal.collection.countDocuments({ entity: 'ReportCluster' })).toBe(1);
    } finally {
      await parts.close();
    }
  });

  test('what is too far, too old or of another category makes none', async () => {
    const at = { ...draft, categoryCode: 'CONSTRUCTION_ORDER', lat: 16.48, lon: 107.57 };
    const near = await sendAll(4, at);
    const far = await send(world.ask, { ...at, lat: 16.4828 });
    const other = await send(world.ask, { ...at, categoryCode: 'ENVIRONMENT_WASTE' });
    const now = new Date(Date.now() - 73 * hour);
    const old = await world.running.store.create({
      viewer: citizen,
      input: { ...at, source: 'WEB' },
      now,
    });
    await acceptAll([...near, far, other, old._id]);
    expect(await clusters('CONSTRUCTION_ORDER')).toEqual([]);
    expect(await clusters('ENVIRONMENT_WASTE')).toEqual([]);
    expect(await entries('CONSTRUCTION_ORDER')).toEqual([]);
  });

  test('are listed by category, ward and time of detection, the newest first, page by page', async () => {
    const { nodes } = await ask();
    const times = nodes.map(({ detectedAt }) => detectedAt);
    expect(times.length).toBe(3);
    expect(times).toEqual([...times].sort().reverse());
    const page = await ask({ first: 2 });
    const rest = await ask({ first: 2, after: page.pageInfo.endCursor });
    expect([...page.nodes, ...rest.nodes]).toEqual(nodes);
    const [first] = nodes;
    const ward = first?.ward.code;
    expect((await ask({ ward })).nodes).toEqual(nodes.filter((one) => one.ward.code === ward));
    expect((await ask({ ward, category: 'ANIMALS' })).nodes).toEqual([first]);
    expect((await ask({ since: first?.detectedAt })).nodes).toEqual([first]);
    expect((await ask({ ward: '' })).nodes).toEqual([]);
    const refused = await world.ask(query, { first: 101 });
    expect(refused.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', rule: 'max_page' });
  });

  test('are an entity that others may refer to by id', async () => {
    const [found] = await clusters('TREES');
    const { data, errors } = await world.ask(
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on ReportCluster { id reportCount } } }',
      { of: [{ __typename: 'ReportCluster', id: found?.id }] },
    );
    expect([data, errors]).toEqual([{ _entities: [{ id: found?.id, reportCount: 6 }] }, []]);
  });

  test('both places are read from an index', async () => {
    const near = { maxDistance: 300, query: { categoryCode: 'TREES' } };
    const db = world.client.db(world.dbName);
    for (const [name, more] of [
      ['reports', { isPublic: true }],
      ['reportClusters', {}],
    ] as const) {
      const pipeline = nearPipeline(
        { lat: 16.46, lon: 107.59 },
        { ...near, query: { ...near.query, ...more } },
      );
      const plan = JSON.stringify(await db.collection(name).aggregate(pipeline).explain());
      expect(plan).toContain('"indexName":"near"');
      expect(plan).not.toMatch(/COLLSCAN|"SORT"/);
    }
  });
});
