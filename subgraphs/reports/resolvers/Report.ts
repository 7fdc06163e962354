import type { Connection, PageArgs } from '../../kit/index.ts';
import type { TypeResolvers } from '../../kit/resolvers.ts';
import { categoryOf } from '../category.rules.ts';
import { orThrow, requireKey, requireSight } from '../errors.ts';
import type { ReportAnswer, ReportRound } from '../facts.rules.ts';
import { currentTerm, reopenings } from '../facts.rules.ts';
import type { ReportView } from '../report.events.ts';
import { slaStateOf } from '../term.rules.ts';
import type { UpdateRow } from '../update.model.ts';
import { checkPurpose, identityAccess, mayViewInternal, mayViewPrivate } from '../visibility.rules.ts';
import type { Context } from './context.ts';

/** A reference to an entity of agencies, which answers everything else about it. */
interface AgencyRef {
  readonly id: string;
}
const agencyRef = (id: string | null): AgencyRef | null => (id === null ? null : { id });

const place: TypeResolvers<Context> = {
  lat: ({ position }: ReportView) => position.coordinates[1],
  lon: ({ position }: ReportView) => position.coordinates[0],
  ward: ({ wardCode }: ReportView) => ({ code: wardCode }),
  agency: ({ agencyId }: ReportView) => agencyRef(agencyId),
  exactPosition: (report: ReportView, _: unknown, { viewer, loaders }) => {
    requireSight(mayViewPrivate(report, viewer));
    return report.exact && loaders.opened.load(report.exact);
  },
};

const deadline: TypeResolvers<Context> = {
  dueAt: (report: ReportView) => currentTerm(report).dueAt,
  dueAtUnknown: (report: ReportView) => {
    const { missingYear } = currentTerm(report);
    return missingYear === null ? null : { rule: 'calendar_year', year: missingYear };
  },
  slaState: (report: ReportView, _: unknown, { now }) =>
    slaStateOf(currentTerm(report), report.shownAt ?? now),
};

const answers: TypeResolvers<Context> = {
  answer: ({ rounds }: ReportView) => rounds.at(-1)?.answer ?? null,
  pendingAnswer: (report: ReportView, _: unknown, { viewer }) => {
    requireSight(mayViewInternal(report, viewer));
    return report.answer;
  },
  reopenings: (report: ReportView) => reopenings(report),
};

const history: TypeResolvers<Context> = {
  updates: (report: ReportView, args: PageArgs, { store }): Promise<Connection<UpdateRow>> =>
    store.updates(report, 'open', args),
  infoThread: (report: ReportView, args: PageArgs, { store, viewer }) => {
    requireSight(mayViewPrivate(report, viewer));
    return store.updates(report, 'private', args);
  },
  internalNotes: (report: ReportView, args: PageArgs, { store, viewer }) => {
    requireSight(mayViewInternal(report, viewer));
    return store.updates(report, 'internal', args);
  },
};

export const Report: TypeResolvers<Context> = {
  __resolveReference: ({ id }: { readonly id: unknown }, { loaders }: Context) =>
    loaders.visible.load(requireKey('id', id)),
  id: ({ _id }: ReportView) => _id,
  category: ({ categoryCode }: ReportView) => categoryOf(categoryCode),
  duplicateOf: ({ duplicateOf }: ReportView, _: unknown, { loaders }) =>
    duplicateOf && loaders.visible.load(duplicateOf),
  ...place,
  ...deadline,
  ...answers,
  ...history,
  reporter: (report: ReportView, args: { readonly purpose?: string | null }, context) =>
    showReporter(report, args.purpose, context),
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
  const { reporterId: whose, contact } = report;
  if (sight === 'identity' && whose !== null)
    await access({ whose, entity: 'Report', entityId: report._id, fields: ['reporter'], purpose: why });
  return { accountId: whose, ...(contact && parseContact(await loaders.opened.load(contact))) };
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
};

export const ReportUpdate: TypeResolvers<Context> = {
  id: ({ _id }: UpdateRow) => _id,
  agency: ({ agencyId }: UpdateRow) => agencyRef(agencyId),
  text: ({ text, sealed }: UpdateRow, _: unknown, { loaders }) =>
    sealed ? loaders.opened.load(sealed) : text,
};
