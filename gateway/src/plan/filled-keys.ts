import { Kind } from 'graphql';
import type { SelectionSetNode } from 'graphql';
import type { FilledKey, Rewrite } from './plan-nodes.ts';

/** The keys that a fetch fills below its targets (the root, or entities), by the names that they have in the data. */
export function filledKeys(selectionSet: SelectionSetNode, outputRewrites: readonly Rewrite[]): FilledKey[] {
  const names = new Map<string, string>();
  for (const rewrite of outputRewrites) {
    const last = rewrite.path.at(-1);
    if (rewrite.kind === 'KeyRenamer' && last !== undefined) names.set(last, rewrite.to);
  }
  return ofSet(selectionSet, names);
}

/** Types are not looked at: two objects of a path may be of different ones. */
function ofSet({ selections }: SelectionSetNode, names: ReadonlyMap<string, string>): FilledKey[] {
  return selections.flatMap((node): FilledKey[] => {
    if (node.kind === Kind.INLINE_FRAGMENT) return ofSet(node.selectionSet, names);
    if (node.kind !== Kind.FIELD) return [];
    const below = node.selectionSet && ofSet(node.selectionSet, names);
    if (node.name.value === '_entities') return below ?? [];
    const key = node.alias?.value ?? node.name.value;
    return [{ key: names.get(key) ?? key, below }];
  });
}
