import { GraphQLIncludeDirective, GraphQLSkipDirective, isAbstractType, isUnionType, Kind } from 'graphql';
import type {
  FieldNode,
  GraphQLCompositeType,
  GraphQLSchema,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';
import { own } from '../execute/data-object.ts';
import type { PlannedOperation } from '../plan/plan-nodes.ts';

/** All selections of one response key. */
export interface CollectedField {
  /** The client's. */
  readonly key: string;
  /** The key in the raw data. */
  readonly dataKey: string;
  readonly name: string;
  readonly nodes: readonly FieldNode[];
}

/** The fields selected below `parents`, for objects of `type`, in the order of the response. */
export interface FieldCollector {
  collect(parents: readonly SelectionParent[], type: GraphQLCompositeType): readonly CollectedField[];
}

export interface SelectionParent {
  readonly selectionSet?: SelectionSetNode | undefined;
}

/**
 * Collects as the specification says (GraphQL, "Field Collection"), with the variables of one request. The same
 * `parents` array with the same type is worked out once: the elements of a list share it.
 */
export function createFieldCollector(
  schema: GraphQLSchema,
  planned: PlannedOperation,
  variables: Readonly<Record<string, unknown>>,
): FieldCollector {
  const known = new WeakMap<readonly SelectionParent[], Map<string, readonly CollectedField[]>>();
  return {
    collect(parents, type) {
      const byType = known.get(parents) ?? new Map<string, readonly CollectedField[]>();
      known.set(parents, byType);
      const before = byType.get(type.name);
      if (before) return before;
      const collection: Collection = { schema, planned, variables, type, groups: new Map(), seen: new Set() };
      for (const { selectionSet } of parents) if (selectionSet) collectSet(selectionSet, collection);
      const fields = [...collection.groups.values()];
      byType.set(type.name, fields);
      return fields;
    },
  };
}

interface Group extends CollectedField {
  readonly nodes: FieldNode[];
}

interface Collection {
  readonly schema: GraphQLSchema;
  readonly planned: PlannedOperation;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly type: GraphQLCompositeType;
  readonly groups: Map<string, Group>;
  readonly seen: Set<string>;
}

function collectSet(set: SelectionSetNode, collection: Collection): void {
  for (const node of set.selections) {
    if (isIncluded(node, collection)) collectSelection(node, collection);
  }
}

function collectSelection(node: SelectionNode, collection: Collection): void {
  switch (node.kind) {
    case Kind.FIELD:
      return addField(node, collection);
    case Kind.INLINE_FRAGMENT: {
      const condition = node.typeCondition?.name.value;
      if (condition === undefined || applies(condition, collection))
        collectSet(node.selectionSet, collection);
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
function applies(condition: string, { schema, type }: Collection): boolean {
  if (condition === type.name) return true;
  const general = schema.getType(condition);
  return isAbstractType(general) && !isUnionType(type) && schema.isSubType(general, type);
}

function isIncluded(node: SelectionNode, collection: Collection): boolean {
  return (
    condition(node, GraphQLSkipDirective.name, collection) !== true &&
    condition(node, GraphQLIncludeDirective.name, collection) !== false
  );
}

/** The value of `if`, or undefined when the directive is not there. */
function condition(
  node: SelectionNode,
  directive: string,
  { planned, variables }: Collection,
): boolean | undefined {
  const found = node.directives?.find((candidate) => candidate.name.value === directive);
  const value = found?.arguments?.find((argument) => argument.name.value === 'if')?.value;
  if (!value) return undefined;
  if (value.kind === Kind.BOOLEAN) return value.value;
  if (value.kind !== Kind.VARIABLE) return undefined;
  const name = value.name.value;
  return own(variables, planned.variableNames.get(name) ?? name) === true;
}
