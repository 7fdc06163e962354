import type { TypeResolvers } from '../../kit/resolvers.ts';
import { citySender } from '../message.rules.ts';
import type { Receipt } from '../received.store.ts';
import type { ReplyRow } from '../reply.model.ts';
import type { SourceRow } from '../source.model.ts';
import type { Context } from './context.ts';

/** What was said of a message, by its name. */
export async function repliesTo(name: string | null, { loaders }: Context): Promise<readonly ReplyRow[]> {
  return name === null ? [] : ((await loaders.replies.load(name))?.replies ?? []);
}

export const AlertReceipt: TypeResolvers<Context> = {
  reference: ({ name }: Receipt) => name,
  replies: ({ name }: Receipt, _: unknown, context) => repliesTo(name, context),
};

export const AlertReply: TypeResolvers<Context> = {
  reference: ({ _id }: ReplyRow) => _id,
  isOurs: ({ sender }: ReplyRow) => sender === citySender,
};

export const AlertSource: TypeResolvers<Context> = {
  sender: ({ _id }: SourceRow) => _id,
};
