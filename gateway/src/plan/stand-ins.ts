import { Kind, print } from 'graphql';
import type {
  ArgumentNode,
  DocumentNode,
  FieldNode,
  InterfaceTypeDefinitionNode,
  ObjectTypeDefinitionNode,
  SelectionNode,
  SelectionSetNode,
  TypeNode,
} from 'graphql';
import { parseFieldSet, printArguments } from './field-set.ts';

/** A field with the arguments that a `@requires` gives it. */
export interface StandIn {
  readonly field: string;
  readonly arguments: readonly ArgumentNode[];
}

export interface StandInFields {
  /** A field set with stand-ins for all fields that have arguments; makes those that are not there yet. */
  rewrite(fieldSet: string, type: string): string;
  /** By their names, which no field of the supergraph has. */
  readonly standIns: Map<string, StandIn>;
  /** The names to add beside each `Type.field`. */
  readonly added: Map<string, string[]>;
}

type Definition = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/** Makes stand-ins for a supergraph: one for each field and arguments, on a type and, for an interface, on all that implement it. */
export function createStandIns(document: DocumentNode): StandInFields {
  const types = new Map<string, Definition>();
  for (const node of document.definitions) {
    if (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION)
      types.set(node.name.value, node);
  }
  const prefix = freePrefix(types);
  const names = new Map<string, string>();
  const standIns = new Map<string, StandIn>();
  const added = new Map<string, string[]>();
  const add = (node: FieldNode, type: string): string => {
    const meaning = `${node.name.value}(${printArguments(node)})`;
    const name = names.get(meaning) ?? `${prefix}${names.size}`;
    names.set(meaning, name);
    standIns.set(name, { field: node.name.value, arguments: node.arguments ?? [] });
    for (const owner of [type, ...implementations(type, types)]) {
      const at = `${owner}.${node.name.value}`;
      const there = added.get(at) ?? [];
      if (!there.includes(name)) added.set(at, [...there, name]);
    }
    return name;
  };
  const rewrite: Rewrite = { types, add };
  return {
    rewrite: (fieldSet, type) => unwrap(rewriteSet(parseFieldSet(fieldSet), type, rewrite)),
    standIns,
    added,
  };
}

interface Rewrite {
  readonly types: ReadonlyMap<string, Definition>;
  readonly add: (node: FieldNode, type: string) => string;
}

function rewriteSet(set: SelectionSetNode, type: string, rewrite: Rewrite): SelectionSetNode {
  return { ...set, selections: set.selections.map((node) => rewriteSelection(node, type, rewrite)) };
}

function rewriteSelection(node: SelectionNode, type: string, rewrite: Rewrite): SelectionNode {
  if (node.kind === Kind.INLINE_FRAGMENT) {
    const condition = node.typeCondition?.name.value ?? type;
    return { ...node, selectionSet: rewriteSet(node.selectionSet, condition, rewrite) };
  }
  if (node.kind !== Kind.FIELD) return node;
  const definition = rewrite.types.get(type)?.fields?.find(({ name }) => name.value === node.name.value);
  const below = definition ? namedType(definition.type) : '';
  const field = node.selectionSet
    ? { ...node, selectionSet: rewriteSet(node.selectionSet, below, rewrite) }
    : node;
  if (!definition || printArguments(node) === '') return field;
  return { ...field, name: { kind: Kind.NAME, value: rewrite.add(node, type) }, arguments: [] };
}

function implementations(type: string, types: ReadonlyMap<string, Definition>): string[] {
  if (types.get(type)?.kind !== Kind.INTERFACE_TYPE_DEFINITION) return [];
  return [...types.values()]
    .filter(({ interfaces }) => interfaces?.some(({ name }) => name.value === type))
    .map(({ name }) => name.value);
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

/** A field set as directives hold it: without the outer braces. */
function unwrap(set: SelectionSetNode): string {
  return set.selections.map((node) => print(node)).join(' ');
}

function freePrefix(types: ReadonlyMap<string, Definition>): string {
  const taken = [...types.values()].flatMap(({ fields }) => fields?.map(({ name }) => name.value) ?? []);
  let prefix = 'hubRequired';
  while (taken.some((name) => name.startsWith(prefix))) prefix += '_';
  return prefix;
}
