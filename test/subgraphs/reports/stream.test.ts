import type { Viewer } from '../../../subgraphs/kit/index.ts';
import type { LiveClient, LivePayload } from '../../kit/live-client.ts';
import type { ReportsWorld } from './start-reports.ts';
import {
  citizen,
  ioc,
  officer,
  otherOfficer,
  send,
  startReports,
  step,
  stranger,
  wayToPublished,
} from './start-reports.ts';
import { connectSigned, subscribeSigned } from './watch.ts';

const query = `subscription ($id: ID!) { reportChanged(id: $id) {
  id state version title dueAt slaState agency { id } answer { text } lastChange { step from to why } } }`;

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

  const watch = async (id: string, viewer?: Viewer, after?: unknown): Promise<LiveClient> => {
    const client = await connectSigned(world.running.url);
    clients.push(client);
    subscribeSigned(client, '1', { query, variables: { id }, viewer, after });
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

  test('tells an officer of the notes among the offices from when the report came to them, also one who watched before', async () => {
    const id = await send(world.ask);
    const go = step(world.ask, id);
    await go(ioc, 'triageReport(decision: ACCEPT)');
    const [mine, theirs] = [await watch(id, officer), await watch(id, otherOfficer)];
    const [[start]] = await Promise.all([mine.events('1', 1), theirs.events('1', 1)]);
    await go(ioc, 'postReportUpdate(text: "Trước khi giao", audience: INTERNAL)');
    await go(ioc, 'assignReport');
    await go(ioc, 'postReportUpdate(text: "Nội bộ", audience: INTERNAL)');
    await go(ioc, 'postReportUpdate(text: "Công khai")');
    const steps = (events: readonly LivePayload[]) => events.map((event) => reportOf(event).lastChange.step);
    const heard = ['ASSIGN', 'INTERNAL_NOTE', 'NOTE'];
    expect(steps(await mine.events('1', 3))).toEqual(heard);
    expect(steps(await theirs.events('1', 2))).toEqual(['ASSIGN', 'NOTE']);
    const again = await watch(id, officer, start?.extensions?.['cursor']);
    expect(steps(await again.events('1', 3))).toEqual(heard);
    for (const client of [mine, theirs, again]) expect(client.waiting()).toEqual([]);
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

  test('the public twin streams the same to its reporter and to a stranger, from ACCEPTED on, and one cursor serves both', async () => {
    const id = await send(world.ask);
    const twin = query.replace('reportChanged', 'publicReportChanged');
    const watchTwin = async (viewer?: Viewer, after?: unknown): Promise<LiveClient> => {
      const client = await connectSigned(world.running.url);
      clients.push(client);
      subscribeSigned(client, '1', { query: twin, variables: { id }, viewer, after });
      return client;
    };
    for (const viewer of [citizen, ioc, undefined]) {
      const [refused] = await (await watchTwin(viewer)).events('1', 1);
      expect(refused?.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    }
    const go = step(world.ask, id);
    await go(ioc, 'triageReport(decision: ACCEPT)');
    const watchers = [await watchTwin(citizen), await watchTwin(ioc), await watchTwin()];
    const starts = await Promise.all(watchers.map(async (client) => (await client.events('1', 1))[0]));
    expect(starts[0]).toMatchObject({ extensions: { start: true } });
    await go(ioc, 'assignReport');
    await go(ioc, 'postReportUpdate(text: "Nội bộ", audience: INTERNAL)');
    await go(ioc, 'postReportUpdate(text: "Công khai")');
    const seen = await Promise.all(watchers.map((client) => client.events('1', 2)));
    const shown = (payloads: readonly LivePayload[]) =>
      payloads
        .map(({ data }) => parseShown(data?.['publicReportChanged']))
        .map(({ version, lastChange }) => `${version} ${lastChange.step}`);
    for (const events of seen) expect(shown(events)).toEqual(['3 ASSIGN', '4 NOTE']);
    const again = await watchTwin(undefined, starts[0]?.extensions?.['cursor']);
    expect(shown(await again.events('1', 2))).toEqual(['3 ASSIGN', '4 NOTE']);
  });
});
