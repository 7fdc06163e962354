import type { RunningSubgraph } from '../../../subgraphs/kit/index.ts';
import type { AgenciesStore } from '../../../subgraphs/agencies/agency.store.ts';
import type { Ask } from './signed-client.ts';
import { person } from './signed-client.ts';
import { causesOf, startAgencies } from './start-agencies.ts';

let running: RunningSubgraph<AgenciesStore>;
let ask: Ask;

beforeAll(async () => {
  ({ running, ask } = await startAgencies('agencies_calendar'));
});

afterAll(() => running.close());

describe('workingDue', () => {
  const due = (from: string, days: number) =>
    ask(
      'query ($from: DateTime!, $days: Int!) { workingDue(from: $from, days: $days) { dueAt status skipped { date kind name } } }',
      { from, days },
    );

  test('case 5: counts over Tết and lists the skipped dates with their kind', async () => {
    const { data } = await due('2026-02-13T16:00:00+07:00', 7);
    expect(data.workingDue.dueAt).toBe('2026-03-03T16:59:59.000Z');
    expect(data.workingDue.skipped).toHaveLength(5);
    expect(data.workingDue.skipped[0]).toEqual({
      date: '2026-02-16',
      kind: 'HOLIDAY',
      name: 'Tết Nguyên đán',
    });
  });

  test('says when the calendar of a year is provisional', async () => {
    expect((await due('2026-06-01T09:00:00+07:00', 7)).data.workingDue.status).toBe('PUBLISHED');
    expect((await due('2027-06-01T09:00:00+07:00', 7)).data.workingDue.status).toBe('PROVISIONAL');
  });

  test.each([
    ['2027-12-28T09:00:00+07:00', 7, { code: 'BAD_USER_INPUT', field: 'days', rule: 'calendar_year' }],
    ['2020-01-01T09:00:00+07:00', 1, { code: 'BAD_USER_INPUT', field: 'days', rule: 'calendar_year' }],
    ['2026-01-05T09:00:00+07:00', 0, { code: 'BAD_USER_INPUT', field: 'days', rule: 'days' }],
    ['2026-01-05T09:00:00+07:00', 367, { code: 'BAD_USER_INPUT', field: 'days', rule: 'days' }],
  ])('from %s, %p days is refused with %p', async (from, days, expected) => {
    const { data, errors } = await due(from, days);
    expect(data).toEqual({ workingDue: null });
    expect(causesOf(errors)).toEqual([expected]);
  });

  test('a moment without an offset is refused', async () => {
    const { errors } = await due('2026-01-05T09:00:00', 1);
    expect(errors.length).toBe(1);
  });
});

describe('setCalendar', () => {
  const ioc = person('ioc-person', 'ioc');
  const mutation = `mutation ($year: Int!, $days: [CalendarDayInput!]!, $version: Int!, $key: String, $note: String) {
    setCalendar(year: $year, days: $days, expectedVersion: $version, clientMutationId: $key, note: $note) { year version status note days { date kind name } } }`;
  const day = { date: '2028-01-01', kind: 'HOLIDAY', name: 'Tết Dương lịch' };
  const set = (write: object, viewer = ioc) =>
    ask(mutation, { year: 2028, days: [day], version: 0, ...write }, viewer);

  test('is for the operations centre only', async () => {
    expect(causesOf((await ask(mutation, { year: 2028, days: [], version: 0 })).errors)).toEqual([
      { code: 'UNAUTHENTICATED' },
    ]);
    for (const role of ['citizen', 'officer', 'vendor'] as const) {
      expect(causesOf((await set({}, person('other', role))).errors)).toEqual([{ code: 'FORBIDDEN' }]);
    }
    expect(causesOf((await ask('{ calendar(year: 2028) { version } }')).errors)).toEqual([
      { code: 'BAD_USER_INPUT', field: 'year', rule: 'calendar_year' },
    ]);
  });

  test('case 19: a declared holiday moves what is due', async () => {
    const due = '{ workingDue(from: "2026-11-20T09:00:00+07:00", days: 7) { dueAt } }';
    expect((await ask(due)).data.workingDue.dueAt).toBe('2026-12-01T16:59:59.000Z');
    const { data } = await ask('{ calendar(year: 2026) { version days { date kind name } } }');
    const culture = { date: '2026-11-24', kind: 'HOLIDAY', name: 'Ngày Văn hóa Việt Nam' };
    const answer = await set({
      year: 2026,
      days: [...data.calendar.days, culture],
      version: data.calendar.version,
    });
    expect(answer.data.setCalendar).toMatchObject({
      version: data.calendar.version + 1,
      status: 'PUBLISHED',
    });
    expect((await ask(due)).data.workingDue.dueAt).toBe('2026-12-02T16:59:59.000Z');
  });

  test('sets a year that was missing, once per version and once per key', async () => {
    const first = await set({ key: 'k-1', note: 'Thông báo 1' });
    expect(first.data.setCalendar).toEqual({
      year: 2028,
      version: 1,
      status: 'PUBLISHED',
      note: 'Thông báo 1',
      days: [day],
    });
    expect((await set({ key: 'k-1', note: 'Thông báo 1' })).data).toEqual(first.data);
    expect(causesOf((await set({ key: 'k-1', note: 'other' })).errors)).toEqual([
      { code: 'IDEMPOTENCY_KEY_REUSED', field: 'clientMutationId' },
    ]);
    expect(causesOf((await set({ key: 'k-2' })).errors)).toMatchObject([{ code: 'CONFLICT' }]);
    expect((await ask('{ calendar(year: 2028) { version } }')).data.calendar.version).toBe(1);
  });

  test('of two writers of one version one wins, the other meets CONFLICT', async () => {
    const writes = await Promise.all(
      [1, 2, 3, 4].map((writer) => set({ year: 2029, days: [], note: `writer ${writer}` })),
    );
    expect(writes.filter(({ data }) => data.setCalendar?.version === 1)).toHaveLength(1);
    expect(writes.flatMap(({ errors }) => causesOf(errors))).toEqual(
      Array(3).fill({ code: 'CONFLICT', field: 'expectedVersion' }),
    );
  });

  test.each([
    [{ year: 1999 }, { field: 'year', rule: 'calendar_year' }],
    [{ year: 2030 }, { field: 'days.0.date', rule: 'calendar_date' }],
    [{ days: [{ ...day, kind: 'SWAP_OFF' }] }, { field: 'days.0.kind', rule: 'swap_day' }],
    [{ days: [day, day] }, { field: 'days.1.date', rule: 'calendar_date' }],
    [{ note: 'x'.repeat(501) }, { field: 'note', rule: 'note' }],
  ])('%j is refused with %p', async (write, expected) => {
    expect(causesOf((await set({ ...write, version: 9 })).errors)).toEqual([
      { code: 'BAD_USER_INPUT', ...expected },
    ]);
  });
});
