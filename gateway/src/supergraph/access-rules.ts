import { isInterfaceType, isObjectType, isUnionType } from '@apollo/federation-internals';
import type { NamedType, Schema } from '@apollo/federation-internals';
import { Kind, parse } from 'graphql';
import type { OperationDefinitionNode, SelectionSetNode } from 'graphql';

/** What a field or a type demands of who asks. Each list is an OR of ANDs, as the directives write it. */
export interface AccessRequirement {
  readonly coordinate: string;
  readonly kind: 'authenticated' | 'requiresScopes' | 'policy';
  readonly anyOf: readonly (readonly string[])[];
}

/** The requirements of `@authenticated`, `@requiresScopes` and `@policy` in one supergraph. */
export interface AccessRules {
  /** False: nothing in the supergraph is protected, and no fetch needs to be looked at. */
  readonly any: boolean;
  /** All that the text of one subgraph fetch demands, keys and required fields included: each must be met. */
  ofFetch(operation: string): readonly AccessRequirement[];
}

const specs = new Map<string, AccessRequirement['kind']>([
  ['https://specs.apollo.dev/authenticated', 'authenticated'],
  ['https://specs.apollo.dev/requiresScopes', 'requiresScopes'],
  ['https://specs.apollo.dev/policy', 'policy'],
]);

/**
 * Reads the rules off a supergraph. They are asked of the planner's own fetches and not of the client's operation,
 * because every field that a client selects is in one of them, and so are the `@requires` and `@key` fields that it
 * did not select (threats.md B07, B09).
 */
export function readAccessRules(schema: Schema): AccessRules {
  const names = new Map<string, AccessRequirement['kind']>();
  for (const [identity, kind] of specs) {
    const name = schema.coreFeatures?.getByIdentity(identity)?.directiveNameInSchema(kind);
    if (name !== undefined) names.set(name, kind);
  }
  if (names.size === 0) return { any: false, ofFetch: () => [] };
  const rules = new Map<string, readonly AccessRequirement[]>();
  for (const type of schema.types()) {
    note(type.name, type.appliedDirectives);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of type.fields()) note(field.coordinate, field.appliedDirectives);
  }
  const reader: FetchReader = { schema, rules };
  return { any: rules.size > 0, ofFetch: (operation) => requirementsOf(operation, reader) };

  function note(coordinate: string, applied: readonly AppliedDirective[]): void {
    const found = applied.flatMap((directive) => {
      const kind = names.get(directive.name);
      return kind ? [parseRequirement(coordinate, kind, directive.arguments())] : [];
    });
    if (found.length > 0) rules.set(coordinate, found);
  }
}

interface AppliedDirective {
  readonly name: string;
  arguments(): Record<string, unknown>;
}

interface FetchReader {
  readonly schema: Schema;
  readonly rules: ReadonlyMap<string, readonly AccessRequirement[]>;
}

function requirementsOf(operation: string, reader: FetchReader): readonly AccessRequirement[] {
  const document = parse(operation);
  const found = new Set<AccessRequirement>();
  const fragments = new Map<string, SelectionSetNode>();
  let root: OperationDefinitionNode | undefined;
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) root = definition;
    else if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition.selectionSet);
      // Whoever spreads it, its fields are on this type: read once here, passed over where it is spread.
      visit(definition.selectionSet, definition.typeCondition.name.value);
    }
  }
  if (root) visit(root.selectionSet, reader.schema.schemaDefinition.root(root.operation)?.type.name);
  return [...found];

  function visit(selectionSet: SelectionSetNode, typeName: string | undefined): void {
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value ?? typeName;
        collect(condition);
        visit(selection.selectionSet, condition);
        continue;
      }
      const fieldName = selection.name.value;
      for (const owner of runtimeTypes(reader.schema, typeName)) collect(`${owner}.${fieldName}`);
      const next = returnedType(reader.schema, typeName, fieldName);
      collect(next);
      if (selection.selectionSet) visit(selection.selectionSet, next);
    }
  }

  function collect(coordinate: string | undefined): void {
    for (const requirement of reader.rules.get(coordinate ?? '') ?? []) found.add(requirement);
  }
}

/** A field asked through an interface or a union may be answered by any of its types: the rules of all of them hold. */
function runtimeTypes(schema: Schema, typeName: string | undefined): string[] {
  const type = typeName === undefined ? undefined : schema.type(typeName);
  if (!type) return [];
  if (!isInterfaceType(type) && !isUnionType(type)) return [type.name];
  const possible = isInterfaceType(type) ? type.possibleRuntimeTypes() : type.types();
  return [type.name, ...possible.map(({ name }) => name)];
}

function returnedType(schema: Schema, typeName: string | undefined, fieldName: string): string | undefined {
  const type: NamedType | undefined = typeName === undefined ? undefined : schema.type(typeName);
  if (!type || (!isObjectType(type) && !isInterfaceType(type))) return undefined;
  const named = type.field(fieldName)?.type?.toString();
  return named?.replace(/[[\]!]/g, '');
}

function parseRequirement(
  coordinate: string,
  kind: AccessRequirement['kind'],
  args: Record<string, unknown>,
): AccessRequirement {
  const anyOf = (kind === 'requiresScopes' ? args['scopes'] : args['policies']) as string[][] | undefined;
  return Object.freeze({ coordinate, kind, anyOf: anyOf ?? [] });
}
