import type { Viewer } from '../../../subgraphs/kit/index.ts';
import { flood, square } from './alert-input.ts';
import type { AlertsWorld } from './start-alerts.ts';
import { an, activeAt, as, binh, citizen, inside, operator, startAlerts, write } from './start-alerts.ts';

const sender = 'vndms@thuyloi.example';
const receive = `mutation ($input: ReceivedAlertInput!) { receiveAlert(input: $input) {
  reference state replies { kind sender isOurs references note } } }`;
const trust = `mutation ($sender: String!, $name: String!, $accountId: ID!) {
  trustAlertSource(sender: $sender, name: $name, accountId: $accountId) { sender version state accountId } }`;
const ack = `mutation ($references: [String!]!, $kind: AlertReplyKind!, $note: String) {
  ackAlert(references: $references, kind: $kind, note: $note) { sender kind references note } }`;
const drafts =
  '{ alertDrafts(first: 100) { nodes { id state origin mayApprove discardedFor message { identifier sender senderName } replies { kind sender } } } }';

const { categories, urgency, severity, certainty, texts, areas } = flood;
const says = { categories, urgency, severity, certainty, texts, areas };
const envelope = { sender, status: 'ACTUAL', scope: 'PUBLIC' };
let count = 0;

/** A message of the trusted issuer, each with a name of its own. */
function message(change: object = {}): Record<string, unknown> & { readonly identifier: string } {
  count += 1;
  const sent = '2026-11-25T14:00:00+07:00';
  return { ...envelope, identifier: `TL-${count}`, sent, messageType: 'ALERT', ...says, ...change };
}

describe('messages of other issuers', () => {
  let world: AlertsWorld;
  beforeAll(async () => {
    world = await startAlerts();
    const source = { sender, name: 'Cục Thuỷ lợi', accountId: operator.id };
    const { data, errors } = await world.ask(trust, source, an);
    expect([data?.trustAlertSource, errors]).toEqual([
      { sender, version: 1, state: 'TRUSTED', accountId: operator.id },
      [],
    ]);
  }, 180_000);
  afterEach(async () => {
    for (const name of ['threads', 'messages', 'periods', 'replies'])
      await world.client.db(world.dbName).collection(name).deleteMany({});
  });
  afterAll(() => world?.close());

  const send = async (input: object, viewer = operator) => {
    const { data, errors } = await world.ask(receive, { input }, viewer);
    return { receipt: data?.receiveAlert, errors };
  };
  const received = async (input: object) => {
    const { receipt, errors } = await send(input);
    expect(errors).toEqual([]);
    return receipt;
  };
  const refusal = async (input: object, viewer = operator) => {
    const { code, field, rule } = (await send(input, viewer)).errors[0]?.extensions ?? {};
    return [code, field, rule].filter(Boolean).join(' ');
  };
  const kept = async () => (await world.ask(drafts, {}, an)).data.alertDrafts.nodes;
  const idOf = async (identifier: string): Promise<string> =>
    (await kept()).find((each: { message: { identifier: string } }) => each.message.identifier === identifier)
      .id;
  const approve = async (identifier: string) => {
    const done = await write(as(world.ask, binh), 'approveAlert', { id: await idOf(identifier) });
    expect(done.errors).toEqual([]);
  };
  const active = async () =>
    (await world.ask(activeAt, { where: { point: inside } })).data.activeAlerts.nodes;

  test('wait for the operations centre, and hold under their own name once one person there approves', async () => {
    const first = message();
    const name = `${sender},${first.identifier},2026-11-25T14:00:00+07:00`;
    expect(await received(first)).toEqual({ reference: name, state: 'PENDING_APPROVAL', replies: [] });
    expect(await active()).toEqual([]);
    expect(await kept()).toMatchObject([
      {
        origin: 'OTHER_ISSUER',
        mayApprove: true,
        message: { identifier: first.identifier, sender, senderName: 'Cục Thuỷ lợi' },
      },
    ]);
    await approve(first.identifier);
    expect(await active()).toHaveLength(1);

    const update = message({ messageType: 'UPDATE', references: [name], severity: 'EXTREME' });
    await received(update);
    await approve(update.identifier);
    expect(await active()).toMatchObject([{ state: 'UPDATED', head: { severity: 'EXTREME' } }]);
    // The same moment in another offset is the same message.
    const updated = `${sender},${update.identifier},2026-11-25T07:00:00-00:00`;
    const cancel = {
      ...envelope,
      identifier: 'TL-END',
      sent: '2026-11-25T14:10:00+07:00',
      messageType: 'CANCEL',
    };
    await received({ ...cancel, references: [updated] });
    await approve('TL-END');
    expect(await active()).toEqual([]);
  }, 60_000);

  test('come once: the same again says what became of it, another of the same name is CONFLICT', async () => {
    const first = message();
    const before = await received(first);
    const twins = await Promise.all([received(first), received(first), received(first)]);
    expect(twins).toEqual([before, before, before]);
    expect(await kept()).toHaveLength(1);
    expect(await refusal({ ...first, severity: 'MINOR' })).toBe('CONFLICT input.identifier taken');
    await approve(first.identifier);
    expect((await received(first)).state).toBe('ISSUED');
    expect(await active()).toHaveLength(1);
  }, 60_000);

  test('come from the trusted account only, and no more once the trust is withdrawn', async () => {
    const stranger = { ...operator, id: 'another-feed' };
    expect(await refusal(message(), stranger)).toBe('FORBIDDEN input.sender trusted_source');
    expect(await refusal(message({ sender: 'nobody@example' }))).toBe(
      'FORBIDDEN input.sender trusted_source',
    );
    expect(await refusal(message(), citizen)).toBe('FORBIDDEN');
    const own = await world.ask(trust, { sender: 'ioc@hue.gov.vn', name: 'x', accountId: 'y' }, an);
    expect(own.errors[0]?.extensions).toMatchObject({ field: 'sender', rule: 'own' });
    const withdraw = 'mutation ($sender: String!) { withdrawAlertSource(sender: $sender) { state version } }';
    expect((await world.ask(withdraw, { sender }, an)).data.withdrawAlertSource.state).toBe('WITHDRAWN');
    expect(await refusal(message())).toBe('FORBIDDEN input.sender trusted_source');
    await world.ask(trust, { sender, name: 'Cục Thuỷ lợi', accountId: operator.id }, an);
    expect(await refusal(message())).toBe('');
  }, 60_000);

  test('come by an app too, with the scope for it and as the trusted one only', async () => {
    const byApp = { sender: 'capnuoc@hue.example', status: 'ACTUAL', scope: 'PUBLIC' };
    await world.ask(trust, { sender: byApp.sender, name: 'Công ty Cấp nước', accountId: 'app-1' }, an);
    const app = (id: string, scopes: string[]): Viewer => ({
      kind: 'app',
      id,
      roles: [],
      vneidLevel: 0,
      scopes,
    });
    expect(await refusal(message(byApp), app('app-1', ['usage:read']))).toBe('FORBIDDEN');
    expect(await refusal(message(byApp), app('app-2', ['alerts:send']))).toBe(
      'FORBIDDEN input.sender trusted_source',
    );
    expect(await refusal(message(byApp), app('app-1', ['alerts:send']))).toBe('');
    expect(await refusal(message(), app('app-1', ['alerts:send']))).toBe(
      'FORBIDDEN input.sender trusted_source',
    );
  }, 60_000);

  test('act on what the same issuer sent only', async () => {
    const { data } = await world.ask(
      'mutation ($input: AlertInput!) { issueAlert(input: $input) { id } }',
      { input: flood },
      an,
    );
    const ours = await write(as(world.ask, binh), 'approveAlert', { id: data.issueAlert.id });
    const references = [ours.draft.message.reference];
    expect(await refusal(message({ messageType: 'CANCEL', references }))).toBe(
      'BAD_USER_INPUT input.references cap_references',
    );
    const unknown = [`${sender},NO-SUCH,2026-11-25T14:00:00+07:00`];
    expect(await refusal(message({ messageType: 'UPDATE', references: unknown }))).toBe(
      'BAD_USER_INPUT references cap_references',
    );
    expect(await refusal(message({ messageType: 'UPDATE' }))).toBe(
      'BAD_USER_INPUT references cap_references',
    );
    expect(await active()).toHaveLength(1);
  }, 60_000);

  test('are discarded when the issuer replaces or calls them off before anybody approved', async () => {
    const first = message();
    const { reference } = await received(first);
    const second = message({ messageType: 'UPDATE', references: [reference] });
    await received(second);
    const third = {
      ...envelope,
      identifier: 'TL-OFF',
      sent: '2026-11-25T14:20:00+07:00',
      messageType: 'CANCEL',
    };
    const off = { ...third, references: [`${sender},${second.identifier},2026-11-25T14:00:00+07:00`] };
    expect((await received(off)).state).toBe('DISCARDED');
    expect((await kept()).map(({ state }: { state: string }) => state)).toEqual([
      'DISCARDED',
      'DISCARDED',
      'DISCARDED',
    ]);
    const late = await write(as(world.ask, binh), 'approveAlert', { id: await idOf(first.identifier) });
    expect(late.errors[0]?.extensions).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  }, 60_000);

  test('of an exercise, a test or for some only never reach the public, approved or not', async () => {
    for (const change of [
      { status: 'EXERCISE' },
      { status: 'TEST' },
      { status: 'SYSTEM' },
      { scope: 'RESTRICTED', restriction: 'Lực lượng cứu hộ' },
      { scope: 'PRIVATE', addresses: ['a@b.example'] },
    ]) {
      const one = message(change);
      await received(one);
      await approve(one.identifier);
    }
    expect(await active()).toEqual([]);
    expect((await world.ask('{ alertFeed { nodes { id } } }', {})).data.alertFeed.nodes).toEqual([]);
  }, 60_000);

  test('that acknowledge or refuse change nothing that holds, and stand beside what they are about', async () => {
    const first = message();
    const { reference } = await received(first);
    await approve(first.identifier);
    const reply = { ...envelope, sent: '2026-11-25T14:30:00+07:00', references: [reference] };
    for (const messageType of ['ACK', 'ERROR'])
      expect((await received({ ...reply, identifier: `R-${messageType}`, messageType })).state).toBeNull();
    await received({ ...reply, identifier: 'R-ACK', messageType: 'ACK' });
    const silent = await world.ask(ack, { references: [reference], kind: 'ERROR' }, an);
    expect(silent.errors[0]?.extensions).toMatchObject({ field: 'note', rule: 'required' });
    const unknown = [`${sender},NO-SUCH,2026-11-25T14:00:00+07:00`];
    const nothing = await world.ask(ack, { references: unknown, kind: 'ACK' }, an);
    expect(nothing.errors[0]?.extensions).toMatchObject({ rule: 'cap_references' });
    const ours = await world.ask(ack, { references: [reference], kind: 'ACK', note: 'Đã nhận.' }, an);
    expect(ours.data.ackAlert).toMatchObject({ sender: 'ioc@hue.gov.vn', kind: 'ACK', note: 'Đã nhận.' });
    expect(await active()).toHaveLength(1);
    expect((await kept())[0].replies.map(({ kind }: { kind: string }) => kind)).toEqual([
      'ACK',
      'ERROR',
      'ACK',
    ]);
    expect((await received(first)).replies).toContainEqual(
      expect.objectContaining({ isOurs: true, note: 'Đã nhận.' }),
    );
  }, 60_000);

  test.each([
    ['sent with Z', { sent: '2026-11-25T07:00:00Z' }, 'input.sent cap_time'],
    ['sent in the future', { sent: '2026-11-25T23:00:00+07:00' }, 'input.sent cap_time'],
    ['an identifier with a space', { identifier: 'TL 1' }, 'input.identifier cap_identifier'],
    ['no info', { texts: null }, 'input cap_info'],
    ['no Vietnamese', { texts: texts.slice(1) }, 'input.texts languages'],
    [
      'an area far away',
      { areas: [{ description: 'Hà Nội', circles: ['21.03,105.85 1'] }] },
      'input.areas.0.circles.0 outside_city',
    ],
    [
      'an open ring',
      { areas: [{ description: 'x', polygons: [square.split(' ').slice(1).join(' ')] }] },
      'input.areas.0.polygons.0 cap_polygon',
    ],
    ['a time that is over', { expires: '2026-11-25T14:30:00+07:00' }, 'input.expires cap_time'],
    ['Private without addresses', { scope: 'PRIVATE' }, 'input.addresses addresses'],
    ['Restricted without restriction', { scope: 'RESTRICTED' }, 'input.restriction restriction'],
  ])('with %s are refused, and nothing is kept', async (_, change, rule) => {
    expect(await refusal(message(change))).toBe(`BAD_USER_INPUT ${rule}`);
    expect(await kept()).toEqual([]);
  });

  test('are not approved by who brought them, though that person works in the operations centre too (C17)', async () => {
    const both = { ...operator, roles: ['operator', 'ioc'] } as const;
    const sent = message();
    const { receipt, errors } = await send(sent, both);
    expect([receipt.state, errors]).toEqual(['PENDING_APPROVAL', []]);
    const id = await idOf(sent.identifier);
    const own = await write(as(world.ask, both), 'approveAlert', { id });
    expect(own.errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', rule: 'second_person' });
    expect(await active()).toEqual([]);
    await approve(sent.identifier);
    expect(await active()).toHaveLength(1);
  });

  test('are exported with whoever sends them, and sent by nobody once the person is erased', async () => {
    const mine = async () => (await world.ask(`{ _exportPerson(id: "${operator.id}") }`)).data._exportPerson;
    expect(JSON.parse(await mine()).sources).toEqual([{ sender, name: 'Cục Thuỷ lợi', state: 'TRUSTED' }]);
    await world.running.erasePerson(operator.id ?? '');
    expect(JSON.parse(await mine()).sources).toEqual([]);
    expect(await refusal(message())).toBe('FORBIDDEN input.sender trusted_source');
  });
});
