import type { TypeResolvers } from '../../kit/resolvers.ts';
import { noSuchAlert, requireKey } from '../errors.ts';
import type { ThreadView } from '../thread.events.ts';
import type { ThreadRow } from '../thread.model.ts';
import { showMessage } from './CapAlert.ts';
import type { Context } from './context.ts';

/** A thread that everybody may see. @throws GraphQLError NOT_FOUND */
export async function showThread(id: unknown, { loaders }: Context): Promise<ThreadRow> {
  const thread = await loaders.threads.load(requireKey('id', id));
  if (thread?.isPublic !== true) throw noSuchAlert();
  return thread;
}

export const AlertThread: TypeResolvers<Context> = {
  __resolveReference: ({ id }: { readonly id: unknown }, context: Context) => showThread(id, context),
  head: ({ headId }: ThreadView, _: unknown, context) => showMessage(headId, context),
  messages: async ({ id, sentAt }: ThreadView, _: unknown, { loaders }) => {
    const messages = (await loaders.histories.load(id))?.messages ?? [];
    // What came after the change that this tells of is for the change that brought it.
    return messages.filter(({ sent }) => sent !== null && sent <= sentAt);
  },
  holdsFrom: ({ from }: ThreadView) => from,
  mergedInto: ({ mergedInto }: ThreadView, _: unknown, context) =>
    mergedInto === null ? null : showThread(mergedInto, context),
};
