import { isAbstractType, isCompositeType, isUnionType, Kind, doTypesOverlap } from 'graphql';
import type {
  FieldNode,
  GraphQLCompositeType,
  GraphQLSchema,
  InlineFragmentNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';
import type { PlannedOperation } from '../plan/plan-nodes.ts';
import { incrementalDirective } from '../plan/resolve-incremental.ts';

/** All selections of one response key. */
export interface CollectedField {
  /** The client's. */
  readonly key: string;
  /** The key in the raw data. */
  readonly dataKey: string;
  readonly name: string;
  readonly nodes: readonly FieldNode[];
}

export interface Collected {
  /** In the order of the response. */
  readonly fields: readonly CollectedField[];
  /** For an abstract type: some fragment applies to a part of its types only, which one has to know to leave it out. */
  readonly selectsByType: boolean;
  /** Fragments with `@defer` that apply, where those are left for later; their fields are not among `fields`. */
  readonly deferred: readonly InlineFragmentNode[];
}

/** What is selected below `parents`, for objects of `type`. */
export interface FieldCollector {
  collect(parents: readonly SelectionParent[], type: GraphQLCompositeType): Collected;
}

export interface SelectionParent {
  readonly selectionSet?: SelectionSetNode | undefined;
}

/**
 * Collects as the specification says (GraphQL, "Field Collection"); `@skip` and `@include` were resolved in planning.
 * The same `parents` array with the same type is worked out once: the elements of a list share it.
 * @param deferred whether fragments with `@defer` are read like any others, or left for later
 */
export function createFieldCollector(
  schema: GraphQLSchema,
  planned: PlannedOperation,
  deferred: 'read' | 'left' = 'read',
): FieldCollector {
  const known = new WeakMap<readonly SelectionParent[], Map<string, Collected>>();
  return {
    collect(parents, type) {
      const byType = known.get(parents) ?? new Map<string, Collected>();
      known.set(parents, byType);
      const before = byType.get(type.name);
      if (before) return before;
      const collection: Collection = {
        schema,
        planned,
        type,
        groups: new Map(),
        seen: new Set(),
        passedOver: false,
        left: deferred === 'left' ? [] : undefined,
      };
      for (const { selectionSet } of parents) if (selectionSet) collectSet(selectionSet, collection);
      const fields = [...collection.groups.values()];
      const collected = { fields, selectsByType: collection.passedOver, deferred: collection.left ?? [] };
      byType.set(type.name, collected);
      return collected;
    },
  };
}

interface Group extends CollectedField {
  readonly nodes: FieldNode[];
}

interface Collection {
  readonly schema: GraphQLSchema;
  readonly planned: PlannedOperation;
  readonly type: GraphQLCompositeType;
  readonly groups: Map<string, Group>;
  readonly seen: Set<string>;
  /** A fragment was left out that could apply if more were known of the type. */
  passedOver: boolean;
  /** Collects the fragments that are left for later, if any are. */
  readonly left: InlineFragmentNode[] | undefined;
}

function collectSet(set: SelectionSetNode, collection: Collection): void {
  for (const node of set.selections) collectSelection(node, collection);
}

function collectSelection(node: SelectionNode, collection: Collection): void {
  switch (node.kind) {
    case Kind.FIELD:
      return addField(node, collection);
    case Kind.INLINE_FRAGMENT: {
      const condition = node.typeCondition?.name.value;
      if (condition !== undefined && !applies(condition, collection)) return;
      if (collection.left && incrementalDirective(node, 'defer')) collection.left.push(node);
      else collectSet(node.selectionSet, collection);
      return;
    }
    case Kind.FRAGMENT_SPREAD: {
      const name = node.name.value;
      if (collection.seen.has(name)) return;
      collection.seen.add(name);
      const fragment = collection.planned.fragments.get(name);
      if (fragment && applies(fragment.typeCondition.name.value, collection))
        collectSet(fragment.selectionSet, collection);
    }
  }
}

function addField(node: FieldNode, { planned, groups }: Collection): void {
  const dataKey = node.alias?.value ?? node.name.value;
  const key = planned.responseKeys.get(dataKey) ?? dataKey;
  const group = groups.get(key);
  if (group) group.nodes.push(node);
  else groups.set(key, { key, dataKey, name: node.name.value, nodes: [node] });
}

/** For an object whose concrete type is not known only what holds for all of its type applies. */
function applies(condition: string, collection: Collection): boolean {
  const { schema, type } = collection;
  if (condition === type.name) return true;
  const general = schema.getType(condition);
  if (isAbstractType(general) && !isUnionType(type) && schema.isSubType(general, type)) return true;
  if (isAbstractType(type) && isCompositeType(general) && doTypesOverlap(schema, type, general))
    collection.passedOver = true;
  return false;
}
