import type { Connection, PageArgs } from '../../kit/index.ts';
import type { TypeResolvers } from '../../kit/resolvers.ts';
import type { Category } from '../category.rules.ts';
import { categories } from '../category.rules.ts';
import { exactlyOne, noSuchReport, orThrow } from '../errors.ts';
import type { ListFilter, NearQuery } from '../listing.rules.ts';
import { checkNear, listingOf } from '../listing.rules.ts';
import type { NearConnection } from '../listing.store.ts';
import type { ReportRow } from '../report.model.ts';
import { mayView } from '../visibility.rules.ts';
import type { Context } from './context.ts';

export const Query: TypeResolvers<Context> = {
  report: (_: unknown, ask: ReportAsk, context): Promise<ReportRow> => findReport(ask, context),
  reports: (_: unknown, { filter, ...args }: ReportsAsk, context): Promise<Connection<ReportRow>> =>
    listVisible(filter ?? {}, args, context),
  reportsNear: (_: unknown, { lat, lon, radiusM, ...args }: NearAsk, { store }): Promise<NearConnection> =>
    store.near(orThrow(checkNear({ lat, lon, radiusM })), args),
  reportCategories: (): readonly Category[] => categories,
};

interface ReportAsk {
  readonly id?: string | null;
  readonly code?: string | null;
}

interface ReportsAsk extends PageArgs {
  readonly filter?: ListFilter | null;
}

interface NearAsk extends NearQuery, PageArgs {}

/** One page of what the viewer may find under a filter. */
export function listVisible(
  filter: ListFilter,
  args: PageArgs,
  { store, viewer }: Context,
): Promise<Connection<ReportRow>> {
  return store.list(orThrow(listingOf(filter, viewer)), args);
}

async function findReport({ id, code }: ReportAsk, { store, viewer }: Context): Promise<ReportRow> {
  if (typeof id === typeof code) throw exactlyOne('id', 'code');
  const row = await (typeof id === 'string' ? store.byId(id) : store.byCode(code ?? ''));
  if (!row || !mayView(row, viewer)) throw noSuchReport();
  return row;
}
