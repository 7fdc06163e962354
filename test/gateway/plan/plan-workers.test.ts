import { writeFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import { parse } from 'graphql';
import type { OperationDefinitionNode } from 'graphql';
import { defaultLimits } from '../../../gateway/src/config.ts';
import type { GatewayConfig } from '../../../gateway/src/config.ts';
import { createPlanner } from '../../../gateway/src/plan/create-planner.ts';
import type { Planner } from '../../../gateway/src/plan/create-planner.ts';
import { planOperation } from '../../../gateway/src/plan/plan-operation.ts';
import { chooseVariant } from '../../../gateway/src/plan/plan-variant.ts';
import { PlanWorkers } from '../../../gateway/src/plan/plan-workers.ts';
import { startPlannerThread } from '../../../gateway/src/plan/planner-thread.ts';
import type { PlannerThread } from '../../../gateway/src/plan/planner-thread.ts';
import { federationLink, startFakeSubgraph } from '../../kit/fake-subgraph.ts';
import { openLiveClient, until } from '../../kit/live-client.ts';
import { composeFakes, startTestGateway } from '../../kit/start-gateway.ts';

/** One tree in six subgraphs, each of which could go on at every node, and a leaf that only it has. */
const names = ['a', 'b', 'c', 'd', 'e', 'f'];
const tree = names.map((name) => ({
  name,
  url: `http://${name}.example`,
  sdl: `${federationLink} type Query { t: T @shareable ${name}: Int }
    type T @key(fields: "id") { id: ID! @shareable l: T @shareable r: T @shareable ${name}: Int }`,
}));
const sdl = composeFakes(tree);

function nest(depth: number, leaf: string): string {
  return depth === 0 ? leaf : `l{${nest(depth - 1, leaf)}}r{${nest(depth - 1, leaf)}}`;
}

const feasible = `{t{${nest(2, 'a b')}}}`;
const another = `{t{${nest(2, 'a c')}}}`;
/** Some seconds for the planner, within all limits on documents. */
const endless = `{t{${nest(6, 'a b c d')}}}`;

function plannerWith(workers?: PlanWorkers): Planner {
  const loaded = Supergraph.build(sdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });
  return createPlanner(loaded, { elsewhere: workers?.of(sdl) });
}

function plan(planner: Planner, source: string) {
  const document = parse(source);
  const operation = document.definitions[0] as OperationDefinitionNode;
  const variant = chooseVariant(planner, { operation, conditionNames: [], variables: {} });
  return planOperation(planner, { document, operation, variant });
}

/** Real threads, what they were asked, and how many have ended. */
function countThreads() {
  const counted = { threads: [] as PlannerThread[], asked: [] as string[], ended: new Set<PlannerThread>() };
  const startThread = (of: string): PlannerThread => {
    const thread = startPlannerThread(of);
    counted.threads.push(thread);
    return {
      ...thread,
      plan: (job) => {
        counted.asked.push(job.document);
        return thread.plan(job);
      },
      end: async () => {
        await thread.end();
        counted.ended.add(thread);
      },
    };
  };
  return { counted, startThread };
}

const planned = { kind: 'planned', plan: { kind: 'QueryPlan' } } as const;

/** A thread in name only. */
function idle(of: string): PlannerThread {
  return {
    sdl: of,
    ready: Promise.resolve(),
    isAlive: () => true,
    plan: async () => planned,
    end: async () => undefined,
  };
}

const job = { document: '{t{a}}', overrides: new Map<string, boolean>() };

describe('planning what is expensive', () => {
  test('gives through a thread the plan that it would have here, and starts none for what is cheap', async () => {
    const { counted, startThread } = countThreads();
    const workers = new PlanWorkers({ deadlineMs: 60_000, startThread });
    const [here, elsewhere] = [plannerWith(), plannerWith(workers)];
    expect(await plan(elsewhere, '{ t { a b } }')).toEqual(await plan(here, '{ t { a b } }'));
    expect(counted.threads).toHaveLength(0);
    expect(await plan(elsewhere, feasible)).toEqual(await plan(here, feasible));
    expect(counted.asked).toHaveLength(1);
    expect(counted.threads).toHaveLength(1);
    await workers.close();
    await expect(counted.threads[0]!.plan(job)).rejects.toThrow(/ended/);
  });

  test('A10: refuses it at the deadline, at once the next time, and goes on with a spare thread', async () => {
    const { counted, startThread } = countThreads();
    const workers = new PlanWorkers({ deadlineMs: 20, startThread });
    const planner = plannerWith(workers);
    const refusal = { extensions: { code: 'PLAN_TOO_COMPLEX' } };
    await expect(plan(planner, endless)).rejects.toMatchObject(refusal);
    expect(counted.asked).toHaveLength(1);
    expect(counted.ended.size).toBe(1);
    await expect(plan(planner, endless)).rejects.toMatchObject(refusal);
    expect(counted.asked).toHaveLength(1);
    expect(counted.threads).toHaveLength(3);
    expect(await counted.threads[1]!.ready).toEqual({ kind: 'ready' });
    await workers.close();
    expect(counted.ended.size).toBe(3);
    for (const thread of counted.threads) await expect(thread.plan(job)).rejects.toThrow(/ended/);
    await expect(plan(planner, feasible)).rejects.toMatchObject({ extensions: { code: 'SERVER_DRAINING' } });
  });

  test('keeps no thread for a generation that is not served any more', async () => {
    const { counted, startThread } = countThreads();
    const workers = new PlanWorkers({ deadlineMs: 60_000, startThread });
    const planner = plannerWith(workers);
    await plan(planner, feasible);
    workers.retire(sdl);
    await until(() => counted.ended.size === 1);
    expect(await plan(planner, feasible)).toMatchObject({ kind: 'operation' });
    await workers.close();
    expect(counted.threads).toHaveLength(2);
    expect(counted.ended.size).toBe(2);
  });

  test('refuses what its thread dies of, and starts another for the next', async () => {
    const { counted, startThread } = countThreads();
    const workers = new PlanWorkers({ deadlineMs: 600_000, startThread });
    const planner = plannerWith(workers);
    // The thread never hears of it, so that it cannot have planned it before it dies.
    const told = jest.spyOn(Worker.prototype, 'postMessage').mockImplementationOnce(() => undefined);
    const dying = plan(planner, endless).catch((error: unknown) => error);
    await until(() => told.mock.calls.length === 1);
    told.mockRestore();
    await counted.threads[0]!.end();
    expect(await dying).toMatchObject({ extensions: { code: 'PLAN_TOO_COMPLEX' } });
    expect(await plan(planner, feasible)).toMatchObject({ kind: 'operation' });
    await workers.close();
  });

  test('does not ask a thread that died while it had nothing to do', async () => {
    const { counted, startThread } = countThreads();
    const workers = new PlanWorkers({ deadlineMs: 600_000, startThread });
    const planner = plannerWith(workers);
    await plan(planner, feasible);
    await counted.threads[0]!.end();
    expect(await plan(planner, another)).toMatchObject({ kind: 'operation' });
    expect(counted.threads).toHaveLength(2);
    await workers.close();
  });

  test('gives all that is planned for one operation one deadline', async () => {
    let nowMs = 0;
    const now = jest.spyOn(performance, 'now').mockImplementation(() => nowMs);
    const workers = new PlanWorkers({
      deadlineMs: 50,
      startThread: (of) => ({ ...idle(of), plan: async () => ((nowMs += 60), planned) }),
    });
    const first = workers.of(sdl).begin();
    expect(await first('{a}', new Map())).toEqual(planned.plan);
    const slow = new Promise<never>(() => undefined);
    const late = new PlanWorkers({
      deadlineMs: 50,
      startThread: (of) => ({
        ...idle(of),
        plan: ({ document }) => (document === '{a}' ? ((nowMs += 60), Promise.resolve(planned)) : slow),
      }),
    });
    const second = late.of(sdl).begin();
    await second('{a}', new Map());
    now.mockRestore();
    await expect(second('{b}', new Map())).rejects.toMatchObject({
      extensions: { code: 'PLAN_TOO_COMPLEX' },
    });
    await Promise.all([workers.close(), late.close()]);
  });

  test('lets a thread finish for a generation that goes while it is at work, and then ends it', async () => {
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    let isEnded = false;
    const workers = new PlanWorkers({
      deadlineMs: 600_000,
      startThread: (of) => ({
        ...idle(of),
        plan: () => finished.then(() => planned),
        end: async () => void (isEnded = true),
      }),
    });
    const plan = workers.of(sdl).begin()('{a}', new Map());
    workers.retire(sdl);
    expect(isEnded).toBe(false);
    finish();
    expect(await plan).toEqual(planned.plan);
    await until(() => isEnded);
    await workers.close();
  });

  test('lets a bounded number wait, each for a bounded time, and refuses them when it is closed', async () => {
    let end: (error: Error) => void = () => undefined;
    const ended = new Promise<never>((_, reject) => void (end = reject));
    const startThread = (of: string): PlannerThread => ({
      ...idle(of),
      plan: () => ended,
      end: async () => end(new Error('ended')),
    });
    const workers = new PlanWorkers({ deadlineMs: 60_000, maxWaiting: 2, startThread });
    const elsewhere = workers.of(sdl);
    const refusals = ['{a}', '{b}', '{c}'].map((document) =>
      elsewhere
        .begin()(document, new Map())
        .catch((error: unknown) => error),
    );
    await expect(elsewhere.begin()('{d}', new Map())).rejects.toMatchObject({
      extensions: { code: 'OVERLOADED' },
    });
    await workers.close();
    for (const error of await Promise.all(refusals))
      expect(error).toMatchObject({ extensions: { code: 'SERVER_DRAINING' } });
    const impatient = new PlanWorkers({ deadlineMs: 60_000, maxWaitMs: -1, startThread: idle });
    await expect(impatient.of(sdl).begin()('{a}', new Map())).rejects.toMatchObject({
      extensions: { code: 'OVERLOADED' },
    });
  });

  test('A09: estimates a bomb of fragments without spreading it', () => {
    const planner = plannerWith();
    const fragments = Array.from(
      { length: 60 },
      (_, n) => `fragment F${n} on T { ${n === 59 ? 'a' : `x: l { ...F${n + 1} } y: l { ...F${n + 1} }`} }`,
    );
    const document = parse(`{ t { ...F0 } } ${fragments.join(' ')}`);
    expect(planner.estimate(document, planner.clientSchema)).toBeGreaterThan(12 ** 59);
    expect(planner.estimate(parse('{ a t { id a } }'), planner.clientSchema)).toBe(1 + 6 * 3);
  });
});

describe('a gateway that is asked what is expensive to plan', () => {
  const opened: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const each of opened.splice(0)) await each.close();
  });

  async function start(config: Partial<GatewayConfig>) {
    const subgraphs = await Promise.all(
      tree.map(({ name, sdl: of }) =>
        startFakeSubgraph({ name, sdl: of, resolvers: { Query: { [name]: () => 7 } } }),
      ),
    );
    const gateway = await startTestGateway(subgraphs, config);
    opened.push(gateway, ...subgraphs);
    const metrics = async () => (await fetch(new URL('/metrics', gateway.url))).text();
    return { subgraphs, gateway, metrics };
  }

  test('A10: plans it on a thread and refuses it at the deadline, alike on HTTP and WebSocket', async () => {
    const { gateway, metrics } = await start({ planDeadlineMs: 20 });
    const refusal = expect.objectContaining({ extensions: { code: 'PLAN_TOO_COMPLEX' } });
    expect((await gateway.post({ query: endless })).body).toEqual({ errors: [refusal] });
    expect(await metrics()).toContain('hub_plan_thread_total{outcome="late"} 1');
    const accept = 'application/graphql-response+json';
    expect((await gateway.post({ query: endless }, { accept })).status).toBe(400);
    const client = await openLiveClient(gateway.url);
    client.subscribe('1', endless);
    expect(await client.errorsOf('1')).toEqual([refusal]);
    client.subscribe('2', '{ a }');
    expect(await client.events('2', 1)).toEqual([{ data: { a: 7 } }]);
    await client.close();
    expect(await metrics()).toContain('hub_plan_thread_total{outcome="refused"} 2');
  });

  test('A10: plans nothing of it on the main loop, answers others and takes a new supergraph meanwhile', async () => {
    const { gateway, subgraphs, metrics } = await start({ planDeadlineMs: 600_000 });
    const proto = Object.getPrototypeOf(plannerWith().queryPlanner) as Planner['queryPlanner'];
    const here = jest.spyOn(proto, 'buildQueryPlan');
    const expensive = gateway.post({ query: endless });
    expect((await gateway.post({ query: '{ a }' })).body).toEqual({ data: { a: 7 } });
    const before = gateway.snapshotInfo().schemaId;
    writeFileSync(gateway.supergraphFile, composeFakes(subgraphs.slice(0, 5)));
    await until(() => gateway.snapshotInfo().schemaId !== before);
    expect((await gateway.post({ query: '{ b }' })).body).toEqual({ data: { b: 7 } });
    expect((await expensive).body).toEqual({ data: { t: null } });
    const planned = here.mock.calls.map(([operation]) => String(operation.selectionSet));
    here.mockRestore();
    expect(new Set(planned)).toEqual(new Set(['{ a }', '{ b }']));
    expect(await metrics()).toMatch(/hub_plan_thread_total{outcome="planned"} [12]/);
  });

  test('H05: is closed while something is planned, and does not wait for that', async () => {
    const { gateway } = await start({ planDeadlineMs: 600_000, drainMs: 1 });
    // The thread stands ready and is never told what to plan: whatever the machine, it is not planned before the gateway is closed.
    const asked = jest.spyOn(Worker.prototype, 'postMessage').mockImplementation(() => undefined);
    const expensive = gateway.post({ query: endless }).then(
      ({ body }) => body,
      () => 'cut',
    );
    await until(() => asked.mock.calls.length === 1);
    asked.mockRestore();
    expect((await gateway.post({ query: '{ a }' })).body).toEqual({ data: { a: 7 } });
    await gateway.close();
    expect(await expensive).toBe('cut');
  });

  test('A09: refuses a bomb of fragments, depth or cost before anything is planned', async () => {
    const { gateway, metrics } = await start({ limits: { ...defaultLimits, cost: 20 } });
    const fragments = Array.from(
      { length: 20 },
      (_, n) => `fragment F${n} on T { ${n === 19 ? 'a' : `l { ...F${n + 1} } r { ...F${n + 1} }`} }`,
    );
    const bombs = [`{ t { ...F0 } } ${fragments.join(' ')}`, `{t{${'l{'.repeat(20)}a${'}'.repeat(20)}}}`];
    for (const query of bombs) {
      const { body } = await gateway.post({ query });
      expect(body.errors?.[0]?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
    }
    const { body } = await gateway.post({ query: `{t{${nest(5, 'id')}}}` });
    expect(body.errors?.[0]?.extensions['code']).toBe('COST_LIMIT');
    expect(await metrics()).toMatch(/hub_plan_seconds_count 0/);
    expect(await metrics()).not.toContain('hub_plan_thread_total{');
  });
});
