import { startFakeSubgraph } from '../kit/fake-subgraph.ts';
import type { FakeSubgraph } from '../kit/fake-subgraph.ts';
import { startTestGateway } from '../kit/start-gateway.ts';
import type { TestGateway } from '../kit/start-gateway.ts';
import { until } from '../kit/live-client.ts';

describe('a running gateway', () => {
  let subgraph: FakeSubgraph;
  let gateway: TestGateway;
  let release: () => void;
  let gate: Promise<void>;

  beforeEach(async () => {
    gate = new Promise((resolve) => void (release = resolve));
    subgraph = await startFakeSubgraph({
      name: 'slow',
      sdl: 'type Query { quick: Int slow: Int } type Mutation { change: Int }',
      resolvers: {
        Query: { quick: () => 1, slow: () => gate.then(() => 2) },
        Mutation: { change: () => gate.then(() => 3) },
      },
    });
    gateway = await startTestGateway([subgraph]);
  });
  afterEach(async () => {
    release();
    await gateway.close();
    await subgraph.close();
  });

  const path = (name: string): URL => new URL(name, gateway.url);
  const status = async (name: string): Promise<number> => (await fetch(path(name))).status;

  test('tells its health, its readiness and its schema', async () => {
    const health = await (await fetch(path('/health'))).json();
    expect(health).toMatchObject({
      status: 'ok',
      reloadError: null,
      schema: { schemaId: gateway.snapshotInfo().schemaId, subgraphs: ['slow'] },
    });
    expect(await status('/ready')).toBe(200);
    expect(await status('/nothing-here')).toBe(404);
  });

  test('counts requests by outcome, fetches by subgraph, plans, cache entries and the delay of its loop', async () => {
    await gateway.post({ query: '{ quick }' });
    await gateway.post({ query: '{ quick }' });
    await gateway.post({ query: '{ nowhere }' });
    subgraph.behave('refuse');
    await gateway.post({ query: '{ quick }' });
    const metrics = await (await fetch(path('/metrics'))).text();
    expect(metrics).toMatch(/hub_request_seconds_count\{operation="query",outcome="ok"\} 2/);
    expect(metrics).toMatch(
      /hub_request_seconds_count\{operation="none",outcome="GRAPHQL_VALIDATION_FAILED"\} 1/,
    );
    expect(metrics).toMatch(/hub_request_seconds_count\{operation="query",outcome="partial"\} 1/);
    expect(metrics).toMatch(/hub_subgraph_fetch_seconds_count\{subgraph="slow",outcome="ok"\} 2/);
    expect(metrics).toMatch(
      /hub_subgraph_fetch_seconds_count\{subgraph="slow",outcome="SUBGRAPH_UNAVAILABLE"\} 1/,
    );
    expect(metrics).toMatch(/hub_plan_seconds_count 1/);
    expect(metrics).toMatch(/hub_cache_entries\{cache="programs"\} 1/);
    expect(metrics).toMatch(/hub_cache_entries\{cache="documents"\} 1/);
    expect(metrics).toMatch(/hub_event_loop_delay_seconds\{quantile="0.99"\}/);
  });

  test('H05: on close turns unready at once, refuses new requests, and finishes those that run', async () => {
    const running = [gateway.post({ query: '{ slow }' }), gateway.post({ query: 'mutation { change }' })];
    await until(() => subgraph.requests.length === 2);
    const closing = gateway.close();
    expect(await status('/ready')).toBe(503);
    const late = await gateway.post({ query: '{ quick }' });
    expect(late.status).toBe(503);
    expect(late.headers.get('retry-after')).toBe('1');
    expect(late.body.errors?.[0]?.extensions['code']).toBe('SERVER_DRAINING');
    release();
    const [query, mutation] = await Promise.all(running);
    expect(query?.body).toEqual({ data: { slow: 2 } });
    expect(mutation?.body).toEqual({ data: { change: 3 } });
    await closing;
    await expect(fetch(path('/ready'))).rejects.toThrow();
  });

  test('H05: on close answers what does not finish in time with an error at its path', async () => {
    const impatient = await startTestGateway([subgraph], { drainMs: 50 });
    const running = impatient.post({ query: '{ slow quick }' });
    await until(() => subgraph.requests.length === 1);
    await impatient.close();
    const answer = await running;
    expect(answer.status).toBe(200);
    expect(answer.body.data).toEqual({ slow: null, quick: null });
    expect(answer.body.errors?.[0]?.extensions['code']).toMatch(/^SUBGRAPH_/);
  });

  test('closes once, however often it is told to', async () => {
    const twice = await startTestGateway([subgraph]);
    await Promise.all([twice.close(), twice.close()]);
    await twice.close();
  });

  test('does not start on a port that is taken, and leaves nothing open', async () => {
    await expect(startTestGateway([subgraph], { port: gateway.port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });

  test('A27: keeps what it knows at its bound under ever new documents', async () => {
    const bounded = await startTestGateway([subgraph], {
      documents: { maxEntries: 20, maxBytes: 1_000_000 },
    });
    const size = async (cache: string): Promise<number> => {
      const metrics = await (await fetch(new URL('/metrics', bounded.url))).text();
      return Number(new RegExp(`hub_cache_entries\\{cache="${cache}"\\} (\\d+)`).exec(metrics)?.[1]);
    };
    for (let at = 0; at < 100; at += 1) await bounded.post({ query: `query Q${at} { quick }` });
    expect([await size('documents'), await size('programs')]).toEqual([20, 20]);
    await bounded.close();
  });
});
