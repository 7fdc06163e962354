import { writeFileSync } from 'node:fs';
import type { GatewayConfig } from '../../../gateway/src/config.ts';
import { startCursorSubgraph } from '../../kit/cursor-subgraph.ts';
import type { CursorSubgraph } from '../../kit/cursor-subgraph.ts';
import { federationLink, publicLink, startFakeSubgraph } from '../../kit/fake-subgraph.ts';
import type { FakeSubgraph } from '../../kit/fake-subgraph.ts';
import { openLiveClient, until } from '../../kit/live-client.ts';
import type { LiveClient, LivePayload } from '../../kit/live-client.ts';
import { composeFakes, startTestGateway } from '../../kit/start-gateway.ts';
import type { TestGateway } from '../../kit/start-gateway.ts';
import { startIssuer } from '../../kit/start-issuer.ts';
import type { TestIssuer } from '../../kit/start-issuer.ts';

const signingKey = 'the key of the tests, long enough to be one';
const reportsSdl = `${publicLink}
  type Subscription { reportChanged(id: ID!): Report @public }
  type Report @key(fields: "id") {
    id: ID! @public  state: String! @public  agency: Agency @public  handler: Agency! @public
    secret: String @public @policy(policies: [["see"]])
  }
  type Agency @key(fields: "id", resolvable: false) { id: ID! @public }`;
const agenciesSdl = `${federationLink}
  ${publicLink}
  type Query { agency(id: ID!): Agency }
  type Agency @key(fields: "id") { id: ID! @public name: String! @public motto: String @public }`;
const selecting = (fields: string): string => `subscription { reportChanged(id: "7") { state ${fields} } }`;
const joined = selecting('agency { name }');
const bare = selecting('');
const report = (state: string): object => ({
  id: '7',
  state,
  agency: { id: 'a' },
  handler: { id: 'h' },
  secret: 'told',
});
const whole = (state: string, cursor: string): LivePayload => ({
  data: { reportChanged: { state, agency: { name: 'Agency a' } } },
  extensions: { cursor },
});

describe('a join whose subgraph is away for a moment', () => {
  let reports: CursorSubgraph;
  let agencies: FakeSubgraph;
  let issuer: TestIssuer;
  let gateway: TestGateway;
  let isGranted: boolean;
  const clients: LiveClient[] = [];

  const startAgencies = (port?: number): Promise<FakeSubgraph> =>
    startFakeSubgraph({
      name: 'agencies',
      sdl: agenciesSdl,
      resolvers: {
        Agency: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `Agency ${id}` }) },
      },
      ...(port === undefined ? {} : { port }),
    });
  const serve = async (joinPatienceMs: number, config: Partial<GatewayConfig> = {}): Promise<void> => {
    gateway = await startTestGateway([reports, agencies], {
      signingKey,
      issuers: [issuer.config],
      upstream: { backOff: { firstMs: 10, maxMs: 50 }, joinPatienceMs },
      // So that it opens, too, and closes again.
      transport: { breakerOpenMs: 100 },
      grantPolicies: () => (isGranted ? ['see'] : []),
      ...config,
    });
  };
  beforeAll(async () => {
    issuer = await startIssuer();
  });
  beforeEach(async () => {
    isGranted = true;
    reports = await startCursorSubgraph({
      name: 'reports',
      sdl: reportsSdl,
      field: 'reportChanged',
      signingKey,
    });
    agencies = await startAgencies();
    reports.emit(report('NEW'));
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
    await gateway.close();
    await Promise.all([agencies.close(), reports.kill()]);
  });
  afterAll(() => issuer.close());

  const open = async (init?: object): Promise<LiveClient> => {
    const client = await openLiveClient(gateway.url, init ? { init } : {});
    clients.push(client);
    return client;
  };
  const watch = async (query: string, after?: string): Promise<LiveClient> => {
    const client = await open();
    client.subscribe('s', query, after === undefined ? {} : { extensions: { after } });
    if (after === undefined) await client.events('s', 1);
    return client;
  };
  const portOf = ({ url }: FakeSubgraph): number => Number(new URL(url).port);
  const killAgencies = async (): Promise<number> => {
    await agencies.close();
    return portOf(agencies);
  };

  test('H02 has its events whole and in order once the killed subgraph is back, and holds up nobody else', async () => {
    await serve(600_000);
    const [client, other] = [await watch(joined), await watch(bare)];
    agencies.reset();
    agencies.behave('refuse');
    for (const state of ['ACCEPTED', 'ASSIGNED', 'DONE']) reports.emit(report(state));
    // Each is sent twice at most, by itself.
    await until(() => agencies.requests.length > 6);
    const port = await killAgencies();
    const plain = await other.events('s', 3);
    expect(plain.map(({ extensions }) => extensions?.['cursor'])).toEqual(['c2', 'c3', 'c4']);
    expect(client.waiting()).toEqual([]);
    agencies = await startAgencies(port);
    expect(await client.events('s', 3)).toEqual([
      whole('ACCEPTED', 'c2'),
      whole('ASSIGNED', 'c3'),
      whole('DONE', 'c4'),
    ]);
    reports.emit(report('CLOSED'));
    expect(await client.events('s', 1)).toEqual([whole('CLOSED', 'c5')]);
  }, 30_000);

  test('H02 gives them without what is missing, and says so, when the patience is over', async () => {
    await serve(50);
    const client = await watch(joined);
    agencies.behave('refuse');
    for (const state of ['ACCEPTED', 'ASSIGNED']) reports.emit(report(state));
    for (const [index, event] of (await client.events('s', 2)).entries()) {
      expect(event).toMatchObject({
        data: { reportChanged: { state: ['ACCEPTED', 'ASSIGNED'][index], agency: null } },
        errors: [{ path: ['reportChanged', 'agency', 'name'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }],
        extensions: { cursor: `c${index + 2}` },
      });
    }
    agencies.behave('answer');
    // The breaker closes by a call that it lets through.
    await until(
      async () =>
        (await gateway.post({ query: '{ agency(id: "a") { __typename } }' })).body.data?.['agency'] !==
        undefined,
    );
    reports.emit(report('DONE'));
    const [last] = await client.events('s', 1);
    expect(last?.extensions).toEqual({ cursor: 'c4' });
  }, 30_000);

  test('H02 ends the stream before an event that would be null as a whole; who resumes has it, once', async () => {
    await serve(50);
    const query = selecting('handler { name }');
    const client = await watch(query);
    reports.emit(report('ACCEPTED'));
    await client.events('s', 1);
    agencies.behave('refuse');
    reports.emit(report('ASSIGNED'));
    reports.emit(report('DONE'));
    expect((await client.errorsOf('s'))[0]?.extensions).toEqual({
      code: 'SUBGRAPH_UNAVAILABLE',
      cursor: 'c2',
    });
    // Also when it is still away: nothing leads past it.
    const again = await watch(query, 'c2');
    expect((await again.errorsOf('s'))[0]?.extensions['code']).toBe('SUBGRAPH_UNAVAILABLE');
    agencies.behave('answer');
    const later = await openWhole(query, 'c2');
    expect(later.map(({ data }) => data)).toEqual(
      ['ASSIGNED', 'DONE'].map((state) => ({ reportChanged: { state, handler: { name: 'Agency h' } } })),
    );
    expect(later.map(({ extensions }) => extensions?.['cursor'])).toEqual(['c3', 'c4']);
  }, 30_000);

  /** Two events behind the cursor, asked for until they can be had. */
  const openWhole = async (query: string, after: string): Promise<LivePayload[]> => {
    for (;;) {
      const client = await watch(query, after);
      const first = await client.nextOf('s');
      if (first.type === 'error' || !first.payload) continue;
      return [first.payload, ...(await client.events('s', 1))];
    }
  };

  test('H02 gives a present state at once, as the answer to a query', async () => {
    await serve(600_000);
    agencies.behave('refuse');
    const client = await open();
    client.subscribe('s', joined);
    expect(await client.events('s', 1)).toMatchObject([
      {
        data: { reportChanged: { state: 'NEW', agency: null } },
        errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }],
        extensions: { cursor: 'c1', start: true },
      },
    ]);
  }, 30_000);

  test('H08 goes on with what waits where a new supergraph has the subgraph that moved', async () => {
    await serve(600_000);
    const client = await watch(joined);
    agencies.reset();
    agencies.behave('refuse');
    for (const state of ['ACCEPTED', 'ASSIGNED']) reports.emit(report(state));
    await until(() => agencies.requests.length > 4);
    await killAgencies();
    agencies = await startAgencies();
    writeFileSync(gateway.supergraphFile, composeFakes([reports, agencies]));
    expect(await client.events('s', 2)).toEqual([whole('ACCEPTED', 'c2'), whole('ASSIGNED', 'c3')]);
  }, 30_000);

  test('C20 shows nothing of what waited that is not granted any more when it can be joined', async () => {
    await serve(600_000);
    const client = await open({ Authorization: `Bearer ${await issuer.token('lan')}` });
    client.subscribe('s', selecting('secret agency { name }'));
    expect(await client.events('s', 1)).toMatchObject([{ data: { reportChanged: { secret: 'told' } } }]);
    agencies.reset();
    agencies.behave('refuse');
    reports.emit(report('ACCEPTED'));
    await until(() => agencies.requests.length > 1);
    isGranted = false;
    await until(() => reports.subscribes.length > 1);
    agencies.behave('answer');
    const [event] = await client.events('s', 1);
    expect(event).toMatchObject({
      data: { reportChanged: { state: 'ACCEPTED', secret: null, agency: { name: 'Agency a' } } },
      errors: [{ path: ['reportChanged', 'secret'], extensions: { code: 'FORBIDDEN' } }],
      extensions: { cursor: 'c2' },
    });
  }, 30_000);
});
