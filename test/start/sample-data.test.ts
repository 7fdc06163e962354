import { MongoClient } from 'mongodb';
import { loadSampleData } from '../../start/sample-data.ts';
import type { RunningSubgraph, SeedTools } from '../../subgraphs/kit/define-subgraph.ts';
import { silentLogger } from '../../subgraphs/kit/process/logger.ts';

interface LoadOptions {
  readonly progress?: (text: string) => void;
  readonly signal?: AbortSignal;
}

let worlds = 0;

async function createWorld() {
  const client = await new MongoClient(process.env['TEST_MONGODB_URI']!).connect();
  const dbPrefix = `load${process.pid}_${worlds++}_`;
  const journal = (name: string) => client.db(`${dbPrefix}${name}`).collection('journal');
  const subgraph = (name: string, seed: (tools: SeedTools) => Promise<void>): RunningSubgraph => ({
    name,
    url: '',
    store: {},
    ready: () => true,
    seed,
    erasePerson: () => Promise.resolve({}),
    close: () => Promise.resolve(),
  });
  const load = (
    subgraphs: readonly RunningSubgraph[],
    { progress = () => undefined, signal = new AbortController().signal }: LoadOptions = {},
  ) =>
    loadSampleData({
      subgraphs,
      client,
      dbPrefix,
      now: () => new Date(),
      progress,
      signal,
      given: {},
      log: silentLogger,
    });
  return { client, journal, subgraph, load };
}

describe('loadSampleData', () => {
  test('seeds what is empty once, in order, and says how far it is', async () => {
    const { client, subgraph, load } = await createWorld();
    const calls: string[] = [];
    const said: string[] = [];
    const seeded = (name: string) =>
      subgraph(name, async ({ progress }) => {
        calls.push(name);
        progress(1, 2);
      });
    const all = [seeded('agencies'), seeded('reports')];
    expect(await load(all, { progress: (text) => said.push(text) })).toEqual(['agencies', 'reports']);
    expect(await load(all)).toEqual([]);
    expect(calls).toEqual(['agencies', 'reports']);
    expect(said).toContain('loading sample data: reports, 1 of 2');
    await client.close();
  });

  test('goes on with a load that was cut off', async () => {
    const { client, journal, subgraph, load } = await createWorld();
    const cut = subgraph('agencies', async () => {
      await journal('agencies').insertOne({});
      throw new Error('cut off');
    });
    await expect(load([cut])).rejects.toThrow('cut off');
    const whole = subgraph('agencies', () => Promise.resolve());
    expect(await load([whole])).toEqual(['agencies']);
    await client.close();
  });

  test('ends at its next step when the hub is stopped', async () => {
    const { client, subgraph, load } = await createWorld();
    const stop = new AbortController();
    let steps = 0;
    const long = subgraph('agencies', async ({ progress }) => {
      for (; steps < 100; steps += 1) {
        if (steps === 3) stop.abort();
        progress(steps, 100);
      }
    });
    await expect(load([long], { signal: stop.signal })).rejects.toThrow(/abort/);
    expect(steps).toBe(3);
    await client.close();
  });

  test('adds nothing to data that came from somewhere else', async () => {
    const { client, journal, subgraph, load } = await createWorld();
    await journal('agencies').insertOne({});
    const never = subgraph('agencies', () => Promise.reject(new Error('seeded')));
    expect(await load([never])).toEqual([]);
    await client.close();
  });
});
