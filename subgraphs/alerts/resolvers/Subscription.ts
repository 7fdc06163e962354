import type { JournalEntry } from '../../kit/index.ts';
import { streamList } from '../../kit/index.ts';
import type { TypeResolvers } from '../../kit/resolvers.ts';
import type { WhereInput } from '../area.rules.ts';
import { wardTopic } from '../area.rules.ts';
import type { ThreadView } from '../thread.events.ts';
import { activeMove, threadAsOf } from '../thread.events.ts';
import type { Context } from './context.ts';
import { findWhere } from './Query.ts';

export const Subscription: TypeResolvers<Context> = {
  alertsFor: {
    subscribe: (_: unknown, ask: Ask, context) => streamActive(ask, context),
  },
};

interface Ask {
  readonly where: WhereInput;
  readonly first: number;
}

/** What holds there, the same for whoever asks. */
async function streamActive({ where, first }: Ask, context: Context): Promise<AsyncIterable<unknown>> {
  const { store, live } = context;
  const found = await findWhere(where, context);
  return streamList<ThreadView>(live, {
    topics: [wardTopic(found.ward)],
    page: (session) => store.threads.active({ where: found, now: null, session }, { first }),
    move: (entry) => activeMove(found, entry),
    row: async (entry) => threadAsOf(entry),
  });
}

/** What has become of an alert that holds no longer, or not there. */
export const ActiveAlertListLeft: TypeResolvers<Context> = {
  state: ({ entry }: { readonly entry: JournalEntry }) => threadAsOf(entry).state,
};
