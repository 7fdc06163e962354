import {
  buildSchemaFromAST,
  FederationBlueprint,
  printSchema,
  Subgraph,
  Subgraphs,
} from '@apollo/federation-internals';
import type { Supergraph } from '@apollo/federation-internals';
import { Kind, parse, print, visit } from 'graphql';
import type {
  ConstDirectiveNode,
  DocumentNode,
  FieldDefinitionNode,
  ObjectTypeDefinitionNode,
} from 'graphql';
import { argumentOf, cutSubgraph } from './cut-subgraph.ts';
import type { ComputedFields } from './cut-subgraph.ts';
import { withOwnKey, withWholeTypes } from './own-keys.ts';

export interface PreparedSubgraphs {
  readonly supergraph: Supergraph;
  /** The real subgraph by the name of each part that the planner takes for a subgraph of its own. */
  readonly realNames: ReadonlyMap<string, string>;
}

/**
 * The subgraphs as the planner is to see them, where it would plan wrongly on them as they are.
 *
 * Each set of fields with the same `@requires` is a subgraph of its own. The planner merges a fetch that computes
 * fields with others of that subgraph, though what they require is not there yet: in chains, where what is required is
 * itself computed in a subgraph that was asked before, and its plan then asks a subgraph for fields that are external
 * to it. Between subgraphs of different names it merges nothing.
 *
 * An interface has no field that moves, for some requests, from one subgraph to another for one of its types: the
 * planner would ask the interface for it in both.
 */
export function prepareSubgraphs(supergraph: Supergraph): PreparedSubgraphs {
  const read = [...supergraph.subgraphs()].map((subgraph) => ({
    subgraph,
    document: readDocument(subgraph),
  }));
  const required = new Set(read.flatMap(({ document }) => requiredNames(document)));
  const parts = read.map((each) => ({ ...each, computed: computedIn(each.document, required) }));
  const moved = movedFields(parts);
  if (parts.every(({ computed }) => computed.length === 0) && moved.size === 0)
    return { supergraph, realNames: new Map() };
  const subgraphs = new Subgraphs();
  const realNames = new Map<string, string>();
  for (const { subgraph, document, computed } of parts) {
    const { name } = subgraph;
    const prepared = withoutMoved(document, moved.get(name) ?? new Set());
    const isSame = computed.length === 0 && prepared === document;
    subgraphs.add(isSame ? subgraph : build(name, withoutComputed(prepared, required)));
    for (const [index, fields] of computed.entries()) {
      const part = partName(name, index);
      realNames.set(part, name);
      subgraphs.add(build(part, cutSubgraph(withOwnKey(prepared, fields.type), fields)));
    }
  }
  const separated: Supergraph = Object.create(supergraph, { subgraphs: { value: () => subgraphs } });
  return { supergraph: separated, realNames };
}

interface Parts {
  readonly subgraph: Subgraph;
  readonly document: DocumentNode;
  readonly computed: readonly ComputedFields[];
}

function readDocument(subgraph: Subgraph): DocumentNode {
  const printed = parse(printSchema(subgraph.schema), { noLocation: true });
  return withWholeTypes(withoutOperations(printed));
}

function computedIn({ definitions }: DocumentNode, required: ReadonlySet<string>): ComputedFields[] {
  const groups = new Map<string, { type: string; fields: FieldDefinitionNode[] }>();
  for (const node of definitions) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const field of node.fields ?? []) {
      const requires = field.directives?.find(isRequires);
      if (!requires || !isApart(node, field, required)) continue;
      const type = node.name.value;
      const id = `${type} ${print(requires)}`;
      const group = groups.get(id) ?? { type, fields: [] };
      groups.set(id, group);
      group.fields.push(field);
    }
  }
  return [...groups.values()];
}

/**
 * Whether a computed field is in a part of its own. Of an interface that the subgraph knows as one object only what others
 * are computed from: more of them multiply the ways between its types, which the planner then searches through.
 */
function isApart(
  node: ObjectTypeDefinitionNode,
  field: FieldDefinitionNode,
  required: ReadonlySet<string>,
): boolean {
  return !takesContext(field) && (!isInterfaceObject(node) || required.has(field.name.value));
}

/** The names of all fields that something in the subgraph requires. */
function requiredNames({ definitions }: DocumentNode): string[] {
  const objects = definitions.filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION);
  return objects
    .flatMap(({ fields }) => fields ?? [])
    .flatMap(({ directives }) => directives?.filter(isRequires) ?? [])
    .flatMap((requires) => argumentOf(requires, 'fields')?.match(/\w+/g) ?? []);
}

/** What the planner adds to every subgraph itself. */
function withoutOperations(document: DocumentNode): DocumentNode {
  const added = new Set(['_Any', '_Service', '_Entity']);
  return visit(document, {
    enter: (node) => {
      if (!('name' in node) || !node.name || !('value' in node.name)) return undefined;
      const name = node.name.value;
      if (node.kind === Kind.FIELD_DEFINITION) return /^_(?:entities|service)$/.test(name) ? null : undefined;
      return node.kind.endsWith('TypeDefinition') && added.has(name) ? null : undefined;
    },
  });
}

function isRequires({ name }: ConstDirectiveNode): boolean {
  return name.value === 'requires';
}

/** Its context is found on the way to it through its own subgraph. */
function takesContext({ arguments: args }: FieldDefinitionNode): boolean {
  return (
    args?.some(({ directives }) => directives?.some(({ name }) => name.value.endsWith('fromContext'))) ??
    false
  );
}

function partName(subgraph: string, index: number): string {
  return `${subgraph}__computes${index}`;
}

/** `Type.field` by the subgraphs between which it moves with a label: where it is, each request decides. */
function movedFields(parts: readonly Parts[]): Map<string, Set<string>> {
  const moved = new Map<string, Set<string>>();
  const add = (subgraph: string, field: string): void =>
    void moved.set(subgraph, (moved.get(subgraph) ?? new Set()).add(field));
  for (const { subgraph, document } of parts) {
    for (const node of document.definitions) {
      if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
      for (const field of node.fields ?? []) {
        const override = field.directives?.find(({ name }) => name.value === 'override');
        const from = override && argumentOf(override, 'from');
        if (!override || from === undefined || argumentOf(override, 'label') === undefined) continue;
        for (const name of [from, subgraph.name]) add(name, `${node.name.value}.${field.name.value}`);
      }
    }
  }
  return moved;
}

function withoutMoved(document: DocumentNode, moved: ReadonlySet<string>): DocumentNode {
  if (moved.size === 0) return document;
  const implementations = new Map<string, string[]>();
  for (const node of document.definitions) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const { name } of node.interfaces ?? [])
      implementations.set(name.value, [...(implementations.get(name.value) ?? []), node.name.value]);
  }
  return visit(document, {
    InterfaceTypeDefinition: (node) => {
      const types = implementations.get(node.name.value) ?? [];
      const stays = (field: FieldDefinitionNode): boolean =>
        !types.some((type) => moved.has(`${type}.${field.name.value}`));
      return node.fields?.every(stays) ? undefined : { ...node, fields: node.fields?.filter(stays) };
    },
  });
}

/** In the subgraph itself a computed field is now somebody else's. */
function withoutComputed(document: DocumentNode, required: ReadonlySet<string>): DocumentNode {
  return visit(document, {
    ObjectTypeDefinition: (node) => {
      const fields = node.fields?.map((field) =>
        field.directives?.some(isRequires) && isApart(node, field, required)
          ? { ...field, directives: [external] }
          : field,
      );
      return { ...node, fields };
    },
  });
}

function isInterfaceObject({ directives }: ObjectTypeDefinitionNode): boolean {
  return directives?.some(({ name }) => name.value === 'interfaceObject') ?? false;
}

const external: ConstDirectiveNode = {
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: 'external' },
};

function build(name: string, document: DocumentNode): Subgraph {
  const schema = buildSchemaFromAST(document, { blueprint: new FederationBlueprint(true), validate: false });
  return new Subgraph(name, '', schema).assumeValid();
}
