import type { LiveClient } from '../kit/live-client.ts';
import { openLiveClient, until } from '../kit/live-client.ts';
import type { City } from '../kit/start-city.ts';
import { startCity } from '../kit/start-city.ts';

const square = '16.45,107.57 16.48,107.57 16.48,107.6 16.45,107.6 16.45,107.57';
const place = { lat: 16.4637, lon: 107.5909 };
const flood = {
  categories: ['MET'],
  urgency: 'IMMEDIATE',
  severity: 'SEVERE',
  certainty: 'OBSERVED',
  texts: [{ language: 'VI', event: 'Lũ', headline: 'Lũ trên sông Hương', description: 'Nước đang lên.' }],
  areas: [{ description: 'Trung tâm', polygons: [square] }],
};
const alertsFor = `subscription ($where: AlertWhereInput!) { alertsFor(where: $where) { kind: __typename
  ... on ActiveAlertListSnapshot { nodes { id } }
  ... on ActiveAlertListEntered { node { id state head { severity wards { name } } } }
  ... on ActiveAlertListChanged { node { id state head { severity } } } ... on ActiveAlertListLeft { id state } } }`;

describe('an alert, through the gateway', () => {
  let city: City;
  const clients: LiveClient[] = [];
  beforeAll(async () => {
    city = await startCity({ now: '2026-11-25T15:20:00+07:00', apart: ['alerts'], rightsFreshMs: 120_000 });
  }, 240_000);
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
  });
  afterAll(() => city?.close());

  const run = async (query: string, as: string, variables: Record<string, unknown> = {}) => {
    const { data, errors } = await city.ask(query, { as, variables });
    expect(errors).toBeUndefined();
    return data;
  };
  const approve = async (id: string) =>
    (
      await run(
        'mutation ($id: ID!) { approveAlert(id: $id) { message { id reference } } }',
        'identity-officer',
        { id },
      )
    ).approveAlert.message;
  const issue = async (input: object) => {
    const query = 'mutation ($input: AlertInput!) { issueAlert(input: $input) { id } }';
    return approve((await run(query, 'ioc', { input })).issueAlert.id);
  };
  const cancel = async (reference: string) => {
    const query =
      'mutation ($references: [String!]!, $texts: [AlertTextInput!]!) { cancelAlert(references: $references, texts: $texts) { id } }';
    const { texts } = flood;
    return approve((await run(query, 'ioc', { references: [reference], texts })).cancelAlert.id);
  };
  const watch = async (where: object): Promise<LiveClient> => {
    const client = await openLiveClient(city.url);
    clients.push(client);
    client.subscribe('alerts', alertsFor, { variables: { where } });
    expect(await next(client)).toEqual({ kind: 'ActiveAlertListSnapshot', nodes: [] });
    return client;
  };
  const next = async (client: LiveClient): Promise<unknown> =>
    (await client.events('alerts', 1))[0]?.data?.['alertsFor'];

  test('reaches whoever watches the place or the ward, strangers too, once for each change, and leaves when it is cancelled (case 10)', async () => {
    const ward = (await city.ask(`{ wardAt(lat: ${place.lat}, lon: ${place.lon}) { code } }`)).data.wardAt
      .code;
    const watchers = await Promise.all(
      [{ point: place }, { point: place }, { ward }].map((where) => watch(where)),
    );
    const first = await issue(flood);
    for (const client of watchers)
      expect(await next(client)).toEqual({
        kind: 'ActiveAlertListEntered',
        node: {
          id: first.id,
          state: 'ACTIVE',
          head: { severity: 'SEVERE', wards: expect.arrayContaining([{ name: expect.any(String) }]) },
        },
      });
    const update =
      'mutation ($references: [String!]!, $input: AlertInput!) { updateAlert(references: $references, input: $input) { id } }';
    const raised = { ...flood, severity: 'EXTREME' };
    const { updateAlert } = await run(update, 'ioc', { references: [first.reference], input: raised });
    const second = await approve(updateAlert.id);
    for (const client of watchers)
      expect(await next(client)).toEqual({
        kind: 'ActiveAlertListChanged',
        node: { id: first.id, state: 'UPDATED', head: { severity: 'EXTREME' } },
      });
    await cancel(second.reference);
    for (const client of watchers)
      expect(await next(client)).toEqual({ kind: 'ActiveAlertListLeft', id: first.id, state: 'CANCELLED' });
    const { data } = await city.ask(
      `{ activeAlerts { nodes { id } } alertThread(id: "${first.id}") { state messages { messageType } } }`,
    );
    expect(data).toEqual({
      activeAlerts: { nodes: [] },
      alertThread: {
        state: 'CANCELLED',
        messages: [{ messageType: 'ALERT' }, { messageType: 'UPDATE' }, { messageType: 'CANCEL' }],
      },
    });
  }, 120_000);

  test('is drafted for the wards that a river threatens, and is public only when two persons have seen it (case 9)', async () => {
    const station = {
      id: 'kim-long',
      kind: 'WATER_LEVEL',
      name: 'Kim Long',
      nameEn: 'Kim Long',
      stationClass: 'REFERENCE',
      owner: 'Sở Nông nghiệp và Môi trường',
      ...place,
      alarmLevels: { bd1: 1, bd2: 2, bd3: 3.5 },
      warnedWards: ['19789', '19777'],
      datastreams: [{ property: 'WATER_LEVEL', averagingMinutes: 10 }],
    };
    await run('mutation ($input: StationInput!) { registerStation(input: $input) { id } }', 'operator', {
      input: station,
    });
    const rows = [1.95, 2.05, 3.55].map((value, index) => ({
      datastream: 'kim-long.water-level',
      at: `2026-11-25T14:${30 + 10 * index}:00+07:00`,
      value,
    }));
    for (const row of rows)
      await run(
        'mutation ($input: IngestObservationsInput!) { ingestObservations(input: $input) { added } }',
        'operator',
        { input: { rows: [row] } },
      );
    const drafts = async () =>
      (
        await run(
          '{ alertDrafts(state: DRAFT) { nodes { id origin message { severity wards { code } } } } }',
          'ioc',
        )
      ).alertDrafts.nodes;
    await until(async () => (await drafts())[0]?.message.severity === 'SEVERE', 60_000);
    const [draft, ...others] = await drafts();
    expect(others).toEqual([]);
    expect(draft).toMatchObject({
      origin: 'WATER_GAUGE',
      message: { wards: [{ code: '19777' }, { code: '19789' }] },
    });
    const active = async () => (await city.ask('{ activeAlerts { nodes { id } } }')).data.activeAlerts.nodes;
    expect(await active()).toEqual([]);
    await run('mutation ($id: ID!) { submitAlert(id: $id) { state } }', 'ioc', { id: draft.id });
    expect(await active()).toEqual([]);
    const own = await city.ask(`mutation { approveAlert(id: "${draft.id}") { id } }`, { as: 'ioc' });
    expect(own.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    const { reference } = await approve(draft.id);
    expect(await active()).toEqual([{ id: draft.id }]);
    await cancel(reference);
  }, 120_000);

  test('is joined to wards and their air with one request to each subgraph (case 11)', async () => {
    const { id, reference } = await issue(flood);
    const before = await fetchesOf(city);
    const { data, errors } = await city.ask(
      '{ wards(first: 40) { nodes { code name activeAlerts { id head { severity } } airNow { reason } } } }',
    );
    expect(errors).toBeUndefined();
    const after = await fetchesOf(city);
    const warned = data.wards.nodes.filter(
      ({ activeAlerts }: { activeAlerts: unknown[] }) => activeAlerts.length > 0,
    );
    expect(warned.length).toBeGreaterThanOrEqual(3);
    for (const ward of warned) expect(ward.activeAlerts).toEqual([{ id, head: { severity: 'SEVERE' } }]);
    const counts = ['agencies', 'alerts', 'environment'].map((name) => [
      name,
      (after.get(name) ?? 0) - (before.get(name) ?? 0),
    ]);
    expect(Object.fromEntries(counts)).toEqual({ agencies: 1, alerts: 1, environment: 1 });
    await cancel(reference);
  }, 120_000);

  test('leaves all else in place when alerts is killed, and is there again without a restart of the gateway (case 12)', async () => {
    const { id } = await issue(flood);
    const query = `{ wardAt(lat: ${place.lat}, lon: ${place.lon}) { name airNow { reason } activeAlerts { id } } }`;
    await city.kill('alerts');
    const without = await city.ask(query);
    expect(without.data.wardAt).toEqual({
      name: expect.any(String),
      airNow: { reason: expect.any(String) },
      activeAlerts: null,
    });
    expect(without.errors).toMatchObject([
      { path: ['wardAt', 'activeAlerts'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } },
    ]);
    await city.restart('alerts');
    await until(async () => (await city.ask(query)).data.wardAt.activeAlerts !== null, 60_000);
    expect((await city.ask(query)).data.wardAt.activeAlerts).toEqual([{ id }]);
  }, 180_000);
});

/** Calls of the gateway to each subgraph since it began. */
async function fetchesOf(city: City): Promise<ReadonlyMap<string, number>> {
  const text = await (await fetch(new URL('/metrics', city.url))).text();
  const counts = new Map<string, number>();
  for (const [, labels = '', count] of text.matchAll(/^hub_subgraph_fetch_seconds_count\{(.*)\} (\d+)$/gm)) {
    const name = /subgraph="(\w+)"/.exec(labels)?.[1] ?? '';
    counts.set(name, (counts.get(name) ?? 0) + Number(count));
  }
  return counts;
}
