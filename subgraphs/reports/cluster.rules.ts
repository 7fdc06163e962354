import type { Position } from './draft.rules.ts';
import { publicPosition } from './draft.rules.ts';
import { distanceBetween, openStates } from './duplicate.rules.ts';
import type { ReportState } from './report.rules.ts';

/** So many open reports of one category, near each other in place and time, are a cluster (cụm phản ánh). */
export const clusterRule = {
  /** How many reports make one. */
  threshold: 5,
  /** From the report in the middle of it, by public positions, in metres; a report at just this distance counts. */
  radiusM: 300,
  /** Between the receipt of the report in the middle and that of each other, before or after, in hours; inclusive. */
  windowHours: 72,
} as const;

/** What one cluster counts at most: of more it says this. */
export const maxInCluster = 500;

const windowMs = clusterRule.windowHours * 60 * 60 * 1000;

/** What decides about a report in a cluster: its public position, not its exact one. */
export interface Clustered extends Position {
  readonly id: string;
  readonly categoryCode: string;
  readonly wardCode: string;
  readonly state: ReportState;
  readonly receivedAt: Date;
}

export interface Cluster extends Position {
  readonly categoryCode: string;
  /** Of the report in the middle. */
  readonly wardCode: string;
  readonly radiusM: number;
  /** At least the threshold; as many as `reportIds`. */
  readonly count: number;
  /** The first and the last receipt. */
  readonly firstAt: Date;
  readonly lastAt: Date;
  /** In the order of their receipt. */
  readonly reportIds: readonly string[];
}

/**
 * The cluster with this report in the middle: what is open of its category, within the radius and the window of it, itself
 * with it. Its place is the mean of the public positions. Null below the threshold, and for a report that is not open.
 */
export function clusterAround(report: Clustered, others: readonly Clustered[]): Cluster | null {
  const byId = new Map([report, ...others].map((one) => [one.id, one]));
  const members = [...byId.values()]
    .filter((one) => isOpen(one) && one.categoryCode === report.categoryCode && isNear(report, one))
    .sort(byReceipt)
    .slice(0, maxInCluster);
  const [first, last] = [members.at(0), members.at(-1)];
  if (!isOpen(report) || members.length < clusterRule.threshold || !first || !last) return null;
  return {
    categoryCode: report.categoryCode,
    wardCode: report.wardCode,
    ...publicPosition({ lat: mean(members.map(({ lat }) => lat)), lon: mean(members.map(({ lon }) => lon)) }),
    radiusM: clusterRule.radiusM,
    count: members.length,
    firstAt: first.receivedAt,
    lastAt: last.receivedAt,
    reportIds: members.map(({ id }) => id),
  };
}

/**
 * The largest cluster that this report is in, whichever of them is in the middle: so it does not matter which of them was
 * accepted last. Of equal ones that whose middle was received first.
 */
export function clusterWith(report: Clustered, others: readonly Clustered[]): Cluster | null {
  const middles = [report, ...others].filter((one) => isNear(report, one)).sort(byReceipt);
  const found = middles.flatMap((middle) => {
    const cluster = clusterAround(middle, [report, ...others]);
    return cluster?.reportIds.includes(report.id) ? [cluster] : [];
  });
  return found.reduce<Cluster | null>(
    (best, one) => (best === null || one.count > best.count ? one : best),
    null,
  );
}

/** Whether a report falls into a cluster that is there: within the radius of its place, and of its first and last receipt by the window. */
export function covers(cluster: Omit<Cluster, 'reportIds'>, report: Clustered): boolean {
  const at = report.receivedAt.getTime();
  return (
    isOpen(report) &&
    cluster.categoryCode === report.categoryCode &&
    distanceBetween(cluster, report) <= cluster.radiusM &&
    at >= cluster.firstAt.getTime() - windowMs &&
    at <= cluster.lastAt.getTime() + windowMs
  );
}

/** The cluster with one report more; itself when it has that report, or as many as it can count. Its place stays. */
export function grown<Kept extends Pick<Cluster, 'count' | 'firstAt' | 'lastAt' | 'reportIds'>>(
  cluster: Kept,
  { id, receivedAt }: Pick<Clustered, 'id' | 'receivedAt'>,
): Kept {
  if (cluster.reportIds.includes(id) || cluster.count >= maxInCluster) return cluster;
  return {
    ...cluster,
    count: cluster.count + 1,
    firstAt: receivedAt < cluster.firstAt ? receivedAt : cluster.firstAt,
    lastAt: receivedAt > cluster.lastAt ? receivedAt : cluster.lastAt,
    reportIds: [...cluster.reportIds, id],
  };
}

/** The receipts that may have to do with a moment, over so many windows. */
export function receiptSpan(at: Date, windows: number): { readonly from: Date; readonly to: Date } {
  return {
    from: new Date(at.getTime() - windows * windowMs),
    to: new Date(at.getTime() + windows * windowMs),
  };
}

function isOpen({ state }: Clustered): boolean {
  return openStates.includes(state);
}

function isNear(middle: Clustered, one: Clustered): boolean {
  return (
    distanceBetween(middle, one) <= clusterRule.radiusM &&
    Math.abs(middle.receivedAt.getTime() - one.receivedAt.getTime()) <= windowMs
  );
}

function byReceipt(a: Clustered, b: Clustered): number {
  return a.receivedAt.getTime() - b.receivedAt.getTime() || (a.id < b.id ? -1 : 1);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
