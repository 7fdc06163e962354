import { createRequire } from 'node:module';
import { MultiMap } from '@apollo/federation-internals';
import { unsatisfiedConditionsResolution } from '@apollo/query-graphs';
import type { cachingConditionResolver, ConditionResolver, Edge } from '@apollo/query-graphs';

/**
 * Plans, or composes, so that Apollo's planner does not walk in circles. It makes two of its own, mostly on the way to an
 * interface that subgraphs know as one object (`@interfaceObject`); composing looks for ways as the planner does:
 *
 * - To take a key it searches for the key's fields, for which it may have to take keys again. It notes what it is searching
 *   for, so as not to come back to it, and forgets that where it goes on type by type from an interface: then it searches
 *   for one key by way of that same key until the stack is used up. What is being searched for is no way to itself: it is
 *   told so, and goes on with the ways that are left.
 * - Of two fetches with the same inputs it makes one. Where the second waits for the first, it may merge the first into the
 *   second, which then waits for itself, and following that it fills the memory. What is known to the first is all that the
 *   second needs, so here it does not wait for anything that comes behind the first.
 *
 * There is no setting for either. What is exchanged for it in Apollo's packages is exchanged while `plan` runs, and at no
 * other time.
 * @param onCircle told of each circle of the second kind that would have been made
 */
export function withoutCircles<T>(plan: () => T, onCircle: () => void = () => undefined): T {
  const caching = parseConditionsCaching(
    createRequire(import.meta.url)('@apollo/query-graphs/dist/conditionsCaching.js'),
  );
  const { cachingConditionResolver: original } = caching;
  const add = Object.getOwnPropertyDescriptor(MultiMap.prototype, 'add')?.value;
  // A search never waits: what is in here is what the search of the moment stands in.
  const searching = new Set<Edge>();
  caching.cachingConditionResolver = (search) => original(neverWithinItself(search, searching));
  const ordered = new WeakSet<FetchGroup>();
  MultiMap.prototype.add = function addGroup(this: MultiMap<unknown, unknown>, key: unknown, value: unknown) {
    const group = parseFetchGroup(value);
    if (group && !ordered.has(group)) mergeInOrder(group, onCircle);
    if (group) ordered.add(group);
    return add.call(this, key, value);
  };
  try {
    return plan();
  } finally {
    caching.cachingConditionResolver = original;
    MultiMap.prototype.add = add;
  }
}

/** What of Apollo's package is exchanged, by the name that it has there. */
interface ConditionsCaching {
  cachingConditionResolver: typeof cachingConditionResolver;
}

function parseConditionsCaching(loaded: unknown): ConditionsCaching {
  const caching = loaded as Partial<ConditionsCaching> | undefined;
  if (typeof caching?.cachingConditionResolver !== 'function')
    throw new Error('expected @apollo/query-graphs to have cachingConditionResolver');
  return caching as ConditionsCaching;
}

function neverWithinItself(search: ConditionResolver, searching: Set<Edge>): ConditionResolver {
  return (edge, ...rest) => {
    const [, , , selectionsOfContext] = rest;
    if (selectionsOfContext) return search(edge, ...rest);
    if (searching.has(edge)) return unsatisfiedConditionsResolution;
    searching.add(edge);
    try {
      return search(edge, ...rest);
    } finally {
      searching.delete(edge);
    }
  };
}

/** A fetch while the planner puts its plan together, as far as it is looked at here. */
interface FetchGroup {
  parents(): readonly { readonly group: FetchGroup }[];
  removeChild(child: FetchGroup): void;
  isDescendantOf(group: FetchGroup): boolean;
  mergeInWithAllDependencies: (this: FetchGroup, other: FetchGroup) => void;
}

function mergeInOrder(group: FetchGroup, onCircle: () => void): void {
  const merge = group.mergeInWithAllDependencies;
  group.mergeInWithAllDependencies = (other) => {
    const between = group
      .parents()
      .flatMap(({ group: parent }) => (parent === other || parent.isDescendantOf(other) ? [parent] : []));
    const waits = other.parents().some(({ group: parent }) => parent === group);
    if (waits || between.length > 0) onCircle();
    if (waits) group.removeChild(other);
    for (const parent of between) parent.removeChild(group);
    merge.call(group, other);
  };
}

/** The planner collects the fetches that it may merge in such a map, and puts nothing else with that method in one. */
function parseFetchGroup(value: unknown): FetchGroup | undefined {
  const group = value as Partial<FetchGroup> | null | undefined;
  const isOne = typeof group === 'object' && typeof group?.mergeInWithAllDependencies === 'function';
  return isOne ? (group as FetchGroup) : undefined;
}
