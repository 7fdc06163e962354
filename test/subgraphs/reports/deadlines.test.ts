import { until } from '../../kit/live-client.ts';
import { local } from './sample-calendar.ts';
import type { ReportsWorld } from './start-reports.ts';
import { citizen, draft, ioc, officer, send, startReports, step, wayToPublished } from './start-reports.ts';

const iso = (text: string): string => local(text).toISOString();
const dueOf =
  'query ($id: ID!) { report(id: $id) { state version dueAt slaState dueAtUnknown { rule year } terms { startedAt dueAt endedAt skipped { date kind name } } lastChange { step why } } }';
const setCalendar = `mutation ($year: Int!, $days: [CalendarDayInput!]!, $version: Int!) {
  setCalendar(year: $year, days: $days, expectedVersion: $version) { version } }`;

describe('due dates', () => {
  let world: ReportsWorld;
  beforeAll(async () => {
    world = await startReports(local('2026-11-02T08:00:00'));
  });
  afterAll(() => world?.close());

  const shown = async (id: string) => (await world.ask(dueOf, { id }, ioc)).data.report;
  const createAt = async (at: string, key: string) => {
    const call = {
      viewer: citizen,
      input: { ...draft, source: 'WEB' as const },
      clientMutationId: key,
      now: local(at),
    };
    return (await world.running.store.create(call))._id;
  };

  test.each([
    ['2023-02-08T09:00:00', '2023-02-17'],
    ['2024-11-07T08:22:00', '2024-11-18'],
    ['2025-07-01T10:00:00', '2025-07-10'],
    ['2026-02-13T16:00:00', '2026-03-03'],
    ['2026-11-20T08:00:00', '2026-12-01'],
    ['2026-11-07T12:00:00', '2026-11-17'],
  ])('case 1, case 5: received %s is due at the end of %s', async (at, due) => {
    const report = await shown(await createAt(at, at));
    expect(report.dueAt).toBe(iso(`${due}T23:59:59`));
    if (at.startsWith('2026-02'))
      expect(
        report.terms[0].skipped.map(({ date, kind }: { date: string; kind: string }) => `${date} ${kind}`),
      ).toEqual(['16', '17', '18', '19', '20'].map((day) => `2026-02-${day} HOLIDAY`));
  });

  test('NEED_INFO pauses, PLANNED does not move, REOPENED begins a new term; silence of 15 days closes', async () => {
    const id = await send(world.ask);
    const go = step(world.ask, id);
    await go(ioc, 'triageReport(decision: ACCEPT)');
    for (const call of wayToPublished.slice(0, 2)) await go(...call);
    expect((await shown(id)).dueAt).toBe(iso('2026-11-11T23:59:59'));
    await world.setClock(local('2026-11-03T10:00:00'));
    await go(officer, 'requestReportInfo(question: "Ở đâu?")');
    expect(await shown(id)).toMatchObject({ slaState: 'PAUSED', dueAt: iso('2026-11-11T23:59:59') });
    await world.setClock(local('2026-11-06T16:00:00'));
    await go(citizen, 'answerReportInfo(answer: "Đây")');
    expect(await shown(id)).toMatchObject({ slaState: 'ON_TIME', dueAt: iso('2026-11-13T23:59:59') });
    expect(await go(officer, 'planReport(date: "2026-11-05")')).toMatchObject({ rule: 'planned_date' });
    await go(officer, 'planReport(date: "2026-11-30", note: "Chờ vật tư")');
    await go(officer, 'planReport(date: "2026-12-02")');
    expect(await shown(id)).toMatchObject({ state: 'PLANNED', dueAt: iso('2026-11-13T23:59:59') });
    for (const call of wayToPublished.slice(2)) await go(...call);
    await world.setClock(local('2026-11-10T09:00:00'));
    await go(citizen, 'rateReport(level: NOT_ACCEPTED, reopen: true)');
    expect(await shown(id)).toMatchObject({
      state: 'REOPENED',
      dueAt: iso('2026-11-19T23:59:59'),
      terms: [{ dueAt: iso('2026-11-13T23:59:59') }, { endedAt: null }],
    });
    for (const call of wayToPublished) await go(...call);
    await world.setClock(local('2026-11-25T08:59:00'));
    expect((await shown(id)).state).toBe('PUBLISHED');
    await world.setClock(local('2026-11-26T09:00:00'));
    let state = '';
    await until(() => {
      void shown(id).then((report) => (state = report.state));
      return state === 'CLOSED';
    });
    expect(await shown(id)).toMatchObject({
      lastChange: { step: 'CLOSE_SILENT', why: null },
      slaState: 'MET',
    });
    expect(await go(citizen, 'rateReport(level: SATISFIED)')).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      from: 'CLOSED',
    });
  });

  test('a year without a calendar refuses no report: dueAt is null with the reason, and set when the calendar arrives', async () => {
    const id = await createAt('2030-12-27T08:00:00', 'no calendar');
    expect(await shown(id)).toMatchObject({
      dueAt: null,
      slaState: 'UNKNOWN',
      dueAtUnknown: { rule: 'calendar_year', year: 2030 },
      version: 1,
    });
    // Either order: 2031 alone changes nothing yet, since the count stops in 2030.
    for (const year of [2031, 2030])
      await world.askAgencies(
        setCalendar,
        { year, days: [{ date: `${year}-01-01`, kind: 'HOLIDAY', name: 'Tết Dương lịch' }], version: 0 },
        ioc,
      );
    let report = await shown(id);
    await until(() => {
      void shown(id).then((next) => (report = next));
      return report.dueAt !== null;
    });
    expect(report).toMatchObject({
      dueAt: iso('2031-01-08T23:59:59'),
      dueAtUnknown: null,
      version: 2,
      lastChange: { step: 'MOVE_DUE', why: 'calendar: the year 2030 was published' },
    });
  });

  test('a new holiday moves every open report that it meets, in batches, each with a journal entry that says why', async () => {
    const open = await Promise.all(
      Array.from({ length: 60 }, (_, i) => createAt('2026-11-20T08:00:00', `open ${i}`)),
    );
    const early = await createAt('2026-11-10T08:00:00', 'early');
    const ended = await createAt('2026-11-20T08:00:00', 'ended');
    await step(world.ask, ended)(ioc, 'triageReport(decision: REJECT, reason: "Thử")');
    const { data } = await world.askAgencies('{ calendar(year: 2026) { version days { date kind name } } }');
    const { version, days } = data.calendar;
    const holiday = { date: '2026-11-24', kind: 'HOLIDAY', name: 'Ngày Văn hóa Việt Nam' };
    const { errors } = await world.askAgencies(
      setCalendar,
      { year: 2026, days: [...days, holiday], version },
      ioc,
    );
    expect(errors).toEqual([]);
    const journal = world.client.db(world.dbName).collection('journal');
    const moved = () =>
      journal.find({ kind: 'MOVE_DUE', entityId: { $in: [...open, early, ended] } }).toArray();
    let count = 0;
    await until(() => {
      void moved().then((rows) => (count = rows.length));
      return count === open.length;
    });
    expect(await shown(open[59]!)).toMatchObject({ dueAt: iso('2026-12-02T23:59:59'), version: 2 });
    expect(await shown(early)).toMatchObject({ dueAt: iso('2026-11-19T23:59:59'), version: 1 });
    expect(await shown(ended)).toMatchObject({ dueAt: iso('2026-12-01T23:59:59'), version: 2 });
    const rows = await moved();
    expect(new Set(rows.map(({ entityId }) => entityId))).toEqual(new Set(open));
    expect(new Set(rows.map(({ why }) => why))).toEqual(
      new Set(['calendar: + 2026-11-24 HOLIDAY Ngày Văn hóa Việt Nam']),
    );
    expect(rows[0]?.['payload']).toMatchObject({ dueAt: local('2026-12-02T23:59:59'), state: 'SUBMITTED' });
  });
});
