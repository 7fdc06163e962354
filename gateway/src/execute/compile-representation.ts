import type { FetchNode, RequiredSelection, Rewrite } from '../plan/plan-nodes.ts';
import type { TypeRelations } from '../plan/type-relations.ts';
import { isObject, isPlainKey, own } from './data-object.ts';
import type { DataObject } from './data-object.ts';
import { jsonOf } from './json-text.ts';
import type { Representation, RepresentationOf, WriteRepresentation } from './program.ts';

/** What a representation holds of an object of one type. */
interface Member {
  /** The subgraph's name for it. */
  readonly sentAs: string;
  /** In the data. */
  readonly key: string;
  /** JSON that stands there whatever the data says: the plan's own `__typename` behind `@interfaceObject`. */
  readonly constant: string | undefined;
  readonly below: readonly RequiredSelection[] | undefined;
  readonly rewrites: readonly Rewrite[];
}

type WriteValue = (value: unknown) => string | undefined;

/**
 * Compiles what a fetch requires into functions that write the representation of one entity, without a tree in
 * between. What is written depends on the entity's type; each type is worked out when it is first met.
 */
export function compileRepresentation(node: FetchNode, types: TypeRelations): RepresentationOf {
  const byType = new Map<unknown, Representation | undefined>();
  return (entity) => {
    const typename = own(entity, '__typename');
    const known = byType.get(typename);
    if (known || byType.has(typename)) return known;
    const made = compileEntity(node, typename, types);
    // A subgraph could make up any number of types.
    if (byType.size < maxTypes) byType.set(typename, made);
    return made;
  };
}

const maxTypes = 1_000;

function compileEntity(node: FetchNode, typename: unknown, types: TypeRelations): Representation | undefined {
  const requires = (node.requires ?? []).filter((selection) => applies(selection, typename, types));
  if (requires.length === 0) return undefined;
  const members = membersFor(requires, typename, { rewrites: node.inputRewrites, types }).map((member) =>
    withConstantType(member, typename),
  );
  const [only, ...more] = members.filter(({ constant }) => constant === undefined);
  const isAlone = only && more.length === 0 && !only.below && isPlainKey(only.key);
  return {
    write: compileMembers(members, types),
    isSent: hasKey(members, typename, { subgraph: node.subgraph, types }),
    only: isAlone ? only.key : undefined,
  };
}

/** Each type has a writer of its own, in which its name stands as it is. */
function withConstantType(member: Member, typename: unknown): Member {
  const isKnown =
    member.key === '__typename' && member.constant === undefined && typeof typename === 'string';
  return isKnown ? { ...member, constant: JSON.stringify(typename) } : member;
}

/** A fragment may have asked for a required member of more types than the key. */
function hasKey(
  members: readonly Member[],
  typename: unknown,
  { subgraph, types }: { readonly subgraph: string; readonly types: TypeRelations },
): boolean {
  const sent = members.find(({ sentAs }) => sentAs === '__typename');
  const name: unknown = sent?.constant === undefined ? sent && typename : JSON.parse(sent.constant);
  if (typeof name !== 'string') return false;
  const names = new Set(members.map(({ sentAs }) => sentAs));
  return types.keysIn(subgraph, name).some((key) => key.every((member) => names.has(member)));
}

function applies(selection: RequiredSelection, typename: unknown, types: TypeRelations): boolean {
  if (selection.kind === 'Field' || selection.type === undefined) return true;
  return typeof typename === 'string' && types.isSubtype(selection.type, typename);
}

interface Level {
  readonly rewrites: readonly Rewrite[];
  readonly types: TypeRelations;
}

function membersFor(
  selections: readonly RequiredSelection[],
  typename: unknown,
  { rewrites, types }: Level,
): Member[] {
  const members = new Map<string, Member>();
  const collect = (all: readonly RequiredSelection[]): void => {
    for (const selection of all) {
      if (selection.kind === 'InlineFragment') {
        if (applies(selection, typename, types)) collect(selection.selections);
        continue;
      }
      const { key, sentAs, selections: below } = selection;
      const known = members.get(sentAs);
      const merged = known?.below && below ? [...known.below, ...below] : below;
      members.set(sentAs, { sentAs, key, constant: undefined, below: merged, rewrites: [] });
    }
  };
  collect(selections);
  rewrite(members, typename, { rewrites, types });
  return [...members.values()];
}

/** The plan's rewrites in their order, each looking at the type that those before it have left. */
function rewrite(members: Map<string, Member>, typename: unknown, { rewrites, types }: Level): void {
  let current = members.has('__typename') ? typename : undefined;
  for (const each of rewrites) {
    const path = withoutConditions(each.path, current, types);
    const [key, ...rest] = path ?? [];
    const member = key === undefined ? undefined : members.get(key);
    if (key === undefined) continue;
    if (rest.length > 0) {
      if (member) members.set(key, { ...member, rewrites: [...member.rewrites, { ...each, path: rest }] });
    } else if (each.kind === 'ValueSetter') {
      const constant = JSON.stringify(each.value);
      members.set(key, { sentAs: key, key, below: undefined, rewrites: [], ...member, constant });
      if (key === '__typename') current = each.value;
    } else if (member) {
      members.delete(key);
      members.set(each.to, { ...member, sentAs: each.to });
    }
  }
}

const fragment = '... on ';

/** What follows the type conditions at the head of a path; undefined where one does not hold. */
function withoutConditions(
  path: readonly string[],
  typename: unknown,
  types: TypeRelations,
): readonly string[] | undefined {
  const [step, ...rest] = path;
  if (!step?.startsWith(fragment)) return path;
  // A type that was not asked for passes: the planner leaves it out where there is no choice.
  const holds = typeof typename !== 'string' || types.isSubtype(step.slice(fragment.length), typename);
  return holds ? withoutConditions(rest, typename, types) : undefined;
}

function compileMembers(members: readonly Member[], types: TypeRelations): WriteRepresentation {
  const parts: Part[] = [];
  let before = '{';
  for (const { sentAs, key, constant, below, rewrites } of members) {
    const prefix = `${before}${JSON.stringify(sentAs)}:`;
    before = constant === undefined ? ',' : `${prefix}${constant},`;
    if (constant !== undefined) continue;
    const write = below ? compileBelow(below, { rewrites, types }) : jsonOf;
    parts.push({ prefix, key, isPlain: isPlainKey(key), write });
  }
  const last = `${before.replace(/,$/, '')}}`;
  return (entity) => {
    let text = '';
    for (const { prefix, key, isPlain, write } of parts) {
      const value = isPlain ? entity[key] : own(entity, key);
      const written = value === undefined ? undefined : write(value);
      if (written === undefined) return undefined;
      text += prefix + written;
    }
    return text + last;
  };
}

/** What stands before a value in a representation, constants included, and how it is written. */
interface Part {
  readonly prefix: string;
  readonly key: string;
  readonly isPlain: boolean;
  readonly write: WriteValue;
}

function compileBelow(selections: readonly RequiredSelection[], level: Level): WriteValue {
  const byType = new Map<unknown, WriteRepresentation>();
  const writerFor = (object: DataObject): WriteRepresentation => {
    const typename = own(object, '__typename');
    const known = byType.get(typename);
    if (known) return known;
    const write = compileMembers(membersFor(selections, typename, level), level.types);
    if (byType.size < maxTypes) byType.set(typename, write);
    return write;
  };
  const write: WriteValue = (value) => {
    if (Array.isArray(value)) return writeList(value, write);
    return isObject(value) ? writerFor(value)(value) : jsonOf(value);
  };
  return write;
}

function writeList(values: readonly unknown[], write: WriteValue): string | undefined {
  let text = '[';
  for (const value of values) {
    const written = write(value);
    if (written === undefined) return undefined;
    text += text.length > 1 ? `,${written}` : written;
  }
  return `${text}]`;
}
