import type { TypeResolvers } from '../../kit/resolvers.ts';
import { noSuchRequest, requirePerson } from '../errors.ts';
import { requestAsOf, requestTopic } from '../request.events.ts';
import type { RequestRow } from '../request.model.ts';
import { visibleRequest } from '../request.store.ts';
import type { Context } from './context.ts';

export const Subscription: TypeResolvers<Context> = {
  dataRequestChanged: {
    /** The request as of each change. */
    subscribe: async (_: unknown, { id }: { readonly id: string }, { store, viewer, live }: Context) => {
      requirePerson(viewer);
      if (!(await visibleRequest(store.requests, { id, viewer }))) throw noSuchRequest();
      return live.stream<RequestRow>({
        topics: [requestTopic(id)],
        snapshot: (session) => visibleRequest(store.requests, { id, viewer }, session),
        event: async ({ entry }) => {
          const row = await visibleRequest(store.requests, { id, viewer });
          return row && requestAsOf(row, entry);
        },
      });
    },
  },
};
