import { Kind, visit } from 'graphql';
import type { ASTVisitor, DocumentNode, FieldNode, SelectionSetNode } from 'graphql';
import type { SeparatedOperation } from './separate-keys.ts';

/**
 * The document as the planner can take it; undefined when no subgraph has to be asked anything. It has no `__schema`
 * and `__type`, which the planner knows at the root only and fails on below a field that returns the query type, and
 * no selection set that is empty because of them or of `@skip` and `@include`.
 */
export function prepareDocument(planned: SeparatedOperation): DocumentNode | undefined {
  const operation = visit(planned.operation, visitor);
  if (operation.selectionSet.selections.every((node) => node === filling)) return undefined;
  const fragments = [...planned.fragments.values()]
    .filter(({ typeCondition }) => !typeCondition.name.value.startsWith('__'))
    .map((fragment) => visit(fragment, visitor));
  return { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] };
}

const visitor: ASTVisitor = {
  Field: (node) => (node.name.value === '__schema' || node.name.value === '__type' ? null : undefined),
  SelectionSet: { leave: keepOne },
};

const filling: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

function keepOne(node: SelectionSetNode): SelectionSetNode | undefined {
  return node.selections.length > 0 ? undefined : { ...node, selections: [filling] };
}
