import { Kind } from 'graphql';
import type { OperationDefinitionNode, SelectionNode } from 'graphql';

/**
 * The operation without type conditions at its root: the planner writes the graph's name of a root type where it goes
 * back to the root from below, and a subgraph may have another name for its own. The same object where there are none.
 */
export function withoutRootFragments(operation: OperationDefinitionNode): OperationDefinitionNode {
  const { selections } = operation.selectionSet;
  if (!selections.some(isPlainFragment)) return operation;
  return {
    ...operation,
    selectionSet: { ...operation.selectionSet, selections: selections.flatMap(unwrap) },
  };
}

function isPlainFragment(node: SelectionNode): boolean {
  return node.kind === Kind.INLINE_FRAGMENT && !node.directives?.length;
}

function unwrap(node: SelectionNode): readonly SelectionNode[] {
  if (node.kind !== Kind.INLINE_FRAGMENT || !isPlainFragment(node)) return [node];
  return node.selectionSet.selections.flatMap(unwrap);
}
