import { Kind } from 'graphql';
import type {
  ConstDirectiveNode,
  DefinitionNode,
  DocumentNode,
  FieldDefinitionNode,
  InterfaceTypeDefinitionNode,
  NamedTypeNode,
  ObjectTypeDefinitionNode,
  SelectionSetNode,
  TypeNode,
} from 'graphql';
import { parseFieldSet } from './field-set.ts';

/** A type of a subgraph and the fields of it that are computed in one way. */
export interface ComputedFields {
  readonly type: string;
  readonly fields: readonly FieldDefinitionNode[];
}

/**
 * The part of a subgraph's schema that computes some fields of one entity: the type with its keys, those fields, what
 * they require, and what they lead to up to the next entity.
 */
export function cutSubgraph(document: DocumentNode, { type, fields }: ComputedFields): DocumentNode {
  const cut = new Cut(document);
  cut.addKeys(type);
  for (const field of fields) {
    cut.addField(type, field.name.value);
    for (const name of ['requires', 'provides']) {
      const set = fieldSetOf(field, name);
      if (set) cut.addSet(name === 'requires' ? type : namedType(field.type), set);
    }
    cut.addResult(namedType(field.type));
  }
  return cut.document();
}

export function namedType(node: TypeNode): string {
  return node.kind === Kind.NAMED_TYPE ? node.name.value : namedType(node.type);
}

/** The `fields` of a directive with that name. */
export function fieldSetOf(
  node: { readonly directives?: readonly ConstDirectiveNode[] | undefined },
  name: string,
): SelectionSetNode | undefined {
  const directive = node.directives?.find((candidate) => candidate.name.value === name);
  const fields = directive && argumentOf(directive, 'fields');
  return fields === undefined ? undefined : parseFieldSet(fields);
}

/** A directive's argument that is a text. */
export function argumentOf(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}

/** A key by which entities can be asked for here. */
export function isResolvableKey(directive: ConstDirectiveNode): boolean {
  const resolvable = directive.arguments?.find(({ name }) => name.value === 'resolvable')?.value;
  return directive.name.value === 'key' && !(resolvable?.kind === Kind.BOOLEAN && !resolvable.value);
}

type Fielded = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

class Cut {
  readonly #types = new Map<string, DefinitionNode>();
  readonly #rest: DefinitionNode[] = [];
  /** Fields by type; types that have none are whole. */
  readonly #kept = new Map<string, Set<string>>();
  readonly #keyed = new Set<string>();
  readonly #results = new Set<string>();
  readonly #queryType: string | undefined;

  constructor(document: DocumentNode) {
    for (const node of document.definitions) {
      if (node.kind === Kind.SCHEMA_DEFINITION)
        this.#queryType = node.operationTypes.find(({ operation }) => operation === 'query')?.type.name.value;
      const isType = 'name' in node && node.name && node.kind !== Kind.DIRECTIVE_DEFINITION;
      // What the directives' own definitions need stays.
      if (isType && !/^(?:link|federation)__/.test(node.name.value)) this.#types.set(node.name.value, node);
      else this.#rest.push(node);
    }
  }

  addKeys(type: string): void {
    const node = this.#types.get(type);
    if (!node || !isFielded(node) || this.#keyed.has(type)) return;
    this.#keyed.add(type);
    for (const directive of node.directives ?? []) {
      const fields = isResolvableKey(directive) ? argumentOf(directive, 'fields') : undefined;
      if (fields !== undefined) this.addSet(type, parseFieldSet(fields));
    }
  }

  addField(type: string, name: string): void {
    const field = this.#fieldOf(type, name);
    if (!field) return;
    this.#keep(type).add(name);
    for (const argument of field.arguments ?? []) this.#addLeaf(namedType(argument.type));
    this.#addLeaf(namedType(field.type));
    if (this.#types.get(type)?.kind === Kind.INTERFACE_TYPE_DEFINITION)
      for (const member of this.#membersOf(type)) this.addField(member, name);
  }

  addSet(type: string, set: SelectionSetNode): void {
    this.#addAbstract(type);
    for (const node of set.selections) {
      if (node.kind === Kind.INLINE_FRAGMENT)
        this.addSet(node.typeCondition?.name.value ?? type, node.selectionSet);
      if (node.kind !== Kind.FIELD) continue;
      const field = this.#fieldOf(type, node.name.value);
      this.addField(type, node.name.value);
      if (field && node.selectionSet) this.addSet(namedType(field.type), node.selectionSet);
    }
  }

  /** All of a value, of an entity what it is known by: its fields are fetched from where they are. */
  addResult(type: string): void {
    if (this.#results.has(type)) return;
    this.#results.add(type);
    this.#addAbstract(type);
    for (const member of this.#membersOf(type)) this.addResult(member);
    const node = this.#types.get(type);
    if (!node || !isFielded(node) || type === this.#queryType) return;
    if (node.directives?.some(isResolvableKey)) return this.addKeys(type);
    for (const field of node.fields ?? []) {
      this.addField(type, field.name.value);
      this.addResult(namedType(field.type));
    }
  }

  document(): DocumentNode {
    // Entities are asked for by the query type, and from one below the root is gone back to.
    if (this.#queryType !== undefined) this.#keep(this.#queryType);
    const types = [...this.#types].flatMap(([name, node]) => this.#reduce(name, node));
    return { kind: Kind.DOCUMENT, definitions: [...this.#rest.map(onlyQueries), ...types] };
  }

  #reduce(name: string, node: DefinitionNode): DefinitionNode[] {
    const kept = this.#kept.get(name);
    if (!kept) return [];
    if (!isFielded(node)) return [node];
    const fields = node.fields?.filter((field) => kept.has(field.name.value));
    const directives = node.directives?.filter((directive) =>
      directive.name.value === 'key' ? this.#keyed.has(name) && isResolvableKey(directive) : true,
    );
    const interfaces = node.interfaces?.filter((general) => this.#isSatisfied(general, kept));
    return [{ ...node, fields, directives, interfaces }];
  }

  /** What the interface has left of its fields the type has too. */
  #isSatisfied(general: NamedTypeNode, kept: ReadonlySet<string>): boolean {
    const needed = this.#kept.get(general.name.value);
    return needed !== undefined && [...needed].every((field) => kept.has(field));
  }

  /** An abstract type is known with all its members, as far as there is anything of them. */
  #addAbstract(type: string): void {
    const members = this.#membersOf(type);
    if (members.length > 0) this.#keep(type);
    for (const member of members) {
      const node = this.#types.get(member);
      const first = node && isFielded(node) ? node.fields?.[0]?.name.value : undefined;
      if (first !== undefined && !this.#kept.has(member)) this.addField(member, first);
    }
  }

  #addLeaf(type: string): void {
    const node = this.#types.get(type);
    if (!node || this.#kept.has(type)) return;
    if (node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
      this.#keep(type);
      for (const field of node.fields ?? []) this.#addLeaf(namedType(field.type));
    } else if (node.kind === Kind.ENUM_TYPE_DEFINITION || node.kind === Kind.SCALAR_TYPE_DEFINITION) {
      this.#keep(type);
    } else {
      this.#addSome(type);
    }
  }

  /** The type of a field has to be there, even when nothing is asked of it. */
  #addSome(type: string): void {
    const node = this.#types.get(type);
    this.#keep(type);
    const first = node && isFielded(node) ? node.fields?.[0]?.name.value : undefined;
    if (first !== undefined && type !== this.#queryType) this.addField(type, first);
    this.#addAbstract(type);
  }

  #keep(type: string): Set<string> {
    const kept = this.#kept.get(type) ?? new Set<string>();
    this.#kept.set(type, kept);
    return kept;
  }

  #fieldOf(type: string, name: string): FieldDefinitionNode | undefined {
    const node = this.#types.get(type);
    return node && isFielded(node) ? node.fields?.find((field) => field.name.value === name) : undefined;
  }

  #membersOf(type: string): string[] {
    const node = this.#types.get(type);
    if (node?.kind === Kind.UNION_TYPE_DEFINITION) return (node.types ?? []).map(({ name }) => name.value);
    if (node?.kind !== Kind.INTERFACE_TYPE_DEFINITION) return [];
    return [...this.#types.values()].flatMap((candidate) =>
      candidate.kind === Kind.OBJECT_TYPE_DEFINITION &&
      candidate.interfaces?.some(({ name }) => name.value === type)
        ? [candidate.name.value]
        : [],
    );
  }
}

function onlyQueries(node: DefinitionNode): DefinitionNode {
  if (node.kind !== Kind.SCHEMA_DEFINITION) return node;
  return { ...node, operationTypes: node.operationTypes.filter(({ operation }) => operation === 'query') };
}

function isFielded(node: DefinitionNode): node is Fielded {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION;
}
