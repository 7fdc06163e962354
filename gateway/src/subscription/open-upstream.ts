import { clientError } from '../errors.ts';
import type { PreparedStream, StreamTools } from './prepare-stream.ts';
import { Upstream } from './upstream.ts';

/**
 * Opens the trigger at its subgraph, with the viewer unless all that it selects is public. Closed with the context's
 * signal.
 * @throws BAD_USER_INPUT when a stream without cursors is to be resumed
 */
export function openUpstream(tools: StreamTools, prepared: PreparedStream): Upstream {
  const { joining, after } = prepared;
  const { split, snapshot, context } = joining;
  const subgraph = snapshot.subgraphs.get(split.trigger.subgraph);
  if (!subgraph) throw new Error(`expected an address for subgraph ${split.trigger.subgraph}, got none`);
  // Without a key it is not one of ours, and only ours speak cursors (design.md §3).
  const resumable = subgraph.signingKey !== undefined;
  if (after !== undefined && !resumable) {
    throw clientError('BAD_USER_INPUT', 'This stream has no cursors: it cannot be resumed.', {
      extensions: { field: 'extensions.after', rule: 'not_resumable' },
    });
  }
  const { operation: query, operationName } = split.trigger;
  const viewer = split.trigger.public ? null : context.viewer;
  const call = { subgraph, query, operationName, variables: split.variables, viewer };
  const upstream = new Upstream({
    open: (from, sink) => tools.open({ ...call, after: from }, sink),
    after,
    resumable,
    limits: tools.upstreamLimits,
    onReopen: () => tools.metrics.reopened(subgraph.name),
  });
  if (context.signal.aborted) upstream.close();
  else context.signal.addEventListener('abort', () => upstream.close(), { once: true });
  return upstream;
}
