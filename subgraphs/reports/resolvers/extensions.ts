import type { PageArgs } from '../../kit/index.ts';
import type { TypeResolvers } from '../../kit/resolvers.ts';
import { requireKey, requireSight } from '../errors.ts';
import type { StatsAsk } from '../stats.rules.ts';
import { isReporter } from '../visibility.rules.ts';
import type { Context } from './context.ts';
import { listVisible } from './Query.ts';
import { showOwnStats } from './ReportStats.ts';

type PeriodArgs = Pick<StatsAsk, 'from' | 'to'>;

/** A reference to an entity of agencies, which answers everything else about it. */
interface AgencyRef {
  readonly id: string;
}
export const agencyRef = (id: string | null): AgencyRef | null => (id === null ? null : { id });

/** Fields that reports adds to the entities of other areas; who they are is for their own area to say. */
export const Ward: TypeResolvers<Context> = {
  __resolveReference: ({ code }: { readonly code: unknown }) => ({ code: requireKey('code', code) }),
  reports: ({ code }: { readonly code: string }, args: PageArgs, context) =>
    listVisible({ ward: code }, args, context),
  reportStats: ({ code: key }: { readonly code: string }, ask: PeriodArgs, context) =>
    showOwnStats({ by: 'WARD', key }, ask, context),
};

export const Agency: TypeResolvers<Context> = {
  __resolveReference: ({ id }: { readonly id: unknown }) => ({ id: requireKey('id', id) }),
  reports: ({ id }: { readonly id: string }, args: PageArgs, context) =>
    listVisible({ agency: id }, args, context),
  reportStats: ({ id: key }: { readonly id: string }, ask: PeriodArgs, context) =>
    showOwnStats({ by: 'AGENCY', key }, ask, context),
};

export const Citizen: TypeResolvers<Context> = {
  __resolveReference: ({ id }: { readonly id: unknown }) => ({ id: requireKey('id', id) }),
  reports: ({ id }: { readonly id: string }, args: PageArgs, context) => {
    requireSight(isReporter({ reporterId: id }, context.viewer));
    return listVisible({ mine: true }, args, context);
  },
};
