import { encodeViewer } from '../../../subgraphs/kit/process/viewer.ts';
import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import type { SubgraphEndpoint } from './subgraph-call.ts';

/**
 * The viewer as one call carries it: empty for a stranger, for a call that sends no identity, and for a foreign
 * subgraph, which has no key and learns nothing about who asks. Both what is sent and what is shared follow this.
 */
export type EncodeViewer = (
  request: { readonly subgraph: SubgraphEndpoint; readonly identity: boolean },
  viewer: Viewer,
) => string;

/** The same viewer comes with many requests: its wire form is remembered for as long as it is. */
export function createViewerEncoder(): EncodeViewer {
  const known = new WeakMap<Viewer, string>();
  return ({ subgraph, identity }, viewer) => {
    if (!identity || viewer.kind === 'anonymous' || subgraph.signingKey === undefined) return '';
    const before = known.get(viewer);
    if (before !== undefined) return before;
    const encoded = encodeViewer(viewer);
    known.set(viewer, encoded);
    return encoded;
  };
}
