import type { Connection, PageArgs } from '../../kit/index.ts';
import type { TypeResolvers } from '../../kit/resolvers.ts';
import { categoryOf } from '../category.rules.ts';
import type { CommentRow } from '../comment.model.ts';
import { requireKey } from '../errors.ts';
import type { ReportRound } from '../facts.rules.ts';
import { currentTerm, reopenings } from '../facts.rules.ts';
import type { ReportView } from '../report.events.ts';
import { slaStateOf } from '../term.rules.ts';
import type { UpdateRow } from '../update.model.ts';
import type { Context } from './context.ts';
import { agencyRef } from './extensions.ts';

/** A round with its place in its report. */
export interface RoundView extends ReportRound {
  readonly reportId: string;
  readonly index: number;
}

/** What a report shows to all who see it: one set for `Report` and for its public twin. Nothing here looks at the viewer. */
export const openFields: TypeResolvers<Context> = {
  id: ({ _id }: ReportView) => _id,
  reporterAlias: ({ alias }: ReportView) => alias ?? null,
  commentCount: ({ comments }: ReportView) => comments ?? 0,
  comments: ({ _id }: ReportView, args: PageArgs, { store }): Promise<Connection<CommentRow>> =>
    store.comments.ofReport(_id, args),
  rounds: ({ _id, rounds }: ReportView): RoundView[] =>
    rounds.map((round, index) => ({ ...round, index, reportId: _id })),
  followerCount: ({ followers }: ReportView) => followers ?? 0,
  category: ({ categoryCode }: ReportView) => categoryOf(categoryCode),
  lat: ({ position }: ReportView) => position.coordinates[1],
  lon: ({ position }: ReportView) => position.coordinates[0],
  ward: ({ wardCode }: ReportView) => ({ code: wardCode }),
  agency: ({ agencyId }: ReportView) => agencyRef(agencyId),
  dueAt: (report: ReportView) => currentTerm(report).dueAt,
  dueAtUnknown: (report: ReportView) => {
    const { missingYear } = currentTerm(report);
    return missingYear === null ? null : { rule: 'calendar_year', year: missingYear };
  },
  slaState: (report: ReportView, _: unknown, { now }) =>
    slaStateOf(currentTerm(report), report.shownAt ?? now),
  media: async ({ _id }: ReportView, _: unknown, { loaders }) =>
    (await loaders.mediaOf.load(_id)).filter(({ role }) => role === 'PHOTO'),
  answer: ({ rounds }: ReportView) => rounds.at(-1)?.answer ?? null,
  reopenings: (report: ReportView) => reopenings(report),
  earlierReports: (report: ReportView, _: unknown, { store }) => store.earlierAt(report),
  updates: (report: ReportView, args: PageArgs, { store }): Promise<Connection<UpdateRow>> =>
    store.updates(report, 'open', args),
};

export const PublicReport: TypeResolvers<Context> = {
  __resolveReference: ({ id }: { readonly id: unknown }, { loaders }: Context) =>
    loaders.published.load(requireKey('id', id)),
  ...openFields,
};
