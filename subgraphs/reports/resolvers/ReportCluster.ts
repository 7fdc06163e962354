import type { TypeResolvers } from '../../kit/resolvers.ts';
import { categoryOf } from '../category.rules.ts';
import { maxNamed } from '../cluster.events.ts';
import type { ClusterRow } from '../cluster.model.ts';
import { requireKey } from '../errors.ts';
import type { ReportRow } from '../report.model.ts';
import type { Context } from './context.ts';

export const ReportCluster: TypeResolvers<Context> = {
  __resolveReference: ({ id }: { readonly id: unknown }, { loaders }: Context) =>
    loaders.clusters.load(requireKey('id', id)),
  id: ({ _id }: ClusterRow) => _id,
  category: ({ categoryCode }: ClusterRow) => categoryOf(categoryCode),
  ward: ({ wardCode }: ClusterRow) => ({ code: wardCode }),
  lat: ({ position }: ClusterRow) => position.coordinates[1],
  lon: ({ position }: ClusterRow) => position.coordinates[0],
  reportCount: ({ count }: ClusterRow) => count,
  reports: async ({ reportIds }: ClusterRow, _: unknown, { loaders }): Promise<ReportRow[]> => {
    const rows = await Promise.all(reportIds.slice(-maxNamed).map((id) => loaders.published.load(id)));
    return rows.flatMap((row) => (row ? [row] : []));
  },
};
