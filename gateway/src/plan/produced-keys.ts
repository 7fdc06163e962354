import type { OperationDefinitionNode, SelectionSetNode } from 'graphql';
import type { ProducedKeys, Rewrite } from './plan-nodes.ts';

/** The response keys that a fetch adds to its targets, by type condition, as they are called after its rewrites. */
export function producedKeys(
  operation: OperationDefinitionNode,
  outputRewrites: readonly Rewrite[],
): ProducedKeys[] {
  const root = operation.selectionSet;
  const entities = root.selections.find((node) => node.kind === 'Field' && node.name.value === '_entities');
  const set = entities?.kind === 'Field' && entities.selectionSet ? entities.selectionSet : root;
  const byType = new Map<string | undefined, Set<string>>();
  collect(set, undefined, byType);
  return [...byType].map(([type, keys]) => ({
    type,
    keys: [...keys].map((key) => finalName(key, outputRewrites)),
  }));
}

function collect(
  set: SelectionSetNode,
  type: string | undefined,
  into: Map<string | undefined, Set<string>>,
): void {
  for (const node of set.selections) {
    if (node.kind === 'InlineFragment')
      collect(node.selectionSet, node.typeCondition?.name.value ?? type, into);
    if (node.kind !== 'Field') continue;
    const key = node.alias?.value ?? node.name.value;
    if (key === '__typename') continue;
    into.set(type, (into.get(type) ?? new Set()).add(key));
  }
}

/** The planner's own aliases are unique within a fetch and always lead back to one name. */
function finalName(key: string, rewrites: readonly Rewrite[]): string {
  const renamer = rewrites.find((rewrite) => rewrite.kind === 'KeyRenamer' && rewrite.path.at(-1) === key);
  return renamer?.kind === 'KeyRenamer' ? renamer.to : key;
}
