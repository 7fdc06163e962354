import { categoryOf } from '../category.rules.ts';
import { orThrow } from '../errors.ts';
import { showFigures } from '../share.rules.ts';
import type { StatsAsk, StatsDimension, Sum } from '../stats.rules.ts';
import { questionOf } from '../stats.rules.ts';
import type { GroupKey, StatsGroup } from '../stats.store.ts';
import type { Context } from './context.ts';

/** Statistics as a client asked for them. */
interface StatsView {
  readonly from: string | null;
  readonly to: string | null;
  readonly asOf: Date;
  readonly figures: object;
  readonly backlog: object | null;
  readonly groups: readonly object[];
}

export async function showStats(ask: StatsAsk, { store }: Context): Promise<StatsView> {
  const question = orThrow(questionOf(ask));
  const { asOf, total, backlog, groups } = await store.figures.read(question);
  const { by, period } = question;
  return {
    ...period,
    asOf,
    figures: showSum(total),
    backlog,
    groups: groups.map((group) => ({ ...nameGroup(by, group), ...showGroup(group) })),
  };
}

/** The figures of one agency or ward within a period. */
export async function showOwnStats(
  { by, key }: Pick<GroupKey, 'by' | 'key'>,
  ask: Pick<StatsAsk, 'from' | 'to'>,
  { loaders }: Context,
): Promise<StatsView> {
  const { period } = orThrow(questionOf(ask));
  const group = await loaders.figures.load({ by, key, period });
  return { ...period, asOf: group.asOf, ...showGroup(group), groups: [] };
}

function showGroup({
  sum,
  backlog,
}: Pick<StatsGroup, 'sum' | 'backlog'>): Pick<StatsView, 'figures' | 'backlog'> {
  return { figures: showSum(sum), backlog };
}

function showSum({ counts, hours }: Sum): object {
  return showFigures(counts, hours);
}

const names: Readonly<Record<StatsDimension, (key: string) => object>> = {
  AGENCY: (id) => ({ agency: { id } }),
  WARD: (code) => ({ ward: { code } }),
  CATEGORY: (code) => ({ category: categoryOf(code) }),
  MONTH: (month) => ({ month }),
};

function nameGroup(by: StatsDimension | null, { key }: StatsGroup): object {
  return by === null || key === null ? {} : names[by](key);
}
