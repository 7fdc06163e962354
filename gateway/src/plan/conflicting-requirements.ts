import type { RequiredSelection } from './plan-nodes.ts';

/** The required members that would be sent at one path with another, as paths: a representation has room for one. */
export function conflictingRequirements(requires: readonly RequiredSelection[]): ReadonlySet<string> {
  const bySent = new Map<string, Set<string>>();
  walk(requires, { path: '', sent: '' }, bySent);
  return new Set([...bySent.values()].filter((paths) => paths.size > 1).flatMap((paths) => [...paths]));
}

interface Prefix {
  readonly path: string;
  readonly sent: string;
}

function walk(
  selections: readonly RequiredSelection[],
  above: Prefix,
  bySent: Map<string, Set<string>>,
): void {
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') {
      walk(selection.selections, above, bySent);
      continue;
    }
    const path = `${above.path}${selection.key}`;
    const sent = `${above.sent}${selection.sentAs}`;
    bySent.set(sent, (bySent.get(sent) ?? new Set()).add(path));
    if (selection.selections) walk(selection.selections, { path: `${path}.`, sent: `${sent}.` }, bySent);
  }
}
