import { FieldDefinition } from '@apollo/federation-internals';
import type { Schema } from '@apollo/federation-internals';
import { visit } from 'graphql';
import { leavesOf, parseFieldSet } from './field-set.ts';
import { subgraphNames } from './subgraph-names.ts';

/** Response keys that the gateway itself needs, or that an attacker would like to see merged. */
const always = ['__typename', '__proto__', 'constructor', 'prototype', '_entities', '_service'];

/** What plans select for their own use, under its own name and beside what the client asked for. */
export interface ClaimedFields {
  /** Fields of keys, `@requires` and `@fromContext`. A client's alias must not meet one of them. */
  readonly names: ReadonlySet<string>;
  readonly requirements: readonly Requirement[];
}

/** The `@requires` of one field in one subgraph. */
export interface Requirement {
  readonly subgraph: string;
  readonly type: string;
  readonly field: string;
  /** The required leaves as paths from the entity. */
  readonly leaves: readonly string[];
}

/** Reads off the (prepared) supergraph what its subgraphs declare. */
export function readClaimedFields(schema: Schema): ClaimedFields {
  const names = new Set(always);
  const requirements: Requirement[] = [];
  const subgraphs = subgraphNames(schema);
  const claim = (fieldSet: unknown): void => {
    if (typeof fieldSet !== 'string') return;
    visit(parseFieldSet(fieldSet), { Field: (node) => void names.add(node.name.value) });
  };
  for (const application of schema.directive('join__type')?.applications() ?? [])
    claim(application.arguments()['key']);
  for (const application of schema.directive('join__field')?.applications() ?? []) {
    const { requires, provides, graph, contextArguments } = application.arguments();
    const { parent } = application;
    claim(provides);
    claim(requires);
    for (const argument of Array.isArray(contextArguments) ? contextArguments : [])
      claim(argument?.selection);
    if (typeof requires !== 'string' || !(parent instanceof FieldDefinition)) continue;
    const subgraph = subgraphs.get(String(graph)) ?? '';
    const leaves = leavesOf(parseFieldSet(requires));
    requirements.push({ subgraph, type: parent.parent.name, field: parent.name, leaves });
  }
  return { names, requirements };
}
