import { clusterTimer } from '../../../subgraphs/reports/cluster.events.ts';
import { until } from '../../kit/live-client.ts';
import type { ReportsWorld } from './start-reports.ts';

export interface FeedReads {
  /** What stands in the journal: `Report ACCEPT`. */
  readonly entries: readonly string[];
  /** Changes read so far by streams, and once each by the stamper. */
  readonly byStreams: number;
}

/**
 * What the subgraph's feed has given, when what is done behind a write (the look for clusters) is done, and stamper and
 * projections have read all there is.
 */
export async function feedReads(world: ReportsWorld): Promise<FeedReads> {
  const db = world.client.db(world.dbName);
  const journal = db.collection('journal');
  await until(async () => (await db.collection('timers').findOne({ kind: clusterTimer })) === null);
  for (let settled = '', same = 0; same < 4; ) {
    await new Promise((go) => setTimeout(go, 100));
    const pending = await journal.countDocuments({ pos: null });
    const newest = await journal.find().sort({ pos: -1, n: -1 }).limit(1).next();
    const behind = await db.collection('projections').countDocuments({ time: { $lt: newest?.['pos'] } });
    const now = `${pending} ${behind} ${await readMetrics(world)}`;
    same = pending === 0 && behind === 0 && now === settled ? same + 1 : 0;
    settled = now;
  }
  const text = await readMetrics(world);
  const given = Number(/hub_feed_given\{tier="ring"\} (\d+)/.exec(text)?.[1]);
  const projected = [...text.matchAll(/hub_projection_applied\{[^}]*\} (\d+)/g)].map(([, n]) => Number(n));
  expect(projected.length).toBeGreaterThan(0);
  return {
    entries: (await journal.find().sort({ pos: 1, n: 1 }).toArray()).map(
      ({ entity, kind }) => `${entity} ${kind}`,
    ),
    byStreams: given - projected.reduce((sum, n) => sum + n, 0),
  };
}

/** What counts reads: feed and projections, without what goes by time. */
async function readMetrics(world: ReportsWorld): Promise<string> {
  const text = await (await fetch(new URL('/metrics', world.running.url))).text();
  return text
    .split('\n')
    .filter((line) => /^hub_(feed_given|projection_applied)\{/.test(line))
    .join('\n');
}
