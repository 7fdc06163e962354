import { until } from '../../kit/live-client.ts';
import { seedTools } from '../agencies/start-agencies.ts';
import { kimLong, register, send } from '../environment/start-environment.ts';
import { readFaults, watchReads } from '../read-faults.ts';
import { connectSigned, eventsOf, subscribeSigned } from '../reports/watch.ts';
import { flood } from './alert-input.ts';
import type { AlertsWorld } from './start-alerts.ts';
import {
  activeAt,
  alertsFor,
  an,
  inside,
  issue,
  over,
  startAlerts,
  threadOf,
  write,
} from './start-alerts.ts';

// Beside test/subgraphs/explain.test.ts, which asks every field of every subgraph: here with places that alerts hold in, and with the writes.
describe('every read and write of alerts', () => {
  let world: AlertsWorld;
  beforeAll(async () => {
    world = await startAlerts();
    await world.client.db(world.dbName).command(watchReads);
    await world.running.seed(seedTools);
  }, 180_000);
  afterAll(() => world?.close());

  test('goes by an index, and none sorts in memory', async () => {
    const client = await connectSigned(world.running.url);
    for (const [id, where] of Object.entries({ point: { point: inside }, ward: { ward: '19789' } }))
      subscribeSigned(client, id, { query: alertsFor, variables: { where } });
    await Promise.all([eventsOf(client, 'point', 1), eventsOf(client, 'ward', 1)]);

    const first = await issue(world.ask, 'issueAlert', { input: flood });
    const other = await issue(world.ask, 'issueAlert', { input: { ...flood, severity: 'MINOR' } });
    const references = [first.message.reference, other.message.reference];
    const merged = await issue(world.ask, 'updateAlert', { references, input: flood });
    await Promise.all([eventsOf(client, 'point', 3), eventsOf(client, 'ward', 3)]);
    const { draft } = await write(world.ask, 'issueAlert', { input: flood });
    await write(world.ask, 'discardAlert', { id: draft.id, reason: 'x' });
    const waiting = {
      ...flood,
      effective: '2026-11-25T16:00:00+07:00',
      expires: '2026-11-25T17:00:00+07:00',
    };
    const later = await issue(world.ask, 'issueAlert', { input: waiting });

    const asked = async (query: string, variables: object = {}) => {
      const { data, errors } = await world.ask(query, variables, an);
      expect([query, errors]).toEqual([query, []]);
      return data;
    };
    for (const where of [null, { point: inside }, { ward: '19789' }]) {
      await asked(activeAt, { where });
      const page =
        'query ($where: AlertWhereInput, $at: DateTime, $after: String) { activeAlerts(where: $where, at: $at, first: 1, after: $after) { pageInfo { endCursor } } }';
      for (const at of [null, '2026-11-25T16:30:00+07:00']) {
        const after = (await asked(page, { where, at })).activeAlerts.pageInfo.endCursor;
        await asked(page, { where, at, after });
      }
    }
    for (const ward of [null, '19789']) {
      const history =
        'query ($ward: String, $after: String) { alertHistory(ward: $ward, first: 1, after: $after) { nodes { messages { id } mergedInto { id } } pageInfo { endCursor } } }';
      const after = (await asked(history, { ward })).alertHistory.pageInfo.endCursor;
      await asked(history, { ward, after });
    }
    for (const { id } of [first, other, merged])
      await asked('query ($id: ID!) { alert(id: $id) { id } }', { id });
    await asked(threadOf, { id: first.id });
    const drafts =
      'query ($state: AlertDraftState, $after: String) { alertDrafts(state: $state, first: 1, after: $after) { pageInfo { endCursor } } }';
    const lists = [
      'query ($after: String) { alertFeed(first: 1, after: $after) { nodes { messages { id } } pageInfo { endCursor } } alertFeedUpdatedAt }',
      'query ($after: String) { alertSources(first: 1, after: $after) { nodes { sender } pageInfo { endCursor } } }',
    ];
    const trust =
      'mutation ($sender: String!) { trustAlertSource(sender: $sender, name: "n", accountId: "an") { sender } }';
    for (const sender of ['a@a.example', 'b@b.example']) await asked(trust, { sender });
    for (const list of lists) {
      const [page] = Object.values<{ pageInfo: { endCursor: string } }>(await asked(list));
      await asked(list, { after: page?.pageInfo.endCursor });
    }
    const reply =
      'mutation ($references: [String!]!) { ackAlert(references: $references, kind: ACK) { kind } }';
    await asked(reply, { references });
    await asked('{ alertDrafts(first: 5) { nodes { replies { kind } } } }');
    for (const state of [null, 'ISSUED']) {
      const after = (await asked(drafts, { state })).alertDrafts.pageInfo.endCursor;
      await asked(drafts, { state, after });
    }
    const wards = ['19777', '19789', '19804'].map((code) => ({ __typename: 'Ward', code }));
    await asked(
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Ward { activeAlerts { id } alerts { nodes { id } } } } }',
      { r: wards },
    );

    await register(world.measure, kimLong);
    for (const [value, minute] of [
      [2.05, 20],
      [3.55, 40],
    ] as const)
      await send(world.measure, [
        { datastream: 'kim-long.water-level', at: `2026-11-25T07:${minute}:00Z`, value },
      ]);
    const byItself = '{ alertDrafts(state: DRAFT) { nodes { version } } }';
    await until(async () => (await asked(byItself)).alertDrafts.nodes[0]?.version === 2, 30_000);
    await world.moveOn(60 * 10);
    await until(
      async () => (await asked(threadOf, { id: later.id })).alertThread.state === 'EXPIRED',
      30_000,
    );
    await issue(world.ask, 'cancelAlert', { references: [merged.message.reference], texts: over });
    await world.running.erasePerson('an');
    await client.close();

    expect((await readFaults(world.client.db(world.dbName))).faults).toEqual([]);
  }, 120_000);
});
