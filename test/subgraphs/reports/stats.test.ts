import { ReadConcern } from 'mongodb';
import fc from 'fast-check';
import type { ReportRow } from '../../../subgraphs/reports/report.model.ts';
import { showFigures } from '../../../subgraphs/reports/share.rules.ts';
import type { StatsDimension, StatsQuestion, Sum } from '../../../subgraphs/reports/stats.rules.ts';
import type { Backlog } from '../../../subgraphs/reports/stats.store.ts';
import { addCivilDays } from '../../../subgraphs/kit/working-days.ts';
import { seedTools } from '../agencies/start-agencies.ts';
import { countByHand } from './count-by-hand.ts';
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

const now = new Date('2026-11-22T03:00:00Z');

const statsQuery = `query ($by: ReportStatsDimension, $filter: ReportStatsFilter, $from: Date, $to: Date) {
  reportStats(by: $by, filter: $filter, from: $from, to: $to) { from to asOf backlog { open overdue }
    figures { ...figures } groups { agency { id } ward { code } category { code } month backlog { open overdue } figures { ...figures } } } }
  fragment figures on ReportFigures { sent waiting withdrawn rejected duplicate ratedSatisfied ratedAccepted
    eligible { ...share } handled { ...share } onTime { ...share } rated { ...share } satisfied { ...share } notAccepted { ...share }
    closed { ...share } fixed { ...share } unconfirmed { ...share } unable { ...share } disputed { ...share } reopened { ...share }
    answers { given onTime { ...share } handlingTime { measured median { hours days } p90 { hours days } } reopened { ...share } } }
  fragment share on ReportShare { count of share lowerBound shareUnknown }`;

/** What the statistics say, in the names of `countByHand`. */
function said({ counts, hours }: Sum, { open, overdue }: Backlog): ReturnType<typeof countByHand> {
  const { sent, waiting, answers, ...shown } = showFigures(counts, hours);
  const { eligible, handled, onTime, rated, satisfied, notAccepted, reopened, closed, fixed } = shown;
  return {
    sent,
    waiting,
    eligible: eligible.count,
    handled: handled.count,
    onTime: onTime.count,
    rated: rated.count,
    satisfied: satisfied.count,
    notAccepted: notAccepted.count,
    reopened: reopened.count,
    closed: closed.count,
    fixed: fixed.count,
    answers: answers.given,
    answersOnTime: answers.onTime.count,
    answersReopened: answers.reopened.count,
    open,
    overdue,
  };
}

describe('statistics', () => {
  let world: ReportsWorld;
  beforeAll(async () => {
    world = await startReports(now);
    await world.running.seed({ ...seedTools, now: () => now, given: { reports: 300 } });
  }, 240_000);
  afterAll(() => world?.close());

  // Statistics are read from what a majority has: what is only written here would be seen too early.
  const db = () => world.client.db(world.dbName, { readConcern: new ReadConcern('majority') });
  const rows = () => db().collection<ReportRow>('reports').find().toArray();
  /** Until everything that was written is counted. */
  async function counted(): Promise<void> {
    const newest = async () =>
      db()
        .collection('journal')
        .find({ pos: { $type: 'timestamp' } })
        .sort({ pos: -1, n: -1 })
        .limit(1)
        .next();
    for (;;) {
      // Asked first: what is stamped after the newest was read would not be waited for.
      const isStamped = (await db().collection('journal').countDocuments({ pos: null })) === 0;
      const [entry, place] = [
        await newest(),
        await db()
          .collection('projections')
          .findOne({ _id: 'figures' } as object),
      ];
      // The entries of one transaction have one place in time, and may be counted one after the other.
      const isReached =
        place?.['time'].greaterThan(entry?.['pos']) ||
        (place?.['time'].equals(entry?.['pos']) && place['n'] >= entry?.['n']);
      if (isStamped && entry && place?.['rebuild'] === null && isReached) return;
      await new Promise((done) => setTimeout(done, 20));
    }
  }
  const read = (question: Partial<StatsQuestion> = {}) =>
    world.running.store.figures.read({ by: null, filter: {}, period: { from: null, to: null }, ...question });

  test('say of any question what counting by hand says', async () => {
    await counted();
    const all = await rows();
    const wards = [...new Set(all.map(({ wardCode }) => wardCode))];
    const agencies = [...new Set(all.map(({ agencyId }) => agencyId ?? ''))];
    const categories = [...new Set(all.map(({ categoryCode }) => categoryCode))];
    const day = fc.integer({ min: -10, max: 370 }).map((days) => addCivilDays('2025-11-20', days));
    const filter = fc.record(
      {
        agencyId: fc.constantFrom(...agencies),
        wardCode: fc.constantFrom(...wards),
        categoryCode: fc.constantFrom(...categories),
      },
      { requiredKeys: [] },
    );
    // The hub's clock has moved on by minutes, which makes nothing overdue: terms end with a day.
    await fc.assert(
      fc.asyncProperty(filter, fc.option(day), fc.option(day), async (asked, a, b) => {
        const [from, to] = a !== null && b !== null && a > b ? [b, a] : [a, b];
        const question = { by: null, filter: asked, period: { from, to } };
        const { total, backlog } = await read(question);
        expect([question, said(total, backlog)]).toEqual([question, countByHand(all, question, now)]);
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  test.each<StatsDimension>(['AGENCY', 'WARD', 'CATEGORY', 'MONTH'])(
    'by %s have groups that add up to the total, each as if asked for alone',
    async (by) => {
      await counted();
      const all = await rows();
      const { total, groups, backlog } = await read({ by });
      const sum = (name: 'sent' | 'handled' | 'answers'): number =>
        groups.reduce((so, group) => so + (group.sum.counts[name] ?? 0), 0);
      for (const name of ['sent', 'handled', 'answers'] as const) expect(sum(name)).toBe(total.counts[name]);
      expect(sum('sent')).toBe(all.length);
      if (by !== 'MONTH')
        expect(groups.reduce((so, group) => so + (group.backlog?.open ?? 0), 0)).toBe(backlog.open);
      const fields = { AGENCY: 'agencyId', WARD: 'wardCode', CATEGORY: 'categoryCode' } as const;
      if (by === 'MONTH') return;
      for (const { key, ...group } of groups.slice(0, 8)) {
        if (key === null) continue;
        const alone = await read({ filter: { [fields[by]]: key } });
        expect(said(alone.total, alone.backlog)).toEqual(said(group.sum, group.backlog!));
      }
    },
  );

  test('an agency’s public figures move as its report is answered, published, rated and reopened', async () => {
    const filter = { agencyId: 'hepco', categoryCode: 'ENVIRONMENT_WASTE' };
    const figures = async () => {
      await counted();
      const { total, backlog } = await read({ filter });
      return said(total, backlog);
    };
    const before = await figures();
    const id = await send(world.ask);
    const go = step(world.ask, id);
    await go(ioc, 'triageReport(decision: ACCEPT)');
    await go(...wayToPublished[0]!);
    expect(await figures()).toEqual({
      ...before,
      sent: before.sent + 1,
      eligible: before.eligible + 1,
      open: before.open + 1,
    });
    for (const call of wayToPublished.slice(1)) await go(...call);
    const published = await figures();
    expect(published).toEqual({
      ...before,
      sent: before.sent + 1,
      eligible: before.eligible + 1,
      handled: before.handled + 1,
      onTime: before.onTime + 1,
      answers: before.answers + 1,
      answersOnTime: before.answersOnTime + 1,
    });
    expect(await go(citizen, 'rateReport(level: NOT_ACCEPTED, reopen: true)')).toMatchObject({
      state: 'REOPENED',
    });
    const reopened = {
      ...published,
      rated: published.rated + 1,
      notAccepted: published.notAccepted + 1,
      reopened: published.reopened + 1,
      answersReopened: published.answersReopened + 1,
    };
    expect(await figures()).toEqual(reopened);
    await go(ioc, 'assignReport');
    expect(await figures()).toEqual({ ...reopened, open: reopened.open + 1 });
  });

  test('what another agency answers after a reopening leaves the first answer with its author', async () => {
    const answersBy = async (agencyId: string) => (await read({ filter: { agencyId } })).total.counts;
    await counted();
    const [hepco, other] = [await answersBy('hepco'), await answersBy('so-xay-dung')];
    const id = await send(world.ask);
    const go = step(world.ask, id);
    await go(ioc, 'triageReport(decision: ACCEPT)');
    for (const call of wayToPublished) await go(...call);
    expect(await go(citizen, 'rateReport(level: NOT_ACCEPTED, reopen: true)')).toMatchObject({
      state: 'REOPENED',
    });
    await go(ioc, 'assignReport(agencyId: "so-xay-dung")');
    const next = { ...officer, agencyId: 'so-xay-dung' };
    await go(next, 'startReport');
    await go(next, 'declareReportUnable(reason: "Vượt thẩm quyền")');
    await counted();
    const [after, later] = [await answersBy('hepco'), await answersBy('so-xay-dung')];
    expect(after.answers).toBe(hepco.answers! + 1);
    expect(after.answersNotAccepted).toBe((hepco.answersNotAccepted ?? 0) + 1);
    expect(after.handled).toBe(hepco.handled);
    expect(later.answers).toBe(other.answers! + 1);
    expect(later.handled).toBe(other.handled! + 1);
  });

  test('are exact after many writers at once and restarts in between', async () => {
    const write = async (): Promise<void> => {
      for (let i = 0; i < 6; i += 1) {
        const id = await send(world.ask);
        const go = step(world.ask, id);
        await go(ioc, 'triageReport(decision: ACCEPT)');
        for (const call of wayToPublished) await go(...call);
        await go(citizen, i % 2 === 0 ? 'rateReport(level: SATISFIED)' : 'rateReport(level: NOT_ACCEPTED)');
      }
    };
    await Promise.all([write(), write(), write(), write()]);
    await world.restart();
    await write();
    await counted();
    const { total, backlog } = await read();
    const question = { by: null, filter: {}, period: { from: null, to: null } };
    expect(said(total, backlog)).toEqual(countByHand(await rows(), question, now));
  }, 120_000);

  test('are counted anew when what is counted changes its meaning, and refused until then', async () => {
    await counted();
    const before = await read({ by: 'AGENCY' });
    await db()
      .collection('projections')
      .updateOne({ _id: 'figures' } as object, { $set: { isWhole: false } });
    await expect(read()).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
    await db().collection('figures').deleteMany({});
    await db().collection('figureCells').deleteMany({});
    await db()
      .collection('projections')
      .updateOne({ _id: 'figures' } as object, { $set: { version: 0 } });
    await world.restart();
    for (;;) {
      const answer = await read({ by: 'AGENCY' }).catch(() => null);
      if (answer) {
        expect(answer.groups).toEqual(before.groups);
        return;
      }
      await new Promise((done) => setTimeout(done, 50));
    }
  });

  test('are the same for everybody, with every share beside its numbers', async () => {
    await counted();
    const ask = async (viewer?: typeof ioc) => {
      const { data, errors } = await world.ask(
        statsQuery,
        { by: 'WARD', from: '2026-01-01', to: '2026-10-31' },
        viewer,
      );
      expect(errors).toEqual([]);
      return data.reportStats;
    };
    const [anyone, centre] = [await ask(), await ask(ioc)];
    expect({ ...anyone, asOf: null }).toEqual({ ...centre, asOf: null });
    expect(anyone).toMatchObject({ from: '2026-01-01', to: '2026-10-31' });
    const { figures } = anyone;
    expect(figures.eligible).toMatchObject({
      of: figures.sent,
      share: Math.round((figures.eligible.count / figures.sent) * 10_000) / 10_000,
    });
    expect(figures.rated.of).toBe(figures.handled.count);
    expect(figures.satisfied).toMatchObject({
      of: figures.rated.count,
      count: figures.ratedSatisfied + figures.ratedAccepted,
    });
    const { median, p90 } = figures.answers.handlingTime;
    expect(p90.hours).toBeGreaterThan(median.hours);
    expect(median.days).toBe(Math.round((median.hours / 8) * 10) / 10);
    expect(anyone.groups.length).toBeGreaterThan(20);
    expect(anyone.groups[0].ward.code).toMatch(/^\d{5}$/);
  });

  test('give a reason in the place of a share of nothing, and refuse a period that ends before it begins', async () => {
    const { data } = await world.ask(statsQuery, { from: '2020-01-01', to: '2020-12-31' });
    expect(data.reportStats.figures).toMatchObject({
      sent: 0,
      eligible: { count: 0, of: 0, share: null, lowerBound: null, shareUnknown: 'NONE_SENT' },
      satisfied: { share: null, shareUnknown: 'NONE_RATED' },
      answers: { handlingTime: { measured: 0, median: null, p90: null } },
    });
    const refused = await world.ask(statsQuery, { from: '2026-02-02', to: '2026-02-01' }, stranger);
    expect(refused.errors[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'to',
      rule: 'period',
    });
    const wrong = await world.ask(statsQuery, { from: '2026-02-30' }, stranger);
    expect(wrong.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('stand at agencies and wards too, as entities of another area', async () => {
    await counted();
    const { data, errors } = await world.ask(
      `query ($r: [_Any!]!) { _entities(representations: $r) {
        ... on Agency { reportStats(from: "2026-01-01", to: "2026-06-30") { asOf backlog { open } figures { sent answers { given } } } }
        ... on Ward { reportStats { figures { sent } groups { month } } } } }`,
      {
        r: [
          { __typename: 'Agency', id: 'hepco' },
          { __typename: 'Agency', id: 'nobody' },
          { __typename: 'Ward', code: (await rows())[0]!.wardCode },
        ],
      },
    );
    expect(errors).toEqual([]);
    const [hepco, nobody, ward] = data._entities;
    const period = { from: '2026-01-01', to: '2026-06-30' };
    const alone = await read({ filter: { agencyId: 'hepco' }, period });
    expect(hepco.reportStats.figures).toMatchObject({
      sent: alone.total.counts.sent,
      answers: { given: alone.total.counts.answers },
    });
    expect(nobody.reportStats).toMatchObject({ backlog: { open: 0 }, figures: { sent: 0 } });
    expect(ward.reportStats.figures.sent).toBeGreaterThan(0);
  });

  test('count working hours anew when the calendar of the past changes', async () => {
    await counted();
    const hoursBefore = (await read()).total.hours;
    const year = await world.askAgencies(
      '{ calendar(year: 2026) { version days { date kind name } } }',
      {},
      ioc,
    );
    const { version, days } = year.data.calendar;
    const more = Array.from({ length: 20 }, (_, i) => ({
      date: addCivilDays('2026-03-02', i),
      kind: 'HOLIDAY',
      name: 'Nghỉ đột xuất',
    }));
    const { errors } = await world.askAgencies(
      `mutation ($days: [CalendarDayInput!]!, $version: Int!) { setCalendar(year: 2026, days: $days, expectedVersion: $version) { version } }`,
      { days: [...days, ...more], version },
      ioc,
    );
    expect(errors).toEqual([]);
    const isOther = async (): Promise<boolean> =>
      JSON.stringify((await read()).total.hours) !== JSON.stringify(hoursBefore);
    while (!(await isOther())) await new Promise((done) => setTimeout(done, 50));
    await counted();
    const [{ total }, figures] = [await read(), await db().collection('figures').find().toArray()];
    const bins: Record<string, number> = {};
    for (const { portions } of figures)
      for (const { hours } of portions)
        for (const [bin, n] of Object.entries<number>(hours)) bins[bin] = (bins[bin] ?? 0) + n;
    const counted0 = Object.fromEntries(Object.entries(total.hours).filter(([, n]) => n !== 0));
    expect(counted0).toEqual(bins);
  }, 60_000);
});
