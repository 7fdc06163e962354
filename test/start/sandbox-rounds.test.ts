import { randomBytes } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { openSandboxRounds } from '../../start/sandbox-rounds.ts';

const week = 7 * 24 * 60 * 60_000;

describe('rounds of sandboxes', () => {
  const dbPrefix = `rounds_${randomBytes(4).toString('hex')}_`;
  let client: MongoClient;
  beforeAll(async () => {
    client = await new MongoClient(process.env['TEST_MONGODB_URI'] ?? '').connect();
  });
  afterAll(async () => {
    await client.db(`${dbPrefix}start`).dropDatabase();
    await client.close();
  });

  const open = () => openSandboxRounds({ client, dbPrefix });
  const age = (app: string, ms: number) =>
    client
      .db(`${dbPrefix}start`)
      .collection<{ _id: string }>('sandboxes')
      .updateOne({ _id: app }, { $set: { begunAt: new Date(Date.now() - ms) } });
  const names = async (prefix: string): Promise<string[]> =>
    (await client.db().admin().listDatabases({ nameOnly: true })).databases
      .map(({ name }) => name)
      .filter((name) => name.startsWith(prefix));

  test('a round counts for all processes until it is a week old, then the next begins and its databases are gone', async () => {
    const [one, two] = [await open(), await open()];
    expect(await Promise.all([one.current('a', week), two.current('a', week)])).toEqual([1, 1]);
    await client
      .db(`${one.prefixOf('a', 1)}reports`)
      .collection('x')
      .insertOne({});
    await client
      .db(`${one.prefixOf('b', 1)}reports`)
      .collection('x')
      .insertOne({});
    await age('a', week - 60_000);
    expect(await two.current('a', week)).toBe(1);
    await age('a', week);
    expect(await Promise.all([one.current('a', week), two.current('a', week)])).toEqual([2, 2]);
    expect(await one.current('a', week)).toBe(2);
    expect(await names(one.prefixOf('a', 1))).toEqual([]);
    expect(await names(one.prefixOf('b', 1))).toHaveLength(1);
    await client.db(`${one.prefixOf('b', 1)}reports`).dropDatabase();
  });

  test('a round is filled once, whoever comes meanwhile waits for it, and one that was broken off is filled by the next', async () => {
    const rounds = await open();
    const round = await rounds.current('c', week);
    const { signal } = new AbortController();
    const filling = { app: 'c', round, signal };
    await expect(rounds.fill(filling, () => Promise.reject(new Error('killed')))).rejects.toThrow('killed');
    const loads: string[] = [];
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => void (release = resolve));
    const first = rounds.fill(filling, async () => {
      loads.push('begun');
      release();
      await new Promise((resolve) => setTimeout(resolve, 300));
      loads.push('done');
    });
    await held;
    await rounds.fill(filling, async () => void loads.push('again'));
    expect(loads).toEqual(['begun', 'done']);
    await first;
    await rounds.fill(filling, async () => void loads.push('again'));
    expect(loads).toEqual(['begun', 'done']);
  });

  test('names of databases are short and say nothing of an app', async () => {
    const { prefixOf } = await open();
    expect(`${prefixOf('../ "an app"', 99)}environment`).toMatch(/^[a-z0-9_]{1,62}$/);
    expect(prefixOf('a', 1)).not.toBe(prefixOf('b', 1));
  });
});
