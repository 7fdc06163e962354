import { MongoClient } from 'mongodb';
import { openRightsFeed } from '../../../gateway/src/identity/rights-feed.ts';
import { silentLogger } from '../../../subgraphs/kit/process/logger.ts';
import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import { until } from '../../kit/live-client.ts';

test('says that rights are not known any more when they were, and not while they become known', async () => {
  const client = await MongoClient.connect(process.env['TEST_MONGODB_URI'] ?? '');
  const db = client.db('rights_lost');
  const said: string[] = [];
  const answering = new Set(['people']);
  const feed = await openRightsFeed({
    sources: ['people'],
    appSources: ['vendors'],
    db,
    times: { freshMs: 2_000, waitMs: 0, retryMs: 50 },
    log: { ...silentLogger, error: (_: object, message: string) => void said.push(message) },
    read: async ({ source }) => {
      if (!answering.has(source)) throw new Error(`${source} is away`);
      return { entries: [], end: 'end', isLast: true };
    },
  });
  const viewer: Viewer = { kind: 'person', id: 'lan', roles: ['citizen'], vneidLevel: 2, scopes: [] };
  const isFresh = (): boolean => feed.isFreshFor(viewer);
  try {
    await until(isFresh);
    expect([feed.isFresh, said]).toEqual([false, []]);
    answering.add('vendors');
    await until(() => feed.isFresh);
    expect(said).toEqual([]);
    answering.clear();
    await until(() => !feed.isFresh && !isFresh());
    expect(said.length).toBeGreaterThan(0);
    expect(new Set(said)).toEqual(new Set(['rights are not known any more: what is personal is withheld']));
  } finally {
    await feed.close();
    await db.dropDatabase();
    await client.close();
  }
});
