import { Kind, parse, print, stripIgnoredCharacters } from 'graphql';
import type { FieldNode, OperationDefinitionNode, SelectionNode } from 'graphql';
import { conflictingRequirements } from './conflicting-requirements.ts';
import type { FetchNode, PlanNode, RequiredSelection } from './plan-nodes.ts';

/**
 * Entity fetches to one subgraph, for the same objects and at the same time, become one where something in them is
 * computed (`@requires`): the planner was made to see what is computed as a subgraph of its own. They stay apart where
 * they require one field with different arguments, for which a representation has no room.
 */
export function mergeFetches(nodes: readonly PlanNode[]): PlanNode[] {
  const merged: Head[] = [];
  const others: PlanNode[] = [];
  for (const node of nodes) {
    const head = headOf(node);
    const index = head ? merged.findIndex((known) => mayMerge(known, head)) : -1;
    if (!head) others.push(node);
    else if (index < 0) merged.push(head);
    else merged[index] = mergeHeads(merged[index] ?? head, head);
  }
  if (merged.length + others.length === nodes.length) return [...nodes];
  return [...merged.map(nodeOf), ...others];
}

/** An entity fetch at a path, and what comes after it. */
interface Head {
  readonly path: readonly (string | number)[];
  readonly fetch: FetchNode;
  readonly rest: readonly PlanNode[];
}

function headOf(node: PlanNode): Head | undefined {
  if (node.kind === 'Flatten' && node.node.kind === 'Fetch')
    return { path: node.path, fetch: node.node, rest: [] };
  if (node.kind !== 'Sequence') return undefined;
  const [first, ...rest] = node.nodes;
  const head = first && headOf(first);
  return head && { ...head, rest: [...head.rest, ...rest] };
}

function nodeOf({ path, fetch, rest }: Head): PlanNode {
  const flatten: PlanNode = { kind: 'Flatten', path, node: fetch };
  return rest.length > 0 ? { kind: 'Sequence', nodes: [flatten, ...rest] } : flatten;
}

function mayMerge(left: Head, right: Head): boolean {
  const [a, b] = [left.fetch, right.fetch];
  if (a.subgraph !== b.subgraph || left.path.join('\n') !== right.path.join('\n')) return false;
  if (!a.requires || !b.requires || a.refusal || b.refusal) return false;
  const computes = [...a.produces, ...b.produces].some(({ requires }) => requires.length > 0);
  const renames = [a, b].every(({ outputRewrites }) => outputRewrites.length > 0);
  if (!computes || renames || a.contextRewrites.length > 0 || b.contextRewrites.length > 0) return false;
  return conflictingRequirements([...a.requires, ...b.requires]).size === 0;
}

function mergeHeads(left: Head, right: Head): Head {
  const rests = [left.rest, right.rest].filter((rest) => rest.length > 0).map(inSequence);
  const rest: PlanNode[] = rests.length > 1 ? [{ kind: 'Parallel', nodes: mergeFetches(rests) }] : rests;
  return { path: left.path, fetch: mergeTwo(left.fetch, right.fetch), rest };
}

function inSequence(nodes: readonly PlanNode[]): PlanNode {
  const [only, ...more] = nodes;
  return only && more.length === 0 ? only : { kind: 'Sequence', nodes };
}

function mergeTwo(a: FetchNode, b: FetchNode): FetchNode {
  const operation = mergeOperations(operationOf(a), operationOf(b));
  return {
    ...a,
    operation: stripIgnoredCharacters(print(operation)),
    variableUsages: unique([...a.variableUsages, ...b.variableUsages], ({ name }) => name),
    requires: mergeRequired([...(a.requires ?? []), ...(b.requires ?? [])]),
    inputRewrites: unique([...a.inputRewrites, ...b.inputRewrites], (rewrite) => JSON.stringify(rewrite)),
    outputRewrites: [...a.outputRewrites, ...b.outputRewrites],
    produces: unique([...a.produces, ...b.produces], ({ type, sentKey }) => `${type ?? ''}.${sentKey}`),
    fills: [...a.fills, ...b.fills],
    public: a.public && b.public,
  };
}

function unique<T>(elements: readonly T[], id: (element: T) => string): T[] {
  return [...new Map(elements.map((element) => [id(element), element])).values()];
}

/** One fragment for each type, one member for each key. */
function mergeRequired(selections: readonly RequiredSelection[]): RequiredSelection[] {
  const merged = new Map<string, RequiredSelection>();
  for (const selection of selections) {
    const id =
      selection.kind === 'Field' ? `Field ${selection.key}` : `InlineFragment ${selection.type ?? ''}`;
    const known = merged.get(id);
    if (!known?.selections || !selection.selections) merged.set(id, known ?? selection);
    else
      merged.set(id, {
        ...known,
        selections: mergeRequired([...known.selections, ...selection.selections]),
      });
  }
  return [...merged.values()];
}

function operationOf({ operation }: FetchNode): OperationDefinitionNode {
  const definition = parse(operation, { noLocation: true }).definitions[0];
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('expected a fetch with one operation');
  return definition;
}

function mergeOperations(a: OperationDefinitionNode, b: OperationDefinitionNode): OperationDefinitionNode {
  const [left, right] = [entitiesOf(a), entitiesOf(b)];
  const selections = mergeSelections([
    ...(left.selectionSet?.selections ?? []),
    ...(right.selectionSet?.selections ?? []),
  ]);
  const entities: FieldNode = { ...left, selectionSet: { kind: Kind.SELECTION_SET, selections } };
  return {
    ...a,
    variableDefinitions: unique(
      [...(a.variableDefinitions ?? []), ...(b.variableDefinitions ?? [])],
      ({ variable }) => variable.name.value,
    ),
    selectionSet: { ...a.selectionSet, selections: [entities] },
  };
}

function entitiesOf({ selectionSet }: OperationDefinitionNode): FieldNode {
  const [entities] = selectionSet.selections;
  if (entities?.kind !== Kind.FIELD) throw new Error('expected a fetch of entities');
  return entities;
}

/** Fragments on one type become one; fields stay as they are, GraphQL merges equal ones. */
function mergeSelections(selections: readonly SelectionNode[]): SelectionNode[] {
  const merged = new Map<string, SelectionNode>();
  for (const node of selections) {
    const isPlain = node.kind === Kind.INLINE_FRAGMENT && !node.directives?.length;
    const id = isPlain ? `... on ${node.typeCondition?.name.value ?? ''}` : print(node);
    const known = merged.get(id);
    if (!isPlain || known?.kind !== Kind.INLINE_FRAGMENT) {
      merged.set(id, known ?? node);
      continue;
    }
    const inner = mergeSelections([...known.selectionSet.selections, ...node.selectionSet.selections]);
    merged.set(id, { ...known, selectionSet: { kind: Kind.SELECTION_SET, selections: inner } });
  }
  return [...merged.values()];
}
