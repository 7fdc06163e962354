import type { TypeRelations } from '../plan/type-relations.ts';
import { createObject, isObject, own } from './data-object.ts';
import type { DataObject } from './data-object.ts';

/** Deeper data than this is no answer to any operation that we let through. */
export const maxDataDepth = 200;

export class DataTooDeepError extends Error {}

/**
 * Adds what a subgraph returned to the data so far, in place. Objects are merged member by member, lists of equal
 * length element by element; otherwise the newer value stands, but a null never takes the place of an object: what
 * one subgraph does not know another one may. Nothing of `source` is kept by reference.
 *
 * `__typename` of a concrete type is not replaced by that of an interface: a subgraph with `@interfaceObject` knows
 * no better.
 * @throws DataTooDeepError
 */
export function mergeData(target: DataObject, source: DataObject, types: TypeRelations): void {
  mergeObject(target, source, { types, depth: 0 });
}

interface Merge {
  readonly types: TypeRelations;
  readonly depth: number;
}

function mergeObject(target: DataObject, source: DataObject, merge: Merge): void {
  for (const key of Object.keys(source)) {
    const value = source[key];
    if (value === undefined) continue;
    const known = own(target, key);
    if (key === '__typename' && isKeptTypename(known, value, merge.types)) continue;
    target[key] = mergeValue(known, value, deeper(merge));
  }
}

function mergeValue(known: unknown, value: unknown, merge: Merge): unknown {
  if (value === null) return known === undefined || !isComposite(known) ? null : known;
  if (Array.isArray(value)) return mergeList(known, value, merge);
  if (!isObject(value)) return value;
  const target = isObject(known) ? known : createObject();
  mergeObject(target, value, merge);
  return target;
}

function mergeList(known: unknown, values: readonly unknown[], merge: Merge): unknown[] {
  const target: readonly unknown[] = Array.isArray(known) && known.length === values.length ? known : [];
  return values.map((value, index) => mergeValue(target[index], value, deeper(merge)));
}

function isComposite(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function isKeptTypename(known: unknown, next: unknown, types: TypeRelations): boolean {
  return (
    typeof known === 'string' && types.isObject(known) && !(typeof next === 'string' && types.isObject(next))
  );
}

function deeper({ types, depth }: Merge): Merge {
  if (depth >= maxDataDepth) throw new DataTooDeepError(`expected data at most ${maxDataDepth} deep`);
  return { types, depth: depth + 1 };
}
