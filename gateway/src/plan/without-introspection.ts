import { Kind, visit } from 'graphql';
import type { ASTVisitor, DocumentNode, FieldNode, SelectionSetNode } from 'graphql';
import type { PlannedOperation } from './plan-nodes.ts';

/**
 * The document without `__schema` and `__type`, which no subgraph is asked for: the planner knows them at the root
 * only and fails on them below a field that returns the query type. Undefined when nothing else is selected.
 */
export function withoutIntrospection(planned: PlannedOperation): DocumentNode | undefined {
  const operation = visit(planned.operation, { ...dropFields, SelectionSet: { leave: keepOne } });
  if (operation.selectionSet.selections.every(isFilling)) return undefined;
  const fragments = [...planned.fragments.values()]
    .filter(({ typeCondition }) => !typeCondition.name.value.startsWith('__'))
    .map((fragment) => visit(fragment, { ...dropFields, SelectionSet: { leave: keepOne } }));
  return { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] };
}

const dropFields: ASTVisitor = {
  Field: (node) => (node.name.value === '__schema' || node.name.value === '__type' ? null : undefined),
};

const filling: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/** A selection set may not be empty. */
function keepOne(node: SelectionSetNode): SelectionSetNode | undefined {
  return node.selections.length > 0 ? undefined : { ...node, selections: [filling] };
}

function isFilling(node: unknown): boolean {
  return node === filling;
}
