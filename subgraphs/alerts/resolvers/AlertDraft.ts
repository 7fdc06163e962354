import type { TypeResolvers } from '../../kit/resolvers.ts';
import { mayApprove } from '../draft.rules.ts';
import type { MessageRow } from '../message.model.ts';
import type { Context } from './context.ts';

export const AlertDraft: TypeResolvers<Context> = {
  id: ({ _id }: MessageRow) => _id,
  message: (draft: MessageRow) => draft,
  isMine: ({ authorId }: MessageRow, _: unknown, { viewer }) => authorId !== null && authorId === viewer.id,
  mayApprove: (draft: MessageRow, _: unknown, { viewer }) => mayApprove(draft, viewer.id ?? ''),
  addresses: ({ content }: MessageRow) => content.addresses,
  restriction: ({ content }: MessageRow) => content.restriction,
};
