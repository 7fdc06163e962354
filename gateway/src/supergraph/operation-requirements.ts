import { Kind } from 'graphql';
import type { DocumentNode, SelectionSetNode } from 'graphql';
import type { AccessRequirement, RuleIndex } from './rule-index.ts';

/**
 * All that the selections of a document demand: of each field that it selects, on whatever type that may be, and of
 * what the field returns. `@skip` and `@include` are not looked at.
 */
export function readOperationRequirements(
  document: DocumentNode,
  index: RuleIndex,
): ReadonlySet<AccessRequirement> {
  const reading: Reading = { index, found: new Set(), fields: new Map() };
  visitDocument(document, reading);
  return reading.found;
}

/** Every field that a document selects, by the type that it is selected on; each once. */
export function readOperationFields(document: DocumentNode, index: RuleIndex): readonly SelectedField[] {
  const reading: Reading = { index, found: new Set(), fields: new Map() };
  visitDocument(document, reading);
  return [...reading.fields.values()];
}

export interface SelectedField {
  readonly type: string;
  readonly name: string;
}

function visitDocument(document: DocumentNode, reading: Reading): void {
  const { index } = reading;
  for (const definition of document.definitions) {
    // Whoever spreads a fragment, its fields are on its type: read once here, passed over where it is spread.
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      visitSet(definition.selectionSet, definition.typeCondition.name.value, reading);
    if (definition.kind === Kind.OPERATION_DEFINITION)
      visitSet(definition.selectionSet, index.rootType(definition.operation), reading);
  }
}

interface Reading {
  readonly index: RuleIndex;
  readonly found: Set<AccessRequirement>;
  readonly fields: Map<string, SelectedField>;
}

function visitSet(set: SelectionSetNode, type: string | undefined, reading: Reading): void {
  collectType(type, reading);
  for (const node of set.selections) {
    if (node.kind === Kind.INLINE_FRAGMENT)
      visitSet(node.selectionSet, node.typeCondition?.name.value ?? type, reading);
    if (node.kind === Kind.FIELD && type !== undefined)
      visitField(node.name.value, { set: node.selectionSet, type, reading });
  }
}

interface FieldPlace {
  readonly set: SelectionSetNode | undefined;
  readonly type: string;
  readonly reading: Reading;
}

function visitField(name: string, { set, type, reading }: FieldPlace): void {
  const { index } = reading;
  reading.fields.set(`${type}.${name}`, { type, name });
  for (const owner of [type, ...index.runtimeTypes(type)]) collect(`${owner}.${name}`, reading);
  const returned = index.returned(type, name);
  collectType(returned, reading);
  if (set) visitSet(set, returned, reading);
}

function collectType(type: string | undefined, reading: Reading): void {
  if (type === undefined) return;
  for (const each of [type, ...reading.index.runtimeTypes(type)]) collect(each, reading);
}

function collect(coordinate: string, { index, found }: Reading): void {
  for (const requirement of index.rules.get(coordinate) ?? []) found.add(requirement);
}
