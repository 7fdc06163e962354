import { createHash } from 'node:crypto';
import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import { encodeViewer } from '../../../subgraphs/kit/process/viewer.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { OperationPlan } from '../plan/plan-nodes.ts';
import type { Snapshot } from '../supergraph/snapshot.ts';

export interface TopicIdentity {
  readonly plan: OperationPlan;
  /** Nothing in it depends on who asks. */
  readonly isPublic: boolean;
  /** Coerced, so that a default and its value written out are the same. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly snapshot: Snapshot;
  readonly viewer: Viewer;
}

/**
 * Says what must be equal for two streams to share everything (design.md §2): the plan, which holds the operation with
 * all that decides what is asked and what the answer looks like, the variables, the generation and, unless all of it is
 * public, the viewer.
 */
export class TopicKeys {
  readonly #digests = new WeakMap<OperationPlan, string>();

  of({ plan, isPublic, variables, snapshot, viewer }: TopicIdentity): string {
    const who = isPublic ? '' : encodeViewer(viewer);
    return [snapshot.id, this.#digestOf(plan), who, canonicalJson(variables)].join('\n');
  }

  #digestOf(plan: OperationPlan): string {
    const known = this.#digests.get(plan);
    if (known !== undefined) return known;
    // Where a part of the operation stood in its text is no part of it.
    const digest = createHash('sha256').update(canonicalJson(plan, 'loc')).digest('base64');
    this.#digests.set(plan, digest);
    return digest;
  }
}
