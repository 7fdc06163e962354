import { Kind, visit } from 'graphql';
import type { ConstDirectiveNode, DocumentNode, SelectionSetNode } from 'graphql';
import { argumentOf, isResolvableKey, namedType } from './cut-subgraph.ts';
import { parseFieldSet } from './field-set.ts';
import { withoutExtensions } from './without-extensions.ts';

/**
 * A subgraph's schema with each type in one place. What a key on `extend type` names is the subgraph's own, whatever it is
 * marked as: the planner goes by where such a key stands, so the mark goes with the place.
 */
export function withWholeTypes(document: DocumentNode): DocumentNode {
  const whole = withoutExtensions(document);
  const own = document.definitions.flatMap((node) => {
    const isExtension =
      node.kind === Kind.OBJECT_TYPE_EXTENSION || node.kind === Kind.INTERFACE_TYPE_EXTENSION;
    return isExtension ? keysOf(node).flatMap((set) => fieldsOf(whole, node.name.value, set)) : [];
  });
  return withoutExternal(whole, new Set(own));
}

/**
 * The schema with a key of that type whose fields are the subgraph's own. The planner has to have one where the type has a
 * computed field, also when all are marked `@external`, as in what a key of values goes through; who asks for a computed
 * field has been given the key.
 */
export function withOwnKey(document: DocumentNode, type: string): DocumentNode {
  const keys = document.definitions.flatMap((node) =>
    node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === type
      ? keysOf(node).map((set) => fieldsOf(document, type, set))
      : [],
  );
  const external = externalFields(document);
  const isOwn = (fields: readonly string[]): boolean => fields.every((field) => !external.has(field));
  const [first] = keys;
  return first && !keys.some(isOwn) ? withoutExternal(document, new Set(first)) : document;
}

function keysOf({ directives }: { readonly directives?: readonly ConstDirectiveNode[] | undefined }) {
  return (directives ?? []).filter(isResolvableKey).flatMap((key): SelectionSetNode[] => {
    const fields = argumentOf(key, 'fields');
    return fields === undefined ? [] : [parseFieldSet(fields)];
  });
}

/** `Type.field` of all that the set selects. */
function fieldsOf(document: DocumentNode, type: string, set: SelectionSetNode): string[] {
  return set.selections.flatMap((node) => {
    if (node.kind === Kind.INLINE_FRAGMENT)
      return fieldsOf(document, node.typeCondition?.name.value ?? type, node.selectionSet);
    if (node.kind !== Kind.FIELD) return [];
    const below = fieldTypes(document, type, node.name.value);
    const inner = node.selectionSet
      ? below.flatMap((name) => fieldsOf(document, name, node.selectionSet ?? set))
      : [];
    return [`${type}.${node.name.value}`, ...inner];
  });
}

function fieldTypes({ definitions }: DocumentNode, type: string, field: string): string[] {
  return definitions.flatMap((node) => {
    const isFielded =
      node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION;
    if (!isFielded || node.name.value !== type) return [];
    return (node.fields ?? [])
      .filter(({ name }) => name.value === field)
      .map((found) => namedType(found.type));
  });
}

function isExternal({ name }: ConstDirectiveNode): boolean {
  return name.value === 'external';
}

function externalFields({ definitions }: DocumentNode): Set<string> {
  const fields = definitions.flatMap((node) =>
    node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION
      ? (node.fields ?? [])
          .filter(({ directives }) => [...(directives ?? []), ...(node.directives ?? [])].some(isExternal))
          .map(({ name }) => `${node.name.value}.${name.value}`)
      : [],
  );
  return new Set(fields);
}

function withoutExternal(document: DocumentNode, fields: ReadonlySet<string>): DocumentNode {
  if (fields.size === 0) return document;
  return visit(document, {
    ObjectTypeDefinition: (type) => ({
      ...type,
      fields: type.fields?.map((field) =>
        fields.has(`${type.name.value}.${field.name.value}`)
          ? { ...field, directives: field.directives?.filter((directive) => !isExternal(directive)) }
          : field,
      ),
    }),
  });
}
