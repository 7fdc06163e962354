import { Kind } from 'graphql';
import type { SelectionSetNode } from 'graphql';
import type { FilledKey, PlannedOperation, PlanNode } from './plan-nodes.ts';

/** What plans fetch, as a tree of response keys. */
interface Fetched {
  readonly below: Map<string, Fetched>;
}

/**
 * The selected fields that no fetch of a plan selects. The planner leaves out, without an error, what it finds no way
 * to, as behind a key that is not resolvable; the answer must not pass off such a field as null.
 * @returns paths in the client's keys, as `pathKey` writes them
 */
export function findUnfetched(
  planned: Omit<PlannedOperation, 'unfetched'>,
  nodes: readonly PlanNode[],
): ReadonlySet<string> {
  const root = createFetched();
  for (const node of nodes) addNode(node, root);
  const unfetched = new Set<string>();
  compare(planned.operation.selectionSet, { fetched: root, path: [], planned, unfetched });
  return unfetched;
}

/** A path of response keys as one text; list indexes are left out. */
export function pathKey(path: readonly (string | number)[]): string {
  return path.filter((key) => typeof key === 'string').join('.');
}

function createFetched(): Fetched {
  return { below: new Map() };
}

function descend(fetched: Fetched, key: string): Fetched {
  const below = fetched.below.get(key) ?? createFetched();
  fetched.below.set(key, below);
  return below;
}

function addNode(node: PlanNode, at: Fetched): void {
  switch (node.kind) {
    case 'Fetch':
      return addFilled(node.fills, at);
    case 'Flatten': {
      let to = at;
      for (const key of node.path) if (typeof key === 'string' && key !== '@') to = descend(to, key);
      return addNode(node.node, to);
    }
    case 'Condition':
      for (const branch of [node.ifNode, node.elseNode]) if (branch) addNode(branch, at);
      return;
    case 'Defer':
      for (const each of [node.primary, ...node.deferred.map((later) => later.node)])
        if (each) addNode(each, at);
      return;
    default:
      for (const child of node.nodes) addNode(child, at);
  }
}

function addFilled(filled: readonly FilledKey[], at: Fetched): void {
  for (const { key, below } of filled) {
    const to = descend(at, key);
    if (below) addFilled(below, to);
  }
}

interface Comparison {
  readonly fetched: Fetched;
  readonly path: readonly string[];
  readonly planned: Omit<PlannedOperation, 'unfetched'>;
  readonly unfetched: Set<string>;
}

/** Types are not looked at: what is fetched for one type counts for all. */
function compare(set: SelectionSetNode, comparison: Comparison): void {
  const { fetched, path, planned, unfetched } = comparison;
  for (const node of set.selections) {
    if (node.kind === Kind.INLINE_FRAGMENT) compare(node.selectionSet, comparison);
    if (node.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = planned.fragments.get(node.name.value);
      if (fragment) compare(fragment.selectionSet, comparison);
    }
    if (node.kind !== Kind.FIELD || node.name.value.startsWith('__')) continue;
    const key = node.alias?.value ?? node.name.value;
    const inner = [...path, planned.responseKeys.get(key) ?? key];
    const below = fetched.below.get(key);
    if (!below) unfetched.add(pathKey(inner));
    else if (node.selectionSet) compare(node.selectionSet, { ...comparison, fetched: below, path: inner });
  }
}
