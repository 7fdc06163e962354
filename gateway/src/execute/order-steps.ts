import type { FilledKey, RequiredSelection } from '../plan/plan-nodes.ts';
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
  addWritten(node.fills, keys, writes);
  return writes;
}

function addWritten(filled: readonly FilledKey[], keys: readonly string[], writes: Set<string>): void {
  for (const { key, below } of filled) {
    const path = [...keys, key];
    writes.add(pathText(path));
    if (below) addWritten(below, path, writes);
  }
}
