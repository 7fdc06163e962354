import { Kind } from 'graphql';
import type { DefinitionNode, DocumentNode } from 'graphql';

/**
 * A schema in which each type is said in one place: what `extend type` adds stands in the type's definition, and what is
 * only extended is defined.
 */
export function withoutExtensions(document: DocumentNode): DocumentNode {
  const definitions: DefinitionNode[] = [];
  const places = new Map<string, number>();
  for (const node of document.definitions) {
    const definition = defined(node);
    const place = isTypeDefinition(definition) ? places.get(definition.name.value) : undefined;
    const before = place === undefined ? undefined : definitions[place];
    if (place !== undefined && before) {
      definitions[place] = merge(before, definition);
      continue;
    }
    if (isTypeDefinition(definition)) places.set(definition.name.value, definitions.length);
    definitions.push(definition);
  }
  return { ...document, definitions };
}

type TypeDefinition = Extract<DefinitionNode, { kind: `${string}TypeDefinition` }>;

function isTypeDefinition(node: DefinitionNode): node is TypeDefinition {
  return node.kind.endsWith('TypeDefinition');
}

function defined(node: DefinitionNode): DefinitionNode {
  switch (node.kind) {
    case Kind.SCALAR_TYPE_EXTENSION:
      return { ...node, kind: Kind.SCALAR_TYPE_DEFINITION };
    case Kind.OBJECT_TYPE_EXTENSION:
      return { ...node, kind: Kind.OBJECT_TYPE_DEFINITION };
    case Kind.INTERFACE_TYPE_EXTENSION:
      return { ...node, kind: Kind.INTERFACE_TYPE_DEFINITION };
    case Kind.UNION_TYPE_EXTENSION:
      return { ...node, kind: Kind.UNION_TYPE_DEFINITION };
    case Kind.ENUM_TYPE_EXTENSION:
      return { ...node, kind: Kind.ENUM_TYPE_DEFINITION };
    case Kind.INPUT_OBJECT_TYPE_EXTENSION:
      return { ...node, kind: Kind.INPUT_OBJECT_TYPE_DEFINITION };
    default:
      return node;
  }
}

function merge(one: DefinitionNode, other: DefinitionNode): DefinitionNode {
  const lists = ['directives', 'interfaces', 'fields', 'types', 'values'] as const;
  const merged = lists.flatMap((list) => {
    const both = [...nodesOf(one, list), ...nodesOf(other, list)];
    return both.length > 0 ? [[list, both] as const] : [];
  });
  return { ...one, ...Object.fromEntries(merged) };
}

function nodesOf(node: DefinitionNode, list: string): readonly unknown[] {
  const nodes: unknown = Object.entries(node).find(([key]) => key === list)?.[1];
  return Array.isArray(nodes) ? nodes : [];
}
