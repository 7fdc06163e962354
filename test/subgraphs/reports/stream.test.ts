import { deriveSecrets } from '../../../subgraphs/kit/process/secrets.ts';
import { sign, subscribeBody } from '../../../subgraphs/kit/process/signature.ts';
import type { Viewer } from '../../../subgraphs/kit/index.ts';
import { encodeViewer } from '../../../subgraphs/kit/process/viewer.ts';
import type { LiveClient, LivePayload } from '../../kit/live-client.ts';
import { openLiveClient } from '../../kit/live-client.ts';
import { testSecret } from '../agencies/signed-client.ts';
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

const query = `subscription ($id: ID!) { reportChanged(id: $id) {
  id state version title dueAt slaState agency { id } answer { text } lastChange { step from to why } } }`;
const key = deriveSecrets(testSecret).signature;

interface Shown {
  readonly state: string;
  readonly version: number;
  readonly answer: unknown;
  readonly lastChange: { readonly step: string };
}

function parseShown(value: unknown): Shown {
  return value as Shown;
}

describe('reportChanged through the kit', () => {
  let world: ReportsWorld;
  const clients: LiveClient[] = [];
  beforeAll(async () => {
    world = await startReports();
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.close();
  });
  afterAll(() => world?.close());

  const connect = async (): Promise<LiveClient> => {
    const signature = sign({ purpose: 'connection_init', viewer: '', body: '' }, key);
    const client = await openLiveClient(world.running.url, { init: { hub: { signature } } });
    clients.push(client);
    return client;
  };
  const watch = async (id: string, viewer?: Viewer, after?: unknown): Promise<LiveClient> => {
    const client = await connect();
    const encoded = viewer ? encodeViewer(viewer) : '';
    const body = subscribeBody({ query, variables: { id }, ...(after ? { after } : {}) });
    const signature = sign({ purpose: 'subscribe', viewer: encoded, body }, key);
    const hub = { signature, ...(viewer ? { viewer: encoded } : {}) };
    client.subscribe('1', query, { variables: { id }, extensions: { hub, ...(after ? { after } : {}) } });
    return client;
  };
  const reportOf = ({ data }: LivePayload) => parseShown(data?.['reportChanged']);
  const states = (payloads: readonly LivePayload[]) =>
    payloads.map(reportOf).map(({ state, version }) => `${version} ${state}`);

  test('starts with the present state and gives each later change once, as of that change', async () => {
    const id = await send(world.ask);
    const client = await watch(id, citizen);
    const [start] = await client.events('1', 1);
    expect(start).toMatchObject({
      data: { reportChanged: { state: 'SUBMITTED', version: 1, lastChange: { step: 'CREATE' } } },
      extensions: { start: true, cursor: expect.any(String) },
    });
    const go = step(world.ask, id);
    await go(ioc, 'triageReport(decision: ACCEPT)');
    for (const call of wayToPublished) await go(...call);
    await go(citizen, 'rateReport(level: SATISFIED)');
    const later = await client.events('1', 6);
    expect(states(later)).toEqual([
      '2 ACCEPTED',
      '3 ASSIGNED',
      '4 IN_PROGRESS',
      '5 RESOLVED',
      '6 PUBLISHED',
      '7 CLOSED',
    ]);
    expect(later.map((event) => reportOf(event).answer)).toEqual([
      null,
      null,
      null,
      null,
      { text: 'Đã dọn sạch' },
      { text: 'Đã dọn sạch' },
    ]);
    expect(client.waiting()).toEqual([]);
  });

  test('resumes after a cursor, also over a restart, with the states of then and not of now', async () => {
    const id = await send(world.ask);
    const client = await watch(id, citizen);
    const [start] = await client.events('1', 1);
    const go = step(world.ask, id);
    await go(ioc, 'triageReport(decision: ACCEPT)');
    await client.events('1', 1);
    await client.close();
    for (const call of wayToPublished) await go(...call);
    await go(citizen, 'rateReport(level: NOT_ACCEPTED, reopen: true)');
    await world.restart();
    const again = await watch(id, citizen, start?.extensions?.['cursor']);
    const missed = await again.events('1', 6);
    expect(states(missed)).toEqual([
      '2 ACCEPTED',
      '3 ASSIGNED',
      '4 IN_PROGRESS',
      '5 RESOLVED',
      '6 PUBLISHED',
      '7 REOPENED',
    ]);
    expect(missed.at(0)?.data?.['reportChanged']).toMatchObject({
      answer: null,
      lastChange: { step: 'ACCEPT', from: 'SUBMITTED', to: 'ACCEPTED' },
    });
    expect(missed.some(({ extensions }) => extensions?.['start'] || extensions?.['resync'])).toBe(false);
  });

  test('is NOT_FOUND for who may not see the report, and shows changes from ACCEPTED on to a stranger', async () => {
    const id = await send(world.ask);
    for (const viewer of [undefined, stranger, officer]) {
      const [refused] = await (await watch(id, viewer)).events('1', 1);
      expect(refused).toMatchObject({
        errors: [{ path: ['reportChanged'], extensions: { code: 'NOT_FOUND' } }],
      });
      expect(refused?.data).toBeUndefined();
    }
    const go = step(world.ask, id);
    await go(ioc, 'triageReport(decision: ACCEPT)');
    const client = await watch(id);
    expect(states(await client.events('1', 1))).toEqual(['2 ACCEPTED']);
    await go(ioc, 'assignReport');
    expect(states(await client.events('1', 1))).toEqual(['3 ASSIGNED']);
  });

  test('tells of a note among the offices to the offices only', async () => {
    const id = await send(world.ask);
    const go = step(world.ask, id);
    await go(ioc, 'triageReport(decision: ACCEPT)');
    const [outside, inside] = [await watch(id, stranger), await watch(id, ioc)];
    await Promise.all([outside.events('1', 1), inside.events('1', 1)]);
    await go(ioc, 'postReportUpdate(text: "Nội bộ", audience: INTERNAL)');
    await go(ioc, 'postReportUpdate(text: "Công khai")');
    const [first] = await outside.events('1', 1);
    expect(first?.data?.['reportChanged']).toMatchObject({ version: 3, lastChange: { step: 'NOTE' } });
    const both = await inside.events('1', 2);
    expect(both.map((event) => reportOf(event).lastChange.step)).toEqual(['INTERNAL_NOTE', 'NOTE']);
    expect(outside.waiting()).toEqual([]);
  });
});
