import { badInput } from '../frame/index.ts';
import type { Entity } from './entity-types.ts';

/**
 * The value of a member of an entity, as a list; empty where there is none. `id` and `@iot.id` are its id.
 * @throws BAD_USER_INPUT rule `member` for a name that no entity of its set has
 */
export function valueAt({ set, id, members }: Entity, path: readonly string[]): readonly unknown[] {
  const [first = '', ...rest] = path;
  if (rest.length === 0 && (first === 'id' || first === '@iot.id')) return [id];
  if (!Object.hasOwn(members, first) && first !== 'parameters')
    throw badInput({ field: '$filter', rule: 'member' }, `${set} have no "${first.slice(0, 50)}".`);
  let value: unknown = members;
  for (const name of path) value = memberOf(value, name);
  return value === undefined ? [] : [value];
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return Object.entries(value).find(([member]) => member === name)?.[1];
}
