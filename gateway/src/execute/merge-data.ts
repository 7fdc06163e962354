import type { TypeRelations } from '../plan/type-relations.ts';
import { createObject, isObject, own } from './data-object.ts';
import type { DataObject } from './data-object.ts';

/** How to add what a subgraph returned to the data so far. */
export interface Merging {
  readonly types: TypeRelations;
  /** True: `source` is nobody else's, and parts of it may become parts of the data. */
  readonly adopt: boolean;
}

/**
 * Adds members of `source` to the data so far, in place. Objects are merged member by member, lists of equal length
 * element by element; otherwise the newer value stands, but a null never takes the place of an object: what one
 * subgraph does not know another one may.
 *
 * `__typename` of a concrete type is not replaced by that of an interface: a subgraph with `@interfaceObject` knows
 * no better. How deep data may be was looked at where it came in (transport/nesting.ts).
 */
export function mergeMembers(
  target: DataObject,
  { source, keys }: { readonly source: DataObject; readonly keys: readonly string[] },
  merging: Merging,
): void {
  for (const key of keys) {
    const value = own(source, key);
    if (value === undefined || key === '__proto__') continue;
    const known = own(target, key);
    if (key === '__typename' && isKeptTypename(known, value, merging.types)) continue;
    target[key] = mergeValue(known, value, merging);
  }
}

/** All members. */
export function mergeData(target: DataObject, source: DataObject, merging: Merging): void {
  mergeMembers(target, { source, keys: Object.keys(source) }, merging);
}

/** All of it anew: nothing of `source` is kept. */
export function copyData(source: DataObject): DataObject {
  const copy = createObject();
  for (const key of Object.keys(source)) copy[key] = copyValue(source[key]);
  return copy;
}

function copyValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyValue);
  return isObject(value) ? copyData(value) : value;
}

function mergeValue(known: unknown, value: unknown, merging: Merging): unknown {
  if (typeof value !== 'object') return value;
  if (value === null) return isComposite(known) ? known : null;
  if (Array.isArray(value)) return mergeList(known, value, merging);
  if (!isObject(value)) return value;
  if (!isObject(known)) return merging.adopt ? value : copyData(value);
  mergeData(known, value, merging);
  return known;
}

function mergeList(known: unknown, values: unknown[], merging: Merging): unknown[] {
  const target: readonly unknown[] = Array.isArray(known) && known.length === values.length ? known : [];
  if (target.length === 0 && merging.adopt) return values;
  return values.map((value, index) => mergeValue(target[index], value, merging));
}

function isComposite(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function isKeptTypename(known: unknown, next: unknown, types: TypeRelations): boolean {
  return (
    typeof known === 'string' && types.isObject(known) && !(typeof next === 'string' && types.isObject(next))
  );
}
