import { Kind } from 'graphql';
import type { FieldNode, OperationDefinitionNode, SelectionSetNode } from 'graphql';
import type { ProducedField, Rewrite } from './plan-nodes.ts';

export interface FetchText {
  readonly subgraph: string;
  readonly operation: OperationDefinitionNode;
  readonly outputRewrites: readonly Rewrite[];
}

/** What the supergraph says of a field, by its type and name. */
export interface FieldFacts {
  /** The leaves that it requires in a subgraph, as paths; none for most. */
  requiredLeaves(subgraph: string, type: string, field: string): readonly string[];
  isNullable(type: string, field: string): boolean;
}

/** The fields that a fetch adds to its targets, by type condition. */
export function producedFields(fetch: FetchText, facts: FieldFacts): ProducedField[] {
  const produced = new Map<string, ProducedField>();
  walk(entityFields(fetch.operation), undefined, (node, type) => {
    const sentKey = node.alias?.value ?? node.name.value;
    if (sentKey === '__typename') return;
    produced.set(`${type ?? ''}.${sentKey}`, {
      type,
      key: finalName(sentKey, fetch.outputRewrites),
      sentKey,
      nullable: type !== undefined && facts.isNullable(type, node.name.value),
      requires: type === undefined ? [] : facts.requiredLeaves(fetch.subgraph, type, node.name.value),
    });
  });
  return [...produced.values()];
}

function entityFields({ selectionSet }: OperationDefinitionNode): SelectionSetNode {
  const entities = selectionSet.selections.find(
    (node) => node.kind === Kind.FIELD && node.name.value === '_entities',
  );
  return entities?.kind === Kind.FIELD && entities.selectionSet ? entities.selectionSet : selectionSet;
}

type OnField = (node: FieldNode, type: string | undefined) => void;

function walk(set: SelectionSetNode, type: string | undefined, on: OnField): void {
  for (const node of set.selections) {
    if (node.kind === Kind.INLINE_FRAGMENT)
      walk(node.selectionSet, node.typeCondition?.name.value ?? type, on);
    if (node.kind === Kind.FIELD) on(node, type);
  }
}

/** The planner's own aliases are unique within a fetch and always lead back to one name. */
function finalName(key: string, rewrites: readonly Rewrite[]): string {
  const renamer = rewrites.find((rewrite) => rewrite.kind === 'KeyRenamer' && rewrite.path.at(-1) === key);
  return renamer?.kind === 'KeyRenamer' ? renamer.to : key;
}
