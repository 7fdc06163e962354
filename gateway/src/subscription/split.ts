import type { FetchNode, OperationPlan, PlanNode } from '../plan/plan-nodes.ts';

export interface SplitSubscription {
  /** The one fetch whose answers are the events. */
  readonly trigger: FetchNode;
  /** The trigger's variables. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** No part of it depends on who asks. */
  readonly isPublic: boolean;
}

/**
 * A subscription's plan as its way needs it: what is asked of the subgraph once, and what is run for each event.
 * @param variables of the client, coerced
 */
export function splitSubscription(
  plan: Extract<OperationPlan, { kind: 'subscription' }>,
  variables: Readonly<Record<string, unknown>>,
): SplitSubscription {
  const { trigger, rest } = plan;
  const used = trigger.variableUsages.filter(({ from }) => Object.hasOwn(variables, from));
  return {
    trigger,
    variables: Object.fromEntries(used.map(({ name, from }) => [name, variables[from]])),
    isPublic: trigger.public && (!rest || isPublicNode(rest)),
  };
}

function isPublicNode(node: PlanNode): boolean {
  switch (node.kind) {
    case 'Fetch':
      return node.public;
    case 'Flatten':
      return isPublicNode(node.node);
    case 'Sequence':
    case 'Parallel':
      return node.nodes.every(isPublicNode);
    case 'Defer':
      throw new Error('expected a subscription without deferred parts: validation refuses them');
    case 'Condition':
      return [node.ifNode, node.elseNode].every((branch) => !branch || isPublicNode(branch));
  }
}
