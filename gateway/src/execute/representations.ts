import type { TypeRelations } from '../plan/type-relations.ts';
import type { Target } from './cursor.ts';
import { missingMembers } from './missing-members.ts';
import type { CompiledFetch, Representation } from './program.ts';

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
  const owners = new Map<string, Target[]>();
  const shortly = new Map<Representation, Map<unknown, Target[]>>();
  const incomplete: Target[] = [];
  for (const target of targets) {
    const representation = fetch.represent?.(target.object);
    if (!representation) continue;
    const id = shortId(target.object, representation);
    let ofType = shortly.get(representation);
    if (!ofType) shortly.set(representation, (ofType = new Map()));
    const before = id === undefined ? undefined : ofType.get(id);
    if (before) {
      before.push(target);
      continue;
    }
    const text = representation.write(target.object);
    // What is missing counts before what is not sent: the entity may be asked for by another part of what is required.
    if (text === undefined) incomplete.push(target);
    else if (representation.isSent) {
      const owner = owners.get(text) ?? [];
      owner.push(target);
      owners.set(text, owner);
      if (id !== undefined) ofType.set(id, owner);
    }
  }
  return {
    texts: [...owners.keys()],
    owners: [...owners.values()],
    incomplete: groupByMissing(incomplete, fetch, types),
  };
}

/** The same for representations of one type that have the same bytes, and only for those; found without writing them. */
function shortId(object: Target['object'], { only }: Representation): unknown {
  if (only === undefined) return undefined;
  const value = object[only];
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
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
