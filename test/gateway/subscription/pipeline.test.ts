import { readFileSync, writeFileSync } from 'node:fs';
import { startCursorSubgraph } from '../../kit/cursor-subgraph.ts';
import type { CursorSubgraph, EventLog } from '../../kit/cursor-subgraph.ts';
import { startFakeSubgraph } from '../../kit/fake-subgraph.ts';
import type { FakeSubgraph } from '../../kit/fake-subgraph.ts';
import { openLiveClient, until } from '../../kit/live-client.ts';
import type { LiveClient, LiveOptions } from '../../kit/live-client.ts';
import { startIssuer } from '../../kit/start-issuer.ts';
import type { TestIssuer } from '../../kit/start-issuer.ts';
import { startTestGateway } from '../../kit/start-gateway.ts';
import type { TestGateway } from '../../kit/start-gateway.ts';

const signingKey = 'the key of the tests, long enough to be one';
const reportsSdl = `type Subscription { reportChanged(id: ID!): Report }
  type Report @key(fields: "id") { id: ID! state: String! version: Int note: String agency: Agency }
  type Agency @key(fields: "id", resolvable: false) { id: ID! }`;
const query = `subscription ($id: ID!) { reportChanged(id: $id) { state agency { name } } }`;
const variables = { id: '7' };
const report = (state: string, agency = 'a'): object => ({
  id: '7',
  state,
  version: 1,
  agency: { id: agency },
});

describe('the way of an event', () => {
  let log: EventLog;
  let reports: CursorSubgraph;
  let agencies: FakeSubgraph;
  let issuer: TestIssuer;
  let gateway: TestGateway;
  let slow: Promise<void> | undefined;
  const clients: LiveClient[] = [];

  const startReports = (port?: number): Promise<CursorSubgraph> =>
    startCursorSubgraph({ name: 'reports', sdl: reportsSdl, field: 'reportChanged', signingKey, port, log });

  beforeEach(async () => {
    log = { entries: [] };
    slow = undefined;
    reports = await startReports();
    issuer = await startIssuer();
    agencies = await startFakeSubgraph({
      name: 'agencies',
      sdl: `type Query { agency(id: ID!): Agency }  type Agency @key(fields: "id") { id: ID! name: String! secret: String }`,
      resolvers: {
        Agency: {
          __resolveReference: async ({ id }: { id: string }) => {
            if (id === 'slow') await slow;
            return id === 'gone' ? null : { id, name: `Agency ${id}` };
          },
          secret: () => {
            throw new Error('the kitchen door');
          },
        },
      },
    });
    gateway = await startTestGateway([reports, agencies], {
      signingKey,
      issuers: [issuer.config],
      sockets: { maxMessagesPerSecond: 100_000 },
      upstream: { backOff: { firstMs: 10, maxMs: 50 }, joinPatienceMs: 50 },
    });
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
    await gateway.close();
    await Promise.all([agencies.close(), issuer.close(), reports.kill().catch(() => undefined)]);
  });

  const open = async (options?: LiveOptions): Promise<LiveClient> => {
    const client = await openLiveClient(gateway.url, options);
    clients.push(client);
    return client;
  };
  const watch = async (after?: unknown): Promise<LiveClient> => {
    const client = await open();
    client.subscribe('s', query, { variables, ...(after === undefined ? {} : { extensions: { after } }) });
    return client;
  };
  const states = async (client: LiveClient, count: number): Promise<unknown[]> =>
    (await client.events('s', count)).map(
      ({ data }) => (data?.['reportChanged'] as { state?: unknown } | undefined)?.state,
    );
  const isLive = (streams = 1): Promise<void> => until(() => reports.openStreams() === streams);

  test('joins each event with other subgraphs and passes on the marks of its place', async () => {
    reports.emit(report('NEW'));
    const client = await watch();
    await isLive();
    reports.emit(report('ACCEPTED', 'b'));
    expect(await client.events('s', 2)).toEqual([
      {
        data: { reportChanged: { state: 'NEW', agency: { name: 'Agency a' } } },
        extensions: { cursor: 'c1', start: true },
      },
      {
        data: { reportChanged: { state: 'ACCEPTED', agency: { name: 'Agency b' } } },
        extensions: { cursor: 'c2' },
      },
    ]);
  });

  test('answers in the shape of the client: aliases, order, fragments and __typename', async () => {
    reports.emit(report('NEW'));
    const client = await open();
    client.subscribe(
      's',
      `subscription { r: reportChanged(id: "7") { at: agency { n: name __typename } ...F } }
       fragment F on Report { s: state }`,
    );
    const [event] = await client.events('s', 1);
    expect(JSON.stringify(event?.data)).toBe('{"r":{"at":{"n":"Agency a","__typename":"Agency"},"s":"NEW"}}');
  });

  test('delivers in order though a later join is ready first', async () => {
    const client = await watch();
    await isLive();
    let finish: () => void = () => undefined;
    slow = new Promise((resolve) => (finish = resolve));
    await client.events('s', 1);
    reports.emit(report('NEW', 'slow'));
    reports.emit(report('ACCEPTED', 'b'));
    await until(() => agencies.requests.some(({ body }) => body.includes('"b"')));
    expect(client.waiting()).toEqual([]);
    finish();
    expect(await states(client, 2)).toEqual(['NEW', 'ACCEPTED']);
  });

  test('gives null with an error at its path where a join fails, and goes on', async () => {
    const client = await watch();
    await isLive();
    await client.events('s', 1);
    agencies.behave('refuse');
    reports.emit(report('NEW'));
    const [broken] = await client.events('s', 1);
    expect(broken?.data).toEqual({ reportChanged: { state: 'NEW', agency: null } });
    expect(broken?.errors?.[0]).toMatchObject({
      path: ['reportChanged', 'agency', 'name'],
      extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
    });
    agencies.behave('answer');
    reports.emit(report('ACCEPTED'));
    expect((await client.events('s', 1))[0]).toEqual({
      data: { reportChanged: { state: 'ACCEPTED', agency: { name: 'Agency a' } } },
      extensions: { cursor: 'c2' },
    });
  });

  test('A30 masks what a join throws', async () => {
    reports.emit(report('NEW'));
    const client = await open();
    client.subscribe('s', 'subscription { reportChanged(id: "7") { agency { secret } } }');
    const [event] = await client.events('s', 1);
    expect(event?.data).toEqual({ reportChanged: { agency: { secret: null } } });
    expect(JSON.stringify(event)).not.toContain('kitchen');
    expect(event?.errors?.[0]?.extensions['code']).toBe('INTERNAL_SERVER_ERROR');
  });

  test('nulls up to the root where an event lacks what may not be null', async () => {
    reports.emit({ id: '7', version: 1, agency: null });
    const client = await watch();
    const [event] = await client.events('s', 1);
    expect(event?.data).toEqual({ reportChanged: null });
    expect(event?.errors).toHaveLength(1);
  });

  test('signs each subscribe and sends the viewer with it', async () => {
    const client = await open({ init: { Authorization: `Bearer ${await issuer.token('officer')}` } });
    client.subscribe('s', query, { variables });
    await client.events('s', 1);
    await watch();
    await isLive(2);
    expect(reports.subscribes.map(({ viewer }) => viewer?.kind)).toEqual(['person', 'anonymous']);
    expect(reports.subscribes[0]?.viewer?.roles).toEqual(['officer']);
    expect(reports.openSockets()).toBe(1);
  });

  describe('resume', () => {
    test('passes the cursor on and gives what came behind it, none missing, none twice', async () => {
      for (const state of ['NEW', 'ACCEPTED', 'ASSIGNED']) reports.emit(report(state));
      const client = await watch('c1');
      await isLive();
      reports.emit(report('DONE'));
      expect(await states(client, 3)).toEqual(['ACCEPTED', 'ASSIGNED', 'DONE']);
      expect(client.waiting()).toEqual([]);
    });

    test('tells a resync for a cursor that is not known', async () => {
      reports.emit(report('NEW'));
      const client = await watch('forged');
      expect((await client.events('s', 1))[0]?.extensions).toEqual({ cursor: 'c1', resync: true });
    });

    test.each([
      ['empty', ''],
      ['a number', 7],
      ['an object', { $ne: 1 }],
      ['too long', 'x'.repeat(5_000)],
    ])('refuses a cursor that is %s', async (_name, after) => {
      const client = await watch(after);
      expect((await client.errorsOf('s'))[0]?.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        field: 'extensions.after',
      });
      expect(reports.subscribes).toEqual([]);
    });

    test('H04 shows no gap, no repeat and no error across a subgraph that is killed and comes back', async () => {
      const client = await watch();
      await client.events('s', 1);
      for (let round = 0; round < 5; round += 1) {
        await isLive();
        reports.emit(report(`BEFORE_${round}`));
        if (round % 2 === 0) expect(await states(client, 1)).toEqual([`BEFORE_${round}`]);
        const { port } = reports;
        await reports.kill();
        // Committed by others while this process is down.
        log.entries.push({ value: report(`DURING_${round}`), committedAt: new Date().toISOString() });
        reports = await startReports(port);
        await isLive();
        reports.emit(report(`AFTER_${round}`));
        const expected = [`DURING_${round}`, `AFTER_${round}`];
        if (round % 2 === 1) expected.unshift(`BEFORE_${round}`);
        expect(await states(client, expected.length)).toEqual(expected);
      }
      expect(client.waiting()).toEqual([]);
    });

    test('H04 takes a stream up again that was told its subgraph is draining', async () => {
      reports.emit(report('NEW'));
      const client = await watch();
      await client.events('s', 1);
      const stop = { message: 'closing', extensions: { code: 'SERVER_DRAINING' } };
      reports.raw({ id: reports.subscribes[0]?.id, type: 'error', payload: [stop] });
      await until(() => reports.subscribes.length === 2);
      expect(reports.subscribes[1]?.after).toBe('c1');
      reports.emit(report('ACCEPTED'));
      expect(await states(client, 1)).toEqual(['ACCEPTED']);
    });

    test('ends with SUBGRAPH_UNAVAILABLE and the last cursor when the subgraph stays away', async () => {
      await gateway.close();
      gateway = await startTestGateway([reports, agencies], {
        signingKey,
        upstream: { backOff: { firstMs: 10, maxMs: 50 }, reconnectMs: 300 },
      });
      reports.emit(report('NEW'));
      const client = await watch();
      await client.events('s', 1);
      await reports.kill();
      expect((await client.errorsOf('s'))[0]?.extensions).toEqual({
        code: 'SUBGRAPH_UNAVAILABLE',
        cursor: 'c1',
      });
      client.subscribe('q', '{ agency(id: "a") { __typename } }');
      expect(await client.events('q', 1)).toHaveLength(1);
    });

    test('ends with SUBGRAPH_UNAVAILABLE when the subgraph is not there from the start', async () => {
      await gateway.close();
      gateway = await startTestGateway([reports, agencies], {
        signingKey,
        upstream: { backOff: { firstMs: 10, maxMs: 50 }, firstEventMs: 200 },
      });
      await reports.kill();
      const client = await watch();
      expect((await client.errorsOf('s'))[0]?.extensions).toEqual({ code: 'SUBGRAPH_UNAVAILABLE' });
    });
  });

  describe('a subgraph that answers in place of a stream', () => {
    const notFound = {
      message: 'There is no such report.',
      path: ['reportChanged'],
      extensions: { code: 'NOT_FOUND' },
    };

    test('gives its errors as one event without data, then the end', async () => {
      reports.behave({ instead: [notFound] });
      const client = await watch();
      const [event] = await client.events('s', 1);
      expect(event).toEqual({ errors: [notFound] });
      expect(await client.nextOf('s')).toEqual({ id: 's', type: 'complete' });
    });

    test('passes on an error message, masked', async () => {
      const fault = { message: 'at /srv/app.js:7', extensions: { stacktrace: ['x'] } };
      reports.behave({ error: [fault] });
      const client = await watch();
      const errors = await client.errorsOf('s');
      expect(errors[0]?.extensions['code']).toBe('INTERNAL_SERVER_ERROR');
      expect(JSON.stringify(errors)).not.toMatch(/srv|stacktrace/);
    });

    test('is asked again while it says that it is not available for the moment', async () => {
      reports.emit(report('NEW'));
      reports.behave({ instead: [{ message: 'soon', extensions: { code: 'UNAVAILABLE' } }] });
      const client = await watch();
      await until(() => reports.subscribes.length >= 2);
      reports.behave('stream');
      expect(await states(client, 1)).toEqual(['NEW']);
    });

    test('E23 gives the end of its stream as complete', async () => {
      const client = await watch();
      await client.events('s', 1);
      reports.raw({ id: reports.subscribes[0]?.id, type: 'complete' });
      expect(await client.nextOf('s')).toEqual({ id: 's', type: 'complete' });
      expect(reports.completes).toEqual([]);
    });
  });

  test('E23 lets the subgraph go exactly once, by complete and by close', async () => {
    const client = await watch();
    await client.events('s', 1);
    client.send({ id: 's', type: 'complete' });
    client.send({ id: 's', type: 'complete' });
    await until(() => reports.completes.length > 0);
    client.subscribe('t', query, { variables });
    await client.events('t', 1);
    await client.close();
    await until(() => reports.openStreams() === 0);
    expect(reports.completes).toEqual(['1', '2']);
    await until(() => reports.openSockets() === 0);
  });

  test('E22 leaves nothing behind after 1,000 streams', async () => {
    const client = await open();
    for (let round = 0; round < 1_000; round += 50) {
      for (let id = round; id < round + 50; id += 1) client.subscribe(`s${id}`, query, { variables });
      for (let id = round; id < round + 50; id += 1) {
        await client.events(`s${id}`, 1);
        client.send({ id: `s${id}`, type: 'complete' });
      }
    }
    await until(() => reports.openStreams() === 0);
    // Those who came together shared an upstream; each was let go once.
    expect(reports.subscribes.length).toBeLessThan(1_000);
    expect(reports.completes.length).toBe(reports.subscribes.length);
    expect(new Set(reports.completes).size).toBe(reports.completes.length);
    const metrics = await (await fetch(gateway.url.replace('graphql', 'metrics'))).text();
    expect(metrics).toMatch(/^hub_subscribers 0$/m);
    expect(metrics).toMatch(/^hub_upstream_streams 0$/m);
    expect(metrics).toMatch(/^hub_topics 0$/m);
    expect(metrics).toMatch(/^hub_topic_lanes 0$/m);
    expect(metrics).toMatch(/^hub_streams_ended_total\{reason="client"\} 1000$/m);
    expect(metrics).toMatch(/^hub_events_delivered_total 1000$/m);
  });

  test('H08 goes on unbroken when a new supergraph is served', async () => {
    const client = await watch();
    await client.events('s', 1);
    const before = gateway.snapshotInfo().schemaId;
    const sdl = readFileSync(gateway.supergraphFile, 'utf8');
    writeFileSync(gateway.supergraphFile, `${sdl}\n# another generation\n`);
    await until(() => gateway.snapshotInfo().schemaId !== before);
    reports.emit(report('NEW'));
    expect(await states(client, 1)).toEqual(['NEW']);
    await until(() => reports.subscribes.length === 2 && reports.openStreams() === 1);
    expect(reports.subscribes[1]?.after).toBe('c0');
  });

  test('measures the time from commit to socket for live events only', async () => {
    reports.emit(report('OLD'));
    const client = await watch('c0');
    await client.events('s', 1);
    await isLive();
    reports.emit(report('NEW'));
    await client.events('s', 1);
    const metrics = await (await fetch(gateway.url.replace('graphql', 'metrics'))).text();
    expect(metrics).toMatch(/^hub_event_seconds_count{hop="all"} 1$/m);
    expect(metrics).toMatch(/^hub_subscribers 1$/m);
    expect(metrics).toMatch(/^hub_client_sockets 1$/m);
  });
});
