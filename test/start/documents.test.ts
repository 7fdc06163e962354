import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { startMain } from '../kit/start-process.ts';
import { testUri } from '../kit/subgraph-parts.ts';

const dbPrefix = `documents_${randomBytes(4).toString('hex')}_`;
const dataDir = mkdtempSync(join(tmpdir(), 'hue-hub-test-'));
const env = { MONGODB_URI: testUri(), HUB_DB_PREFIX: dbPrefix, DATA_DIR: dataDir };

describe('npm run documents:check', () => {
  let client: MongoClient;
  beforeAll(async () => {
    client = await new MongoClient(env.MONGODB_URI).connect();
  });
  afterAll(async () => {
    await client.db(`${dbPrefix}vendors`).dropDatabase();
    await client.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** Puts a document on the list of an app, as a gateway that knew another contract did. */
  async function put(appId: string, name: string | null, text: string): Promise<string> {
    const hash = createHash('sha256').update(text).digest('hex');
    const documents = client.db(`${dbPrefix}vendors`).collection<{ _id: string }>('documents');
    const row = { _id: `${appId}:${hash}`, appId, hash, name, text, kind: 'QUERY', cost: 1, deprecated: [] };
    await documents.insertOne({ ...row, registeredAt: new Date() } as { _id: string });
    return hash.slice(0, 12);
  }

  async function run(): Promise<{ code: number | null; output: string }> {
    const started = startMain(['documents'], env);
    return { code: await started.ended, output: started.output() };
  }

  test('finds that all fit, and then names the app, the document and what of it is gone', async () => {
    expect(await run()).toEqual({
      code: 0,
      output: '0 documents of apps; 0 of them fit the contract no more.\n',
    });
    await put('app1', 'Where', 'query Where { wardAt(lat: 16.46, lon: 107.59) { code } }');
    expect(await run()).toMatchObject({ code: 0 });
    const named = await put('app1', 'Old', 'query Old { wardAt(lat: 16.46, lon: 107.59) { oldCode } }');
    const unnamed = await put('app2', null, '{ gone }');
    const { code, output } = await run();
    expect(code).toBe(1);
    expect(output.trim().split('\n').sort()).toEqual([
      '3 documents of apps; 2 of them fit the contract no more.',
      `app app1, Old (${named}): Cannot query field "oldCode" on type "Ward". Did you mean "code"?`,
      `app app2, a document without a name (${unnamed}): Cannot query field "gone" on type "Query".`,
    ]);
  }, 120_000);
});
