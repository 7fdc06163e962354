import type { Viewer } from '../../../subgraphs/kit/index.ts';
import type { LiveClient, LivePayload } from '../../kit/live-client.ts';
import { feedReads } from './feed-reads.ts';
import type { ReportsWorld } from './start-reports.ts';
import {
  citizen,
  draft,
  ioc,
  officer,
  otherOfficer,
  send,
  startReports,
  step,
  stranger,
  wayToPublished,
} from './start-reports.ts';
import type { Watching } from './watch.ts';
import { connectSigned, subscribeSigned } from './watch.ts';

const node = 'node { id state version slaState agency { id } lastChange { step at } }';
const events = (list: string, left = '') => `kind: __typename
  ... on ${list}Snapshot { nodes { id state version } complete endCursor }
  ... on ${list}Entered { ${node} } ... on ${list}Changed { ${node} } ... on ${list}Left { id version ${left} }`;
const reportsIn = `subscription ($area: ReportAreaInput!, $first: Int! = 100) { list: reportsIn(area: $area, first: $first) {
  ${events('PublicReportList')} } }`;
const agencyQueue = `subscription ($agencyId: ID!, $first: Int! = 100) { list: agencyQueue(agencyId: $agencyId, first: $first) {
  ${events('ReportList', 'lastChange { step }')} } }`;

interface Shown {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly lastChange: { readonly step: string; readonly at: string };
}
interface ListEvent {
  readonly kind: string;
  readonly nodes?: readonly Shown[];
  readonly node?: Shown;
  readonly id?: string;
  readonly version?: number;
  readonly lastChange?: { readonly step: string };
  readonly complete?: boolean;
  readonly endCursor?: string | null;
}

/** `draft` lies at 16.4637, 107.5910. */
const here = { south: 16.46, west: 107.585, north: 16.468, east: 107.595 };
const beside = { ...here, west: 107.595, east: 107.605 };
const move = (east: number) => ({ lat: draft.lat, lon: draft.lon + east });

describe('list streams of reports', () => {
  let world: ReportsWorld;
  const clients: LiveClient[] = [];
  beforeAll(async () => {
    world = await startReports();
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.close();
  });
  afterAll(() => world?.close());

  const watch = async (watching: Watching): Promise<LiveClient> => {
    const client = await connectSigned(world.running.url);
    clients.push(client);
    subscribeSigned(client, '1', watching);
    return client;
  };
  const watchArea = (area: object, more: Partial<Watching> = {}): Promise<LiveClient> =>
    watch({ query: reportsIn, variables: { area }, ...more });
  const watchQueue = (viewer: Viewer | undefined, agencyId = 'hepco', after?: unknown) =>
    watch({ query: agencyQueue, variables: { agencyId }, viewer, after });
  const take = async (client: LiveClient, count: number): Promise<ListEvent[]> =>
    (await client.events('1', count)).map(listEvent);
  const accepted = async (input: object = {}): Promise<string> => {
    const id = await send(world.ask, input);
    await step(world.ask, id)(ioc, 'triageReport(decision: ACCEPT)');
    return id;
  };
  const wardOf = async (id: string): Promise<string> =>
    (await world.ask('query ($id: ID!) { report(id: $id) { ward { code } } }', { id }, ioc)).data.report.ward
      .code;

  describe('reportsIn', () => {
    test('begins with what is public there, and tells what is accepted there and what becomes of it', async () => {
      const [old, outside] = [await accepted(), await accepted(move(0.006))];
      const unseen = await send(world.ask);
      const client = await watchArea({ bbox: here });
      const [start] = await client.events('1', 1);
      expect(start).toMatchObject({ extensions: { start: true } });
      expect(listEvent(start ?? {})).toEqual({
        kind: 'PublicReportListSnapshot',
        nodes: [{ id: old, state: 'ACCEPTED', version: 2 }],
        complete: true,
        endCursor: expect.any(String),
      });
      const [rejected, fresh] = [await send(world.ask), await send(world.ask)];
      await step(world.ask, rejected)(ioc, 'triageReport(decision: REJECT, reason: "Không rõ")');
      await step(world.ask, unseen)(citizen, 'withdrawReport');
      await step(world.ask, outside)(ioc, 'assignReport');
      const go = step(world.ask, fresh);
      await go(ioc, 'triageReport(decision: ACCEPT)');
      for (const call of wayToPublished) await go(...call);
      await go(citizen, 'rateReport(level: NOT_ACCEPTED, reopen: true)');
      await step(world.ask, old)(ioc, 'postReportUpdate(text: "Nội bộ", audience: INTERNAL)');
      await step(world.ask, old)(ioc, 'postReportUpdate(text: "Đang xem")');
      const told = await take(client, 7);
      expect(told.map(short)).toEqual([
        'Entered ACCEPTED 2',
        'Changed ASSIGNED 3',
        'Changed IN_PROGRESS 4',
        'Changed RESOLVED 5',
        'Changed PUBLISHED 6',
        'Changed REOPENED 7',
        'Changed ACCEPTED 3',
      ]);
      expect(told.map((event) => event.node?.id)).toEqual([...Array<string>(6).fill(fresh), old]);
      expect(client.waiting()).toEqual([]);
    });

    test('an instant report enters and changes by one call', async () => {
      const area = { bbox: { ...here, south: 16.4695, north: 16.4705 } };
      const client = await watchArea(area);
      await take(client, 1);
      const id = await send(world.ask, { lat: 16.47, lon: 107.59 });
      await step(world.ask, id)(
        ioc,
        'triageReport(decision: ACCEPT, mode: INSTANT, result: "Đã nhắc", evidence: [{kind: DOCUMENT, reference: "CV-1"}])',
      );
      expect((await take(client, 2)).map(short)).toEqual(['Entered ACCEPTED 2', 'Changed RESOLVED 3']);
    });

    test('of a ward tells the same to all, of that ward only', async () => {
      const first = await accepted();
      const ward = await wardOf(first);
      const watchers = await Promise.all(
        [undefined, citizen, ioc].map((viewer) => watchArea({ ward }, { viewer })),
      );
      const starts = await Promise.all(watchers.map((client) => take(client, 1)));
      expect(starts[0]?.[0]?.nodes?.map(({ id }) => id)).toContain(first);
      // Thuỷ Xuân lies south of the river, some kilometres away.
      const elsewhere = await accepted({ lat: 16.43, lon: 107.57 });
      expect(await wardOf(elsewhere)).not.toBe(ward);
      const second = await accepted();
      for (const client of watchers) {
        expect((await take(client, 1)).map((event) => event.node?.id)).toEqual([second]);
        expect(client.waiting()).toEqual([]);
      }
      expect(starts[1]).toEqual(starts[0]);
      expect(starts[2]).toEqual(starts[0]);
    });

    test('reads on where the first page ends, without a hole or a repeat', async () => {
      const area = { bbox: { south: 16.5, west: 107.58, north: 16.504, east: 107.584 } };
      const ids: string[] = [];
      for (let i = 0; i < 5; i += 1) ids.unshift(await accepted({ lat: 16.502, lon: 107.5821 }));
      const client = await watchArea(area, { variables: { area, first: 2 } });
      const [start] = await take(client, 1);
      expect(start).toMatchObject({ complete: false });
      const { data } = await world.ask(
        'query ($bbox: GeoBoxInput!, $after: String) { publicReports(filter: { bbox: $bbox }, after: $after) { nodes { id } } }',
        { ...area, after: start?.endCursor },
      );
      const rest = data.publicReports.nodes.map(({ id }: { id: string }) => id);
      expect([...(start?.nodes ?? []).map(({ id }) => id), ...rest]).toEqual(ids);
    });

    test('resumes after a gap and a restart with what it would have told without', async () => {
      const known = await accepted();
      const [watcher, sleeper] = [await watchArea({ bbox: here }), await watchArea({ bbox: here })];
      await take(watcher, 1);
      const [start] = await sleeper.events('1', 1);
      await sleeper.close();
      const id = await send(world.ask);
      await accepted(move(0.006));
      const go = step(world.ask, id);
      await go(ioc, 'triageReport(decision: ACCEPT)');
      for (const call of wayToPublished) await go(...call);
      await step(world.ask, known)(ioc, 'assignReport');
      const told = await take(watcher, 6);
      expect(told.at(0)?.kind).toBe('PublicReportListEntered');
      await world.restart();
      // By whoever has the cursor: the stream is public.
      const again = await watchArea(
        { bbox: here },
        { after: start?.extensions?.['cursor'], viewer: stranger },
      );
      const resumed = await again.events('1', 6);
      expect(resumed.map(listEvent)).toEqual(told);
      expect(resumed.some(({ extensions }) => extensions?.['start'] || extensions?.['resync'])).toBe(false);
      // Of another area it leads nowhere: the present state, marked as such.
      const moved = await watchArea({ bbox: beside }, { after: start?.extensions?.['cursor'] });
      const [resync] = await moved.events('1', 1);
      expect(resync).toMatchObject({ extensions: { resync: true } });
      expect(listEvent(resync ?? {}).kind).toBe('PublicReportListSnapshot');
    });

    test('of 100 boxes one report wakes those alone whose grid cells hold it', async () => {
      const client = await connectSigned(world.running.url);
      clients.push(client);
      const boxes = Array.from({ length: 100 }, (_, i) => {
        const [south, west] = [16.3537 + Math.floor(i / 10) * 0.03, 107.4741 + (i % 10) * 0.03];
        return { south, west, north: south + 0.03, east: west + 0.03 };
      });
      boxes.forEach((bbox, i) =>
        subscribeSigned(client, `${i}`, { query: reportsIn, variables: { area: { bbox }, first: 1 } }),
      );
      for (const i of boxes.keys()) await client.events(`${i}`, 1);
      // Of a category that nobody else reports here: a cluster that takes it in would be an entry of its own.
      const id = await send(world.ask, { categoryCode: 'TREES' });
      const quiet = await feedReads(world);
      await step(world.ask, id)(ioc, 'triageReport(decision: ACCEPT)');
      const holding = boxes.findIndex(
        ({ south, west, north, east }) =>
          south <= draft.lat && draft.lat <= north && west <= draft.lon && draft.lon <= east,
      );
      const [event] = (await client.events(`${holding}`, 1)).map(listEvent);
      expect(event?.node?.id).toBe(id);
      const touching = boxes.filter(
        (box) => box.south < 16.47 && box.north >= 16.46 && box.west < 107.6 && box.east >= 107.59,
      );
      const after = await feedReads(world);
      const entries = after.entries.slice(quiet.entries.length);
      expect(entries).toEqual(['Report ACCEPT']);
      // Every entry is also read once by the stamper.
      expect(after.byStreams - quiet.byStreams).toBe(touching.length + entries.length);
      expect(touching.length).toBeLessThanOrEqual(4);
    });
  });

  describe('what no area is', () => {
    test.each([
      ['none', {}, { rule: 'exactly_one', field: 'area' }],
      ['both', { bbox: here, ward: '19753' }, { rule: 'exactly_one', field: 'area' }],
      ['null', { bbox: null, ward: null }, { rule: 'exactly_one', field: 'area' }],
      ['upside down', { bbox: { ...here, north: 16.4 } }, { rule: 'order', field: 'area.bbox.north' }],
      ['no width', { bbox: { ...here, east: here.west } }, { rule: 'order', field: 'area.bbox.east' }],
      ['too high', { bbox: { ...here, south: 14 } }, { rule: 'max_side', field: 'area.bbox.north' }],
      ['off the globe', { bbox: { ...here, east: 181 } }, { rule: 'range', field: 'area.bbox.east' }],
      [
        'exchanged',
        { bbox: { south: here.west, west: here.south, north: here.east, east: here.north } },
        { rule: 'range', field: 'area.bbox.south', hint: 'swapped?' },
      ],
    ])('%s is BAD_USER_INPUT', async (_, area, extensions) => {
      const [refused] = await (await watchArea(area)).events('1', 1);
      expect(refused).toEqual({
        errors: [
          expect.objectContaining({
            path: ['list'],
            extensions: expect.objectContaining({ code: 'BAD_USER_INPUT', ...extensions }),
          }),
        ],
      });
    });

    test('an unknown ward or agency is NOT_FOUND, a page of 101 BAD_USER_INPUT', async () => {
      const codeOf = async (client: LiveClient) => (await client.events('1', 1))[0]?.errors?.[0]?.extensions;
      expect(await codeOf(await watchArea({ ward: '00000' }))).toMatchObject({ code: 'NOT_FOUND' });
      expect(await codeOf(await watchArea({ ward: '' }))).toMatchObject({ code: 'NOT_FOUND' });
      expect(await codeOf(await watchQueue(ioc, 'no-such-agency'))).toMatchObject({ code: 'NOT_FOUND' });
      const wide = { variables: { area: { bbox: here }, first: 101 } };
      expect(await codeOf(await watchArea({}, wide))).toMatchObject({ rule: 'max_page', field: 'first' });
    });
  });

  describe('agencyQueue', () => {
    test('is for officers of that agency and the operations centre', async () => {
      const codeOf = async (viewer: Viewer | undefined) =>
        (await (await watchQueue(viewer)).events('1', 1))[0]?.errors?.[0]?.extensions['code'];
      expect(await codeOf(undefined)).toBe('UNAUTHENTICATED');
      for (const viewer of [citizen, otherOfficer]) expect(await codeOf(viewer)).toBe('FORBIDDEN');
      for (const viewer of [officer, ioc]) expect(await codeOf(viewer)).toBeUndefined();
    });

    test('holds a report from its assignment until it is given back or answered, and tells why it left', async () => {
      const [returned, answered] = [await accepted(), await accepted()];
      const client = await watchQueue(officer);
      const [start] = await take(client, 1);
      expect(start?.nodes?.some(({ id }) => id === returned || id === answered)).toBe(false);
      const [go, on] = [step(world.ask, returned), step(world.ask, answered)];
      await go(ioc, 'assignReport(agencyId: "hepco")');
      await go(officer, 'returnReport(reason: "Không thuộc")');
      await on(ioc, 'assignReport(agencyId: "hepco")');
      await on(officer, 'startReport');
      await on(ioc, 'postReportUpdate(text: "Gấp", audience: INTERNAL)');
      await on(officer, 'requestReportInfo(question: "Ở đâu?")');
      await on(citizen, 'answerReportInfo(answer: "Đây")');
      await on(...(wayToPublished[2] ?? [ioc, '']));
      await on(ioc, 'publishReport');
      await on(citizen, 'rateReport(level: NOT_ACCEPTED, reopen: true)');
      await on(ioc, 'assignReport(agencyId: "hepco")');
      expect((await take(client, 9)).map(short)).toEqual([
        'Entered ASSIGNED 3',
        `Left ${returned} 4 RETURN`,
        'Entered ASSIGNED 3',
        'Changed IN_PROGRESS 4',
        'Changed IN_PROGRESS 4',
        'Changed NEED_INFO 5',
        'Changed IN_PROGRESS 6',
        `Left ${answered} 7 RESOLVE`,
        'Entered ASSIGNED 10',
      ]);
      expect(client.waiting()).toEqual([]);
    });

    test('a report that goes to another agency leaves one queue and enters the other', async () => {
      const id = await accepted();
      const go = step(world.ask, id);
      const [mine, theirs] = [await watchQueue(officer), await watchQueue(otherOfficer, 'so-xay-dung')];
      await Promise.all([take(mine, 1), take(theirs, 1)]);
      await go(ioc, 'assignReport(agencyId: "hepco")');
      await go(officer, 'returnReport(reason: "Không thuộc")');
      await go(ioc, 'assignReport(agencyId: "so-xay-dung")');
      await go(otherOfficer, 'startReport');
      expect((await take(mine, 2)).map(short)).toEqual(['Entered ASSIGNED 3', `Left ${id} 4 RETURN`]);
      expect((await take(theirs, 2)).map(short)).toEqual(['Entered ASSIGNED 5', 'Changed IN_PROGRESS 6']);
      expect(mine.waiting()).toEqual([]);
      // What the officer's own agency no longer has is in neither the page nor the query with which it is read on.
      const { data } = await world.ask(
        '{ reports(filter: { queue: "hepco" }, first: 100) { nodes { id } } }',
        {},
        officer,
      );
      const again = await take(await watchQueue(officer), 1);
      for (const page of [data.reports.nodes, again[0]?.nodes ?? []])
        expect(page.map((shown: { id: string }) => shown.id)).not.toContain(id);
      expect(data.reports.nodes.map((shown: { id: string }) => shown.id)).toEqual(
        again[0]?.nodes?.map((shown) => shown.id),
      );
    });

    test('an officer who acts for another agency by now is shown nothing more, with whatever cursor', async () => {
      const id = await accepted();
      const before = await watchQueue(officer);
      const [start] = await before.events('1', 1);
      await before.close();
      await step(world.ask, id)(ioc, 'assignReport(agencyId: "hepco")');
      const cursor = start?.extensions?.['cursor'];
      const moved: Viewer = { ...officer, agencyId: 'so-xay-dung' };
      for (const viewer of [moved, { ...officer, roles: ['citizen' as const] }]) {
        const [refused] = await (await watchQueue(viewer, 'hepco', cursor)).events('1', 1);
        expect(refused).toEqual({
          errors: [expect.objectContaining({ extensions: expect.objectContaining({ code: 'FORBIDDEN' }) })],
        });
      }
      // A cursor is its owner's: to a colleague it says nothing, who begins from the present state.
      const colleague: Viewer = { ...officer, id: 'colleague' };
      const [resync] = await (await watchQueue(colleague, 'hepco', cursor)).events('1', 1);
      expect(resync).toMatchObject({ extensions: { resync: true } });
      const [told] = await take(await watchQueue(officer, 'hepco', cursor), 1);
      expect(short(told ?? { kind: '' })).toBe('Entered ASSIGNED 3');
    });

    test('resumes after a gap and a restart: entered and left in between, both told', async () => {
      const [watcher, sleeper] = [await watchQueue(ioc), await watchQueue(ioc)];
      await take(watcher, 1);
      const [start] = await sleeper.events('1', 1);
      await sleeper.close();
      const id = await accepted();
      const go = step(world.ask, id);
      await go(ioc, 'assignReport(agencyId: "hepco")');
      await go(officer, 'startReport');
      await go(officer, 'planReport(date: "2030-01-01")');
      await go(...(wayToPublished[2] ?? [ioc, '']));
      const told = await take(watcher, 4);
      await world.restart();
      const again = await watchQueue(ioc, 'hepco', start?.extensions?.['cursor']);
      expect(await take(again, 4)).toEqual(told);
      expect(told.map(({ kind }) => kind.replace('ReportList', ''))).toEqual([
        'Entered',
        'Changed',
        'Changed',
        'Left',
      ]);
    });
  });
});

function listEvent({ data }: LivePayload): ListEvent {
  return data?.['list'] as ListEvent;
}

function short({ kind, node: shown, id, version, lastChange }: ListEvent): string {
  const name = kind.replace(/^(Public)?ReportList/, '');
  return shown
    ? `${name} ${shown.state} ${shown.version}`
    : [name, id, version, lastChange?.step].join(' ').trim();
}
