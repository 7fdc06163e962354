import { Kind } from 'graphql';
import type { SelectionSetNode } from 'graphql';
import type { StreamedList } from '../execute/program.ts';
import type { PlannedOperation } from '../plan/plan-nodes.ts';
import { incrementalDirective, initialCount, partId } from '../plan/resolve-incremental.ts';

/** The lists of an operation that are streamed, each once. */
export function readStreams(planned: PlannedOperation): StreamedList[] {
  const found = new Map<string, StreamedList>();
  const walk = (set: SelectionSetNode, above: readonly string[]): void => {
    for (const node of set.selections) {
      if (node.kind === Kind.INLINE_FRAGMENT) walk(node.selectionSet, above);
      if (node.kind !== Kind.FIELD) continue;
      const keys = [...above, node.alias?.value ?? node.name.value];
      const directive = incrementalDirective(node, 'stream');
      if (directive) {
        const id = partId(directive);
        found.set(id, { id, keys, count: initialCount(directive, planned.variableNames) });
      }
      if (node.selectionSet) walk(node.selectionSet, keys);
    }
  };
  walk(planned.operation.selectionSet, []);
  return [...found.values()];
}
