import { isAbstractType, isLeafType, isListType, isNonNullType, isObjectType, isUnionType } from 'graphql';
import type {
  GraphQLAbstractType,
  GraphQLCompositeType,
  GraphQLLeafType,
  GraphQLList,
  GraphQLNullableType,
  GraphQLOutputType,
  GraphQLSchema,
  InlineFragmentNode,
} from 'graphql';
import { isObject, isPlainKey, own } from '../execute/data-object.ts';
import type { DataObject } from '../execute/data-object.ts';
import type { PlannedOperation } from '../plan/plan-nodes.ts';
import { createFieldCollector } from './collect-fields.ts';
import type { CollectedField, FieldCollector, SelectionParent } from './collect-fields.ts';
import { compileLeaf } from './compile-leaf.ts';
import { introspect } from './introspect.ts';
import { resolveType } from './resolve-type.ts';
import { report, reportDenied } from './shaping.ts';
import type { Shaping, WriteValue } from './shaping.ts';

/** How the answer to an operation is written, compiled: made once, used for every answer. */
export interface Shape {
  /** What clients see; nothing that is not in it leaves here. */
  readonly schema: GraphQLSchema;
  readonly planned: PlannedOperation;
  readonly fields: FieldCollector;
  /** The response's `data` as JSON; undefined when a null has found no parent that allows it. */
  readonly write: WriteObject;
}

export type WriteObject = (raw: DataObject, shaping: Shaping, depth: number) => string | undefined;

/**
 * Compiles an operation into functions that write its answer straight from raw data: each field, list and object has
 * one that knows its name, its type and whether it may be null. Objects of an abstract type get theirs when a type is
 * first met.
 */
export function compileShape(schema: GraphQLSchema, planned: PlannedOperation): Shape {
  const fields = createFieldCollector(schema, planned);
  return compileWith({ schema, planned, fields });
}

export function compileWith(compiling: Compiling): Shape {
  const { schema, planned, fields } = compiling;
  const { operation } = planned;
  const type = schema.getRootType(operation.operation);
  if (!type) throw new Error(`expected a schema with a root type for ${operation.operation}, got none`);
  const position = { field: type.name, nodes: [operation], known: [], pathKey: '', compiling };
  return { schema, planned, fields, write: compileObject(type, position) };
}

export interface Compiling {
  readonly schema: GraphQLSchema;
  readonly planned: PlannedOperation;
  readonly fields: FieldCollector;
  /** What is done where parts may come later. */
  readonly later?: LaterCompiling | undefined;
}

/** Notes of a value that has been written what of it is to come. */
export type Reveal = (raw: unknown, shaping: Shaping, depth: number) => void;

export interface LaterCompiling {
  /** Undefined where nothing of an object is left for later. */
  revealFragments(
    deferred: readonly InlineFragmentNode[],
    type: GraphQLCompositeType,
    position: Position,
  ): Reveal | undefined;
  /** A list of which the first elements come before the rest; undefined where all come at once. */
  compileStreamed(
    list: GraphQLList<GraphQLOutputType>,
    write: WriteValue,
    position: Position,
  ): WriteValue | undefined;
  /** Lets go of what a value that is null after all had revealed. */
  forget(shaping: Shaping, mark: number, depth: number): void;
}

/** What stays the same from a field down through its lists. */
export interface Position {
  /** `Type.field`, for messages. */
  readonly field: string;
  readonly nodes: readonly SelectionParent[];
  /** In a part that comes later: selections of the same object that have been delivered before. */
  readonly known: readonly SelectionParent[];
  /** Path of the client's keys, as `pathKey` writes it. */
  readonly pathKey: string;
  readonly compiling: Compiling;
  /** Within a list of the field. */
  readonly isElement?: boolean | undefined;
}

/** A writer for whatever is at a position: also for null, and for what is not there. */
function compileOutput(type: GraphQLOutputType, position: Position): WriteValue {
  const { field, pathKey, compiling } = position;
  const isUnfetched = compiling.planned.unfetched.has(pathKey);
  // What a subgraph does not say is null; what none was asked for, because the plan found no way, is an error.
  const absent = (raw: unknown, shaping: Shaping, depth: number): boolean => {
    if (raw === null || !isUnfetched) return false;
    report(shaping, depth, `Field ${field} cannot be reached from here.`);
    return true;
  };
  if (!isNonNullType(type)) {
    const write = forgetful(compilePresent(type, position), compiling.later);
    return (raw, shaping, depth) => {
      if (raw !== null && raw !== undefined) return write(raw, shaping, depth) ?? 'null';
      absent(raw, shaping, depth);
      return 'null';
    };
  }
  const write = compilePresent(type.ofType, position);
  return (raw, shaping, depth) => {
    if (raw !== null && raw !== undefined) return write(raw, shaping, depth);
    if (absent(raw, shaping, depth)) return undefined;
    return report(shaping, depth, `Cannot return null for non-nullable field ${field}.`);
  };
}

/** With parts that may come later: what a value reveals of them goes with it when it has to be null. */
function forgetful(write: WriteValue, later: LaterCompiling | undefined): WriteValue {
  if (!later) return write;
  return (raw, shaping, depth) => {
    const mark = shaping.later?.revealed.length ?? 0;
    const written = write(raw, shaping, depth);
    if (written === undefined) later.forget(shaping, mark, depth);
    return written;
  };
}

function compilePresent(type: GraphQLNullableType & GraphQLOutputType, position: Position): WriteValue {
  if (isListType(type)) {
    const { later } = position.compiling;
    const write = compileOutput(type.ofType, { ...position, isElement: true });
    const streamed = position.isElement ? undefined : later?.compileStreamed(type, write, position);
    return streamed ?? compileList(write, position);
  }
  if (isLeafType(type)) return compileLeafAt(type, position);
  if (isAbstractType(type)) return compileAbstract(type, position);
  const write = compileObject(type, position);
  return (raw, shaping, depth) =>
    isObject(raw) ? write(raw, shaping, depth) : reject(shaping, depth, position);
}

function compileLeafAt(type: GraphQLLeafType, position: Position): WriteValue {
  const write = compileLeaf(type);
  return (raw, shaping, depth) => write(raw) ?? reject(shaping, depth, position);
}

function compileList(write: WriteValue, position: Position): WriteValue {
  return (raw, shaping, depth) => {
    if (!Array.isArray(raw)) return reject(shaping, depth, position);
    let text = '[';
    for (let index = 0; index < raw.length; index += 1) {
      shaping.path[depth] = index;
      const written = write(raw[index], shaping, depth + 1);
      if (written === undefined) return undefined;
      text += index === 0 ? written : `,${written}`;
    }
    return `${text}]`;
  };
}

/** Names that a subgraph makes up are not remembered. */
function compileAbstract(type: GraphQLAbstractType, position: Position): WriteValue {
  const byTypename = new Map<unknown, WriteObject>();
  return (raw, shaping, depth) => {
    if (!isObject(raw)) return reject(shaping, depth, position);
    const typename = own(raw, '__typename');
    const known = byTypename.get(typename);
    if (known) return known(raw, shaping, depth);
    const concrete = resolveType(type, raw, position.compiling.schema);
    if (!concrete) return reject(shaping, depth, position);
    const write = compileObject(concrete, position);
    byTypename.set(typename, write);
    return write(raw, shaping, depth);
  };
}

/**
 * `type` is abstract where the concrete type is not known, as of an entity that no subgraph could tell more about.
 * That is enough for a selection which is the same for all of its types, and for no other.
 */
export function compileObject(type: GraphQLCompositeType, position: Position): WriteObject {
  const { fields: collector, planned, later } = position.compiling;
  const { denied } = planned;
  if (denied?.type(type.name) && position.pathKey !== '')
    return (_raw, shaping, depth) => reportDenied(shaping, depth, denied);
  const { fields, selectsByType, deferred } = collector.collect(position.nodes, type);
  if (selectsByType) return (_raw, shaping, depth) => failUnknownType(type, shaping, depth);
  const write = compileFields(fields, type, position);
  const reveal = later?.revealFragments(deferred, type, position);
  if (!reveal) return write;
  return (raw, shaping, depth) => {
    const written = write(raw, shaping, depth);
    if (written !== undefined) reveal(raw, shaping, depth);
    return written;
  };
}

export function compileFields(
  fields: readonly CollectedField[],
  type: GraphQLCompositeType,
  position: Position,
): WriteObject {
  const parts = partsOf(fields, type, position);
  return (raw, shaping, depth) => {
    let text = '{';
    for (const { prefix, key, dataKey, isPlain, write } of parts) {
      shaping.path[depth] = key;
      const written = write(isPlain ? raw[dataKey] : own(raw, dataKey), shaping, depth + 1);
      if (written === undefined) return undefined;
      text += prefix + written;
    }
    return `${text}}`;
  };
}

interface Part {
  readonly prefix: string;
  readonly key: string;
  readonly dataKey: string;
  readonly isPlain: boolean;
  readonly write: WriteValue;
}

function partsOf(
  fields: readonly CollectedField[],
  type: GraphQLCompositeType,
  position: Position,
): readonly Part[] {
  const parts: Part[] = [];
  for (const field of fields) {
    const write = compileField(field, type, position);
    if (!write) continue;
    const { key, dataKey } = field;
    const prefix = `${parts.length === 0 ? '' : ','}${JSON.stringify(key)}:`;
    parts.push({ prefix, key, dataKey, isPlain: isPlainKey(dataKey), write });
  }
  return parts;
}

/** Undefined: no such field, which validation has refused long before. */
function compileField(
  field: CollectedField,
  type: GraphQLCompositeType,
  position: Position,
): WriteValue | undefined {
  const { compiling } = position;
  if (field.name === '__typename') return compileTypename(type);
  if (field.name.startsWith('__'))
    return (_raw, { variables }) => JSON.stringify(introspect(field, { ...compiling, variables }));
  const definition = isUnionType(type) ? undefined : type.getFields()[field.name];
  if (!definition) return undefined;
  const { denied } = compiling.planned;
  if (denied?.field(type.name, field.name)) {
    const refused: WriteValue = (_raw, shaping, depth) => reportDenied(shaping, depth, denied);
    if (isNonNullType(definition.type)) return refused;
    return (...at) => refused(...at) ?? 'null';
  }
  return compileOutput(definition.type, positionOf(field, type, position));
}

export function positionOf(
  field: CollectedField,
  type: GraphQLCompositeType,
  { pathKey, compiling }: Position,
): Position {
  return {
    field: `${type.name}.${field.name}`,
    nodes: field.nodes,
    known: [],
    pathKey: pathKey === '' ? field.key : `${pathKey}.${field.key}`,
    compiling,
  };
}

function compileTypename(type: GraphQLCompositeType): WriteValue {
  if (!isObjectType(type)) return (_raw, shaping, depth) => failUnknownType(type, shaping, depth);
  const text = JSON.stringify(type.name);
  return () => text;
}

export function failUnknownType(type: GraphQLCompositeType, shaping: Shaping, depth: number): undefined {
  return report(shaping, depth, `Cannot tell the concrete type of an object of type ${type.name}.`);
}

/** The value is not repeated to the client: it may be a name that only subgraphs know. */
export function reject(shaping: Shaping, depth: number, { field }: Position): undefined {
  return report(shaping, depth, `Invalid value for field ${field}.`);
}
