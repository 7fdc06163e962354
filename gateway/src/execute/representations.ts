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
  const lists = new Lists();
  const incomplete: Target[] = [];
  for (const target of targets) {
    const representation = fetch.represent?.(target.object);
    if (!representation) continue;
    const id = shortId(target.object, representation);
    const ids = lists.idsOf(representation);
    const before = id === undefined ? undefined : ids.get(id);
    if (before) {
      before.push(target);
      continue;
    }
    const text = representation.write(target.object);
    // What is missing counts before what is not sent: the entity may be asked for by another part of what is required.
    if (text === undefined) incomplete.push(target);
    else if (representation.isSent) {
      const owner = lists.add(text, target, id === undefined);
      if (id !== undefined) ids.set(id, owner);
    }
  }
  const { texts, owners } = lists;
  return { texts, owners, incomplete: groupByMissing(incomplete, fetch, types) };
}

/** Texts, each once, and whose they are. Texts are only compared where short ids do not tell them apart. */
class Lists {
  readonly texts: string[] = [];
  readonly owners: Target[][] = [];
  readonly #ids = new Map<Representation, Map<unknown, Target[]>>();
  #last: Representation | undefined;
  #lastIds = new Map<unknown, Target[]>();
  #byText: Map<string, Target[]> | undefined;

  /** Nearly all targets of a fetch are of one type. */
  idsOf(representation: Representation): Map<unknown, Target[]> {
    if (representation === this.#last) return this.#lastIds;
    const ids = this.#ids.get(representation) ?? new Map<unknown, Target[]>();
    this.#ids.set(representation, ids);
    this.#last = representation;
    this.#lastIds = ids;
    return ids;
  }

  /** @param isCompared the text is known by nothing shorter */
  add(text: string, target: Target, isCompared: boolean): Target[] {
    if (isCompared || this.#ids.size > 1)
      this.#byText ??= new Map(this.texts.map((known, index) => [known, this.owners[index] ?? []]));
    const before = this.#byText?.get(text);
    if (before) {
      before.push(target);
      return before;
    }
    const owner = [target];
    this.texts.push(text);
    this.owners.push(owner);
    this.#byText?.set(text, owner);
    return owner;
  }
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
