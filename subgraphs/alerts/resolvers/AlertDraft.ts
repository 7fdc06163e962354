import type { TypeResolvers } from '../../kit/resolvers.ts';
import { mayApprove } from '../draft.rules.ts';
import type { MessageRow } from '../message.model.ts';
import { nameOfMessage } from '../message.store.ts';
import { repliesTo } from './AlertReceipt.ts';
import type { Context } from './context.ts';

export const AlertDraft: TypeResolvers<Context> = {
  id: ({ _id }: MessageRow) => _id,
  message: (draft: MessageRow) => draft,
  isMine: ({ authorId }: MessageRow, _: unknown, { viewer }) => authorId !== null && authorId === viewer.id,
  mayApprove: (draft: MessageRow, _: unknown, { viewer }) => mayApprove(draft, viewer.id ?? ''),
  addresses: ({ content }: MessageRow) => content.addresses,
  replies: (draft: MessageRow, _: unknown, context) => repliesTo(nameOfMessage(draft), context),
  restriction: ({ content }: MessageRow) => content.restriction,
};
