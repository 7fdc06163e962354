import type { Viewer } from '../../../subgraphs/kit/index.ts';
import type { LiveClient } from '../../kit/live-client.ts';
import { person } from '../agencies/signed-client.ts';
import type { ReportsWorld } from './start-reports.ts';
import {
  citizen,
  ioc,
  officer,
  send,
  startReports,
  step,
  stranger,
  wayToPublished,
} from './start-reports.ts';
import type { SeenEvent } from './watch.ts';
import { connectSigned, eventsOf, subscribeSigned } from './watch.ts';

const followed = `subscription { followedReportsChanged { __typename
  ... on FollowedReportListSnapshot { nodes { id } complete }
  ... on FollowedReportListEntered { node { id state version viewerFollows } }
  ... on FollowedReportListChanged { node { id state version lastChange { step } } }
  ... on FollowedReportListLeft { id version } } }`;
const listQuery = `query ($first: Int, $after: String) { followedReports(first: $first, after: $after) {
  nodes { id } edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor } } }`;

describe('followers', () => {
  let world: ReportsWorld;
  const clients: LiveClient[] = [];
  beforeAll(async () => {
    world = await startReports();
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.close();
  });
  afterAll(() => world?.close());

  const open = async (): Promise<string> => {
    const id = await send(world.ask);
    await step(world.ask, id)(ioc, 'triageReport(decision: ACCEPT)');
    return id;
  };
  const follow = async (id: string, viewer: Viewer | undefined, verb = 'followReport') => {
    const { data, errors } = await world.ask(
      `mutation ($id: ID!) { call: ${verb}(id: $id) { followerCount viewerFollows version } }`,
      { id },
      viewer,
    );
    return { ...data?.call, ...errors[0]?.extensions } as Record<string, unknown>;
  };
  const list = async (viewer: Viewer): Promise<string[]> =>
    (await world.ask(listQuery, { first: 100 }, viewer)).data.followedReports.nodes.map(
      ({ id }: { id: string }) => id,
    );
  const collection = (name: string) => world.client.db(world.dbName).collection(name);

  /** A stream of what the viewer hears of; `next` gives what its events say, briefly. */
  const watch = async (viewer: Viewer, after?: string) => {
    const client = await connectSigned(world.running.url);
    clients.push(client);
    subscribeSigned(client, '1', { query: followed, viewer, ...(after !== undefined && { after }) });
    const next = async (count: number): Promise<SeenEvent[]> => eventsOf(client, '1', count);
    return {
      next,
      told: async (count: number) => (await next(count)).map(({ value }) => brief(value)),
      client,
    };
  };
  const brief = ({ __typename: type, node, id, version }: SeenEvent['value']) => {
    const kind = type.replace('FollowedReportList', '');
    if (kind === 'Snapshot') return kind;
    return node ? `${kind} ${node.id} ${node.version} ${node.state}` : `${kind} ${id} ${version}`;
  };

  test('are counted for everybody, once each, and know of themselves only', async () => {
    const id = await open();
    expect(await follow(id, stranger)).toMatchObject({ followerCount: 1, viewerFollows: true, version: 2 });
    expect(await follow(id, stranger)).toMatchObject({ followerCount: 1, viewerFollows: true });
    expect(await follow(id, officer)).toMatchObject({ followerCount: 2 });
    const query = `{ report(id: "${id}") { followerCount viewerFollows } publicReport(id: "${id}") { followerCount } }`;
    const seen = async (viewer?: Viewer) => (await world.ask(query, {}, viewer)).data;
    expect(await seen()).toEqual({
      report: { followerCount: 2, viewerFollows: false },
      publicReport: { followerCount: 2 },
    });
    expect((await seen(stranger)).report.viewerFollows).toBe(true);
    expect((await seen(ioc)).report.viewerFollows).toBe(false);
    expect(await follow(id, stranger, 'unfollowReport')).toMatchObject({
      followerCount: 1,
      viewerFollows: false,
    });
    expect(await follow(id, stranger, 'unfollowReport')).toMatchObject({ followerCount: 1 });
    expect(await follow(id, stranger)).toMatchObject({ followerCount: 2 });
  });

  test('of an own report change nothing: its reporter hears of it anyway', async () => {
    const id = await open();
    expect(await follow(id, citizen)).toMatchObject({ followerCount: 0, viewerFollows: true });
    expect(await follow(id, citizen, 'unfollowReport')).toMatchObject({
      followerCount: 0,
      viewerFollows: true,
    });
    expect(await collection('reportFollows').countDocuments({ reportId: id })).toBe(0);
  });

  test('must be signed in, and cannot tell a hidden report from an unknown one', async () => {
    const hidden = await send(world.ask);
    for (const verb of ['followReport', 'unfollowReport']) {
      expect(await follow(hidden, undefined, verb)).toEqual({ code: 'UNAUTHENTICATED' });
      expect(await follow(hidden, stranger, verb)).toEqual({ code: 'NOT_FOUND' });
      expect(await follow('unknown', stranger, verb)).toEqual({ code: 'NOT_FOUND' });
    }
    expect((await world.ask(listQuery)).errors[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED' });
    const client = await connectSigned(world.running.url);
    clients.push(client);
    subscribeSigned(client, '1', { query: followed });
    expect((await client.events('1', 1))[0]?.errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
  });

  test('stand in the journal without person and report, on a topic of the person’s own', async () => {
    const follower = person('journalled', 'citizen');
    const id = await open();
    await follow(id, follower);
    await follow(id, follower, 'unfollowReport');
    const topic = (await collection('personKeys').findOne({ _id: 'journalled' as never }))?.['topic'];
    const rows = await collection('journal').find({ topics: topic }).sort({ version: 1 }).toArray();
    expect(rows).toMatchObject([
      { entity: 'ReportFollow', kind: 'FOLLOW', payload: {}, actor: { role: 'person' }, topics: [topic] },
      { entity: 'ReportFollow', kind: 'UNFOLLOW', payload: {}, actor: { role: 'person' }, topics: [topic] },
    ]);
    expect(JSON.stringify(rows)).not.toContain(id);
    expect(JSON.stringify(await collection('journal').find().toArray())).not.toContain('"journalled"');
  });

  test('many at once are each counted, while the report goes its way', async () => {
    const id = await open();
    const people = Array.from({ length: 24 }, (_, index) => person(`crowd-${index}`, 'citizen'));
    const go = step(world.ask, id);
    const handled = (async () => {
      for (const call of wayToPublished) await go(...call);
    })();
    const answers = await Promise.all(people.flatMap((one) => [follow(id, one), follow(id, one)]));
    await handled;
    expect(answers.every(({ viewerFollows }) => viewerFollows === true)).toBe(true);
    const row = await collection('reports').findOne({ _id: id as never });
    expect(row).toMatchObject({ followers: 24, state: 'PUBLISHED', version: 6 });
    expect(await collection('reportFollows').countDocuments({ reportId: id, active: true })).toBe(24);
  });

  test('no more than 500 reports are followed by one person', async () => {
    const follower = person('eager', 'citizen');
    const now = new Date();
    await collection('reportFollows').insertMany(
      Array.from({ length: 500 }, (_, index) => ({
        _id: `eager-${index}` as never,
        reportId: `somewhere-${index}`,
        personId: 'eager',
        why: 'ASKED',
        since: now,
        sinceVersion: 1,
        active: true,
        untilVersion: null,
        expiresAt: null,
      })),
    );
    const id = await open();
    expect(await follow(id, follower)).toMatchObject({
      code: 'BAD_USER_INPUT',
      rule: 'max_follows',
      max: 500,
    });
    const row = await collection('reports').findOne({ _id: id as never });
    expect(row?.['followers']).toBe(0);
  });

  test('list what they hear of, own and followed, the latest first, page by page without a hole', async () => {
    const viewer = person('lister', 'citizen');
    const expected: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      const other = await open();
      await follow(other, viewer);
      expected.unshift(other, await send(world.ask, {}, viewer));
      expected.splice(0, 2, ...expected.slice(0, 2).reverse());
    }
    expect(await list(viewer)).toEqual(expected);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const { data } = await world.ask(listQuery, { first: 3, after }, viewer);
      const { nodes, pageInfo } = data.followedReports;
      seen.push(...nodes.map(({ id }: { id: string }) => id));
      expect(pageInfo.hasPreviousPage).toBe(after !== undefined);
      after = pageInfo.hasNextPage ? pageInfo.endCursor : undefined;
    } while (after !== undefined);
    expect(seen).toEqual(expected);
    for (const bad of ['x', Buffer.from('["-since,-reportId",{"$gt":1},"a"]').toString('base64url')]) {
      const { errors } = await world.ask(listQuery, { after: bad }, viewer);
      expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'after', rule: 'cursor' });
    }
    expect(await list(stranger)).not.toEqual(expect.arrayContaining(expected));
  });

  test('hear of each later state of own and followed reports, as of each change, in order and once', async () => {
    const viewer = person('hearer', 'citizen');
    const [own, other] = [await send(world.ask, {}, viewer), await open()];
    await follow(other, viewer);
    const { told, client } = await watch(viewer);
    expect(await told(1)).toEqual(['Snapshot']);
    await step(world.ask, own)(ioc, 'triageReport(decision: ACCEPT)');
    await step(world.ask, other)(ioc, 'assignReport');
    await step(world.ask, other)(officer, 'startReport');
    await step(world.ask, other)(ioc, 'postReportUpdate(text: "Đang làm")');
    await step(world.ask, other)(ioc, 'postReportUpdate(text: "Nội bộ", audience: INTERNAL)');
    await step(world.ask, own)(ioc, 'assignReport');
    expect(await told(5)).toEqual([
      `Changed ${own} 2 ACCEPTED`,
      `Changed ${other} 3 ASSIGNED`,
      `Changed ${other} 4 IN_PROGRESS`,
      `Changed ${other} 5 IN_PROGRESS`,
      `Changed ${own} 3 ASSIGNED`,
    ]);
    expect(client.waiting()).toEqual([]);
  });

  test('hear of what they send and follow later on the same stream, and nothing of what they left', async () => {
    const viewer = person('mover', 'citizen');
    const { told } = await watch(viewer);
    expect(await told(1)).toEqual(['Snapshot']);
    const own = await send(world.ask, {}, viewer);
    const other = await open();
    await follow(other, viewer);
    expect(await told(2)).toEqual([`Entered ${own} 1 SUBMITTED`, `Entered ${other} 2 ACCEPTED`]);
    await step(world.ask, other)(ioc, 'assignReport');
    await step(world.ask, own)(viewer, 'withdrawReport');
    expect(await told(2)).toEqual([`Changed ${other} 3 ASSIGNED`, `Changed ${own} 2 WITHDRAWN`]);
    await follow(other, viewer, 'unfollowReport');
    await step(world.ask, other)(officer, 'startReport');
    const last = await send(world.ask, {}, viewer);
    expect(await told(2)).toEqual([`Left ${other} 3`, `Entered ${last} 1 SUBMITTED`]);
  });

  test('resume from every cursor, over a restart, with exactly what came after it, also of what they have left since', async () => {
    const viewer = person('returner', 'citizen');
    const { next } = await watch(viewer);
    const own = await send(world.ask, {}, viewer);
    const other = await open();
    await follow(other, viewer);
    await step(world.ask, other)(ioc, 'assignReport');
    await follow(other, viewer, 'unfollowReport');
    await step(world.ask, other)(officer, 'startReport');
    await follow(other, viewer);
    await step(world.ask, other)(ioc, 'postReportUpdate(text: "Sắp xong")');
    await step(world.ask, own)(ioc, 'triageReport(decision: ACCEPT)');
    const seen = await next(8);
    expect(seen.map(({ value }) => brief(value))).toEqual([
      'Snapshot',
      `Entered ${own} 1 SUBMITTED`,
      `Entered ${other} 2 ACCEPTED`,
      `Changed ${other} 3 ASSIGNED`,
      `Left ${other} 3`,
      `Entered ${other} 4 IN_PROGRESS`,
      `Changed ${other} 5 IN_PROGRESS`,
      `Changed ${own} 2 ACCEPTED`,
    ]);
    await world.restart();
    for (let at = 0; at < seen.length - 1; at += 1) {
      const again = await watch(viewer, seen[at]?.cursor);
      expect(await again.told(seen.length - 1 - at)).toEqual(
        seen.slice(at + 1).map(({ value }) => brief(value)),
      );
    }
    const others = await watch(stranger, seen[2]?.cursor);
    const [foreign] = await others.next(1);
    expect(foreign).toMatchObject({ resync: true, value: { __typename: 'FollowedReportListSnapshot' } });
    expect(JSON.stringify(foreign?.value)).not.toContain(own);
  });

  test('case 3: who sent a duplicate, and who followed it, hear of the parent from then on; the duplicate leads to it', async () => {
    const parent = await open();
    const sender = person('repeats', 'citizen');
    const duplicate = await send(world.ask, {}, sender);
    await follow(duplicate, ioc);
    const { told } = await watch(sender);
    expect(await told(1)).toEqual(['Snapshot']);
    await step(world.ask, duplicate)(ioc, `triageReport(decision: DUPLICATE, duplicateOf: "${parent}")`);
    for (const call of wayToPublished) await step(world.ask, parent)(...call);
    expect(await told(6)).toEqual([
      `Changed ${duplicate} 2 DUPLICATE`,
      `Entered ${parent} 2 ACCEPTED`,
      `Changed ${parent} 3 ASSIGNED`,
      `Changed ${parent} 4 IN_PROGRESS`,
      `Changed ${parent} 5 RESOLVED`,
      `Changed ${parent} 6 PUBLISHED`,
    ]);
    const query = `{ report(id: "${duplicate}") { state duplicateOf { id state followerCount viewerFollows } } }`;
    expect((await world.ask(query, {}, sender)).data.report).toEqual({
      state: 'DUPLICATE',
      duplicateOf: { id: parent, state: 'PUBLISHED', followerCount: 2, viewerFollows: true },
    });
    expect(new Set(await list(sender))).toEqual(new Set([duplicate, parent]));
    expect(await list(ioc)).toEqual(expect.arrayContaining([parent, duplicate]));
  });

  test('a duplicate of an own report, or of one that is followed already, makes nobody follow twice', async () => {
    const parent = await open();
    const sender = person('again', 'citizen');
    await follow(parent, sender);
    const [first, second] = [await send(world.ask), await send(world.ask, {}, sender)];
    for (const id of [first, second])
      await step(world.ask, id)(ioc, `triageReport(decision: DUPLICATE, duplicateOf: "${parent}")`);
    const { data } = await world.ask(`{ report(id: "${parent}") { followerCount } }`);
    expect(data.report.followerCount).toBe(1);
  });

  test('a duplicate repeats a public report only, so there is neither a chain nor a circle', async () => {
    const [a, b, parent] = [await send(world.ask), await send(world.ask), await open()];
    const mark = (id: string, of: string) =>
      step(world.ask, id)(ioc, `triageReport(decision: DUPLICATE, duplicateOf: "${of}")`);
    expect(await mark(a, b)).toMatchObject({ field: 'duplicateOf', rule: 'parent' });
    expect(await mark(a, parent)).toMatchObject({ state: 'DUPLICATE' });
    expect(await mark(b, a)).toMatchObject({ field: 'duplicateOf', rule: 'parent' });
    expect(await mark(parent, b)).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'ACCEPTED' });
    expect(await mark(b, b)).toMatchObject({ field: 'duplicateOf', rule: 'parent' });
  });

  test('go with the person: exported, erased with the counts, out of the journal and silent from then on', async () => {
    const leaver = person('leaver', 'citizen');
    const id = await open();
    await follow(id, leaver);
    const own = await send(world.ask, {}, leaver);
    const { told, client } = await watch(leaver);
    await told(1);
    const { code } = (await world.ask(`{ report(id: "${id}") { code } }`)).data.report;
    expect(await world.running.store.exportPerson('leaver')).toMatchObject({
      follows: [{ report: code, why: 'ASKED', active: true }],
    });
    const topic = (await collection('personKeys').findOne({ _id: 'leaver' as never }))?.['topic'];
    expect(await collection('journal').countDocuments({ topics: topic })).toBeGreaterThan(1);
    expect(await world.running.erasePerson('leaver')).toMatchObject({ reports: 1, follows: 1 });
    expect(await collection('journal').countDocuments({ topics: topic })).toBe(0);
    const { data } = await world.ask(`{ report(id: "${id}") { followerCount } }`);
    expect(data.report.followerCount).toBe(0);
    expect(JSON.stringify(await collection('reportFollows').find().toArray())).not.toContain('leaver');
    await follow(id, stranger);
    const witness = await watch(stranger);
    await witness.told(1);
    await step(world.ask, own)(ioc, 'triageReport(decision: ACCEPT)');
    await step(world.ask, id)(ioc, 'assignReport');
    expect(await witness.told(1)).toEqual([`Changed ${id} 3 ASSIGNED`]);
    expect(client.waiting()).toEqual([]);
  });
});
