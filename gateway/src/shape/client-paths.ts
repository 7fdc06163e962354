import {
  GraphQLError,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isUnionType,
} from 'graphql';
import type { GraphQLCompositeType, GraphQLSchema } from 'graphql';
import { isObject, own } from '../execute/data-object.ts';
import type { LocatedError } from '../execute/locate-errors.ts';
import type { CollectedField, FieldCollector, SelectionParent } from './collect-fields.ts';
import { resolveType } from './resolve-type.ts';
import type { DataObject } from '../execute/data-object.ts';
import type { Shape } from './compile-shape.ts';

/** What a plan's run has left, and the shape that it is to have. */
export interface Unshaped {
  readonly shape: Shape;
  readonly data: DataObject;
  readonly errors: readonly LocatedError[];
}

/**
 * Turns paths in the raw data into paths of the response: the planned keys back into the client's, and what the
 * client did not select (keys, `@requires`) cut off, so that the error stands at the nearest field that it did. Of
 * errors that become equal so one is kept, and none where the same error stands further down. Nor is one kept of a
 * field that the client selected of objects of other types only: a plan may fetch it for all, and what was selected of
 * this one is there or has an error of its own.
 */
export function clientPaths(input: Unshaped): GraphQLError[] {
  const moved = input.errors.flatMap((error) => {
    const raw = error.path ?? [];
    const path = clientPath(raw, input);
    return path ? [{ error, path, cut: path.length < raw.length }] : [];
  });
  const told = new Set<string>();
  for (const { error, path, cut } of moved) {
    if (!cut) path.forEach((_, length) => told.add(identity(error, path.slice(0, length))));
  }
  return moved.flatMap(({ error, path, cut }) => {
    const id = identity(error, path);
    if (cut && told.has(id)) return [];
    if (cut) told.add(id);
    return [moveTo(error, path)];
  });
}

function identity(error: LocatedError, path: readonly (string | number)[]): string {
  return JSON.stringify([path, error.message, error.extensions['code']]);
}

function moveTo(error: LocatedError, path: readonly (string | number)[]): GraphQLError {
  return new GraphQLError(error.message, {
    ...(path.length > 0 ? { path } : {}),
    extensions: error.extensions,
    ...(error.originalError ? { originalError: error.originalError } : {}),
  });
}

/** A value, and what is selected of it. */
export interface Step {
  /** Absent below a leaf: there are no fields there, but there may be list indexes. */
  readonly type: GraphQLCompositeType | undefined;
  readonly nodes: readonly SelectionParent[];
  readonly value: unknown;
}

/** Undefined: of a field that was asked of other objects, not of this one. */
function clientPath(
  raw: readonly (string | number)[],
  { shape, data }: Unshaped,
): (string | number)[] | undefined {
  const { schema, planned, fields } = shape;
  const root = schema.getRootType(planned.operation.operation);
  if (!root) return [];
  const start = { type: root, nodes: [planned.operation], value: data };
  const { path, last } = followSelections(raw, start, { schema, fields, by: 'dataKey' });
  const missed = raw[path.length];
  return typeof missed === 'string' && isAskedOfOthersOnly(last, missed, shape) ? undefined : path;
}

export interface Following {
  readonly schema: GraphQLSchema;
  readonly fields: FieldCollector;
  /** What the keys of the path are: those of the raw data, or the client's. */
  readonly by: 'dataKey' | 'key';
}

export interface Followed {
  /** As far as it leads, in the client's keys. */
  readonly path: (string | number)[];
  /** Where that ends. */
  readonly last: Step;
}

/** How far a path leads through what is selected. */
export function followSelections(
  path: readonly (string | number)[],
  start: Step,
  following: Following,
): Followed {
  const followed: (string | number)[] = [];
  let last = start;
  for (const key of path) {
    if (typeof key === 'number') {
      last = { ...last, value: Array.isArray(last.value) ? last.value[key] : undefined };
      followed.push(key);
      continue;
    }
    const found = findField(last, key, following);
    if (!found) break;
    followed.push(found.field.key);
    last = found.next;
  }
  return { path: followed, last };
}

interface Found {
  readonly field: CollectedField;
  readonly next: Step;
}

/** Where the object is not there to tell its type, any type that it could have may have selected the field. */
function findField(step: Step, key: string, { schema, fields, by }: Following): Found | undefined {
  for (const type of possibleTypes(step, schema)) {
    const field = fields.collect(step.nodes, type).fields.find((candidate) => candidate[by] === key);
    if (!field) continue;
    const definition = isUnionType(type) ? undefined : type.getFields()[field.name];
    const named = definition && getNamedType(definition.type);
    const value = isObject(step.value) ? own(step.value, field.dataKey) : undefined;
    const next = { type: isCompositeType(named) ? named : undefined, nodes: field.nodes, value };
    return { field, next };
  }
  return undefined;
}

function isAskedOfOthersOnly({ type, value, nodes }: Step, dataKey: string, shape: Shape): boolean {
  if (!isAbstractType(type) || !isObject(value)) return false;
  if (!isObjectType(resolveType(type, value, shape.schema))) return false;
  return shape.schema
    .getPossibleTypes(type)
    .some((other) => shape.fields.collect(nodes, other).fields.some((field) => field.dataKey === dataKey));
}

function possibleTypes({ type, value }: Step, schema: GraphQLSchema): readonly GraphQLCompositeType[] {
  if (!type) return [];
  if (!isAbstractType(type)) return [type];
  const known = isObject(value) ? resolveType(type, value, schema) : undefined;
  return isObjectType(known) ? [known] : [type, ...schema.getPossibleTypes(type)];
}
