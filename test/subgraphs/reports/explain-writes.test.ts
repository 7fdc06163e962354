import { seedTools } from '../agencies/start-agencies.ts';
import { until } from '../../kit/live-client.ts';
import { samplePhoto } from '../../kit/sample-photo.ts';
import { readFaults, watchReads } from '../read-faults.ts';
import { pictureClient } from './picture-client.ts';
import { local } from './sample-calendar.ts';
import type { ReportsWorld } from './start-reports.ts';
import { citizen, ioc, send, startReports, step, stranger, wayToPublished } from './start-reports.ts';
import { connectSigned, eventsOf, subscribeSigned } from './watch.ts';

const box = '{ south: 16.46, west: 107.585, north: 16.468, east: 107.595 }';
const streams = [
  (id: string) => `subscription { reportChanged(id: "${id}") { version } }`,
  (id: string) => `subscription { publicReportChanged(id: "${id}") { version } }`,
  () => `subscription { reportsIn(area: { bbox: ${box} }) { __typename } }`,
  () => 'subscription { reportsIn(area: { ward: "19753" }) { __typename } }',
  () => 'subscription { agencyQueue(agencyId: "hepco") { __typename } }',
  () => 'subscription { followedReportsChanged { __typename } }',
];

describe('whatever changes a report, and whoever hears of it', () => {
  let world: ReportsWorld;
  // A Monday of the past, so that the sample lies before it and timers of what follows are moved to by the clock.
  beforeAll(async () => {
    world = await startReports(local('2026-11-02T08:00:00'));
    await world.running.seed({
      ...seedTools,
      now: () => local('2026-11-02T08:00:00'),
      given: { reports: 150 },
    });
  }, 240_000);
  afterAll(() => world?.close());

  const call = async (mutation: string, viewer = citizen) => {
    const { data, errors } = await world.ask(`mutation { made: ${mutation} }`, {}, viewer);
    expect([mutation, errors]).toEqual([mutation, []]);
    return data.made;
  };
  const wholeLife = async (): Promise<string> => {
    const photo = await pictureClient(world).upload(citizen, 'REPORT_PHOTO', await samplePhoto());
    const id = await send(world.ask, { media: [photo], reporterAlias: 'Bác An' });
    const corner = '{ x: 0.5, y: 0.5, width: 0.5, height: 0.5 }';
    await call(
      `triageReport(id: "${id}", decision: ACCEPT, redactions: [{ mediaId: "${photo}", rectangles: [${corner}] }]) { id }`,
      ioc,
    );
    const go = step(world.ask, id);
    for (const [who, what] of wayToPublished) await go(who, what);
    await call(`followReport(id: "${id}") { id }`, stranger);
    const comment = await call(`commentReport(id: "${id}", text: "Cảm ơn") { id }`, stranger);
    await call(
      `editReportComment(id: "${comment.id}", text: "Cảm ơn nhiều", expectedVersion: 1) { id }`,
      stranger,
    );
    await call(`moderateReportComment(id: "${comment.id}", decision: APPROVE) { id }`, ioc);
    await call(`withdrawReportComment(id: "${comment.id}") { id }`, stranger);
    await go(ioc, 'postReportUpdate(text: "Đang xem")');
    await go(ioc, 'postReportUpdate(text: "Nội bộ", audience: INTERNAL)');
    const { data } = await world.ask(`{ report(id: "${id}") { version } }`, {}, ioc);
    await call(
      `redactReportMedia(id: "${id}", mediaId: "${photo}", rectangles: [], expectedVersion: ${data.report.version}) { id }`,
      ioc,
    );
    await go(citizen, 'hideReporterName');
    await call(`rateReport(id: "${id}", level: NOT_ACCEPTED, reopen: true, comment: "Chưa xong") { id }`);
    for (const [who, what] of wayToPublished) await go(who, what);
    await call(`unfollowReport(id: "${id}") { id }`, stranger);
    return id;
  };

  test('reads and writes through indexes and sorts by them: mutations, streams, replays, timers, erasures', async () => {
    const db = world.client.db(world.dbName);
    const parent = await send(world.ask);
    await step(world.ask, parent)(ioc, 'triageReport(decision: ACCEPT)');
    await db.command(watchReads);

    const client = await connectSigned(world.running.url);
    const cursors: string[] = [];
    for (const [n, query] of streams.entries()) {
      subscribeSigned(client, `${n}`, { query: query(parent), viewer: ioc });
      cursors.push((await eventsOf(client, `${n}`, 1))[0]?.cursor ?? '');
    }
    const lived = await wholeLife();
    const twin = await send(world.ask, {}, stranger);
    await step(world.ask, twin)(ioc, `triageReport(decision: DUPLICATE, duplicateOf: "${parent}")`);
    const withdrawn = await send(world.ask);
    await step(world.ask, withdrawn)(citizen, 'withdrawReport');
    const open = await send(world.ask);
    await step(world.ask, open)(ioc, 'triageReport(decision: ACCEPT)');
    for (const [n, query] of streams.entries())
      subscribeSigned(client, `again ${n}`, { query: query(parent), viewer: ioc, after: cursors[n] });
    await eventsOf(client, 'again 2', 1);
    await client.close();

    await world.setClock(local('2026-12-07T07:00:00'));
    const waiting = await send(world.ask);
    // Past the due date of the open one and the silence after the published one; then all days are counted anew.
    await world.setClock(local('2026-12-07T08:00:00'));
    const stateOf = async (id: string) => db.collection('reports').findOne({ _id: id as never });
    await until(async () => (await stateOf(lived))?.['state'] === 'CLOSED');
    await until(async () => (await stateOf(open))?.['terms'].at(-1).crossed === 'OVERDUE');
    const { data } = await world.askAgencies('{ calendar(year: 2026) { version days { date kind name } } }');
    const days = [...data.calendar.days, { date: '2026-12-08', kind: 'HOLIDAY', name: 'Thử' }];
    await world.askAgencies(
      `mutation ($days: [CalendarDayInput!]!, $version: Int!) {
        setCalendar(year: 2026, days: $days, expectedVersion: $version) { version } }`,
      { days, version: data.calendar.version },
      ioc,
    );
    // As the journal has it, by an index: looks of the test's own would be faults as well.
    const moved = { entity: 'Report', entityId: waiting, version: 2 };
    await until(async () => (await db.collection('journal').findOne(moved)) !== null);
    await world.running.store.exportPerson(stranger.id ?? '');
    await world.running.erasePerson(stranger.id ?? '');
    await db.command({ profile: 0 });

    const { faults, looks } = await readFaults(db);
    expect(faults).toEqual([]);
    // The wards are read whole after the calendar has changed: the profile does see what it is to see.
    expect(looks).toBeGreaterThan(0);
  }, 240_000);
});
