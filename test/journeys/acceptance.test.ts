import { WebSocket } from 'ws';
import { live } from '../../client-sdk/src/live.ts';
import type { City } from '../kit/start-city.ts';
import { startCity } from '../kit/start-city.ts';

const send = `mutation Send($input: CreateReportInput!, $key: String) {
  createReport(input: $input, clientMutationId: $key) {
    id code state version dueAt receivedAt ward { code name } agency { id name } terms { workingDays skipped { date kind name } }
  }
}`;

const mud = {
  categoryCode: 'ENVIRONMENT_WASTE',
  title: 'Bùn tràn ra đường',
  description: 'Xe chở đất làm rơi bùn suốt đoạn đường, trơn trượt.',
  lat: 16.4637,
  lon: 107.5909,
  contact: { name: 'Nguyễn Thị Hương', phone: '0905000001' },
};

interface SeenReport {
  readonly state: string;
  readonly version: number;
}

interface SeenEvent {
  readonly start: boolean;
  readonly report: SeenReport;
}

interface SentReport {
  readonly id: string;
  readonly dueAt: string;
  readonly terms: readonly { workingDays: number; skipped: { date: string; kind: string }[] }[];
}

async function sendReport(city: City, as = 'citizen'): Promise<SentReport> {
  const answer = await city.ask(send, { as, variables: { input: mud } });
  expect(answer.errors).toBeUndefined();
  return answer.data.createReport;
}

describe('acceptance case 1: a report on its way, followed live', () => {
  let city: City;
  beforeAll(async () => void (city = await startCity({ now: '2024-11-07T08:22:00+07:00' })));
  afterAll(() => city.close());

  test('is due at the end of 2024-11-18, and its stream tells SUBMITTED, ACCEPTED, ASSIGNED in that order, once each', async () => {
    const report = await sendReport(city);
    expect(report).toMatchObject({
      state: 'SUBMITTED',
      dueAt: '2024-11-18T16:59:59.000Z',
      ward: { name: expect.any(String) },
    });
    const stop = new AbortController();
    const query = `subscription { reportChanged(id: "${report.id}") { state version dueAt ward { name } agency { name } lastChange { step from to } } }`;
    const connection = { url: city.url, webSocket: WebSocket, token: () => city.token('citizen') };
    const seen: SeenEvent[] = [];
    let decided: Promise<void> | undefined;
    const following = (async () => {
      for await (const event of live(connection, { query, variables: {} }, { signal: stop.signal })) {
        seen.push({
          start: event.start,
          report: (event.data as { reportChanged: SeenReport }).reportChanged,
        });
        if (seen.length === 1) decided = decide(city, report.id);
        if (seen.length === 3) stop.abort();
      }
    })();
    await following;
    await decided;
    expect(seen.map((event) => event.report.state)).toEqual(['SUBMITTED', 'ACCEPTED', 'ASSIGNED']);
    expect(seen.map(({ start }) => start)).toEqual([true, false, false]);
    expect(seen.map((event) => event.report.version)).toEqual([1, 2, 3]);
    expect(seen[2]?.report).toMatchObject({
      dueAt: '2024-11-18T16:59:59.000Z',
      agency: { name: expect.any(String) },
      ward: { name: expect.any(String) },
      lastChange: { from: 'ACCEPTED', to: 'ASSIGNED' },
    });
  });
});

/** The operations centre accepts it and hands it over: to the agency found for place and category, or to this one. */
async function decide(city: City, id: string, agencyId?: string): Promise<void> {
  const accepted = await city.ask(
    `mutation { triageReport(id: "${id}", decision: ACCEPT, mode: TIMED) { state } }`,
    { as: 'ioc' },
  );
  expect(accepted).toEqual({ data: { triageReport: { state: 'ACCEPTED' } } });
  const assigned = await city.ask(
    `mutation { assignReport(id: "${id}"${agencyId ? `, agencyId: "${agencyId}"` : ''}) { state } }`,
    { as: 'ioc' },
  );
  expect(assigned).toEqual({ data: { assignReport: { state: 'ASSIGNED' } } });
}

describe('acceptance case 2: who sent it', () => {
  let city: City;
  beforeAll(async () => void (city = await startCity()));
  afterAll(() => city.close());

  test('the handling officer gets null and FORBIDDEN beside the rest; the identity officer gets it, and the reporter sees that look', async () => {
    const { id } = await sendReport(city);
    await decide(city, id, 'so-xay-dung');
    const question = `{ report(id: "${id}") { code state reporter { name phone } } }`;

    const officer = await city.ask(question, { as: 'officer' });
    expect(officer.data.report).toEqual({ code: expect.any(String), state: 'ASSIGNED', reporter: null });
    expect(officer.errors).toHaveLength(1);
    expect(officer.errors?.[0]).toMatchObject({
      path: ['report', 'reporter'],
      extensions: { code: 'FORBIDDEN' },
    });

    const identityOfficer = await city.ask(question, { as: 'identity-officer' });
    expect(identityOfficer.errors).toBeUndefined();
    expect(identityOfficer.data.report.reporter).toEqual({
      name: mud.contact.name,
      phone: mud.contact.phone,
    });

    const rows = await accessRows(city);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      area: 'reports',
      entity: 'Report',
      entityId: id,
      who: { role: 'identityOfficer' },
    });
    const strangers = await city.ask('{ accessLog(first: 10) { nodes { id } } }', { as: 'citizen2' });
    expect(strangers.data.accessLog.nodes).toEqual([]);
  });
});

/** The look is in the person's own log within two seconds. */
async function accessRows(city: City): Promise<Record<string, never>[]> {
  const end = Date.now() + 2_000;
  for (;;) {
    const answer = await city.ask(
      '{ accessLog(first: 10) { nodes { area entity entityId who { role } fields purpose } } }',
      { as: 'citizen' },
    );
    if (answer.data.accessLog.nodes.length > 0 || Date.now() > end) return answer.data.accessLog.nodes;
    await new Promise((done) => setTimeout(done, 50));
  }
}

describe('acceptance case 5: before Tết', () => {
  let city: City;
  beforeAll(async () => void (city = await startCity({ now: '2026-02-13T16:00:00+07:00' })));
  afterAll(() => city.close());

  test('a report received on 2026-02-13 is due on 2026-03-03 and names the days that were passed over', async () => {
    const report = await sendReport(city);
    expect(report.dueAt).toBe('2026-03-03T16:59:59.000Z');
    const [term] = report.terms;
    expect(term?.workingDays).toBe(7);
    expect(term?.skipped.map(({ date }) => date)).toEqual([
      '2026-02-16',
      '2026-02-17',
      '2026-02-18',
      '2026-02-19',
      '2026-02-20',
    ]);
    expect(new Set(term?.skipped.map(({ kind }) => kind))).toEqual(new Set(['HOLIDAY']));
  });
});
