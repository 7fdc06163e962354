import type { Connection, PageArgs, Viewer } from '../../kit/index.ts';
import { anonymous } from '../../kit/index.ts';
import type { TypeResolvers } from '../../kit/resolvers.ts';
import type { Category } from '../category.rules.ts';
import { categories } from '../category.rules.ts';
import type { CommentRow } from '../comment.model.ts';
import type { ClusterRow } from '../cluster.model.ts';
import type { ClusterFilter } from '../cluster.store.ts';
import type { PlaceDraftInput } from '../duplicate.rules.ts';
import { checkPlaceDraft } from '../duplicate.rules.ts';
import { exactlyOne, noSuchReport, orThrow } from '../errors.ts';
import type { ListFilter, NearQuery } from '../listing.rules.ts';
import { checkCodes, checkNear, listingOf } from '../listing.rules.ts';
import type { NearConnection } from '../listing.store.ts';
import type { ReportRow } from '../report.model.ts';
import type { ReportsStore } from '../report.store.ts';
import type { StatsAsk } from '../stats.rules.ts';
import { mayView } from '../visibility.rules.ts';
import type { Context } from './context.ts';
import { searchPublicReports, searchReports } from './ReportSearchEdge.ts';
import { showStats } from './ReportStats.ts';

export const Query: TypeResolvers<Context> = {
  report: (_: unknown, ask: ReportAsk, context): Promise<ReportRow> => findReport(ask, context),
  reportByToken: (_: unknown, { token }: { readonly token: string }, { store }): Promise<ReportRow> =>
    store.claims.byToken(token),
  reports: (_: unknown, { filter, ...args }: ReportsAsk, context): Promise<Connection<ReportRow>> =>
    listVisible(filter ?? {}, args, context),
  reportsNear: listNear,
  reportCommentQueue: (_: unknown, args: PageArgs, { store, viewer }): Promise<Connection<CommentRow>> =>
    store.comments.queue(viewer, args),
  myReportComments: (_: unknown, args: PageArgs, { store, viewer }): Promise<Connection<CommentRow>> =>
    store.comments.mine(viewer, args),
  followedReports: (_: unknown, args: PageArgs, { store, viewer }): Promise<Connection<ReportRow>> =>
    store.follows.page(viewer, args),
  duplicatesOf: (_: unknown, { draft }: DuplicatesAsk, { store, viewer }) =>
    store.duplicatesOf(orThrow(checkPlaceDraft(draft)), viewer),
  // The public twins are answered as to a stranger, whoever asks.
  publicReport: (_: unknown, ask: ReportAsk, { store }): Promise<ReportRow> =>
    findReport(ask, { store, viewer: anonymous }),
  publicReportsByCode: async (_: unknown, { codes }: { readonly codes: readonly string[] }, { store }) => {
    const rows = await store.publicByCodes(orThrow(checkCodes(codes)));
    return codes.map((code) => rows.find((row) => row.code === code) ?? null);
  },
  publicReports: (_: unknown, { filter, ...args }: ReportsAsk, { store }): Promise<Connection<ReportRow>> =>
    listVisible(filter ?? {}, args, { store, viewer: anonymous }),
  publicReportsNear: listNear,
  searchReports,
  searchPublicReports,
  reportStats: (_: unknown, ask: StatsAsk, context) => showStats(ask, context),
  reportClusters: (_: unknown, ask: ClustersAsk, { store }): Promise<Connection<ClusterRow>> =>
    store.clusters.page(ask, ask),
  reportCategories: (): readonly Category[] => categories,
};

interface ReportAsk {
  readonly id?: string | null;
  readonly code?: string | null;
}

interface ReportsAsk extends PageArgs {
  readonly filter?: ListFilter | null;
}

interface ClustersAsk extends ClusterFilter, PageArgs {}

interface DuplicatesAsk {
  readonly draft: PlaceDraftInput;
}

interface NearAsk extends NearQuery, PageArgs {}

/** For whom something is looked up. */
interface Looking {
  readonly store: ReportsStore;
  readonly viewer: Viewer;
}

/** One page of what the viewer may find under a filter. */
export function listVisible(
  filter: ListFilter,
  args: PageArgs,
  { store, viewer }: Looking,
): Promise<Connection<ReportRow>> {
  return store.list(orThrow(listingOf(filter, viewer)), args);
}

/** Only what is public is near anything, for whoever asks. */
function listNear(
  _: unknown,
  { lat, lon, radiusM, ...args }: NearAsk,
  { store }: Context,
): Promise<NearConnection> {
  return store.near(orThrow(checkNear({ lat, lon, radiusM })), args);
}

async function findReport({ id, code }: ReportAsk, { store, viewer }: Looking): Promise<ReportRow> {
  if (typeof id === typeof code) throw exactlyOne('id', 'code');
  const row = await (typeof id === 'string' ? store.byId(id) : store.byCode(code ?? ''));
  if (!row || !mayView(row, viewer)) throw noSuchReport();
  return row;
}
