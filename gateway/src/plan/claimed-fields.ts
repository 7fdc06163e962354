import type { Schema } from '@apollo/federation-internals';
import { parse, print, visit } from 'graphql';
import type { FieldNode } from 'graphql';

/** Response keys that the gateway itself needs, or that an attacker would like to see merged. */
const always = ['__typename', '__proto__', 'constructor', 'prototype', '_entities', '_service'];

/** What plans select for their own use, under its own name and beside what the client asked for. */
export interface ClaimedFields {
  /** Fields of keys, `@requires` and `@fromContext`. A client's alias must not meet one of them. */
  readonly names: ReadonlySet<string>;
  /** Those that are required with arguments: a client's own use of the field may not meet them either. */
  readonly withArguments: ReadonlySet<string>;
  /** What each field needs to be there first, by field name. */
  readonly requirements: readonly Requirement[];
}

export interface Requirement {
  /** The field that has the `@requires`. */
  readonly field: string;
  /** The fields that it requires, with their arguments as text ('' without). */
  readonly required: ReadonlyMap<string, string>;
}

/** Reads off the supergraph what its subgraphs declare. */
export function readClaimedFields(schema: Schema): ClaimedFields {
  const names = new Set(always);
  const withArguments = new Set<string>();
  const requirements: Requirement[] = [];
  for (const { fieldSet, field } of fieldSets(schema)) {
    const required = new Map<string, string>();
    for (const node of fieldsOf(fieldSet)) {
      const text = printArguments(node);
      names.add(node.name.value);
      if (text !== '') withArguments.add(node.name.value);
      required.set(node.name.value, text);
    }
    if (field !== undefined) requirements.push({ field, required });
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
  readonly fieldSet: string;
  /** Where the set stands in a `@requires`: of this field. */
  readonly field?: string;
}

function fieldSets(schema: Schema): FieldSet[] {
  const sets: FieldSet[] = [];
  const add = (fieldSet: unknown, field?: string): void => {
    if (typeof fieldSet === 'string') sets.push(field === undefined ? { fieldSet } : { fieldSet, field });
  };
  for (const application of schema.directive('join__type')?.applications() ?? [])
    add(application.arguments()['key']);
  for (const application of schema.directive('join__field')?.applications() ?? []) {
    const { requires, provides, contextArguments } = application.arguments();
    add(requires, 'name' in application.parent ? String(application.parent.name) : undefined);
    add(provides);
    for (const argument of Array.isArray(contextArguments) ? contextArguments : []) add(argument?.selection);
  }
  return sets;
}

function fieldsOf(fieldSet: string): FieldNode[] {
  const text = fieldSet.trim();
  const fields: FieldNode[] = [];
  visit(parse(text.startsWith('{') ? text : `{${text}}`, { noLocation: true }), {
    Field: (node) => void fields.push(node),
  });
  return fields;
}
