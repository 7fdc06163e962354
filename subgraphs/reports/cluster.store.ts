import { randomUUID } from 'node:crypto';
import type { ClientSession, Model, PipelineStage } from 'mongoose';
import { trusted } from 'mongoose';
import type { Connection, PageArgs, SubgraphParts, Tx } from '../kit/index.ts';
import { openModel } from '../kit/mongo.ts';
import type { PageOrder } from '../kit/page.ts';
import { findPage } from '../kit/page.ts';
import { clusterEntry } from './cluster.events.ts';
import type { ClusterRow } from './cluster.model.ts';
import { clusterPrefixes, clusterSchema } from './cluster.model.ts';
import type { Clustered } from './cluster.rules.ts';
import { clusterRule, clusterWith, covers, grown, receiptSpan } from './cluster.rules.ts';
import type { Position } from './draft.rules.ts';
import { openStates } from './duplicate.rules.ts';
import type { ReportRow } from './report.model.ts';

/** Which clusters are asked for; what is left out narrows nothing. */
export interface ClusterFilter {
  readonly categoryCode?: string | null;
  readonly wardCode?: string | null;
  /** Found at or after this moment. */
  readonly since?: Date | null;
}

export interface ClusterStore {
  byIds(ids: readonly string[]): Promise<ClusterRow[]>;
  /** The newest detection first. */
  page(filter: ClusterFilter, args: PageArgs): Promise<Connection<ClusterRow>>;
  /**
   * Looks whether a report that has become public makes a cluster or falls into one, and writes that. It reads what is
   * committed, so of several that become public at once the last look sees them all; a second look changes nothing.
   */
  look(reportId: string, tx: Tx): Promise<void>;
}

interface ClusterDesk {
  readonly clusters: Model<ClusterRow>;
  readonly reports: Model<ReportRow>;
}

const newestFirst: PageOrder = [
  { field: 'detectedAt', direction: -1, kind: 'date' },
  { field: '_id', direction: -1, kind: 'string' },
];

/** How many of the nearest are looked at. */
const maxLookedAt = 200;

export async function openClusterStore(
  parts: Pick<SubgraphParts, 'db'>,
  reports: Model<ReportRow>,
): Promise<ClusterStore> {
  const clusters = await openModel(parts.db, 'ReportCluster', clusterSchema());
  return {
    byIds: (ids) => clusters.find({ _id: trusted({ $in: [...ids] }) }).lean<ClusterRow[]>(),
    page: (filter, args) => listClusters(clusters, filter, args),
    look: (reportId, tx) => look({ clusters, reports }, reportId, tx),
  };
}

function listClusters(
  clusters: Model<ClusterRow>,
  { categoryCode, wardCode, since }: ClusterFilter,
  args: PageArgs,
): Promise<Connection<ClusterRow>> {
  const equal = Object.entries({ wardCode, categoryCode }).filter(([, value]) => typeof value === 'string');
  const fields = equal.map(([field]) => field).join();
  const index = Object.entries(clusterPrefixes).find(([, prefix]) => prefix.join() === fields)?.[0];
  const filter = {
    ...Object.fromEntries(equal),
    ...(since ? { detectedAt: trusted({ $gte: since }) } : {}),
  };
  return findPage(clusters, { args, order: newestFirst, filter, hint: `list_${index}` });
}

async function look(desk: ClusterDesk, reportId: string, tx: Tx): Promise<void> {
  const { session } = tx;
  const row = await desk.reports.findById(reportId).session(session).lean<ReportRow>();
  if (!row?.isPublic || (await desk.clusters.exists({ reportIds: reportId }).session(session))) return;
  const report = toClustered(row);
  const cluster = await findCovering(desk, report, session);
  if (cluster) return grow(desk, { cluster, report }, tx);
  const found = clusterWith(report, await findFree(desk, report, session));
  if (!found) return;
  const { lat, lon, ...rest } = found;
  const next: ClusterRow = {
    ...rest,
    _id: randomUUID(),
    version: 1,
    position: { type: 'Point', coordinates: [lon, lat] },
    detectedAt: tx.now,
  };
  await desk.clusters.insertMany([next], { session });
  await tx.append(clusterEntry(next));
}

async function grow(
  { clusters }: ClusterDesk,
  { cluster, report }: { readonly cluster: ClusterRow; readonly report: Clustered },
  tx: Tx,
): Promise<void> {
  const more = grown(cluster, report);
  if (more === cluster) return;
  const next = { ...more, version: cluster.version + 1 };
  await clusters.replaceOne({ _id: cluster._id, version: cluster.version }, next, { session: tx.session });
  await tx.append(clusterEntry(next));
}

/** The nearest cluster that a report falls into. */
async function findCovering(
  { clusters }: ClusterDesk,
  report: Clustered,
  session: ClientSession,
): Promise<ClusterRow | undefined> {
  const { from, to } = receiptSpan(report.receivedAt, 1);
  const query = {
    categoryCode: report.categoryCode,
    firstAt: { $lte: to },
    lastAt: { $gte: from },
  };
  const near = await clusters
    .aggregate<ClusterRow>(nearPipeline(report, { maxDistance: clusterRule.radiusM + 1, query }))
    .session(session);
  return near.find((cluster) => {
    const [lon, lat] = cluster.position.coordinates;
    return covers({ ...cluster, lat, lon }, report);
  });
}

/** What may be in one cluster with a report, whichever of them is in the middle, and is in none yet. */
async function findFree(
  { reports, clusters }: ClusterDesk,
  report: Clustered,
  session: ClientSession,
): Promise<Clustered[]> {
  const { from, to } = receiptSpan(report.receivedAt, 2);
  const query = {
    isPublic: true,
    categoryCode: report.categoryCode,
    state: { $in: openStates },
    receivedAt: { $gte: from, $lte: to },
  };
  const rows = await reports
    .aggregate<ReportRow>(nearPipeline(report, { maxDistance: 2 * clusterRule.radiusM + 1, query }))
    .session(session);
  const ids = rows.map(({ _id }) => _id);
  const taken = await clusters
    .find({ reportIds: trusted({ $in: ids }) }, { reportIds: 1 })
    .session(session)
    .lean<Pick<ClusterRow, 'reportIds'>[]>();
  const inOne = new Set(taken.flatMap(({ reportIds }) => reportIds));
  return rows.filter(({ _id }) => !inOne.has(_id)).map(toClustered);
}

interface Near {
  readonly maxDistance: number;
  readonly query: Readonly<Record<string, unknown>>;
}

/** Values in `query` are ours: an aggregation is not guarded. Both collections have an index that gives the nearest first. */
export function nearPipeline({ lat, lon }: Position, near: Near): PipelineStage[] {
  return [
    {
      $geoNear: {
        ...near,
        near: { type: 'Point', coordinates: [lon, lat] },
        key: 'position',
        distanceField: 'distanceM',
        spherical: true,
      },
    },
    { $limit: maxLookedAt },
    { $unset: 'distanceM' },
  ];
}

function toClustered(row: ReportRow): Clustered {
  const { _id, categoryCode, wardCode, state, receivedAt, position } = row;
  const [lon, lat] = position.coordinates;
  return { id: _id, categoryCode, wardCode, state, receivedAt, lat, lon };
}
