/**
 * Objects that hold data from outside have no prototype, so that no key in them, `__proto__` included, means anything
 * but itself (threats.md A19, B12).
 */
export type DataObject = Record<string, unknown>;

export function createObject(): DataObject {
  return Object.create(null);
}

export function isObject(value: unknown): value is DataObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own member, or undefined: what an object inherits is never data. */
export function own(object: Readonly<DataObject>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
