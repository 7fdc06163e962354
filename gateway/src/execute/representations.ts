import type { TypeRelations } from '../plan/type-relations.ts';
import type { Target } from './cursor.ts';
import { missingMembers } from './missing-members.ts';
import type { CompiledFetch } from './program.ts';

/** What `_entities` is asked for, and for each representation the targets that its answer goes to. */
export interface Representations {
  /** JSON, one for each. */
  readonly texts: readonly string[];
  readonly owners: readonly (readonly Target[])[];
  /** Targets that the fetch is for but that lack something required, by the paths of what. */
  readonly incomplete: readonly IncompleteTargets[];
}

export interface IncompleteTargets {
  readonly targets: readonly Target[];
  readonly missing: ReadonlySet<string>;
}

/**
 * Writes the representation of each target; those of equal bytes are sent once. A target whose type the fetch is not
 * for has none and is left as it is.
 */
export function collectRepresentations(
  targets: readonly Target[],
  fetch: CompiledFetch,
  types: TypeRelations,
): Representations {
  const texts: string[] = [];
  const owners: Target[][] = [];
  const known = new Map<string, Target[]>();
  const incomplete: Target[] = [];
  for (const target of targets) {
    const text = fetch.represent?.(target.object);
    if (text === undefined) {
      incomplete.push(target);
      continue;
    }
    if (text === '') continue;
    const others = known.get(text);
    if (others) {
      others.push(target);
      continue;
    }
    const owner = [target];
    known.set(text, owner);
    texts.push(text);
    owners.push(owner);
  }
  return { texts, owners, incomplete: groupByMissing(incomplete, fetch, types) };
}

function groupByMissing(
  targets: readonly Target[],
  { node }: CompiledFetch,
  types: TypeRelations,
): IncompleteTargets[] {
  const groups = new Map<string, { readonly missing: ReadonlySet<string>; readonly targets: Target[] }>();
  for (const target of targets) {
    const missing = missingMembers(target.object, node.requires ?? [], types);
    const id = [...missing].sort().join();
    const group = groups.get(id) ?? { missing, targets: [] };
    group.targets.push(target);
    groups.set(id, group);
  }
  return [...groups.values()];
}
