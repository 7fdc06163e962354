import { Kind, parse } from 'graphql';
import type { SelectionSetNode } from 'graphql';
import type { FetchNode, RequiredSelection } from '../plan/plan-nodes.ts';
import type { PlacedFetch } from './program.ts';

/**
 * For each fetch those that it has to wait for. The planner orders whole waves; here a fetch waits only for those
 * before it that write something which it reads (the objects that it fills, what it requires of them, values that
 * `@fromContext` takes) or writes too, so that the newer value stands as it would have. Which types what is fetched
 * for plays no part: two fetches that may meet are kept apart. A mutation keeps the planner's order, since its fields
 * have effects (GraphQL, "Mutation").
 */
export function orderSteps(placed: readonly PlacedFetch[]): number[][] {
  const touched = placed.map((fetch) => ({ reads: readsOf(fetch), writes: writesOf(fetch) }));
  const isSerial = placed.some(({ node }) => node.operationKind === 'mutation');
  return placed.map(({ after }, index) => {
    const own = touched[index];
    return after.filter((other) => {
      const writes = touched[other]?.writes;
      return isSerial || !own || !writes || meet(own.reads, writes) || meet(own.writes, writes);
    });
  });
}

function meet(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const each of some) if (others.has(each)) return true;
  return false;
}

/** Paths of keys from the root, as text; nothing in a response key is a line break. */
const pathText = (keys: readonly string[]): string => keys.join('\n');

function readsOf({ node, keys }: PlacedFetch): Set<string> {
  const reads = new Set<string>();
  keys.forEach((_, index) => reads.add(pathText(keys.slice(0, index + 1))));
  if (node.requires) {
    reads.add(pathText([...keys, '__typename']));
    addRequired(node.requires, keys, reads);
  }
  for (const { path } of node.contextRewrites) addContext(path, keys, reads);
  return reads;
}

function addRequired(
  selections: readonly RequiredSelection[],
  keys: readonly string[],
  reads: Set<string>,
): void {
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') {
      addRequired(selection.selections, keys, reads);
      continue;
    }
    const path = [...keys, selection.key];
    reads.add(pathText(path));
    if (selection.selections) addRequired(selection.selections, path, reads);
  }
}

/** `..` in a context's path goes up one object. */
function addContext(path: readonly string[], keys: readonly string[], reads: Set<string>): void {
  const up = path.filter((step) => step === '..').length;
  let at = keys.slice(0, Math.max(keys.length - up, 0));
  reads.add(pathText([...at, '__typename']));
  for (const step of path) {
    if (step === '..' || step.startsWith('... on ')) continue;
    at = [...at, step];
    reads.add(pathText(at));
  }
}

function writesOf({ node, keys }: PlacedFetch): Set<string> {
  const writes = new Set<string>();
  const definition = parse(node.operation, { noLocation: true }).definitions[0];
  if (definition?.kind !== Kind.OPERATION_DEFINITION) return writes;
  addWritten(definition.selectionSet, keys, { writes, names: finalNames(node) });
  return writes;
}

interface Writing {
  readonly writes: Set<string>;
  /** What keys of the subgraph's answer are called in the data. */
  readonly names: ReadonlyMap<string, string>;
}

function addWritten(set: SelectionSetNode, keys: readonly string[], writing: Writing): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) addWritten(selection.selectionSet, keys, writing);
    if (selection.kind !== Kind.FIELD) continue;
    const isEntities = selection.name.value === '_entities';
    const key = selection.alias?.value ?? selection.name.value;
    const path = isEntities ? keys : [...keys, writing.names.get(key) ?? key];
    if (!isEntities) writing.writes.add(pathText(path));
    if (selection.selectionSet) addWritten(selection.selectionSet, path, writing);
  }
}

function finalNames({ outputRewrites }: FetchNode): Map<string, string> {
  const names = new Map<string, string>();
  for (const rewrite of outputRewrites) {
    const last = rewrite.path.at(-1);
    if (rewrite.kind === 'KeyRenamer' && last !== undefined) names.set(last, rewrite.to);
  }
  return names;
}
