import type { FetchNode, ProducedField, RequiredSelection } from './plan-nodes.ts';
import { reduceFetch } from './reduce-fetch.ts';

/**
 * Splits an entity fetch whose fields require one field with different arguments: a representation has room for one
 * value only. Fields that agree stay together; nearly always there is nothing to split.
 */
export function splitRequirements(node: FetchNode): FetchNode[] {
  const conflicting = conflicts(node.requires ?? []);
  if (conflicting.size === 0) return [node];
  const groups: Group[] = [];
  for (const field of node.produces) {
    const needed = new Map<string, string>();
    for (const path of field.requires.flatMap(withPrefixes)) {
      const sent = conflicting.get(path);
      if (sent !== undefined) needed.set(sent, path);
    }
    const group = groups.find(({ chosen }) => agree(chosen, needed));
    if (!group) groups.push({ fields: [field], chosen: needed });
    else {
      group.fields.push(field);
      needed.forEach((path, sent) => group.chosen.set(sent, path));
    }
  }
  return groups.map(({ fields, chosen }) => {
    const kept = new Set(chosen.values());
    return reduceFetch(node, fields, new Set([...conflicting.keys()].filter((path) => !kept.has(path))));
  });
}

interface Group {
  readonly fields: ProducedField[];
  /** Which required member is sent at each path. */
  readonly chosen: Map<string, string>;
}

function agree(chosen: ReadonlyMap<string, string>, needed: ReadonlyMap<string, string>): boolean {
  return [...needed].every(([sent, path]) => (chosen.get(sent) ?? path) === path);
}

/** `a.b.c` and all that it is in: `a`, `a.b`. */
function withPrefixes(leaf: string): string[] {
  const steps = leaf.split('.');
  return steps.map((_, index) => steps.slice(0, index + 1).join('.'));
}

/** The required members that would be sent at one path with another: each with that path. */
function conflicts(requires: readonly RequiredSelection[]): Map<string, string> {
  const sentAt = new Map<string, string>();
  walk(requires, { path: '', sent: '' }, sentAt);
  const counts = new Map<string, number>();
  for (const sent of sentAt.values()) counts.set(sent, (counts.get(sent) ?? 0) + 1);
  return new Map([...sentAt].filter(([, sent]) => (counts.get(sent) ?? 0) > 1));
}

interface Prefix {
  readonly path: string;
  readonly sent: string;
}

function walk(selections: readonly RequiredSelection[], above: Prefix, sentAt: Map<string, string>): void {
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') {
      walk(selection.selections, above, sentAt);
      continue;
    }
    const path = `${above.path}${selection.key}`;
    const sent = `${above.sent}${selection.sentAs}`;
    sentAt.set(path, sent);
    if (selection.selections) walk(selection.selections, { path: `${path}.`, sent: `${sent}.` }, sentAt);
  }
}
