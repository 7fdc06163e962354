import type { Observation, Plant } from '../../../subgraphs/vendors/conformance.rules.ts';
import { until } from '../../kit/live-client.ts';
import type { VendorsWorld } from './start-vendors.ts';
import { appViewer, centre, owner, registered, rival, startVendors } from './start-vendors.ts';

let world: VendorsWorld;
let ask: VendorsWorld['ask'];
beforeAll(async () => {
  world = await startVendors();
  ask = world.ask;
}, 60_000);
afterAll(() => world?.close());

const fields = 'id state items { check verdict requests { requestId operationName at note } }';
const start = async (appId: string, viewer = owner) =>
  ask(`mutation { startConformanceRun(appId: "${appId}") { ${fields} } }`, {}, viewer);
const finish = async (id: string, viewer = owner) =>
  ask(`mutation { finishConformanceRun(id: "${id}") { state } }`, {}, viewer);
const read = async (id: string, viewer = owner) =>
  ask(`{ conformanceRun(id: "${id}") { ${fields} } }`, {}, viewer);
const tell = (runId: string, observations: readonly Observation[]) =>
  ask(
    'mutation ($runId: String!, $observations: String!) { _tellRun(runId: $runId, observations: $observations) }',
    {
      runId,
      observations: JSON.stringify(observations),
    },
  );
const plantIn = async (runId: string, kind: string, plant: Plant): Promise<unknown> => {
  const { data } = await ask(
    'mutation ($runId: String!, $kind: String!, $plant: String!) { _plantInRun(runId: $runId, kind: $kind, plant: $plant) }',
    { runId, kind, plant: JSON.stringify(plant) },
  );
  return data._plantInRun;
};
const seen = (requestId: string, more: Partial<Observation> = {}): Observation => ({
  requestId,
  atMs: Date.now(),
  name: 'Reports',
  kind: 'QUERY',
  document: 'd',
  input: 'i',
  key: null,
  after: null,
  isListed: true,
  deprecated: [],
  ...more,
});
const codesOf = (errors: readonly { extensions: Record<string, unknown> }[]): unknown[] =>
  errors.map(({ extensions }) => extensions['code']);
const begun = async () => {
  const { appId } = await registered(ask, owner);
  const { data } = await start(appId);
  return { appId, id: String(data.startConformanceRun.id) };
};

test('a run begins with nothing seen, one at a time, and by the app’s own people', async () => {
  const { appId } = await registered(ask, owner);
  expect(codesOf((await start(appId, rival)).errors)).toEqual(['NOT_FOUND']);
  expect(codesOf((await start(appId, centre)).errors)).toEqual(['FORBIDDEN']);
  const { data } = await start(appId);
  const { id, state, items } = data.startConformanceRun;
  expect(state).toBe('RUNNING');
  expect(items.map(({ verdict }: { verdict: string }) => verdict)).toEqual(Array(5).fill('NOT_SEEN'));
  expect(codesOf((await start(appId)).errors)).toEqual(['CONFLICT']);
  expect(codesOf((await finish(id, rival)).errors)).toEqual(['NOT_FOUND']);
  const app = await ask(`{ vendorApp(id: "${appId}") { conformance { id } } }`);
  expect(app.data.vendorApp.conformance.id).toBe(id);
});

test('two that begin at once get one run', async () => {
  const { appId } = await registered(ask, owner);
  const answers = await Promise.all([start(appId), start(appId), start(appId)]);
  expect(answers.flatMap(({ errors }) => codesOf(errors))).toEqual(['CONFLICT', 'CONFLICT']);
});

test('verdicts are for everybody, the requests behind them for the organisation, the centre and the app', async () => {
  const { appId, id } = await begun();
  await tell(id, [seen('r-1', { isListed: false }), seen('r-2', { deprecated: ['Query.old'] })]);
  const own = (await read(id)).data.conformanceRun.items;
  expect(own.slice(0, 2)).toMatchObject([
    {
      check: 'PERSISTED_OPERATIONS',
      verdict: 'FAILED',
      requests: [{ requestId: 'r-1', operationName: 'Reports' }],
    },
    { check: 'NO_DEPRECATED_FIELD', verdict: 'FAILED', requests: [{ requestId: 'r-2', note: 'Query.old' }] },
  ]);
  for (const viewer of [centre, appViewer(appId)])
    expect((await read(id, viewer)).data.conformanceRun.items).toEqual(own);
  for (const viewer of [rival, appViewer('another')]) {
    const { data, errors } = await read(id, viewer);
    expect(data.conformanceRun.items[0]).toEqual({
      check: 'PERSISTED_OPERATIONS',
      verdict: 'FAILED',
      requests: null,
    });
    expect(new Set(codesOf(errors))).toEqual(new Set(['FORBIDDEN']));
  }
  expect(codesOf((await read('unknown')).errors)).toEqual(['NOT_FOUND']);
});

test('of many gateways that ask at once, one plants', async () => {
  const { id } = await begun();
  const plant = { ...seen('r-1'), cursors: [] };
  const answers = await Promise.all(Array.from({ length: 8 }, () => plantIn(id, 'RATE_LIMIT', plant)));
  expect(answers.filter((answer) => answer === 'PLANT')).toHaveLength(1);
  expect(answers.filter((answer) => answer === 'NEVER')).toHaveLength(7);
  expect(await plantIn(id, 'CUT_STREAM', plant)).toBe('LATER');
  expect(await plantIn(id, 'CUT_STREAM', { ...plant, atMs: plant.atMs + 3_001 })).toBe('PLANT');
});

test('what was seen before the end counts also when it is told after it; what came later does not', async () => {
  const { appId, id } = await begun();
  await tell(id, [seen('r-1')]);
  const late = seen('r-2', { isListed: false });
  expect((await finish(id)).data.finishConformanceRun.state).toBe('JUDGING');
  expect((await finish(id)).data.finishConformanceRun.state).toBe('JUDGING');
  await tell(id, [late, seen('r-3', { atMs: Date.now() + 60_000, deprecated: ['Query.old'] })]);
  expect(await plantIn(id, 'RATE_LIMIT', { ...late, cursors: [] })).toBe('NEVER');
  await until(async () => (await read(id)).data.conformanceRun.state === 'FAILED');
  const verdicts = (await read(id)).data.conformanceRun.items.map(
    ({ verdict }: { verdict: string }) => verdict,
  );
  expect(verdicts).toEqual(['FAILED', 'PASSED', 'NOT_SEEN', 'NOT_SEEN', 'NOT_SEEN']);
  const { data } = await ask(`{ vendorApp(id: "${appId}") { state } }`);
  expect(data.vendorApp.state).toBe('SANDBOX');
  await tell(id, [seen('r-4', { atMs: 0, deprecated: ['Query.old'] })]);
  expect((await read(id)).data.conformanceRun.items[1].verdict).toBe('PASSED');
  expect((await start(appId)).errors).toEqual([]);
});

test('a run that nobody ends is closed by its timer', async () => {
  const { id } = await begun();
  const timers = world.client.db(world.dbName).collection('timers');
  await timers.updateOne({ kind: 'runCloses', key: id }, { $set: { at: new Date(0) } });
  await until(async () => (await read(id)).data.conformanceRun.state === 'FAILED', 60_000);
});

test('C18: a run holds ids and digests, and nothing of it is in the journal but states and verdicts', async () => {
  const { id } = await begun();
  await tell(id, [seen('r-9', { name: 'CANARY_NAME' })]);
  const journal = world.client.db(world.dbName).collection('journal');
  const rows = await journal.find({ entity: 'ConformanceRun', entityId: id }).toArray();
  expect(rows.map(({ kind }) => kind)).toEqual(['started']);
  expect(JSON.stringify(rows)).not.toContain('CANARY_NAME');
});
