import type { PageArgs } from '../../kit/index.ts';
import type { TypeResolvers } from '../../kit/resolvers.ts';
import { orThrow, requireKey, requireSight } from '../errors.ts';
import type { ReportAnswer, ReportRound } from '../facts.rules.ts';
import type { ReportView } from '../report.events.ts';
import type { UpdateRow } from '../update.model.ts';
import {
  checkPurpose,
  identityAccess,
  isReporter,
  isSender,
  mayViewInternal,
  mayViewPrivate,
} from '../visibility.rules.ts';
import type { Context } from './context.ts';
import { privateMedia } from './ReportMedia.ts';
import { agencyRef } from './extensions.ts';
import type { RoundView } from './PublicReport.ts';
import { openFields } from './PublicReport.ts';

/** What only some of those may see who see the report: otherwise null with FORBIDDEN at its place. */
const protectedFields: TypeResolvers<Context> = {
  exactPosition: (report: ReportView, _: unknown, { viewer, loaders }) => {
    requireSight(mayViewPrivate(report, viewer));
    return report.exact && loaders.opened.load(report.exact);
  },
  infoThread: (report: ReportView, args: PageArgs, { store, viewer }) => {
    requireSight(mayViewPrivate(report, viewer));
    return store.updates(report, 'private', args);
  },
  internalNotes: (report: ReportView, args: PageArgs, { store, viewer }) => {
    requireSight(mayViewInternal(report, viewer));
    return store.updates(report, 'internal', args);
  },
  pendingAnswer: (report: ReportView, _: unknown, { viewer }) => {
    requireSight(mayViewInternal(report, viewer));
    return report.answer;
  },
  mediaLink: (report: ReportView, _: unknown, { viewer, loaders }) => {
    requireSight(mayViewPrivate(report, viewer));
    return report.link ? loaders.opened.load(report.link) : null;
  },
  claimToken: (report: ReportView, _: unknown, { viewer, loaders }) => {
    requireSight(isSender(report, viewer));
    return report.claim ? loaders.opened.load(report.claim) : null;
  },
  reporter: (report: ReportView, args: { readonly purpose?: string | null }, context) =>
    showReporter(report, args.purpose, context),
};

export const Report: TypeResolvers<Context> = {
  __resolveReference: ({ id }: { readonly id: unknown }, { loaders }: Context) =>
    loaders.visible.load(requireKey('id', id)),
  ...openFields,
  viewerFollows: (
    report: ReportView & { readonly viewerFollows?: boolean },
    _: unknown,
    { viewer, loaders },
  ) => report.viewerFollows ?? (isReporter(report, viewer) || loaders.followed.load(report._id)),
  ...privateMedia,
  duplicateOf: ({ duplicateOf }: ReportView, _: unknown, { loaders }) =>
    duplicateOf && loaders.visible.load(duplicateOf),
  ...protectedFields,
};

/** P3: the row in the access log is durable before the value leaves; the reporter's own look needs none. */
async function showReporter(
  report: ReportView,
  purpose: string | null | undefined,
  { viewer, loaders, access }: Context,
): Promise<unknown> {
  const sight = identityAccess(report, viewer);
  requireSight(sight !== 'none');
  const why = orThrow(checkPurpose(purpose));
  const { reporterId, contact } = report;
  // Of what nobody has claimed yet it is the app's, under whose key it lies.
  const whose = reporterId ?? contact?.personId ?? null;
  if (sight === 'identity' && whose !== null)
    await access({ whose, entity: 'Report', entityId: report._id, fields: ['reporter'], purpose: why });
  return { accountId: reporterId, ...(contact && parseContact(await loaders.opened.load(contact))) };
}

// What was sealed as a contact.
function parseContact(value: unknown): object {
  return (value ?? {}) as object;
}

export const ReportAnswerType: TypeResolvers<Context> = {
  agency: ({ agencyId }: ReportAnswer) => agencyRef(agencyId),
};

export const ReportRoundType: TypeResolvers<Context> = {
  rating: ({ rating }: ReportRound) => rating?.level ?? null,
  ratedAt: ({ rating }: ReportRound) => rating?.at ?? null,
  comment: async ({ reportId, index }: RoundView, _: unknown, { loaders }) =>
    (await loaders.ratingComments.load(reportId)).find(({ round }) => round === index) ?? null,
};

export const ReportUpdate: TypeResolvers<Context> = {
  id: ({ _id }: UpdateRow) => _id,
  agency: ({ agencyId }: UpdateRow) => agencyRef(agencyId),
  text: ({ text, sealed }: UpdateRow, _: unknown, { loaders }) =>
    sealed ? loaders.opened.load(sealed) : text,
};
