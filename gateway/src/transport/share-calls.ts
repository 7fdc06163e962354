import type { EncodeViewer } from './encode-viewer.ts';
import type { Flights } from './flights.ts';
import type { SubgraphAnswer, SubgraphCall } from './subgraph-call.ts';

export interface SharingCalls {
  readonly calls: Flights<SubgraphAnswer>;
  readonly encode: EncodeViewer;
  /** A call was not made, because an equal one was under way. */
  readonly onShared: (subgraph: string) => void;
}

/**
 * One call in flight for equal bytes (design.md §2): the same subgraph, the same body and, where identity is sent, the
 * same viewer. Queries only. Whoever gets an answer that others hold too is told so by `shared` (threats.md B15).
 */
export function shareCalls(call: SubgraphCall, { calls, encode, onShared }: SharingCalls): SubgraphCall {
  return async (request, context) => {
    if (request.kind !== 'query') return call(request, context);
    const { subgraph, body } = request;
    const viewer = encode(request, context.viewer);
    // A body begins with a brace, and no viewer does.
    const key = viewer === '' ? body : viewer + body;
    const caller = context.signal;
    const joined = calls.join(subgraph, key, caller);
    if (joined) onShared(subgraph.name);
    const flight =
      joined ??
      calls.begin({ asked: subgraph, key, caller }, (callers) =>
        call(request, { ...context, signal: callers }),
      );
    const { value, shared } = await flight;
    return shared ? { ...value, shared } : value;
  };
}
