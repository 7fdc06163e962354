import type { RunningSubgraph } from '../../../subgraphs/kit/index.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import type { AgenciesStore } from '../../../subgraphs/agencies/agency.store.ts';
import type { CityData } from '../../../subgraphs/agencies/seed.ts';
import { readCityData } from '../../../subgraphs/agencies/seed.ts';
import { agencies } from '../../../subgraphs/agencies/subgraph.ts';
import type { Ask } from './signed-client.ts';
import { person, signedClient, testSecret } from './signed-client.ts';

const tools = { log: silentLogger, now: () => new Date(), progress: () => undefined, given: {} };

let running: RunningSubgraph<AgenciesStore>;
let ask: Ask;
let city: CityData;

beforeAll(async () => {
  city = await readCityData();
  running = await agencies.start({
    mongoUri: process.env['TEST_MONGODB_URI'] ?? '',
    dbPrefix: `agencies_${process.pid}_`,
    port: 0,
    secret: testSecret,
    peers: {},
    log: silentLogger,
  });
  await running.seed(tools);
  ask = signedClient(running.url);
});

afterAll(() => running.close());

const codesOf = (errors: readonly { extensions: Record<string, unknown> }[]): unknown[] =>
  errors.map(({ extensions: { code, field, rule, hint } }) =>
    Object.fromEntries(
      Object.entries({ code, field, rule, hint }).filter(([, value]) => value !== undefined),
    ),
  );

describe('wards', () => {
  test('all 40 are read page by page, in order of code, each with its committee', async () => {
    const query = `query ($first: Int, $after: String) { wards(first: $first, after: $after) {
      nodes { code fullName agency { name level ward { code } } } edges { cursor node { code } } pageInfo { hasNextPage endCursor } } }`;
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { data, errors } = await ask(query, { first: 17, after });
      expect(errors).toEqual([]);
      for (const { code, agency } of data.wards.nodes) {
        expect(agency).toMatchObject({ level: 'WARD', ward: { code } });
        seen.push(code);
      }
      after = data.wards.pageInfo.endCursor;
      more = data.wards.pageInfo.hasNextPage;
    }
    expect(seen).toEqual(city.wards.map(({ code }) => code).sort());
  });

  test.each([0, 101, -1])('a page of %p is refused', async (first) => {
    const { data, errors } = await ask('query ($first: Int) { wards(first: $first) { nodes { code } } }', {
      first,
    });
    expect(data).toEqual({ wards: null });
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'first' });
  });

  test('one has its boundary and a point that wardAt finds again', async () => {
    for (const { code } of city.wards) {
      const { data } = await ask(
        'query ($code: String!) { ward(code: $code) { lat lon boundary areaKm2 nameEn } }',
        { code },
      );
      const { lat, lon, boundary } = data.ward;
      expect(boundary).toEqual(city.wards.find((ward) => ward.code === code)?.boundary);
      const found = await ask(
        'query ($lat: Float!, $lon: Float!) { wardAt(lat: $lat, lon: $lon) { code } }',
        { lat, lon },
      );
      expect(found.data.wardAt).toEqual({ code });
    }
  });

  test('the place of acceptance case 1 is in the city', async () => {
    const { data } = await ask('{ wardAt(lat: 16.4637, lon: 107.5909) { fullName agency { id } } }');
    expect(data.wardAt.fullName).toMatch(/^Phường /);
  });

  test.each([
    [
      '(lat: 107.59, lon: 16.46)',
      { code: 'BAD_USER_INPUT', field: 'lat', rule: 'outside_city', hint: 'swapped?' },
    ],
    ['(lat: 21.03, lon: 105.85)', { code: 'BAD_USER_INPUT', field: 'lat', rule: 'outside_city' }],
    ['(lat: -91, lon: 1000)', { code: 'BAD_USER_INPUT', field: 'lat', rule: 'outside_city' }],
    ['(lat: 1e400, lon: 107.6)', { code: 'BAD_USER_INPUT', field: 'lat', rule: 'location' }],
    ['(lat: 16.4, lon: -1e999)', { code: 'BAD_USER_INPUT', field: 'lon', rule: 'location' }],
  ])('wardAt%s is refused with %p', async (args, expected) => {
    const { data, errors } = await ask(`{ wardAt${args} { code } }`);
    expect(data).toEqual({ wardAt: null });
    expect(codesOf(errors)).toEqual([expected]);
  });

  test('an unknown code is NOT_FOUND', async () => {
    const { data, errors } = await ask('{ ward(code: "99999") { code } }');
    expect(data).toEqual({ ward: null });
    expect(codesOf(errors)).toEqual([{ code: 'NOT_FOUND' }]);
  });
});

describe('agencies', () => {
  const agency = (args: string) =>
    ask(`{ agency${args} { id code state validFrom validTo successors { id } } }`);

  test('one answers by its id and by both forms of its code', async () => {
    const byId = await agency('(id: "so-xay-dung")');
    expect(byId.data.agency).toMatchObject({ code: 'H57.12', state: 'ACTIVE', successors: [] });
    expect((await agency('(code: "H57.12")')).data).toEqual(byId.data);
    expect((await agency('(code: "000.00.12.H57")')).data).toEqual(byId.data);
  });

  test('a merged one keeps answering for its old id and names its successors', async () => {
    const { data } = await agency('(id: "ubnd-quan-phu-xuan")');
    expect(data.agency).toMatchObject({ state: 'MERGED', validTo: '2025-06-30' });
    expect(data.agency.successors).toContainEqual({ id: 'ubnd-19753' });
  });

  test('asOf shows the state of a date', async () => {
    expect((await agency('(id: "ubnd-quan-phu-xuan", asOf: "2025-06-30")')).data.agency.state).toBe('ACTIVE');
    const before = await agency('(id: "ubnd-quan-phu-xuan", asOf: "2024-12-31")');
    expect(codesOf(before.errors)).toEqual([{ code: 'NOT_FOUND' }]);
    expect((await agency('(code: "H57", asOf: "2024-12-31")')).data.agency.id).toBe(
      'ubnd-tinh-thua-thien-hue',
    );
    expect((await agency('(code: "H57", asOf: "2025-01-01")')).data.agency.id).toBe('ubnd-thanh-pho-hue');
  });

  test.each([
    ['', { code: 'BAD_USER_INPUT', field: 'id', rule: 'exactly_one' }],
    ['(id: "hepco", code: "H57.19")', { code: 'BAD_USER_INPUT', field: 'id', rule: 'exactly_one' }],
    ['(id: null, code: null)', { code: 'BAD_USER_INPUT', field: 'id', rule: 'exactly_one' }],
    ['(code: "H99.12")', { code: 'BAD_USER_INPUT', field: 'code', rule: 'agency_code' }],
    ['(code: "H57.99")', { code: 'NOT_FOUND' }],
    ['(id: "nobody")', { code: 'NOT_FOUND' }],
  ])('agency%s is refused with %p', async (args, expected) => {
    const { data, errors } = await agency(args);
    expect(data).toEqual({ agency: null });
    expect(codesOf(errors)).toEqual([expected]);
  });

  test('districts are listed for the first half of 2025 and for no day after it', async () => {
    const list = (asOf: string) =>
      ask(`{ agencies(level: DISTRICT, first: 100, asOf: "${asOf}") { nodes { id state } } }`);
    const then = (await list('2025-06-30')).data.agencies.nodes;
    expect(then).toHaveLength(9);
    expect(new Set(then.map(({ state }: { state: string }) => state))).toEqual(new Set(['ACTIVE']));
    expect((await list('2025-07-01')).data.agencies.nodes).toEqual([]);
  });

  test('every agency at work is listed once over pages', async () => {
    const ids: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { data } = await ask(
        'query ($after: String) { agencies(first: 9, after: $after, asOf: "2026-11-22") { edges { node { id } } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
      ids.push(...data.agencies.edges.map(({ node }: { node: { id: string } }) => node.id));
      after = data.agencies.pageInfo.endCursor;
      more = data.agencies.pageInfo.hasNextPage;
    }
    const atWork = city.agencies.filter(({ validTo }) => validTo === null);
    expect(ids.sort()).toEqual(atWork.map(({ id }) => id).sort());
  });

  test('officers on duty are shown with name, unit and agency, page by page', async () => {
    const query =
      'query ($after: String) { agency(id: "ubnd-19789") { officers(first: 1, after: $after) { nodes { id name unit agency { id } } pageInfo { hasNextPage hasPreviousPage endCursor } } } }';
    const first = (await ask(query)).data.agency.officers;
    expect(first.nodes).toMatchObject([{ id: 'can-bo-ubnd-19789-1', agency: { id: 'ubnd-19789' } }]);
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = (await ask(query, { after: first.pageInfo.endCursor })).data.agency.officers;
    expect(second.nodes).toMatchObject([{ id: 'can-bo-ubnd-19789-2' }]);
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });
});

describe('jurisdiction', () => {
  const jurisdiction = (categoryCode: string, wardCode: string) =>
    ask(
      'query ($categoryCode: String!, $wardCode: String!) { jurisdiction(categoryCode: $categoryCode, wardCode: $wardCode) { id } }',
      { categoryCode, wardCode },
    );

  test.each([
    ['TREES', '19789', 'trung-tam-cong-vien-cay-xanh', 'for exactly this category and ward'],
    ['ENVIRONMENT_WASTE', '20182', 'hepco', 'for the category in any ward'],
    ['OTHER', '20182', 'ubnd-20182', "else the ward's own committee"],
  ])('%s in %s is %s: %s', async (category, ward, id) => {
    expect((await jurisdiction(category, ward)).data).toEqual({ jurisdiction: { id } });
  });

  test('an unknown category or ward is refused', async () => {
    expect(codesOf((await jurisdiction('WAR', '19789')).errors)).toEqual([
      { code: 'BAD_USER_INPUT', field: 'categoryCode', rule: 'category' },
    ]);
    expect(codesOf((await jurisdiction('TREES', '1')).errors)).toEqual([
      { code: 'BAD_USER_INPUT', field: 'wardCode', rule: 'ward' },
    ]);
  });
});

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
    expect(codesOf(errors)).toEqual([expected]);
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
    expect(codesOf((await ask(mutation, { year: 2028, days: [], version: 0 })).errors)).toEqual([
      { code: 'UNAUTHENTICATED' },
    ]);
    for (const role of ['citizen', 'officer', 'vendor'] as const) {
      expect(codesOf((await set({}, person('other', role))).errors)).toEqual([{ code: 'FORBIDDEN' }]);
    }
    expect(codesOf((await ask('{ calendar(year: 2028) { version } }')).errors)).toEqual([
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
    expect(codesOf((await set({ key: 'k-1', note: 'other' })).errors)).toEqual([
      { code: 'IDEMPOTENCY_KEY_REUSED' },
    ]);
    expect(codesOf((await set({ key: 'k-2' })).errors)).toMatchObject([{ code: 'CONFLICT' }]);
    expect((await ask('{ calendar(year: 2028) { version } }')).data.calendar.version).toBe(1);
  });

  test('of two writers of one version one wins, the other meets CONFLICT', async () => {
    const writes = await Promise.all(
      [1, 2, 3, 4].map((writer) => set({ year: 2029, days: [], note: `writer ${writer}` })),
    );
    expect(writes.filter(({ data }) => data.setCalendar?.version === 1)).toHaveLength(1);
    expect(writes.flatMap(({ errors }) => codesOf(errors))).toEqual(
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
    expect(codesOf((await set({ ...write, version: 9 })).errors)).toEqual([
      { code: 'BAD_USER_INPUT', ...expected },
    ]);
  });
});

describe('_entities', () => {
  const entities = (representations: object[]) =>
    ask(
      'query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Ward { name } ... on Agency { id } ... on Officer { unit } } }',
      { r: representations },
    );

  test('answers for wards, agencies by either key, and officers', async () => {
    const { data, errors } = await entities([
      { __typename: 'Ward', code: '19789' },
      { __typename: 'Agency', id: 'ubnd-quan-phu-xuan' },
      { __typename: 'Agency', code: '000.00.12.H57' },
      { __typename: 'Officer', id: 'can-bo-hepco-1' },
    ]);
    expect(errors).toEqual([]);
    expect(data._entities).toEqual([
      { __typename: 'Ward', name: 'Thuận Hoá' },
      { __typename: 'Agency', id: 'ubnd-quan-phu-xuan' },
      { __typename: 'Agency', id: 'so-xay-dung' },
      { __typename: 'Officer', unit: 'Bộ phận tiếp nhận phản ánh' },
    ]);
  });

  test('B04: an unknown key is null with NOT_FOUND at its place, the others are served', async () => {
    const { data, errors } = await entities([
      { __typename: 'Ward', code: '00000' },
      { __typename: 'Ward', code: '19753' },
    ]);
    expect(data._entities).toEqual([null, { __typename: 'Ward', name: 'Phú Xuân' }]);
    expect(errors.map(({ path }) => path)).toEqual([['_entities', 0]]);
    expect(codesOf(errors)).toEqual([{ code: 'NOT_FOUND' }]);
  });

  test.each([
    { __typename: 'Ward', code: { $ne: null } },
    { __typename: 'Ward', code: ['19753'] },
    { __typename: 'Ward' },
    { __typename: 'Agency', id: { $gt: '' } },
    { __typename: 'Agency', code: { $regex: '.*' } },
    { __typename: 'Agency' },
    { __typename: 'Officer', id: null },
  ])('D01: %j is refused as a key', async (representation) => {
    const { data, errors } = await entities([representation]);
    expect(data._entities).toEqual([null]);
    expect(codesOf(errors)).toMatchObject([{ code: 'BAD_USER_INPUT', rule: 'key' }]);
  });
});

describe('the journal', () => {
  interface Entry {
    kind: string;
    entityId: string;
    version: number;
    topics: string[];
    payload: Record<string, unknown>;
  }
  const readJournal = async (): Promise<Entry[]> => {
    const entries: Entry[] = [];
    for (let after: string | null = null; ; ) {
      const { data, errors } = await ask(
        'query ($after: String) { _journal(first: 100, after: $after) { entries end } }',
        { after },
      );
      expect(errors).toEqual([]);
      entries.push(...data._journal.entries);
      if (data._journal.entries.length === 0) return entries;
      after = data._journal.end;
    }
  };

  test('tells every fact whole, once, on no stream', async () => {
    const entries = await readJournal();
    const count = (kind: string): number =>
      entries.filter((entry) => entry.kind === kind && entry.version === 1).length;
    expect(count('ward')).toBe(40);
    expect(count('agency')).toBe(city.agencies.length);
    expect(count('jurisdiction')).toBe(city.jurisdictions.length);
    expect(count('officer')).toBe(city.officers.length);
    expect(entries.every(({ topics }) => topics.length === 0)).toBe(true);
    const ward = entries.find(({ kind, entityId }) => kind === 'ward' && entityId === '19753');
    expect(ward?.payload).toEqual(city.wards.find(({ code }) => code === '19753'));
    const calendars = entries.filter(({ kind, entityId }) => kind === 'calendar' && entityId === '2026');
    expect(calendars.map(({ version }) => version)).toEqual(calendars.map((_, at) => at + 1));
    expect(calendars[0]?.payload).toMatchObject({ year: 2026, status: 'PUBLISHED', version: 1 });
  });

  test('a second load of the sample data writes nothing', async () => {
    const before = (await readJournal()).length;
    await running.seed(tools);
    expect(await readJournal()).toHaveLength(before);
  });
});
