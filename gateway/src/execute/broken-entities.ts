import type { SubgraphAnswer } from '../transport/subgraph-call.ts';
import type { Target } from './cursor.ts';
import { own } from './data-object.ts';
import type { EntityTargets } from './merge-entities.ts';

/** Targets whose entity is null because of the same fields. */
export interface BrokenTargets {
  readonly targets: readonly Target[];
  /** Response keys of the fields, as they were sent. */
  readonly keys: ReadonlySet<string>;
}

/**
 * The entities that a subgraph has made null because a field of theirs may not be and is, where that must not take their
 * other fields with it: the field was asked of more types than the client wanted it of (a subgraph that knows an interface
 * as one object can only be asked so), or the supergraph allows the null.
 */
export function brokenEntities(
  { data, errors }: SubgraphAnswer,
  { owners, fetch, types }: EntityTargets,
): BrokenTargets[] {
  const { node } = fetch;
  if (errors.length === 0 || data === null || node.produces.length < 2) return [];
  const entities = own(data, '_entities');
  if (!Array.isArray(entities)) return [];
  const severable = new Set(
    node.produces
      .filter(({ type, nullable }) => nullable || (type !== undefined && !types.isObject(type)))
      .map(({ sentKey }) => sentKey),
  );
  const broken = new Map<number, Set<string>>();
  for (const { path } of errors) {
    const [root, index, key] = path ?? [];
    if (root !== '_entities' || typeof index !== 'number' || entities[index] !== null) continue;
    if (typeof key === 'string' && severable.has(key))
      broken.set(index, (broken.get(index) ?? new Set()).add(key));
  }
  return groupByKeys(broken, owners);
}

function groupByKeys(
  broken: ReadonlyMap<number, ReadonlySet<string>>,
  owners: readonly (readonly Target[])[],
): BrokenTargets[] {
  const groups = new Map<string, { readonly keys: ReadonlySet<string>; readonly targets: Target[] }>();
  for (const [index, keys] of broken) {
    const id = [...keys].sort().join();
    const group = groups.get(id) ?? { keys, targets: [] };
    group.targets.push(...(owners[index] ?? []));
    groups.set(id, group);
  }
  return [...groups.values()];
}
