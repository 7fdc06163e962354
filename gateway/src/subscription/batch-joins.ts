import { encodeViewer } from '../../../subgraphs/kit/process/viewer.ts';
import { SendTogether } from '../transport/send-together.ts';
import type { EntityAsker, TogetherBounds } from '../transport/send-together.ts';
import type { CallContext, SubgraphCall, SubgraphRequest } from '../transport/subgraph-call.ts';

const defaultBounds: TogetherBounds = Object.freeze({ maxEntities: 200, maxBytes: 128 * 1024, maxApart: 0 });

/**
 * Puts what several topics ask for in one turn of the event loop into one request, where nothing but the
 * representations differs: the same query text, variables and, unless all that is selected is public, viewer. Each
 * entity is asked for once, and everyone gets back its own, with the errors at its own indexes. A request that several
 * share runs to its end, whoever leaves.
 */
export function batchJoins(call: SubgraphCall, bounds: TogetherBounds = defaultBounds): SubgraphCall {
  const together = new SendTogether(bounds);
  const waiting = new Map<string, EntityAsker[]>();
  const send = (): void => {
    const groups = [...waiting.values()];
    waiting.clear();
    for (const askers of groups) {
      const [first] = askers;
      if (first) together.send(call, askers, { ...first.context, signal: neverLeaves });
    }
  };
  return (request, context) => {
    const { entities } = request;
    if (!entities || request.kind !== 'query') return call(request, context);
    return new Promise((resolve) => {
      if (waiting.size === 0) setImmediate(send);
      const key = keyOf(request, context, entities.before);
      const asker = { request: { ...request, entities }, context, resolve };
      const askers = waiting.get(key);
      if (askers) askers.push(asker);
      else waiting.set(key, [asker]);
    });
  };
}

const neverLeaves = Object.freeze({ aborted: false });

function keyOf({ subgraph, identity }: SubgraphRequest, { viewer }: CallContext, before: string): string {
  const who = identity ? encodeViewer(viewer) : '';
  return [subgraph.name, subgraph.url, subgraph.signingKey ?? '', who, before].join('\n');
}
