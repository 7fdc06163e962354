import { baseType, FieldDefinition, isCompositeType } from '@apollo/federation-internals';
import type { CompositeType, NamedType, Schema } from '@apollo/federation-internals';
import { Kind, print } from 'graphql';
import type { FieldNode, SelectionSetNode } from 'graphql';
import { membersOf, parseFieldSet } from './field-set.ts';
import { subgraphNames } from './subgraph-names.ts';

/** Response keys that the gateway itself needs, or that an attacker would like to see merged. */
const always = ['__typename', '__proto__', 'constructor', 'prototype', '_entities', '_service'];

/** What plans select for their own use, under its own name and beside what the client asked for. */
export interface ClaimedFields {
  /** Fields of keys, `@requires` and `@fromContext`. A client's alias must not meet one of them. */
  readonly names: ReadonlySet<string>;
  /** Those that are required with arguments: a client's own use of the field may not meet them either. */
  readonly withArguments: ReadonlySet<string>;
  readonly requirements: readonly Requirement[];
}

/** The `@requires` of one field in one subgraph. */
export interface Requirement {
  readonly subgraph: string;
  readonly type: string;
  readonly field: string;
  /** All required fields by `Type.field`, with their arguments as text ('' without). */
  readonly required: ReadonlyMap<string, string>;
  /** The required members of the entity itself. */
  readonly members: readonly string[];
}

/** Reads off the supergraph what its subgraphs declare. */
export function readClaimedFields(schema: Schema): ClaimedFields {
  const names = new Set(always);
  const withArguments = new Set<string>();
  const requirements: Requirement[] = [];
  const subgraphs = subgraphNames(schema);
  for (const { text, type, requires } of fieldSets(schema)) {
    const required = new Map<string, string>();
    const set = parseFieldSet(text);
    walkFields(set, schema.type(type), (node, parent) => {
      const given = printArguments(node);
      names.add(node.name.value);
      if (given !== '') withArguments.add(node.name.value);
      required.set(`${parent}.${node.name.value}`, given);
    });
    if (!requires) continue;
    const subgraph = subgraphs.get(requires.graph) ?? '';
    requirements.push({ subgraph, type, field: requires.field, required, members: membersOf(set) });
  }
  return { names, withArguments, requirements };
}

/** The arguments of a field as one text, whatever their order. */
export function printArguments(node: FieldNode): string {
  return (node.arguments ?? [])
    .map((argument) => print(argument))
    .sort()
    .join();
}

interface FieldSet {
  readonly text: string;
  /** The type that its fields are of. */
  readonly type: string;
  /** Where the set stands in a `@requires`: of which field, and in which subgraph. */
  readonly requires?: { readonly field: string; readonly graph: string };
}

function fieldSets(schema: Schema): FieldSet[] {
  const sets: FieldSet[] = [];
  for (const application of schema.directive('join__type')?.applications() ?? []) {
    const { key } = application.arguments();
    const { parent } = application;
    if (typeof key === 'string' && 'name' in parent) sets.push({ text: key, type: String(parent.name) });
  }
  for (const application of schema.directive('join__field')?.applications() ?? []) {
    const { parent } = application;
    if (parent instanceof FieldDefinition) sets.push(...fieldSetsOf(parent, application.arguments()));
  }
  return sets;
}

function fieldSetsOf(
  { name, parent, type }: FieldDefinition<CompositeType>,
  { requires, provides, graph, contextArguments }: Readonly<Record<string, unknown>>,
): FieldSet[] {
  const sets: FieldSet[] = [];
  if (typeof requires === 'string')
    sets.push({ text: requires, type: parent.name, requires: { field: name, graph: String(graph) } });
  if (typeof provides === 'string' && type) sets.push({ text: provides, type: baseType(type).name });
  for (const argument of Array.isArray(contextArguments) ? contextArguments : []) {
    if (typeof argument?.selection === 'string') sets.push({ text: argument.selection, type: '' });
  }
  return sets;
}

type OnField = (node: FieldNode, parent: string) => void;

function walkFields(set: SelectionSetNode, parent: NamedType | undefined, on: OnField): void {
  for (const node of set.selections) {
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const condition = node.typeCondition?.name.value;
      const type = condition === undefined ? parent : parent?.schema().type(condition);
      walkFields(node.selectionSet, type, on);
    } else if (node.kind === Kind.FIELD) {
      on(node, parent?.name ?? '');
      const field = parent && isCompositeType(parent) ? parent.field(node.name.value) : undefined;
      if (node.selectionSet) walkFields(node.selectionSet, field?.type && baseType(field.type), on);
    }
  }
}
