import { Kind, parse, visit } from 'graphql';
import type {
  ConstDirectiveNode,
  ConstValueNode,
  DefinitionNode,
  FieldDefinitionNode,
  InputValueDefinitionNode,
  InterfaceTypeDefinitionNode,
  ObjectTypeDefinitionNode,
  ObjectTypeExtensionNode,
  SelectionSetNode,
  TypeNode,
} from 'graphql';
import { parseFieldSet } from '../../gateway/src/plan/field-set.ts';

/** What one subgraph's SDL says, as far as it decides who answers what. */
export interface SubgraphView {
  readonly name: string;
  readonly types: ReadonlyMap<string, TypeView>;
  /** Members by union, implementations by interface. */
  readonly possible: ReadonlyMap<string, readonly string[]>;
  readonly enums: ReadonlyMap<string, readonly string[]>;
}

export interface TypeView {
  readonly name: string;
  readonly kind: 'object' | 'interface';
  readonly fields: ReadonlyMap<string, FieldView>;
  readonly keys: readonly { readonly set: SelectionSetNode; readonly resolvable: boolean }[];
  readonly interfaceObject: boolean;
  /** Names under which it is a `@context`. */
  readonly contexts: readonly string[];
}

export interface FieldView {
  readonly type: TypeNode;
  /** Declared to be somebody else's; a key that is only marked so in the manner of federation 1 does not count. */
  readonly external: boolean;
  readonly requires?: SelectionSetNode | undefined;
  readonly provides?: SelectionSetNode | undefined;
  readonly override?: { readonly from: string; readonly label: string | undefined } | undefined;
  /** Arguments that the gateway fills from around the object. */
  readonly fromContext: readonly { readonly argument: string; readonly field: string }[];
}

export function viewSubgraph(name: string, sdl: string): SubgraphView {
  const { definitions } = parse(sdl, { noLocation: true });
  const types = new Map<string, TypeView>();
  const possible = new Map<string, string[]>();
  const enums = new Map<string, string[]>();
  const roots = rootTypes(definitions);
  for (const node of definitions) {
    if (node.kind === Kind.ENUM_TYPE_DEFINITION) enums.set(node.name.value, namesOf(node.values));
    if (node.kind === Kind.UNION_TYPE_DEFINITION) possible.set(node.name.value, namesOf(node.types));
    if (!isFielded(node)) continue;
    const typeName = roots.get(node.name.value) ?? node.name.value;
    types.set(typeName, viewType(typeName, node, { before: types.get(typeName), roots }));
    if (node.kind === Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const general of namesOf(node.interfaces))
      possible.set(general, [...(possible.get(general) ?? []), node.name.value]);
  }
  return { name, types, possible, enums };
}

function namesOf(nodes: readonly { readonly name: { readonly value: string } }[] = []): string[] {
  return nodes.map(({ name }) => name.value);
}

/** What GraphQL calls the root types, by the names that the subgraph has for them. */
function rootTypes(definitions: readonly DefinitionNode[]): Map<string, string> {
  const roots = new Map<string, string>();
  for (const node of definitions) {
    if (node.kind !== Kind.SCHEMA_DEFINITION && node.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const { operation, type } of node.operationTypes ?? [])
      roots.set(type.name.value, `${operation[0]?.toUpperCase()}${operation.slice(1)}`);
  }
  return roots;
}

type Fielded = ObjectTypeDefinitionNode | ObjectTypeExtensionNode | InterfaceTypeDefinitionNode;

function isFielded(node: { readonly kind: string }): node is Fielded {
  return (
    node.kind === Kind.OBJECT_TYPE_DEFINITION ||
    node.kind === Kind.OBJECT_TYPE_EXTENSION ||
    node.kind === Kind.INTERFACE_TYPE_DEFINITION
  );
}

interface Around {
  readonly before: TypeView | undefined;
  readonly roots: ReadonlyMap<string, string>;
}

function viewType(name: string, node: Fielded, { before, roots }: Around): TypeView {
  const keys = directives(node, 'key').map((directive) => ({
    set: parseFieldSet(text(directive, 'fields')),
    resolvable: argument(directive, 'resolvable')?.kind !== Kind.BOOLEAN || !isFalse(directive),
  }));
  const allKeys = [...(before?.keys ?? []), ...keys];
  const inKey = new Set(allKeys.flatMap(({ set }) => set.selections.map(fieldName)));
  const allExternal = directives(node, 'external').length > 0;
  const fields = (node.fields ?? []).map((field) => {
    const external = allExternal || directives(field, 'external').length > 0;
    const view = viewField(field, external && !inKey.has(field.name.value));
    return [field.name.value, { ...view, type: canonical(view.type, roots) }] as const;
  });
  return {
    name,
    kind: node.kind === Kind.INTERFACE_TYPE_DEFINITION ? 'interface' : 'object',
    fields: new Map([...(before?.fields ?? []), ...fields]),
    keys: allKeys,
    interfaceObject: directives(node, 'interfaceObject').length > 0,
    contexts: directives(node, 'context').map((directive) => text(directive, 'name')),
  };
}

function canonical(type: TypeNode, roots: ReadonlyMap<string, string>): TypeNode {
  return visit(type, {
    Name: (name) => ({ ...name, value: roots.get(name.value) ?? name.value }),
  });
}

function isFalse(directive: ConstDirectiveNode): boolean {
  const value = argument(directive, 'resolvable');
  return value?.kind === Kind.BOOLEAN && !value.value;
}

function viewField(field: FieldDefinitionNode, external: boolean): FieldView {
  const [requires, provides, override] = ['requires', 'provides', 'override'].map(
    (name) => directives(field, name)[0],
  );
  return {
    type: field.type,
    external,
    requires: requires && parseFieldSet(text(requires, 'fields')),
    provides: provides && parseFieldSet(text(provides, 'fields')),
    override: override && {
      from: text(override, 'from'),
      label: argument(override, 'label') && text(override, 'label'),
    },
    fromContext: (field.arguments ?? []).flatMap((node) =>
      directives(node, 'fromContext').map((directive) => ({
        argument: node.name.value,
        field: text(directive, 'field'),
      })),
    ),
  };
}

function fieldName(node: SelectionSetNode['selections'][number]): string {
  return node.kind === Kind.FIELD ? node.name.value : '';
}

function directives(node: Fielded | FieldDefinitionNode | InputValueDefinitionNode, name: string) {
  return (node.directives ?? []).filter((directive) => directive.name.value === name);
}

function argument(directive: ConstDirectiveNode, name: string): ConstValueNode | undefined {
  return directive.arguments?.find((node) => node.name.value === name)?.value;
}

function text(directive: ConstDirectiveNode, name: string): string {
  const value = argument(directive, name);
  if (value?.kind !== Kind.STRING) throw new Error(`expected @${directive.name.value} with a text "${name}"`);
  return value.value;
}
