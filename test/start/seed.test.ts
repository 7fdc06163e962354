import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { startMain } from '../kit/start-process.ts';
import { testUri } from '../kit/subgraph-parts.ts';

const dbPrefix = `seed_${randomBytes(4).toString('hex')}_`;
const dataDir = mkdtempSync(join(tmpdir(), 'hue-hub-test-'));
const env = {
  MONGODB_URI: testUri(),
  HUB_DB_PREFIX: dbPrefix,
  HUB_SECRET: randomBytes(32).toString('hex'),
  DATA_DIR: dataDir,
};

describe('npm run seed', () => {
  let client: MongoClient;
  beforeAll(async () => {
    client = await new MongoClient(env.MONGODB_URI).connect();
  });
  afterAll(async () => {
    for (const name of ['reports', 'agencies', 'citizens', 'environment', 'clock', 'start', 'sign_in'])
      await client.db(`${dbPrefix}${name}`).dropDatabase();
    await client.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function run(...args: readonly string[]): Promise<{ code: number | null; output: string }> {
    const started = startMain(['seed', ...args], env);
    return { code: await started.ended, output: started.output() };
  }
  const journal = () => client.db(`${dbPrefix}reports`).collection('journal').countDocuments();
  const count = () => client.db(`${dbPrefix}reports`).collection('reports').countDocuments();

  test('loads a sample of the size asked for; a repeat adds nothing, another size adds its own', async () => {
    const first = await run('--reports', '60');
    expect(first).toMatchObject({
      code: 0,
      output: expect.stringContaining('The sample of 60 reports is loaded'),
    });
    expect(await count()).toBe(60);
    const entries = await journal();
    expect(await run('--reports', '60')).toMatchObject({ code: 0 });
    expect([await count(), await journal()]).toEqual([60, entries]);
    expect(await run('--reports', '55')).toMatchObject({ code: 0 });
    expect(await count()).toBe(115);
  }, 180_000);

  test.each([[[]], [['--reports']], [['--reports', '0']], [['--reports', '1e9']], [['12']]])(
    'says in one sentence what it needs instead of %j',
    async (args) => {
      const { code, output } = await run(...args);
      expect([code, output]).toEqual([1, 'Say how many: npm run seed -- --reports 100000 (1 to 1000000).\n']);
    },
    60_000,
  );

  test('is refused in production', async () => {
    const started = startMain(['seed', '--reports', '10'], { ...env, HUB_ENV: 'production' });
    expect(await started.ended).toBe(1);
    expect(started.output()).toContain('Sample data is not for production');
  }, 60_000);
});
