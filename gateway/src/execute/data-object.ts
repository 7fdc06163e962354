/**
 * An object of data from outside. Those that we make have no prototype; those that JSON.parse made have the ordinary
 * one, so a key that every object inherits is read with `own` only, and nobody ever assigns to `__proto__`
 * (threats.md A19, B12).
 */
export type DataObject = Record<string, unknown>;

export function createObject(): DataObject {
  return Object.create(null);
}

export function isObject(value: unknown): value is DataObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const inherited: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/**
 * An own member, or undefined: what an object inherits is never data. All that it inherits are functions, which no data
 * is, and what `__proto__` leads to.
 */
export function own(object: Readonly<DataObject>, key: string): unknown {
  const value = object[key];
  if (typeof value !== 'function' && key !== '__proto__') return value;
  return Object.hasOwn(object, key) ? value : undefined;
}

/** True for nearly every key: no object inherits a member of that name, so that `object[key]` is an own one. */
export function isPlainKey(key: string): boolean {
  return !inherited.has(key);
}
