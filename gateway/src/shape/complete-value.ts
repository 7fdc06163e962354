import { isAbstractType, isLeafType, isListType, isNonNullType, isUnionType } from 'graphql';
import type { GraphQLCompositeType, GraphQLList, GraphQLNullableType, GraphQLOutputType } from 'graphql';
import { createObject, isObject, own } from '../execute/data-object.ts';
import type { DataObject } from '../execute/data-object.ts';
import type { CollectedField, SelectionParent } from './collect-fields.ts';
import type { Denied } from '../plan/denied.ts';
import { pathKey } from '../plan/find-unfetched.ts';
import { completeLeaf } from './complete-leaf.ts';
import { introspect } from './introspect.ts';
import { resolveType } from './resolve-type.ts';
import { pathOf, report, reportDenied } from './shaping.ts';
import type { Place, Shaping } from './shaping.ts';

/** A null whose reason has been reported: it must not be reported again on its way up. */
const failed = Symbol('failed');

/** What stays the same from a field down through its lists. */
interface Position {
  /** `Type.field`, for messages. */
  readonly field: string;
  readonly nodes: readonly SelectionParent[];
  readonly shaping: Shaping;
}

/** The response's `data`: null when a null has found no parent that allows it. */
export function completeRoot(raw: DataObject, shaping: Shaping): DataObject | null {
  const { operation } = shaping.planned;
  const type = shaping.schema.getRootType(operation.operation);
  if (!type) throw new Error(`expected a schema with a root type for ${operation.operation}, got none`);
  const data = completeObject(raw, type, {
    position: { field: type.name, nodes: [operation], shaping },
    place: undefined,
  });
  return data === failed ? null : data;
}

interface At {
  readonly position: Position;
  readonly place: Place | undefined;
}

/** The value, or `failed` where it has to be null and the type does not allow that. */
function complete(type: GraphQLOutputType, raw: unknown, at: At): unknown {
  if (!isNonNullType(type)) {
    const value = completeNullable(type, raw, at);
    return value === failed ? null : value;
  }
  const value = completeNullable(type.ofType, raw, at);
  if (value !== null) return value;
  report(at.position.shaping, at.place, `Cannot return null for non-nullable field ${at.position.field}.`);
  return failed;
}

function completeNullable(type: GraphQLNullableType & GraphQLOutputType, raw: unknown, at: At): unknown {
  if (raw === null) return null;
  if (raw === undefined) return missing(at);
  if (isListType(type)) return completeList(type, raw, at);
  if (isLeafType(type)) {
    const value = completeLeaf(type, raw);
    return value === undefined ? reject(at) : value;
  }
  if (!isObject(raw)) return reject(at);
  const concrete = isAbstractType(type) ? resolveType(type, raw, at.position.shaping.schema) : type;
  return concrete ? completeObject(raw, concrete, at) : reject(at);
}

function completeList(type: GraphQLList<GraphQLOutputType>, raw: unknown, at: At): unknown {
  if (!Array.isArray(raw)) return reject(at);
  const list: unknown[] = [];
  for (const [index, element] of raw.entries()) {
    const value = complete(type.ofType, element, {
      position: at.position,
      place: { key: index, parent: at.place },
    });
    if (value === failed) return failed;
    list.push(value);
  }
  return list;
}

/**
 * `type` is abstract where the concrete type is not known, as of an entity that no subgraph could tell more about.
 * That is enough for a selection which is the same for all of its types, and for no other.
 */
function completeObject(raw: DataObject, type: GraphQLCompositeType, at: At): DataObject | typeof failed {
  const { nodes, shaping } = at.position;
  const { denied } = shaping.planned;
  if (at.place && denied?.type(type.name)) return deny(at.place, shaping, denied);
  const { fields, selectsByType } = shaping.fields.collect(nodes, type);
  if (selectsByType) return failUnknownType(type, at);
  const object = createObject();
  for (const field of fields) {
    const value = completeField(field, { raw, type }, at);
    if (value === failed) return failed;
    if (value !== undefined) object[field.key] = value;
  }
  return object;
}

interface ParentObject {
  readonly raw: DataObject;
  readonly type: GraphQLCompositeType;
}

/** Undefined: no such field, which validation has refused long before. */
function completeField(field: CollectedField, { raw, type }: ParentObject, at: At): unknown {
  const { shaping } = at.position;
  const place: Place = { key: field.key, parent: at.place };
  if (field.name === '__typename') return typenameOf(type, { position: at.position, place });
  if (field.name.startsWith('__')) return introspect(field, shaping);
  const definition = isUnionType(type) ? undefined : type.getFields()[field.name];
  if (!definition) return undefined;
  const { denied } = shaping.planned;
  if (denied?.field(type.name, field.name)) {
    const refused = deny(place, shaping, denied);
    return isNonNullType(definition.type) ? refused : null;
  }
  const position = { field: `${type.name}.${field.name}`, nodes: field.nodes, shaping };
  return complete(definition.type, own(raw, field.dataKey), { position, place });
}

function typenameOf(type: GraphQLCompositeType, at: At): string | typeof failed {
  return isAbstractType(type) ? failUnknownType(type, at) : type.name;
}

function failUnknownType(type: GraphQLCompositeType, at: At): typeof failed {
  report(at.position.shaping, at.place, `Cannot tell the concrete type of an object of type ${type.name}.`);
  return failed;
}

function deny(place: Place, shaping: Shaping, denied: Denied): typeof failed {
  reportDenied(shaping, place, denied);
  return failed;
}

/** What a subgraph does not say is null; what none was asked for, because the plan found no way, is an error. */
function missing(at: At): null | typeof failed {
  const { shaping, field } = at.position;
  if (!shaping.planned.unfetched.has(pathKey(pathOf(at.place)))) return null;
  report(shaping, at.place, `Field ${field} cannot be reached from here.`);
  return failed;
}

/** The value is not repeated to the client: it may be a name that only subgraphs know. */
function reject(at: At): typeof failed {
  report(at.position.shaping, at.place, `Invalid value for field ${at.position.field}.`);
  return failed;
}
