import { ApolloLink, Observable } from '@apollo/client';
import { Kind, print } from 'graphql';
import type { HubCore } from './client.ts';
import { forwardLive } from './forward-live.ts';
import type { LiveOptions } from './live.ts';

/**
 * A link of Apollo Client that takes subscriptions over the hub's streams, which mend and resume themselves; queries and
 * mutations go on to the next link. `extensions: { after }` of an operation begins behind a cursor, and `live` in its
 * context has more: `keep`, `onBreak`, `onOpen`. Each result has the event's `cursor`, `start` and `resync` as extensions.
 */
export function liveLink(hub: Pick<HubCore, 'subscribe'>): ApolloLink {
  return new ApolloLink((operation, forward) => {
    const isLive = operation.query.definitions.some(
      (each) => each.kind === Kind.OPERATION_DEFINITION && each.operation === 'subscription',
    );
    if (!isLive) return forward(operation);
    const { query, variables, extensions } = operation;
    const { live } = parseContext(operation.getContext());
    const forwarded = { query: print(query), variables, extensions, options: live };
    return new Observable<ApolloLink.Result>((observer) =>
      forwardLive(hub, forwarded, {
        next: (result) => observer.next(parseResult(result)),
        error: (error) => observer.error(error),
        complete: () => observer.complete(),
      }),
    );
  });
}

function parseContext(context: unknown): { readonly live?: LiveOptions } {
  return context as { readonly live?: LiveOptions };
}

/** The same by Apollo's own name, which wants members that may be written to. */
function parseResult(result: unknown): ApolloLink.Result {
  return result as ApolloLink.Result;
}
