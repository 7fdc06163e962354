import type { OwnMongod } from '../kit/mongod.ts';
import { startOwnMongod } from '../kit/mongod.ts';
import type { Seen } from '../kit/report-journey.ts';
import { acceptedReport, follow, versions, writeNote } from '../kit/report-journey.ts';
import type { City } from '../kit/start-city.ts';
import { startCity } from '../kit/start-city.ts';

describe('a subgraph is killed (kill -9) while people write and watch', () => {
  let city: City;
  beforeAll(async () => void (city = await startCity({ apart: ['reports'] })), 120_000);
  afterAll(() => city.close());

  test('nothing acknowledged is lost, nothing is written twice, and the watcher sees every version once, without a break of its own', async () => {
    const id = await acceptedReport(city);
    const seen: Seen[] = [];
    const watching = follow(city, id, { last: 42, seen });
    const acknowledged: number[] = [];
    for (let n = 0; n < 40; n += 1) {
      const writing = writeNote(city, id, `ghi chú ${n}`);
      if (n === 12 || n === 27) {
        await city.kill('reports');
        await city.restart('reports');
      }
      acknowledged.push(await writing);
    }
    await watching;
    expect(acknowledged).toEqual(versions(3, 42));
    expect(seen.filter(({ start }) => start)).toHaveLength(1);
    const first = seen[0]?.version ?? 0;
    expect(seen.map(({ version }) => version)).toEqual(versions(first, 42));
    const now = await city.ask(
      `{ report(id: "${id}") { version updates(first: 100) { nodes { kind text } } } }`,
      { as: 'ioc' },
    );
    expect(now.data.report.version).toBe(42);
    const notes = now.data.report.updates.nodes.filter(
      ({ kind }: { kind: string }) => kind === 'PUBLIC_NOTE',
    );
    expect(new Set(notes.map(({ text }: { text: string }) => text)).size).toBe(40);
    expect(notes).toHaveLength(40);
  }, 120_000);

  test('while it is away its fields are null with SUBGRAPH_UNAVAILABLE and the others answer; it comes back without a restart of the gateway', async () => {
    await city.kill('reports');
    const answer = await city.ask(
      '{ wardAt(lat: 16.4637, lon: 107.5909) { name } reports(first: 1) { nodes { id } } }',
    );
    expect(answer.data).toEqual({ wardAt: { name: expect.any(String) }, reports: null });
    expect(answer.errors).toHaveLength(1);
    expect(answer.errors?.[0]).toMatchObject({
      path: ['reports'],
      extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
    });
    await city.restart('reports');
    const again = await city.ask('{ reports(first: 1) { nodes { id } } }');
    expect(again.errors).toBeUndefined();
    expect(again.data.reports.nodes).toHaveLength(1);
  }, 60_000);
});

describe('a watcher is cut off', () => {
  let city: City;
  beforeAll(async () => void (city = await startCity()), 120_000);
  afterAll(() => city.close());

  test('and comes back with its cursor: it misses nothing and sees nothing twice, also on another gateway', async () => {
    const id = await acceptedReport(city);
    const before: Seen[] = [];
    const first = follow(city, id, { last: 4, seen: before });
    await writeNote(city, id, 'một');
    await writeNote(city, id, 'hai');
    await first;
    for (const text of ['ba', 'bốn', 'năm']) await writeNote(city, id, text);
    await city.replaceGateway();
    const after: Seen[] = [];
    await follow(city, id, { last: 7, after: before.at(-1)?.cursor ?? '', seen: after });
    expect(after.map(({ version }) => version)).toEqual([5, 6, 7]);
    expect(after.every(({ start }) => !start)).toBe(true);
  }, 60_000);

  test('stays on its stream when the gateway is replaced under it, by resuming from its own cursor', async () => {
    const id = await acceptedReport(city);
    const seen: Seen[] = [];
    const watching = follow(city, id, { last: 8, seen });
    for (let n = 0; n < 3; n += 1) await writeNote(city, id, `trước ${n}`);
    await city.replaceGateway();
    for (let n = 0; n < 3; n += 1) await writeNote(city, id, `sau ${n}`);
    await watching;
    expect(seen.map(({ version }) => version)).toEqual(versions(seen[0]?.version ?? 0, 8));
  }, 60_000);
});

describe('mongod is killed (kill -9) during writes', () => {
  let mongod: OwnMongod;
  let city: City;
  beforeAll(async () => {
    mongod = await startOwnMongod();
    city = await startCity({ mongoUri: mongod.uri });
  }, 120_000);
  afterAll(async () => {
    await city.close();
    await mongod.close();
  });

  test('every acknowledged write is there afterwards, once, with its journal entry, and the stream goes on', async () => {
    const id = await acceptedReport(city);
    const seen: Seen[] = [];
    const watching = follow(city, id, { last: 32, seen });
    const acknowledged: number[] = [];
    for (let n = 0; n < 30; n += 1) {
      const writing = writeNote(city, id, `ghi chú ${n}`);
      if (n === 15) {
        await mongod.kill();
        await mongod.restart();
      }
      acknowledged.push(await writing);
    }
    await watching;
    expect(acknowledged).toEqual(versions(3, 32));
    expect(seen.map(({ version }) => version)).toEqual(versions(seen[0]?.version ?? 0, 32));
    const journal = city.client.db(city.databaseOf('reports')).collection('journal');
    const entries = await journal.find({ entity: 'Report', entityId: id }).sort({ version: 1 }).toArray();
    expect(entries.map(({ version }) => version)).toEqual(versions(1, 32));
  }, 180_000);
});
