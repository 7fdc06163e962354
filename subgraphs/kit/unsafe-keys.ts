import { badInput } from './errors.ts';

const maxDepth = 20;
const prototypeKeys = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Gives back a JSON value of a client when none of its keys means more than a name to MongoDB (`$`, `.`) or to JavaScript
 * (prototypes): threats.md D01, D02, D04. `field` names the input.
 * @throws GraphQLError BAD_USER_INPUT rule=key, or rule=depth beyond 20 levels
 */
export function refuseUnsafeKeys(value: unknown, field: string): unknown {
  check(value, field, 0);
  return value;
}

function check(value: unknown, field: string, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth > maxDepth) throw badInput({ field, rule: 'depth' }, `${field}: at most ${maxDepth} levels.`);
  if (!Array.isArray(value) && Object.keys(value).some(isUnsafeKey)) {
    throw badInput({ field, rule: 'key' }, `${field}: a key may not hold "$" or "." or name a prototype.`);
  }
  for (const member of Object.values(value)) check(member, field, depth + 1);
}

function isUnsafeKey(key: string): boolean {
  return key.includes('$') || key.includes('.') || prototypeKeys.has(key);
}
