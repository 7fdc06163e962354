import type { LiveClient, LivePayload } from '../../kit/live-client.ts';
import { until } from '../../kit/live-client.ts';
import { person } from '../agencies/signed-client.ts';
import { connectSigned, subscribeSigned } from '../reports/watch.ts';
import type { CitizensWorld } from './start-citizens.ts';
import { auditor, officer, startCitizens } from './start-citizens.ts';

const local = (text: string): Date => new Date(`${text}+07:00`);
const shown = `id kind state version answerDueAt dueAt isOverdue extendedDays thirdParty orderedAt closedAt awaited
  areas { area counts { name count } } lastChange { step from to at } allowed`;
const requestData = `mutation ($kind: DataRequestKind!, $details: String, $key: String) {
  request: requestData(kind: $kind, details: $details, clientMutationId: $key) { ${shown} } }`;
const byId = (more = '') => `query ($id: ID!) { request: dataRequest(id: $id) { ${shown} ${more} } }`;
const setCalendar = `mutation ($days: [CalendarDayInput!]!, $version: Int!) {
  setCalendar(year: 2026, days: $days, expectedVersion: $version) { version } }`;

interface Shown {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly lastChange: { readonly step: string; readonly at: string };
  readonly [member: string]: unknown;
}

describe('requests about own data', () => {
  let world: CitizensWorld;
  const clients: LiveClient[] = [];
  beforeAll(async () => {
    world = await startCitizens();
  }, 180_000);
  beforeEach(() => world.setClock(local('2026-11-25T09:00:00')));
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.close();
  });
  afterAll(() => world?.close());

  const lan = person('lan', 'citizen');
  const receive = async (
    viewer = lan,
    kind = 'CORRECTION',
    details: string | null = 'CANARY name',
  ): Promise<Shown> => {
    const { data, errors } = await world.ask(requestData, { kind, details }, viewer);
    expect(errors).toEqual([]);
    return data.request;
  };
  const step = async (call: string, viewer = officer) => {
    const { data, errors } = await world.ask(`mutation { request: ${call} { ${shown} } }`, {}, viewer);
    return { ...data?.request, ...errors[0]?.extensions } as Shown & { code?: string };
  };
  const watch = async (id: string, viewer = lan, after?: unknown): Promise<LiveClient> => {
    const client = await connectSigned(world.running.url);
    clients.push(client);
    const query = `subscription ($id: ID!) { request: dataRequestChanged(id: $id) { ${shown} answer } }`;
    subscribeSigned(client, '1', { query, variables: { id }, viewer, after });
    return client;
  };
  const told = ({ data }: LivePayload): Shown => {
    const { request } = data as { request: Shown };
    return request;
  };

  test('is received, answered, extended and carried out by its clocks; the person follows it and resumes', async () => {
    const { id } = await receive();
    const client = await watch(id);
    const [start] = await client.events('1', 1);
    expect(start).toMatchObject({
      data: { request: { state: 'RECEIVED', version: 1 } },
      extensions: { start: true },
    });
    expect(told(start!)).toMatchObject({
      answerDueAt: local('2026-11-27T23:59:59').toISOString(),
      dueAt: local('2026-12-05T23:59:59').toISOString(),
    });
    await step(`acknowledgeDataRequest(id: "${id}", expectedVersion: 1)`);
    const [second] = await client.events('1', 1);
    await step(`extendDataRequest(id: "${id}", days: 5, reason: "Cần xác minh")`);
    expect(await step(`completeDataRequest(id: "${id}", answer: "Đã sửa")`)).toMatchObject({
      state: 'DONE',
      version: 4,
    });
    const rest = await client.events('1', 2);
    expect(rest.map((each) => told(each).state)).toEqual(['EXTENDED', 'DONE']);
    expect(rest.map((each) => told(each)['answer'])).toEqual([null, 'Đã sửa']);
    const again = await watch(id, lan, second?.extensions?.['cursor']);
    expect((await again.events('1', 2)).map(told)).toEqual(rest.map(told));
  });

  test('tells of each deadline once, dated to its moment, without a new version', async () => {
    const { id } = await receive();
    const client = await watch(id);
    await client.events('1', 1);
    await world.setClock(local('2026-12-06T08:00:00'));
    const marks = (await client.events('1', 3)).map(told);
    expect(marks.map(({ version, lastChange }) => [version, lastChange.step, lastChange.at])).toEqual([
      [1, 'ANSWER_OVERDUE', local('2026-11-27T23:59:59.001').toISOString()],
      [1, 'DUE_SOON', local('2026-12-04T23:59:59').toISOString()],
      [1, 'OVERDUE', local('2026-12-05T23:59:59.001').toISOString()],
    ]);
    expect((await world.ask(byId(), { id }, lan)).data.request.isOverdue).toBe(true);
    const timers = world.client.db(world.dbName).collection('timers');
    await until(async () => (await timers.findOne({ kind: 'request-clock', key: id })) === null);
  });

  test('is due to be answered by another day when the calendar changes, and says why in the journal', async () => {
    const { id } = await receive();
    const client = await watch(id);
    await client.events('1', 1);
    const { data } = await world.askAgencies('{ calendar(year: 2026) { version days { date kind name } } }');
    const { version, days } = data.calendar;
    const off = { date: '2026-11-26', kind: 'SWAP_OFF', name: 'Nghỉ bù' };
    const ioc = person('ioc', 'ioc');
    const { errors } = await world.askAgencies(setCalendar, { days: [...days, off], version }, ioc);
    expect(errors).toEqual([]);
    expect(told((await client.events('1', 1))[0]!)).toMatchObject({
      version: 2,
      answerDueAt: local('2026-11-30T23:59:59').toISOString(),
      lastChange: { step: 'MOVE_ANSWER_DUE' },
    });
    const journal = world.client.db(world.dbName).collection('journal');
    expect(await journal.findOne({ entityId: id, kind: 'MOVE_ANSWER_DUE' })).toMatchObject({
      why: 'calendar 2026',
    });
    await world.askAgencies(setCalendar, { days, version: version + 1 }, ioc);
    expect(told((await client.events('1', 1))[0]!)).toMatchObject({ version: 3 });
  });

  test('is the person’s, the identity officer’s with a look written down first, and the auditor’s without words', async () => {
    const { id } = await receive();
    const words = 'details citizenId';
    expect((await world.ask(byId(words), { id }, lan)).data.request).toMatchObject({
      details: 'CANARY name',
      citizenId: 'lan',
    });
    expect((await world.ask(byId(words), { id }, officer)).data.request).toMatchObject({
      details: 'CANARY name',
      citizenId: 'lan',
    });
    await until(async () => {
      const { data } = await world.ask(
        '{ accessLog { nodes { area entity entityId fields who { id } } } }',
        {},
        lan,
      );
      const looks: { entityId: string; fields: string[] }[] = data.accessLog.nodes;
      return (
        looks
          .filter(({ entityId }) => entityId === id)
          .flatMap(({ fields }) => fields)
          .sort()
          .join() === 'citizenId,details'
      );
    });
    const audited = await world.ask(byId(words), { id }, auditor);
    expect(audited.data.request).toMatchObject({ state: 'RECEIVED', details: null, citizenId: null });
    expect(audited.errors.map(({ extensions }) => extensions['code'])).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  });

  test('B04: somebody else’s and one that never was have the same answer, in a query, a step and a stream', async () => {
    const { id } = await receive();
    const binh = person('binh', 'citizen');
    const other = await world.ask(byId(), { id }, binh);
    expect(other).toEqual(await world.ask(byId(), { id: 'never' }, binh));
    expect(other.errors.map(({ extensions }) => extensions['code'])).toEqual(['NOT_FOUND']);
    const client = await watch(id, binh);
    const { payload } = await client.nextOf('1');
    expect(payload).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    expect(await step(`acknowledgeDataRequest(id: "never")`)).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('C17: is decided by the identity officer only, and never one’s own', async () => {
    const { id } = await receive(officer);
    for (const call of [
      `acknowledgeDataRequest(id: "${id}")`,
      `extendDataRequest(id: "${id}", days: 3, reason: "x")`,
      `refuseDataRequest(id: "${id}", reason: "x")`,
      `completeDataRequest(id: "${id}", answer: "x")`,
    ]) {
      for (const viewer of [lan, auditor, person('ioc', 'ioc'), officer])
        expect(await step(call, viewer)).toMatchObject({ code: 'FORBIDDEN' });
      const { errors } = await world.ask(`mutation { request: ${call} { id } }`);
      expect(errors[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
    }
    expect((await world.ask(byId(), { id }, officer)).data.request).toMatchObject({
      state: 'RECEIVED',
      version: 1,
    });
  });

  test('bad input is refused by field and rule, and stores nothing', async () => {
    const mai = person('mai', 'citizen');
    const cases: readonly [object, object][] = [
      [{ kind: 'CORRECTION' }, { field: 'details', rule: 'required' }],
      [
        { kind: 'OBJECTION', details: ' \u200b ' },
        { field: 'details', rule: 'required' },
      ],
      [
        { kind: 'ACCESS', details: 'x'.repeat((1024 * 1024) / 4) },
        { field: 'details', rule: 'max_length' },
      ],
      [
        { kind: 'ACCESS', details: 'a\u202eb' },
        { field: 'details', rule: 'control_characters' },
      ],
    ];
    for (const [variables, at] of cases) {
      const { errors } = await world.ask(requestData, variables, mai);
      expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', ...at });
    }
    const { data } = await world.ask('{ myDataRequests { nodes { id } } }', {}, mai);
    expect(data.myDataRequests.nodes).toEqual([]);
  });

  test('the queue is the identity officer’s and the auditor’s, by what is due first', async () => {
    const mine = await receive(person('first', 'citizen'), 'DELETION', null);
    const sooner = await receive(person('second', 'citizen'));
    const queue = '{ dataRequestQueue(first: 100) { nodes { id dueAt } } }';
    for (const viewer of [officer, auditor]) {
      const { data } = await world.ask(queue, {}, viewer);
      const nodes: { id: string; dueAt: string }[] = data.dataRequestQueue.nodes;
      expect(nodes.map(({ dueAt }) => dueAt)).toEqual(nodes.map(({ dueAt }) => dueAt).sort());
      expect(nodes.map(({ id }) => id)).toEqual(expect.arrayContaining([mine.id, sooner.id]));
    }
    expect((await world.ask(queue, {}, lan)).errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('the same key gives the same request', async () => {
    const ha = person('ha', 'citizen');
    const variables = { kind: 'DELETION', key: 'k-1' };
    const first = await world.ask(requestData, variables, ha);
    expect(await world.ask(requestData, variables, ha)).toEqual(first);
    const other = await world.ask(requestData, { kind: 'DELETION' }, ha);
    expect(other.errors[0]?.extensions).toMatchObject({ code: 'CONFLICT', id: first.data.request.id });
  });

  test('a copy is answered and made by itself, area by area, and only the person reads it, for 30 days', async () => {
    const hoa = person('hoa', 'citizen');
    await receive(hoa, 'CORRECTION', 'CANARY in a copy');
    const { id, state, awaited } = await receive(hoa, 'ACCESS', null);
    expect([state, awaited]).toEqual(['ACKNOWLEDGED', ['citizens', 'agencies']]);
    const look = byId(
      'copyUntil citizens: copy(area: "citizens") agencies: copy(area: "agencies") none: copy(area: "x")',
    );
    await until(async () => (await world.ask(look, { id }, hoa)).data.request.state === 'DONE', 20_000);
    const { data } = await world.ask(look, { id }, hoa);
    const { citizens, agencies, none, areas } = data.request;
    expect(JSON.parse(citizens).dataRequests.map(({ details }: { details: string }) => details)).toContain(
      'CANARY in a copy',
    );
    expect(JSON.parse(agencies)).toEqual({});
    expect(none).toBeNull();
    const counts = areas.find(({ area }: { area: string }) => area === 'citizens').counts;
    expect(counts).toContainEqual({ name: 'dataRequests', count: 2 });
    const seen = await world.ask(look, { id }, officer);
    expect(seen.data.request.citizens).toBeNull();
    expect(seen.errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    await world.setClock(local('2026-12-26T10:00:00'));
    await until(async () => (await world.ask(look, { id }, hoa)).data.request.citizens === null);
  });

  test('an erasure is DONE when all have said so; the request stays as its proof, without a word of the person', async () => {
    const thu = person('thu', 'citizen');
    const { id } = await receive(thu, 'DELETION', 'CANARY because');
    const open = await receive(thu, 'OBJECTION', 'CANARY objection');
    await step(`acknowledgeDataRequest(id: "${id}")`);
    expect(await step(`completeDataRequest(id: "${id}")`)).toMatchObject({
      state: 'ACKNOWLEDGED',
      allowed: [],
    });
    expect(await step(`refuseDataRequest(id: "${id}", reason: "late")`)).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
    });
    const { data } = await world.ask(byId('details answer'), { id }, thu);
    expect(data.request).toMatchObject({
      details: null,
      areas: [{ area: 'citizens', counts: expect.arrayContaining([{ name: 'dataRequests', count: 1 }]) }],
    });
    const gone = await world.ask(byId(), { id: open.id }, thu);
    expect(gone.errors[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' });
    // Agencies was started without anybody to follow for erasures: the request waits for it.
    expect(data.request).toMatchObject({ state: 'ACKNOWLEDGED', awaited: ['citizens', 'agencies'] });
    const orders = world.client
      .db(world.dbName)
      .collection('journal')
      .find({ kind: 'erase', entityId: 'thu' });
    expect(await orders.toArray()).toMatchObject([{ payload: { order: id }, topics: [] }]);
  });
});
