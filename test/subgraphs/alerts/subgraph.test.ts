import type { LiveClient } from '../../kit/live-client.ts';
import { until } from '../../kit/live-client.ts';
import { causesOf } from '../agencies/start-agencies.ts';
import { kimLong, register, send } from '../environment/start-environment.ts';
import { connectSigned, eventsOf, subscribeSigned } from '../reports/watch.ts';
import { flood } from './alert-input.ts';
import type { AlertsWorld, Draft } from './start-alerts.ts';
import {
  activeAt,
  alertsFor,
  as,
  binh,
  inside,
  outside,
  over,
  threadOf,
  an,
  citizen,
  draftFields,
  issue,
  startAlerts,
  write,
} from './start-alerts.ts';

describe('alerts', () => {
  let world: AlertsWorld;
  const clients: LiveClient[] = [];
  beforeAll(async () => {
    world = await startAlerts();
  }, 180_000);
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.close();
    // Each test begins with nothing that holds.
    await world.client.db(world.dbName).collection('threads').deleteMany({});
  });
  afterAll(() => world?.close());

  const watch = async (where: object, after?: string): Promise<LiveClient> => {
    const client = await connectSigned(world.running.url);
    clients.push(client);
    subscribeSigned(client, '1', {
      query: alertsFor,
      variables: { where },
      ...(after !== undefined && { after }),
    });
    return client;
  };
  const active = async (where: object | null = null) => {
    const { data, errors } = await world.ask(activeAt, { where });
    expect(errors).toEqual([]);
    return data.activeAlerts.nodes;
  };
  const thread = async (id: string) => (await world.ask(threadOf, { id })).data.alertThread;
  const texts = over;

  test('shows one head after approval, after an update that raises severity, and none after the cancellation (case 10)', async () => {
    const expires = '2026-11-26T18:00:00+07:00';
    const point = { point: inside };
    const client = await watch(point);
    const far = await watch({ point: outside });
    expect((await eventsOf(client, '1', 1))[0]).toMatchObject({
      start: true,
      value: { __typename: 'ActiveAlertListSnapshot', nodes: [], complete: true },
    });
    await eventsOf(far, '1', 1);

    const written = await write(world.ask, 'issueAlert', { input: { ...flood, expires } });
    expect(written.draft).toMatchObject({
      state: 'PENDING_APPROVAL',
      origin: 'PERSON',
      isMine: true,
      mayApprove: false,
    });
    expect(written.draft.message.wards.length).toBeGreaterThanOrEqual(3);
    expect(await active(point)).toEqual([]);
    const own = await write(as(world.ask, an), 'approveAlert', { id: written.draft.id });
    expect(own.errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', rule: 'second_person' });
    expect(await active()).toEqual([]);
    const first = (await write(as(world.ask, binh), 'approveAlert', { id: written.draft.id })).draft;
    expect(first.state).toBe('ISSUED');
    const [held] = await active(point);
    expect(held).toMatchObject({ version: 1, state: 'ACTIVE', head: { id: first.id, severity: 'SEVERE' } });
    expect(await active({ point: outside })).toEqual([]);

    const references = [first.message.reference ?? ''];
    const update = await issue(world.ask, 'updateAlert', {
      references,
      input: { ...flood, severity: 'EXTREME', expires },
    });
    expect(await active(point)).toEqual([
      expect.objectContaining({
        id: held.id,
        version: 2,
        state: 'UPDATED',
        head: expect.objectContaining({ id: update.id, severity: 'EXTREME' }),
      }),
    ]);

    const cancel = await issue(world.ask, 'cancelAlert', {
      references: [update.message.reference ?? ''],
      texts,
    });
    expect(await active(point)).toEqual([]);
    expect(await thread(held.id)).toMatchObject({
      state: 'CANCELLED',
      expires: '2026-11-26T11:00:00.000Z',
      head: { id: cancel.id, messageType: 'CANCEL' },
      messages: [
        { id: first.id, messageType: 'ALERT', severity: 'SEVERE', references: [] },
        { id: update.id, messageType: 'UPDATE', severity: 'EXTREME', references },
        { id: cancel.id, messageType: 'CANCEL', references: [update.message.reference] },
      ],
    });
    const events = await eventsOf(client, '1', 3);
    expect(events.map(({ value }) => value)).toEqual([
      {
        __typename: 'ActiveAlertListEntered',
        node: {
          id: held.id,
          version: 1,
          state: 'ACTIVE',
          head: { severity: 'SEVERE', text: { headline: 'Flood on the Hương' } },
        },
      },
      {
        __typename: 'ActiveAlertListChanged',
        node: { id: held.id, version: 2, state: 'UPDATED', head: { severity: 'EXTREME' } },
      },
      { __typename: 'ActiveAlertListLeft', id: held.id, version: 3, state: 'CANCELLED' },
    ]);
    expect(far.waiting()).toEqual([]);
    // What was missed comes after a cursor, in order and none twice.
    const resumed = await watch(point, events[0]?.cursor);
    const again = await eventsOf(resumed, '1', 2);
    expect(again.map(({ value }) => value.__typename)).toEqual([
      'ActiveAlertListChanged',
      'ActiveAlertListLeft',
    ]);
  }, 60_000);

  test('drafts an alert for a river above alarm II, raises the draft at alarm III, and issues none by itself (case 9)', async () => {
    await register(world.measure, kimLong);
    const drafts = async (): Promise<Draft[]> =>
      (await world.ask(`{ alertDrafts(state: DRAFT) { nodes ${draftFields} } }`, {}, an)).data.alertDrafts
        .nodes;
    const measure = (value: number, minute: number) =>
      send(world.measure, [{ datastream: 'kim-long.water-level', at: `2026-11-25T07:${minute}:00Z`, value }]);
    await measure(1.95, 10);
    await measure(2.05, 20);
    await until(async () => (await drafts()).length === 1, 30_000);
    const [atTwo] = await drafts();
    expect(atTwo).toMatchObject({
      origin: 'WATER_GAUGE',
      version: 1,
      message: { severity: 'MODERATE', wards: [{ code: '19789' }] },
    });
    await measure(3.55, 40);
    await until(async () => (await drafts())[0]?.version === 2, 30_000);
    const [draft] = await drafts();
    expect(await drafts()).toHaveLength(1);
    expect(draft).toMatchObject({
      id: atTwo?.id,
      state: 'DRAFT',
      message: { severity: 'SEVERE', reference: null },
    });
    expect(await active()).toEqual([]);

    // Nobody approves what nobody has read.
    const id = draft?.id ?? '';
    const early = await write(as(world.ask, binh), 'approveAlert', { id });
    expect(early.errors[0]?.extensions).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      from: 'DRAFT',
      to: 'ISSUED',
    });
    expect(
      (await world.ask('query ($id: ID!) { alert(id: $id) { id } }', { id })).errors[0]?.extensions,
    ).toMatchObject({ code: 'NOT_FOUND' });
    await write(as(world.ask, an), 'submitAlert', { id });
    expect((await write(as(world.ask, an), 'approveAlert', { id })).errors[0]?.extensions).toMatchObject({
      code: 'FORBIDDEN',
    });
    await write(as(world.ask, binh), 'approveAlert', { id });
    expect(await active({ ward: '19789' })).toMatchObject([{ state: 'ACTIVE', head: { id } }]);

    // While it holds, what the gauge tells next is the draft of an update.
    await measure(1.5, 45);
    await measure(2.4, 50);
    await until(async () => (await drafts()).length === 1, 30_000);
    const issued = (await world.ask(`query ($id: ID!) { alertDraft(id: $id) ${draftFields} }`, { id }, an))
      .data.alertDraft;
    expect((await drafts())[0]?.message).toMatchObject({
      messageType: 'UPDATE',
      references: [issued.message.reference],
    });
    await write(world.ask, 'discardAlert', { id: (await drafts())[0]?.id, reason: 'Nước đã xuống.' });
    expect(await drafts()).toEqual([]);
  }, 120_000);

  test('never shows the public what is an exercise, a test or for some only', async () => {
    const client = await watch({ ward: '19789' });
    await eventsOf(client, '1', 1);
    const hidden = [
      { status: 'EXERCISE' },
      { status: 'TEST' },
      { status: 'DRAFT' },
      { status: 'SYSTEM' },
      { scope: 'RESTRICTED', restriction: 'Lực lượng cứu hộ' },
      { scope: 'PRIVATE', addresses: ['pccc@hue.gov.vn'] },
    ];
    for (const change of hidden) {
      const { id, message } = await issue(world.ask, 'issueAlert', { input: { ...flood, ...change } });
      expect(message.reference).not.toBeNull();
      for (const query of ['alert', 'alertThread'])
        for (const viewer of [undefined, citizen, an]) {
          const { data, errors } = await world.ask(
            `query ($id: ID!) { ${query}(id: $id) { id } }`,
            { id },
            viewer,
          );
          expect([data?.[query], causesOf(errors)]).toEqual([null, [{ code: 'NOT_FOUND' }]]);
        }
      const entities =
        'query ($r: [_Any!]!) { _entities(representations: $r) { ... on CapAlert { identifier } } }';
      const { errors } = await world.ask(entities, { r: [{ __typename: 'CapAlert', id }] });
      expect(causesOf(errors)).toEqual([{ code: 'NOT_FOUND' }]);
    }
    expect(await active()).toEqual([]);
    const history = await world.ask('{ alertHistory(ward: "19789") { nodes { head { status scope } } } }');
    expect(history.data.alertHistory.nodes).toEqual([]);
    const told = await world.client
      .db(world.dbName)
      .collection('journal')
      .find({ entity: 'AlertThread', 'payload.isPublic': false })
      .toArray();
    expect(told).toHaveLength(6);
    for (const { payload, topics } of told) expect([payload, topics]).toEqual([{ isPublic: false }, []]);
    // Had any of them been told, it would come before this one.
    const { id } = await issue(world.ask, 'issueAlert', { input: flood });
    expect((await eventsOf(client, '1', 1))[0]?.value).toMatchObject({
      __typename: 'ActiveAlertListEntered',
      node: { id },
    });
  }, 60_000);

  test('keeps an exercise from ending what is meant in earnest', async () => {
    const { message } = await issue(world.ask, 'issueAlert', { input: flood });
    const references = [message.reference];
    const { errors } = await write(world.ask, 'updateAlert', {
      references,
      input: { ...flood, status: 'EXERCISE' },
    });
    expect(causesOf(errors)).toEqual([
      { code: 'BAD_USER_INPUT', field: 'input.scope', rule: 'cap_references' },
    ]);
  });

  test('acts on every reference: one cancellation ends two alerts, one update makes one of two', async () => {
    const [a, b, c] = [
      await issue(world.ask, 'issueAlert', { input: flood }),
      await issue(world.ask, 'issueAlert', { input: { ...flood, severity: 'MINOR' } }),
      await issue(world.ask, 'issueAlert', { input: { ...flood, severity: 'MODERATE' } }),
    ];
    expect((await active()).map((one: { head: { severity: string } }) => one.head.severity)).toEqual([
      'SEVERE',
      'MODERATE',
      'MINOR',
    ]);
    const both = [a.message.reference, b.message.reference];
    const merged = await issue(world.ask, 'updateAlert', { references: both, input: flood });
    const [oldest, other] = [await thread(a.id), await thread(b.id)];
    const primary = oldest.state === 'MERGED' ? other : oldest;
    const joined = oldest.state === 'MERGED' ? oldest : other;
    expect(primary).toMatchObject({ state: 'UPDATED', head: { id: merged.id } });
    expect(joined).toMatchObject({ state: 'MERGED', mergedInto: { id: primary.id } });
    expect(primary.messages.map(({ id }: { id: string }) => id).sort()).toEqual(
      [a.id, b.id, merged.id].sort(),
    );
    expect(await active()).toHaveLength(2);
    // By a message of the one that went on elsewhere, too.
    const all = [joined.head.id === a.id ? a.message.reference : b.message.reference, c.message.reference];
    await issue(world.ask, 'cancelAlert', { references: all, texts });
    expect(await active()).toEqual([]);
    expect([(await thread(primary.id)).state, (await thread(c.id)).state]).toEqual([
      'CANCELLED',
      'CANCELLED',
    ]);
    const late = await write(world.ask, 'cancelAlert', { references: all, texts });
    expect(late.errors[0]?.extensions).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      from: 'CANCELLED',
      allowed: [],
    });
  }, 60_000);

  test('moves an alert in and out of a place with its area', async () => {
    const client = await watch({ ward: '19804' });
    await eventsOf(client, '1', 1);
    const areas = [{ description: 'Hương An', wards: ['19804'] }];
    const first = await issue(world.ask, 'issueAlert', { input: flood });
    const wider = await issue(world.ask, 'updateAlert', {
      references: [first.message.reference],
      input: { ...flood, areas },
    });
    await issue(world.ask, 'updateAlert', {
      references: [wider.message.reference],
      input: { ...flood, areas: [{ description: 'Vỹ Dạ', wards: ['19777'] }] },
    });
    expect((await eventsOf(client, '1', 2)).map(({ value }) => value)).toMatchObject([
      { __typename: 'ActiveAlertListEntered', node: { id: first.id, version: 2 } },
      { __typename: 'ActiveAlertListLeft', id: first.id, version: 3, state: 'UPDATED' },
    ]);
  }, 60_000);

  // domain.md §1.12
  test('refuses references that are none or unknown, wards and places that are not here', async () => {
    const unknown = 'ioc@hue.gov.vn,NO-SUCH,2026-11-25T08:00:00+07:00';
    for (const references of [[], [unknown], ['x']]) {
      for (const [name, rest] of [
        ['updateAlert', { input: flood }],
        ['cancelAlert', { texts }],
      ] as const) {
        const { errors } = await write(world.ask, name, { references, ...rest });
        expect([name, causesOf(errors)]).toEqual([
          name,
          [{ code: 'BAD_USER_INPUT', field: 'references', rule: 'cap_references' }],
        ]);
      }
    }
    const refused = async (areas: object[]) =>
      causesOf((await write(world.ask, 'issueAlert', { input: { ...flood, areas } })).errors);
    expect(await refused([{ description: 'x', wards: ['00000'] }])).toEqual([
      { code: 'BAD_USER_INPUT', field: 'input.areas.0.wards', rule: 'ward' },
    ]);
    const hanoi = '21.0,105.8 21.1,105.8 21.1,105.9 21.0,105.8';
    expect(await refused([{ description: 'x', polygons: [hanoi] }])).toEqual([
      { code: 'BAD_USER_INPUT', field: 'input.areas.0.polygons.0', rule: 'outside_city' },
    ]);
    const asked = async (where: object) => causesOf((await world.ask(activeAt, { where })).errors);
    expect(await asked({ point: { lat: 107.59, lon: 16.46 } })).toEqual([
      { code: 'BAD_USER_INPUT', field: 'lat', rule: 'outside_city', hint: 'swapped?' },
    ]);
    expect(await asked({})).toEqual([{ code: 'BAD_USER_INPUT', field: 'where', rule: 'exactly_one' }]);
    expect(await asked({ point: inside, ward: '19789' })).toEqual([
      { code: 'BAD_USER_INPUT', field: 'where', rule: 'exactly_one' },
    ]);
    expect(await asked({ ward: '00000' })).toEqual([{ code: 'NOT_FOUND' }]);
  });

  test('gives a ward its alerts, for many wards in one question', async () => {
    await issue(world.ask, 'issueAlert', {
      input: { ...flood, areas: [{ description: 'x', wards: ['19777', '19789'] }] },
    });
    const { data, errors } = await world.ask(
      `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Ward { code activeAlerts { state } alerts { nodes { state } } } } }`,
      { r: ['19777', '19789', '19804'].map((code) => ({ __typename: 'Ward', code })) },
    );
    expect(errors).toEqual([]);
    expect(data._entities.map((ward: { activeAlerts: unknown[] }) => ward.activeAlerts.length)).toEqual([
      1, 1, 0,
    ]);
  });

  test('takes effect and runs out when its time comes, once each, and tells of both', async () => {
    const client = await watch({ ward: '19789' });
    await eventsOf(client, '1', 1);
    const [effective, expires] = ['2026-11-25T17:00:00+07:00', '2026-11-25T18:00:00+07:00'];
    const { id } = await issue(world.ask, 'issueAlert', { input: { ...flood, effective, expires } });
    expect(await active()).toEqual([]);
    await world.moveOn(150);
    expect((await eventsOf(client, '1', 1))[0]?.value).toMatchObject({
      __typename: 'ActiveAlertListEntered',
      node: { id, version: 2, state: 'ACTIVE' },
    });
    expect(await active({ point: inside })).toMatchObject([{ id }]);
    await world.moveOn(60);
    expect((await eventsOf(client, '1', 1))[0]?.value).toMatchObject({
      __typename: 'ActiveAlertListLeft',
      id,
      version: 3,
      state: 'EXPIRED',
    });
    expect(await active()).toEqual([]);
    expect(await thread(id)).toMatchObject({ state: 'EXPIRED', endedAt: '2026-11-25T11:00:00.000Z' });
  }, 60_000);
});
