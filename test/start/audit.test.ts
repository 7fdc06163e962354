import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { agencies } from '../../subgraphs/agencies/subgraph.ts';
import type { RunningSubgraph } from '../../subgraphs/kit/define-subgraph.ts';
import { silentLogger } from '../../subgraphs/kit/process/logger.ts';
import { until } from '../kit/live-world.ts';
import { startMain } from '../kit/start-process.ts';
import { testUri } from '../kit/subgraph-parts.ts';

const dbPrefix = `audit_${randomBytes(4).toString('hex')}_`;
const dataDir = mkdtempSync(join(tmpdir(), 'hue-hub-test-'));
const secret = randomBytes(32).toString('hex');
const env = { MONGODB_URI: testUri(), HUB_DB_PREFIX: dbPrefix, HUB_SECRET: secret, DATA_DIR: dataDir };

describe('npm run audit:verify', () => {
  let client: MongoClient;
  let running: RunningSubgraph | undefined;
  beforeAll(async () => {
    client = await new MongoClient(env.MONGODB_URI).connect();
    const mongo = { mongoUri: env.MONGODB_URI, dbPrefix, secret };
    running = await agencies.start({ ...mongo, port: 0, peers: {}, log: silentLogger });
  });
  afterAll(async () => {
    await running?.close();
    for (const name of ['agencies', 'clock']) await client.db(`${dbPrefix}${name}`).dropDatabase();
    await client.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function run(...args: readonly string[]): Promise<{ code: number | null; output: string }> {
    const started = startMain(['audit', ...args], env);
    return { code: await started.ended, output: started.output() };
  }

  test('says of each subgraph that its chain is whole and where it ends, and then the first place where it is not', async () => {
    const db = client.db(`${dbPrefix}agencies`);
    await running?.erasePerson('nobody');
    await until(async () => (await db.collection('seals').countDocuments()) > 0);
    const { code, output } = await run();
    expect(code).toBe(0);
    expect(output).toContain('reports: no data yet.');
    const [, head = ''] =
      /agencies: whole; 1 entries under 1 seals \(0 wait\), last (\S+)/.exec(output) ?? [];
    expect(head).toMatch(/^agencies:1:[0-9a-f]{64}$/);
    expect(await run(head)).toMatchObject({ code: 0 });
    const row = await db.collection('journal').findOne({ kind: 'erased' });
    await db.collection('journal').deleteOne({ kind: 'erased' });
    expect(row).not.toBeNull();
    const broken = await run(head);
    expect(broken.code).toBe(1);
    expect(broken.output).toContain('agencies: BROKEN: entry 1 of 1 under seal 1 is gone.');
    await db.collection('seals').deleteMany({});
    expect((await run(head)).output).toContain('seal 1, seen before, is gone: the chain ends at 0');
  }, 120_000);

  test('says in one sentence how a seal is given', async () => {
    const { code, output } = await run('citizens');
    expect([code, output.split('\n').length]).toEqual([1, 2]);
    expect(output).toMatch(/^A seal is given as the check prints it/);
  }, 60_000);
});
