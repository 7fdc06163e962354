import { isObject, own } from './data-object.ts';
import type { DataObject } from './data-object.ts';

export type ResponsePath = readonly (string | number)[];

/** One object in the data so far and where it stands: what a fetch fills. */
export interface Target {
  readonly object: DataObject;
  /** Keys of the planned operation and list indexes, from the root. */
  readonly path: ResponsePath;
}

/**
 * The objects that a plan's path leads to, `@` being every element of a list. Nulls and what is not there are passed
 * over; so is an element that is no object, which a faulty subgraph may have put there.
 */
export function followPath(targets: readonly Target[], path: ResponsePath): Target[] {
  const found: Target[] = [];
  for (const target of targets) follow(target.object, target.path, { rest: path, found });
  return found;
}

interface Search {
  readonly rest: ResponsePath;
  readonly found: Target[];
}

function follow(value: unknown, path: ResponsePath, search: Search): void {
  if (Array.isArray(value)) {
    const rest = search.rest[0] === '@' ? search.rest.slice(1) : search.rest;
    value.forEach((element, index) => follow(element, [...path, index], { ...search, rest }));
    return;
  }
  if (!isObject(value)) return;
  const [key, ...rest] = search.rest;
  if (key === undefined) search.found.push({ object: value, path });
  else if (typeof key === 'string' && key !== '@')
    follow(own(value, key), [...path, key], { ...search, rest });
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
