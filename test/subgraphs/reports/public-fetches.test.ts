import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listEventType } from '../../../subgraphs/kit/index.ts';
import { viewerHeader } from '../../../subgraphs/kit/process/signature.ts';
import type { FakeSubgraph } from '../../kit/fake-subgraph.ts';
import { startFakeSubgraph } from '../../kit/fake-subgraph.ts';
import { openLiveClient } from '../../kit/live-client.ts';
import { startTestGateway } from '../../kit/start-gateway.ts';
import type { TestGateway } from '../../kit/start-gateway.ts';
import type { TestIssuer } from '../../kit/start-issuer.ts';
import { startIssuer } from '../../kit/start-issuer.ts';
import { repositoryRoot } from '../../kit/start-process.ts';

const sdlOf = (name: string): string =>
  readFileSync(join(repositoryRoot, 'subgraphs', name, 'schema.graphql'), 'utf8');

const selection = `id code state version title lat lon dueAt slaState category { name } ward { code name agency { name } }
  agency { id name } terms { dueAt } answer { text agency { name } } updates { nodes { text agency { name } } } lastChange { step at }`;
const report = {
  id: '7',
  code: 'PA-2026-000007',
  state: 'ACCEPTED',
  version: 2,
  title: 'Ổ gà',
  lat: 16.4,
  lon: 107.5,
  dueAt: null,
  slaState: 'ON_TIME',
  category: { name: 'Đường' },
  ward: { code: '19753' },
  agency: { id: 'hepco' },
  terms: [],
  answer: null,
  updates: { nodes: [{ text: 'Đang làm', agency: { id: 'hepco' } }] },
  lastChange: null,
};

/** The subgraphs' own schemas, and what goes over the wire to them for somebody who is signed in. */
describe('the gateway in front of the public twins', () => {
  let reports: FakeSubgraph;
  let agencies: FakeSubgraph;
  let issuer: TestIssuer;
  let gateway: TestGateway;
  beforeAll(async () => {
    const stream = async function* (): AsyncGenerator<object> {
      yield { publicReportChanged: report, reportChanged: report };
    };
    const list = async function* (): AsyncGenerator<object> {
      yield { reportsIn: { kind: 'Snapshot', nodes: [report], complete: true, endCursor: 'c' } };
      yield { reportsIn: { kind: 'Entered', node: report } };
      yield { reportsIn: { kind: 'Left', id: '7', version: 3 } };
    };
    reports = await startFakeSubgraph({
      name: 'reports',
      sdl: sdlOf('reports'),
      resolvers: {
        Query: {
          report: () => report,
          publicReport: () => report,
          publicReports: () => ({ nodes: [report] }),
          publicReportsNear: () => ({ edges: [{ distanceM: 5, node: report }] }),
        },
        Subscription: {
          publicReportChanged: { subscribe: stream },
          reportChanged: { subscribe: stream },
          reportsIn: { subscribe: list },
        },
        PublicReportListEvent: listEventType('PublicReportList'),
      },
    });
    agencies = await startFakeSubgraph({
      name: 'agencies',
      sdl: sdlOf('agencies'),
      resolvers: {
        Ward: {
          __resolveReference: ({ code }: { code: string }) => ({
            code,
            name: 'Thuận Hoá',
            agency: { id: 'ubnd', name: 'UBND' },
          }),
        },
        Agency: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `Cơ quan ${id}` }) },
      },
    });
    issuer = await startIssuer();
    gateway = await startTestGateway([reports, agencies], {
      signingKey: 'the key of the tests, long enough to be one',
      issuers: [issuer.config],
    });
  });
  beforeEach(() => [reports, agencies].forEach((subgraph) => subgraph.reset()));
  afterAll(async () => {
    await gateway.close();
    await Promise.all([reports.close(), agencies.close(), issuer.close()]);
  });

  const viewersOf = ({ requests }: FakeSubgraph) => requests.map(({ headers }) => headers[viewerHeader]);
  const ask = async (query: string) => {
    const authorization = `Bearer ${await issuer.token('citizen')}`;
    const { body } = await gateway.post({ query }, { authorization });
    expect(body.errors ?? []).toEqual([]);
    return body.data;
  };

  test.each([
    ['publicReport', `{ publicReport(id: "7") { ${selection} } }`],
    ['publicReports', `{ publicReports(first: 5) { nodes { ${selection} } } }`],
    [
      'publicReportsNear',
      `{ publicReportsNear(lat: 16.4, lon: 107.5, radiusM: 9) { edges { distanceM node { ${selection} } } } }`,
    ],
  ])('sends no identity with %s nor with any of its joins', async (_, query) => {
    const text = JSON.stringify(await ask(query));
    expect(text).toContain('"ward":{"code":"19753","name":"Thuận Hoá","agency":{"name":"');
    expect(text).toContain('"text":"Đang làm","agency":{"name":"Cơ quan hepco"}');
    expect(viewersOf(reports)).toEqual([undefined]);
    expect(viewersOf(agencies).length).toBeGreaterThan(0);
    expect(viewersOf(agencies).every((viewer) => viewer === undefined)).toBe(true);
  });

  test('sends the identity with report, which shows more to some', async () => {
    await ask(`{ report(id: "7") { ${selection} } }`);
    expect(viewersOf(reports)).toEqual([expect.any(String)]);
  });

  test('opens publicReportChanged without identity, and reportChanged with it', async () => {
    const headers = { authorization: `Bearer ${await issuer.token('citizen')}` };
    const client = await openLiveClient(gateway.url, { headers });
    client.subscribe('open', `subscription { publicReportChanged(id: "7") { ${selection} } }`);
    const [event] = await client.events('open', 1);
    expect(event?.errors).toBeUndefined();
    expect(event?.data).toMatchObject({ publicReportChanged: { agency: { name: 'Cơ quan hepco' } } });
    client.subscribe('own', `subscription { reportChanged(id: "7") { ${selection} } }`);
    await client.events('own', 1);
    await client.close();
    const hubs = reports.socketMessages
      .filter(({ kind }) => kind === 'subscribe')
      .map(({ payload }) => (payload as { extensions?: { hub?: object } }).extensions?.hub);
    expect(hubs).toHaveLength(2);
    expect(hubs[0]).not.toHaveProperty('viewer');
    expect(hubs[1]).toHaveProperty('viewer', expect.any(String));
    expect(viewersOf(agencies).every((viewer) => viewer === undefined)).toBe(true);
  });

  test('opens reportsIn without identity, and joins its pages and events', async () => {
    const headers = { authorization: `Bearer ${await issuer.token('citizen')}` };
    const client = await openLiveClient(gateway.url, { headers });
    client.subscribe(
      'list',
      `subscription { reportsIn(area: { ward: "19753" }, first: 5) { __typename
        ... on PublicReportListSnapshot { nodes { ...F } complete endCursor }
        ... on PublicReportListEntered { node { ...F } }
        ... on PublicReportListLeft { id version } } }
       fragment F on PublicReport { ${selection} }`,
    );
    const [page, entered, left] = (await client.events('list', 3)).map(({ data, errors }) => {
      expect(errors).toBeUndefined();
      return data?.['reportsIn'];
    });
    await client.close();
    const joined = { ward: { name: 'Thuận Hoá' }, agency: { name: 'Cơ quan hepco' } };
    expect(page).toMatchObject({ __typename: 'PublicReportListSnapshot', nodes: [joined], complete: true });
    expect(entered).toMatchObject({ __typename: 'PublicReportListEntered', node: joined });
    expect(left).toEqual({ __typename: 'PublicReportListLeft', id: '7', version: 3 });
    const [hub] = reports.socketMessages
      .filter(({ kind }) => kind === 'subscribe')
      .map(({ payload }) => (payload as { extensions?: { hub?: object } }).extensions?.hub);
    expect(hub).not.toHaveProperty('viewer');
    expect(viewersOf(agencies).every((viewer) => viewer === undefined)).toBe(true);
  });
});
