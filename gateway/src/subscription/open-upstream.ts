import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import type { LiveOperation } from './prepare-stream.ts';
import type { StreamTools } from './stream-tools.ts';
import { Upstream } from './upstream.ts';

export interface UpstreamOpening {
  readonly operation: LiveOperation;
  readonly viewer: Viewer;
  readonly after: string | undefined;
  /** Asked at each opening: `StreamCall.tell`. */
  readonly tell: () => string;
}

/** Opens the trigger at its subgraph, with the viewer unless all that it selects is public. Close it. */
export function openUpstream(
  tools: StreamTools,
  { operation, viewer, after, tell }: UpstreamOpening,
): Upstream {
  const { split, subgraph } = operation;
  const { operation: query } = split.trigger;
  const asking = { viewer: split.trigger.public ? null : viewer, variables: split.variables };
  const call = { subgraph, query, ...asking };
  return new Upstream({
    open: (from, sink) => tools.open({ ...call, after: from, tell: tell() }, sink),
    after,
    resumable: operation.isResumable,
    limits: tools.upstreamLimits,
    onReopen: () => tools.metrics.reopened(subgraph.name),
  });
}
