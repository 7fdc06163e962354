import type { Viewer } from '../../../subgraphs/kit/process/viewer.ts';
import { clientError } from '../errors.ts';
import type { FetchNode, OperationPlan, PlanNode } from '../plan/plan-nodes.ts';
import type { AccessRequirement, AccessRules } from '../supergraph/access-rules.ts';

/** Answers whether one of the policies' owner grants it to the viewer; without such a function no policy is granted. */
export type GrantPolicy = (policy: string, viewer: Viewer) => boolean;

/**
 * Enforces `@authenticated`, `@requiresScopes` and `@policy` on the plan's own fetches, so on the keys and required
 * fields that the client did not select too. The whole operation is refused when one requirement is not met: nothing
 * is fetched. @throws UNAUTHENTICATED for a stranger, FORBIDDEN for someone without the right
 */
export function authorise(
  plan: OperationPlan,
  access: AccessRules,
  asking: { readonly viewer: Viewer; readonly grantPolicy?: GrantPolicy | undefined },
): void {
  if (!access.any) return;
  for (const fetch of fetchesOf(plan)) {
    if (access.ofFetch(fetch.operation).every((requirement) => isMet(requirement, asking))) continue;
    throw asking.viewer.kind === 'anonymous'
      ? clientError('UNAUTHENTICATED', 'Sign in to ask for this.')
      : clientError('FORBIDDEN', 'You may not ask for this.');
  }
}

function isMet(
  requirement: AccessRequirement,
  { viewer, grantPolicy }: { readonly viewer: Viewer; readonly grantPolicy?: GrantPolicy | undefined },
): boolean {
  const { kind, anyOf } = requirement;
  if (kind === 'authenticated') return viewer.kind !== 'anonymous';
  const granted = (name: string): boolean =>
    kind === 'requiresScopes' ? viewer.scopes.includes(name) : (grantPolicy?.(name, viewer) ?? false);
  return anyOf.some((all) => all.every(granted));
}

function fetchesOf(plan: OperationPlan): FetchNode[] {
  const rest = plan.kind === 'operation' ? plan.node : plan.rest;
  return [...(plan.kind === 'subscription' ? [plan.trigger] : []), ...(rest ? fetchesIn(rest) : [])];
}

function fetchesIn(node: PlanNode): FetchNode[] {
  switch (node.kind) {
    case 'Fetch':
      return [node];
    case 'Flatten':
      return fetchesIn(node.node);
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap(fetchesIn);
    case 'Condition':
      return [node.ifNode, node.elseNode].flatMap((branch) => (branch ? fetchesIn(branch) : []));
  }
}
