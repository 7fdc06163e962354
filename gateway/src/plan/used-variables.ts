import { visit } from 'graphql';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';

/** The variables that are used: one that is declared and not used would be refused by a subgraph. */
export function usedVariables(node: DocumentNode | OperationDefinitionNode): ReadonlySet<string> {
  const used = new Set<string>();
  visit(node, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void used.add(name.value),
  });
  return used;
}
