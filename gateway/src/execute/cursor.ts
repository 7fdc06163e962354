import { isObject, own } from './data-object.ts';
import type { DataObject } from './data-object.ts';

export type ResponsePath = readonly (string | number)[];

/** One object in the data so far and where it stands: what a fetch fills. */
export interface Target {
  readonly object: DataObject;
  /** The elements of lists that it is in, the innermost first; with the keys that lead to it that is its path. */
  readonly place: ListPlace | undefined;
}

interface ListPlace {
  readonly index: number;
  /** How many keys stand before it in the path. */
  readonly keysBefore: number;
  readonly parent: ListPlace | undefined;
}

/**
 * The objects that `keys` lead to from the root, through every element of the lists on the way. Nulls and what is not
 * there are passed over; so is an element that is no object, which a faulty subgraph may have put there.
 */
export function followPath(root: DataObject, keys: readonly string[]): Target[] {
  const found: Target[] = [];
  const follow = (value: unknown, at: number, place: ListPlace | undefined): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index += 1)
        follow(value[index], at, { index, keysBefore: at, parent: place });
      return;
    }
    const key = keys[at];
    if (!isObject(value)) return;
    if (key === undefined) found.push({ object: value, place });
    else follow(own(value, key), at + 1, place);
  };
  follow(root, 0, undefined);
  return found;
}

/** Whether a target is on the side of a list that a slice is for. */
export function isInSlice(target: Target, keysBefore: number, { from, to }: SliceRange): boolean {
  const index = elementOf(target, keysBefore);
  return index === undefined || (index >= from && index < to);
}

/** The index of the element that a target is in, of the list behind so many keys; of a list of lists the outer one. */
export function elementOf({ place }: Target, keysBefore: number): number | undefined {
  let index: number | undefined;
  for (let at: ListPlace | undefined = place; at; at = at.parent)
    if (at.keysBefore === keysBefore) index = at.index;
  return index;
}

/** Of all lists that a target is in, the outermost first. */
export function indexesOf({ place }: Target): number[] {
  const indexes: number[] = [];
  for (let at: ListPlace | undefined = place; at; at = at.parent) indexes.unshift(at.index);
  return indexes;
}

interface SliceRange {
  readonly from: number;
  readonly to: number;
}

/** Where a target stands: keys of the planned operation and list indexes, from the root. */
export function pathOf({ place }: Target, keys: readonly string[]): (string | number)[] {
  const path: (string | number)[] = [];
  let at: ListPlace | undefined = place;
  for (let before = keys.length; before >= 0; before -= 1) {
    for (; at?.keysBefore === before; at = at.parent) path.push(at.index);
    const key = keys[before - 1];
    if (key !== undefined) path.push(key);
  }
  return path.reverse();
}

/** The objects around a target, the nearest first, list levels left out. */
export function enclosingObjects(root: DataObject, path: ResponsePath): DataObject[] {
  const enclosing: DataObject[] = [];
  let value: unknown = root;
  for (const key of path) {
    if (isObject(value)) enclosing.unshift(value);
    value = child(value, key);
  }
  return enclosing;
}

function child(value: unknown, key: string | number): unknown {
  if (typeof key === 'number') return Array.isArray(value) ? value[key] : undefined;
  return isObject(value) ? own(value, key) : undefined;
}
