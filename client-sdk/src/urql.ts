import { subscriptionExchange, type Exchange } from '@urql/core';
import type { HubCore } from './client.ts';
import { forwardLive } from './forward-live.ts';
import type { LiveOptions } from './live.ts';

/**
 * An exchange of urql that takes subscriptions over the hub's streams, which mend and resume themselves; put it before
 * `fetchExchange`, which has the rest. `extensions: { after }` of a request begins behind a cursor, and `live` in its context
 * has more: `keep`, `onBreak`, `onOpen`. Each result has the event's `cursor`, `start` and `resync` as extensions.
 */
export function liveExchange(hub: Pick<HubCore, 'subscribe'>): Exchange {
  return subscriptionExchange({
    forwardSubscription: ({ query = '', variables, extensions }, { context }) => ({
      subscribe: (sink) => {
        const { live } = parseContext(context);
        const forwarded = { query, variables, extensions, options: live };
        const unsubscribe = forwardLive(hub, forwarded, {
          next: (result) => sink.next(parseResult(result)),
          error: (error) => sink.error(error),
          complete: () => sink.complete(),
        });
        return { unsubscribe };
      },
    }),
  });
}

function parseContext(context: unknown): { readonly live?: LiveOptions } {
  return context as { readonly live?: LiveOptions };
}

/** The same by urql's own name, which wants members that may be written to. */
function parseResult(result: unknown): Parameters<Sink['next']>[0] {
  return result as Parameters<Sink['next']>[0];
}

type Forwarder = Parameters<typeof subscriptionExchange>[0]['forwardSubscription'];
type Sink = Parameters<ReturnType<Forwarder>['subscribe']>[0];
