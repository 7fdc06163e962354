import type { ConditionNode, PlanNode } from '../plan/plan-nodes.ts';
import { own } from './data-object.ts';

/** The branch that the variable chooses; a branch that is absent has nothing to fetch. */
export function chooseBranch(
  node: ConditionNode,
  variables: Readonly<Record<string, unknown>>,
): PlanNode | undefined {
  return own(variables, node.variable) === true ? node.ifNode : node.elseNode;
}
