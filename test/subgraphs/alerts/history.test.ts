import { flood } from './alert-input.ts';
import type { AlertsWorld } from './start-alerts.ts';
import { inside, issue, outside, over, startAlerts } from './start-alerts.ts';

const heldAt = `query ($where: AlertWhereInput, $at: DateTime, $after: String) {
  activeAlerts(where: $where, at: $at, first: 1, after: $after) {
    nodes { id state holdsFrom endedAt head { id messageType } messages { id } } pageInfo { endCursor hasNextPage } } }`;

describe('what held at a moment', () => {
  let world: AlertsWorld;
  beforeAll(async () => {
    world = await startAlerts();
  }, 180_000);
  afterAll(() => world?.close());

  const at = async (moment: string, where: object | null = null, after: string | null = null) => {
    const { data, errors } = await world.ask(heldAt, { where, at: moment, after });
    expect(errors).toEqual([]);
    return data.activeAlerts;
  };
  const heads = async (moment: string, where: object | null = null) =>
    (await at(moment, where)).nodes.map((node: { head: { id: string } }) => node.head.id);

  test('is one head for each alert, as it was then: before its update, after it, and none after its cancellation (case 10)', async () => {
    const point = { point: inside };
    const sent = (minute: string) => ({ sent: `2026-11-25T14:${minute}:00+07:00` });
    const first = await issue(world.ask, 'issueAlert', { input: { ...flood, ...sent('10') } });
    const update = await issue(world.ask, 'updateAlert', {
      references: [first.message.reference],
      input: { ...flood, ...sent('30'), severity: 'EXTREME' },
    });
    await issue(world.ask, 'cancelAlert', { references: [update.message.reference], texts: over });

    expect(await heads('2026-11-25T14:09:59+07:00', point)).toEqual([]);
    expect(await heads('2026-11-25T14:10:00+07:00', point)).toEqual([first.id]);
    expect(await heads('2026-11-25T14:29:59+07:00')).toEqual([first.id]);
    expect(await heads('2026-11-25T14:30:00+07:00', { ward: '19789' })).toEqual([update.id]);
    expect(await heads('2026-11-25T14:30:00+07:00', { point: outside })).toEqual([]);
    // The hub's clock: the cancellation was issued a little after it.
    expect(await heads('2026-11-25T15:30:00+07:00', point)).toEqual([]);
    const [then] = (await at('2026-11-25T14:20:00+07:00', point)).nodes;
    expect(then).toMatchObject({ state: 'ACTIVE', endedAt: null, messages: [{ id: first.id }] });
  }, 60_000);

  test('is known of the future too, pages from the gravest on, and never tells of what is not for the public', async () => {
    const hours = { effective: '2026-11-27T08:00:00+07:00', expires: '2026-11-27T10:00:00+07:00' };
    const areas = [{ description: 'Quanh chợ Đông Ba', circles: ['16.4726,107.5886 0.5'] }];
    const grave = await issue(world.ask, 'issueAlert', { input: { ...flood, ...hours, areas } });
    const light = await issue(world.ask, 'issueAlert', {
      input: { ...flood, ...hours, areas, severity: 'MINOR' },
    });
    await issue(world.ask, 'issueAlert', { input: { ...flood, ...hours, areas, status: 'EXERCISE' } });
    const noon = '2026-11-27T09:00:00+07:00';
    const market = { point: { lat: 16.4728, lon: 107.5888 } };
    const one = await at(noon, market);
    expect(one).toMatchObject({ nodes: [{ head: { id: grave.id } }], pageInfo: { hasNextPage: true } });
    const two = await at(noon, market, one.pageInfo.endCursor);
    expect(two).toMatchObject({ nodes: [{ head: { id: light.id } }], pageInfo: { hasNextPage: false } });
    expect(await heads('2026-11-27T10:00:00+07:00', market)).toEqual([]);
    expect(await heads(noon, { point: inside })).toEqual([]);
  }, 60_000);
});
