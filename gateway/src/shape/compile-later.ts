import { getNamedType, isAbstractType, isCompositeType, isUnionType, Kind } from 'graphql';
import type { FieldNode, GraphQLCompositeType, GraphQLSchema, InlineFragmentNode } from 'graphql';
import { isObject, own } from '../execute/data-object.ts';
import type { DataObject } from '../execute/data-object.ts';
import { partKey } from '../execute/part-key.ts';
import type { PlannedOperation } from '../plan/plan-nodes.ts';
import { incrementalDirective, initialCount, partId } from '../plan/resolve-incremental.ts';
import type { InitialCount } from '../plan/resolve-incremental.ts';
import { bringsNothing } from './brings-nothing.ts';
import { createFieldCollector } from './collect-fields.ts';
import type { CollectedField, FieldCollector, SelectionParent } from './collect-fields.ts';
import {
  compileFields,
  compileObject,
  compileWith,
  failUnknownType,
  positionOf,
  reject,
} from './compile-shape.ts';
import type { LaterCompiling, Position, Reveal, Shape } from './compile-shape.ts';
import { resolveType } from './resolve-type.ts';
import { placeText } from './shaping.ts';
import type { FragmentWriting, ItemsWriting, Shaping, WriteFresh, WriteValue } from './shaping.ts';

/** The shape of an answer of which parts may come later: `write` writes what comes first and notes the rest. */
export interface PartsShape extends Shape {
  /** Reads what is deferred too. */
  readonly everything: FieldCollector;
}

/** Compiles an operation with `@defer` and `@stream`. */
export function compileParts(schema: GraphQLSchema, planned: PlannedOperation): PartsShape {
  const fields = createFieldCollector(schema, planned, 'left');
  const later: LaterCompiling = {
    revealFragments,
    compileStreamed: (list, item, position) => {
      const directive = streamOf(position.nodes);
      if (!directive) return undefined;
      const id = partId(directive);
      const count = initialCount(directive, planned.variableNames);
      const { nodes } = position;
      const writing: ItemsWriting = { kind: 'items', type: getNamedType(list), nodes, item };
      return compileHead({ id, count, writing }, position);
    },
    forget: ({ later: noted, path }, mark, depth) => {
      if (!noted) return;
      noted.revealed.length = mark;
      noted.nulled.add(placeText(path, depth));
    },
  };
  const everything = createFieldCollector(schema, planned);
  return { ...compileWith({ schema, planned, fields, later }), everything };
}

function streamOf(nodes: readonly SelectionParent[]): ReturnType<typeof incrementalDirective> {
  const [first] = nodes;
  return first && isField(first) ? incrementalDirective(first, 'stream') : undefined;
}

function isField(node: SelectionParent): node is FieldNode {
  return 'kind' in node && node.kind === Kind.FIELD;
}

interface Streaming {
  readonly id: string;
  readonly count: InitialCount;
  readonly writing: ItemsWriting;
}

function compileHead({ id, count, writing }: Streaming, position: Position): WriteValue {
  return (raw, shaping, depth) => {
    if (!Array.isArray(raw)) return reject(shaping, depth, position);
    const from = Math.min(count.of(shaping.variables), raw.length);
    const text = writeElements(raw.slice(0, from), writing.item, { shaping, depth, from: 0 });
    const { later } = shaping;
    if (text === undefined || from === raw.length || !later) return text;
    const part = partKey(later.deferred, [...later.tails, id]);
    later.revealed.push({ id, part, path: shaping.path.slice(0, depth), raw, from, writing });
    return text;
  };
}

export interface ElementsAt {
  readonly shaping: Shaping;
  readonly depth: number;
  /** The index of the first of them in their list. */
  readonly from: number;
}

/** Elements of a list, as a list; undefined when one of them has to be null and may not. */
export function writeElements(
  elements: readonly unknown[],
  item: WriteValue,
  { shaping, depth, from }: ElementsAt,
): string | undefined {
  const texts: string[] = [];
  for (const [index, element] of elements.entries()) {
    shaping.path[depth] = from + index;
    const written = item(element, shaping, depth + 1);
    if (written === undefined) return undefined;
    texts.push(written);
  }
  return `[${texts.join()}]`;
}

function revealFragments(
  deferred: readonly InlineFragmentNode[],
  type: GraphQLCompositeType,
  position: Position,
): Reveal | undefined {
  if (deferred.length === 0) return undefined;
  const compiled = deferred.flatMap((node) => {
    const directive = incrementalDirective(node, 'defer');
    if (!directive) return [];
    const compared = { nodes: [node], known: [...position.known, ...position.nodes] };
    const isRepetition = bringsNothing(type, compared, position.compiling.fields);
    const writing = compileFragment(type, { ...position, ...compared });
    return [{ id: partId(directive), isRepetition, writing }];
  });
  return (raw, { later, path }, depth) => {
    if (!later) return;
    for (const { id, isRepetition, writing } of compiled)
      if (!isRepetition || !later.onlyNew)
        later.revealed.push({ id, part: partKey(id, later.tails), path: path.slice(0, depth), raw, writing });
  };
}

/** Compiled when it is first written: nested fragments would otherwise be compiled for nobody. */
function compileFragment(type: GraphQLCompositeType, position: Position): FragmentWriting {
  let whole: ReturnType<typeof compileObject> | undefined;
  let fresh: WriteFresh | undefined;
  return {
    kind: 'fragment',
    type,
    nodes: position.nodes,
    whole: (raw, shaping, depth) => {
      whole ??= compileObject(type, position);
      return isObject(raw) ? whole(raw, shaping, depth) : undefined;
    },
    fresh: (raw, writing, depth) => {
      fresh ??= compileFresh(type, position);
      return fresh(raw, writing, depth);
    },
  };
}

function compileFresh(type: GraphQLCompositeType, position: Position): WriteFresh {
  const { fields: collector } = position.compiling;
  const mine = collector.collect(position.nodes, type);
  if (mine.selectsByType) {
    return (_raw, { shaping }, depth) => {
      failUnknownType(type, shaping, depth);
      return false;
    };
  }
  const known = new Map(
    collector.collect(position.known, type).fields.map((field) => [field.key, field] as const),
  );
  const fields = mine.fields.filter(({ key }) => !known.has(key));
  const writeOwn = fields.length > 0 ? compileFields(fields, type, position) : undefined;
  const reveal = revealFragments(mine.deferred, type, position);
  const deeper = mine.fields.flatMap((field) => {
    const before = known.get(field.key);
    return before ? compileShared({ field, before }, type, position) : [];
  });
  return (raw, writing, depth) => {
    const { shaping, found } = writing;
    if (!isObject(raw)) return true;
    if (writeOwn) {
      const text = writeOwn(raw, shaping, depth);
      if (text === undefined) return false;
      found.push({ path: shaping.path.slice(0, depth), text });
    }
    reveal?.(raw, shaping, depth);
    return deeper.every((write) => write(raw, writing, depth));
  };
}

type WriteShared = (raw: DataObject, writing: Parameters<WriteFresh>[1], depth: number) => boolean;

/** What of a field is new whose objects have been delivered: their other fields, object by object. */
function compileShared(
  { field, before }: { readonly field: CollectedField; readonly before: CollectedField },
  type: GraphQLCompositeType,
  position: Position,
): WriteShared[] {
  const { schema, planned } = position.compiling;
  const definition = isUnionType(type) ? undefined : type.getFields()[field.name];
  const named = definition && getNamedType(definition.type);
  if (!isCompositeType(named) || planned.denied?.field(type.name, field.name)) return [];
  const below = { ...positionOf(field, type, position), known: before.nodes };
  const byType = new Map<GraphQLCompositeType, WriteFresh>();
  const write: WriteFresh = (value, writing, depth) => {
    const { path, later } = writing.shaping;
    if (later?.nulled.has(placeText(path, depth))) return true;
    if (Array.isArray(value)) {
      return value.every((element, index) => {
        path[depth] = index;
        return write(element, writing, depth + 1);
      });
    }
    if (!isObject(value)) return true;
    const concrete = isAbstractType(named) ? resolveType(named, value, schema) : named;
    if (!concrete) return true;
    const fresh = byType.get(concrete) ?? compileFresh(concrete, below);
    byType.set(concrete, fresh);
    return fresh(value, writing, depth);
  };
  return [
    (raw, writing, depth) => {
      writing.shaping.path[depth] = field.key;
      return write(own(raw, field.dataKey), writing, depth + 1);
    },
  ];
}
