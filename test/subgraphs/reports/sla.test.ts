import type { Viewer } from '../../../subgraphs/kit/index.ts';
import type { LiveClient } from '../../kit/live-client.ts';
import { local } from './sample-calendar.ts';
import type { ReportsWorld } from './start-reports.ts';
import {
  citizen,
  draft,
  ioc,
  officer,
  send,
  startReports,
  step,
  stranger,
  wayToPublished,
} from './start-reports.ts';
import { connectSigned, subscribeSigned } from './watch.ts';

const shown = 'id state version slaState lastChange { step from to why at }';
const changed = (field: string) => `subscription ($id: ID!) { report: ${field}(id: $id) { ${shown} } }`;
const listed = (call: string, list: string) =>
  `subscription { list: ${call} { kind: __typename ... on ${list}Changed { report: node { ${shown} } } } }`;
const here = '{ south: 16.46, west: 107.585, north: 16.468, east: 107.595 }';
const setCalendar = `mutation ($days: [CalendarDayInput!]!, $version: Int!) {
  setCalendar(year: 2026, days: $days, expectedVersion: $version) { version } }`;

interface Shown {
  readonly id: string;
  readonly version: number;
  readonly slaState: string;
  readonly lastChange: { readonly step: string; readonly at: string };
}

describe('a report that comes due', () => {
  let world: ReportsWorld;
  const clients: LiveClient[] = [];
  beforeAll(async () => {
    world = await startReports();
  });
  // Each test begins on this Monday; of the reports of the ones before all has been told.
  beforeEach(() => world.setClock(local('2026-11-02T08:00:00')));
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.close();
  });
  afterAll(() => world?.close());

  const watch = async (query: string, viewer?: Viewer, variables = {}): Promise<LiveClient> => {
    const client = await connectSigned(world.running.url);
    clients.push(client);
    subscribeSigned(client, '1', { query, variables, viewer });
    await client.events('1', 1);
    return client;
  };
  const take = async (client: LiveClient, count: number): Promise<Shown[]> =>
    (await client.events('1', count)).map(({ data }) => {
      const { report, list } = data as { report?: Shown; list?: { report?: Shown } };
      const found = report ?? list?.report;
      if (!found) throw new Error(`expected a change of a report, got ${JSON.stringify(data)}`);
      return found;
    });
  const timerOf = async (id: string): Promise<Date | null> => {
    const timers = world.client.db(world.dbName).collection('timers');
    return (await timers.findOne({ kind: 'sla', key: id }))?.['at'] ?? null;
  };
  const entriesOf = (id: string) =>
    world.client
      .db(world.dbName)
      .collection('journal')
      .find({ entityId: id, kind: { $in: ['DUE_SOON', 'OVERDUE'] } })
      .sort({ $natural: 1 })
      .toArray();
  const assigned = async (): Promise<string> => {
    const id = await send(world.ask);
    await step(world.ask, id)(ioc, 'triageReport(decision: ACCEPT)');
    await step(world.ask, id)(ioc, 'assignReport');
    return id;
  };

  test('tells everybody who watches it or a list that it is in, at the moment itself, without a new version', async () => {
    const id = await assigned();
    await world.ask('mutation ($id: ID!) { followReport(id: $id) { id } }', { id }, stranger);
    const watchers = [
      await watch(changed('reportChanged'), citizen, { id }),
      await watch(changed('publicReportChanged'), undefined, { id }),
      await watch(listed(`reportsIn(area: { bbox: ${here} })`, 'PublicReportList')),
      await watch(listed('agencyQueue(agencyId: "hepco")', 'ReportList'), officer),
      await watch(listed('followedReportsChanged', 'FollowedReportList'), stranger),
    ];
    expect(await timerOf(id)).toEqual(local('2026-11-10T23:59:59'));
    await world.setClock(local('2026-11-10T23:00:00'));
    expect(await entriesOf(id)).toEqual([]);
    await world.setClock(local('2026-11-11T07:00:00'));
    const soon = {
      id,
      state: 'ASSIGNED',
      version: 3,
      slaState: 'DUE_SOON',
      lastChange: {
        step: 'DUE_SOON',
        from: 'ASSIGNED',
        to: 'ASSIGNED',
        why: null,
        at: local('2026-11-10T23:59:59').toISOString(),
      },
    };
    for (const watcher of watchers) expect(await take(watcher, 1)).toEqual([soon]);
    expect(await timerOf(id)).toEqual(new Date(local('2026-11-11T23:59:59').getTime() + 1));
    await world.setClock(local('2026-11-13T08:00:00'));
    const overdue = { step: 'OVERDUE', at: '2026-11-11T16:59:59.001Z' };
    for (const watcher of watchers)
      expect(await take(watcher, 1)).toMatchObject([
        { version: 3, slaState: 'OVERDUE', lastChange: overdue },
      ]);
    expect(await timerOf(id)).toBeNull();
    // Nobody who decided on what they had read is refused because midnight has passed.
    expect(await step(world.ask, id)(officer, 'startReport(expectedVersion: 3)')).toMatchObject({
      version: 4,
    });
    for (const watcher of watchers) {
      expect(await take(watcher, 1)).toMatchObject([{ version: 4, lastChange: { step: 'START' } }]);
      expect(watcher.waiting()).toEqual([]);
    }
  });

  test('tells both when the clock passes both at once, each as of its moment, and only to whom the report is visible', async () => {
    const [open, unseen] = [await assigned(), await send(world.ask)];
    const queue = await watch(listed('agencyQueue(agencyId: "hepco")', 'ReportList'), officer);
    const own = await watch(changed('reportChanged'), citizen, { id: unseen });
    await world.setClock(local('2026-11-18T08:00:00'));
    const both = (id: string) => [
      { id, slaState: 'DUE_SOON', lastChange: { step: 'DUE_SOON' } },
      { id, slaState: 'OVERDUE', lastChange: { step: 'OVERDUE' } },
    ];
    expect(await take(queue, 2)).toMatchObject(both(open));
    expect(await take(own, 2)).toMatchObject(both(unseen));
    for (const entry of await entriesOf(unseen)) {
      expect(entry['topics']).toEqual([`Report:${unseen}`]);
      expect(entry['payload']).not.toHaveProperty('lat');
    }
    expect(queue.waiting()).toEqual([]);
  });

  test('is timed by its due date wherever that moves, and by none while the clock stands still or has ended', async () => {
    const id = await assigned();
    const go = step(world.ask, id);
    await go(officer, 'startReport');
    expect(await timerOf(id)).toEqual(local('2026-11-10T23:59:59'));
    await world.setClock(local('2026-11-03T10:00:00'));
    await go(officer, 'requestReportInfo(question: "Ở đâu?")');
    expect(await timerOf(id)).toBeNull();
    await world.setClock(local('2026-11-06T16:00:00'));
    await go(citizen, 'answerReportInfo(answer: "Đây")');
    expect(await timerOf(id)).toEqual(local('2026-11-12T23:59:59'));
    for (const call of wayToPublished.slice(2)) await go(...call);
    expect(await timerOf(id)).toBeNull();
    await world.setClock(local('2026-11-10T09:00:00'));
    await go(citizen, 'rateReport(level: NOT_ACCEPTED, reopen: true)');
    expect(await timerOf(id)).toEqual(local('2026-11-18T23:59:59'));
    await world.setClock(local('2026-11-19T08:00:00'));
    while ((await entriesOf(id)).length === 0) await new Promise((done) => setTimeout(done, 50));
    const watcher = await watch(changed('publicReportChanged'), undefined, { id });
    await world.setClock(local('2026-11-20T08:00:00'));
    expect((await take(watcher, 1))[0]?.lastChange.step).toBe('OVERDUE');
    expect((await entriesOf(id)).map(({ kind }) => kind)).toEqual(['DUE_SOON', 'OVERDUE']);
    const withdrawn = await send(world.ask);
    expect(await timerOf(withdrawn)).not.toBeNull();
    await step(world.ask, withdrawn)(citizen, 'withdrawReport');
    expect(await timerOf(withdrawn)).toBeNull();
  });

  test('a new holiday moves its moments, and what was told of the old date is told anew of the new one', async () => {
    const id = await send(world.ask);
    const watcher = await watch(changed('reportChanged'), citizen, { id });
    await world.setClock(local('2026-11-11T08:00:00'));
    expect((await take(watcher, 1))[0]?.lastChange.step).toBe('DUE_SOON');
    const { data } = await world.askAgencies('{ calendar(year: 2026) { version days { date kind name } } }');
    const { version, days } = data.calendar;
    const holiday = { date: '2026-11-11', kind: 'HOLIDAY', name: 'Lụt' };
    await world.askAgencies(setCalendar, { days: [...days, holiday], version }, ioc);
    expect(await take(watcher, 1)).toMatchObject([{ slaState: 'ON_TIME', lastChange: { step: 'MOVE_DUE' } }]);
    expect(await timerOf(id)).toEqual(local('2026-11-11T23:59:59'));
    // The holiday is taken back after the old due date: it is overdue at once, and was not due soon meanwhile.
    await world.setClock(local('2026-11-12T08:00:00'));
    expect(await take(watcher, 1)).toMatchObject([
      { slaState: 'DUE_SOON', lastChange: { step: 'DUE_SOON' } },
    ]);
    await world.askAgencies(setCalendar, { days, version: version + 1 }, ioc);
    expect(await take(watcher, 2)).toMatchObject([
      { version: 3, slaState: 'OVERDUE', lastChange: { step: 'MOVE_DUE' } },
      { version: 3, slaState: 'OVERDUE', lastChange: { step: 'OVERDUE' } },
    ]);
    expect(await timerOf(id)).toBeNull();
  });

  test('what came due before a step is told before it, also when its timer is late', async () => {
    const { store } = world.running;
    const { _id: id } = await store.create({
      viewer: citizen,
      input: { ...draft, source: 'WEB' },
      now: local('2026-10-05T08:00:00'),
    });
    const call = { id, viewer: ioc, operation: 'test', args: {}, sent: { reason: 'Không rõ' } };
    await store.take({ ...call, path: [['REJECT']], now: local('2026-10-20T08:00:00') });
    const entries = await world.client
      .db(world.dbName)
      .collection('journal')
      .find({ entityId: id })
      .sort({ $natural: 1 })
      .toArray();
    expect(entries.map(({ kind, version }) => `${kind} ${version}`)).toEqual([
      'CREATE 1',
      'DUE_SOON 0',
      'OVERDUE 0',
      'REJECT 2',
    ]);
    expect(await timerOf(id)).toBeNull();
  });
});
