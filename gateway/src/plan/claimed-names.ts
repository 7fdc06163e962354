import type { Schema } from '@apollo/federation-internals';
import { parse, visit } from 'graphql';

/** Response keys that the gateway itself needs, or that an attacker would like to see merged. */
const always = ['__typename', '__proto__', 'constructor', 'prototype', '_entities', '_service'];

/**
 * The names of all fields that a plan may select for its own use, under their own name and beside what the client
 * asked for: fields of keys, of `@requires` and of `@fromContext`. A client's alias must not meet one of them.
 */
export function claimedNames(schema: Schema): ReadonlySet<string> {
  const names = new Set(always);
  for (const [directive, argument] of [
    ['join__type', 'key'],
    ['join__field', 'requires'],
    ['join__field', 'provides'],
  ] as const) {
    for (const application of schema.directive(directive)?.applications() ?? []) {
      addFields(names, application.arguments()[argument]);
    }
  }
  for (const application of schema.directive('join__field')?.applications() ?? []) {
    const contextual: unknown = application.arguments()['contextArguments'];
    for (const argument of Array.isArray(contextual) ? contextual : []) addFields(names, argument?.selection);
  }
  return names;
}

function addFields(names: Set<string>, fieldSet: unknown): void {
  if (typeof fieldSet !== 'string') return;
  const text = fieldSet.trim();
  visit(parse(text.startsWith('{') ? text : `{${text}}`, { noLocation: true }), {
    Field: (node) => void names.add(node.name.value),
  });
}
