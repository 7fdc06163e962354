import type { TypeResolvers } from '../../kit/resolvers.ts';
import type { CommentRow } from '../comment.model.ts';
import { authorAccess, isAuthor } from '../comment.rules.ts';
import { orThrow, requireSight } from '../errors.ts';
import { checkPurpose } from '../visibility.rules.ts';
import type { Context } from './context.ts';

/** People count from 1. */
const roundOf = ({ round }: CommentRow): number | null => (round === null ? null : round + 1);

/** What everybody sees of a comment; it is given only while it is approved. */
export const PublicReportComment: TypeResolvers<Context> = {
  id: ({ _id }: CommentRow) => _id,
  round: roundOf,
};

/** A comment as its author and the moderators see it: nobody else is given one. */
export const ReportComment: TypeResolvers<Context> = {
  id: ({ _id }: CommentRow) => _id,
  round: roundOf,
  report: ({ reportId }: CommentRow, _: unknown, { loaders }) => loaders.published.load(reportId),
  text: ({ sealed }: CommentRow, _: unknown, { loaders }) => sealed && loaders.opened.load(sealed),
  own: (comment: CommentRow, _: unknown, { viewer }) => isAuthor(comment, viewer),
  author: (comment: CommentRow, args: { readonly purpose?: string | null }, context) =>
    showAuthor(comment, args.purpose, context),
};

/** P3: the row in the access log is durable before the value leaves; the author's own look needs none. */
async function showAuthor(
  comment: CommentRow,
  purpose: string | null | undefined,
  { viewer, access }: Context,
): Promise<unknown> {
  const sight = authorAccess(comment, viewer);
  requireSight(sight !== 'none');
  const why = orThrow(checkPurpose(purpose));
  const { authorId: whose, _id } = comment;
  if (sight === 'identity' && whose !== null)
    await access({ whose, entity: 'ReportComment', entityId: _id, fields: ['author'], purpose: why });
  return { accountId: whose };
}
