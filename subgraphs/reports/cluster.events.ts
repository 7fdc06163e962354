import type { NewEntry } from '../kit/index.ts';
import type { ClusterRow } from './cluster.model.ts';

/** The timer that looks whether a report that has just become public is one of a cluster: at once, behind the write itself. */
export const clusterTimer = 'look-for-cluster';

/** How many reports an entry or an answer names. */
export const maxNamed = 100;

/**
 * The journal entry of a cluster that was found (`detected`, version 1) or took in one report more (`grown`): all public,
 * for whoever follows this journal, such as alerts. It names the last 100 reports.
 */
export function clusterEntry(cluster: ClusterRow): NewEntry {
  const { _id, version, categoryCode, wardCode, position, radiusM, count, firstAt, lastAt } = cluster;
  const [lon, lat] = position.coordinates;
  return {
    entity: 'ReportCluster',
    entityId: _id,
    kind: version === 1 ? 'detected' : 'grown',
    version,
    payload: {
      categoryCode,
      wardCode,
      lat,
      lon,
      radiusM,
      count,
      firstAt,
      lastAt,
      reportIds: cluster.reportIds.slice(-maxNamed),
    },
    topics: [],
    actor: { role: 'system' },
  };
}
