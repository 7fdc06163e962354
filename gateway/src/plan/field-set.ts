import { Kind, parse } from 'graphql';
import type { SelectionSetNode } from 'graphql';

/** The `fields` of a `@key`, `@requires` or `@provides`, with or without braces. */
export function parseFieldSet(fieldSet: string): SelectionSetNode {
  const text = fieldSet.trim();
  const definition = parse(text.startsWith('{') ? text : `{${text}}`, { noLocation: true }).definitions[0];
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`expected a field set, got "${text}"`);
  return definition.selectionSet;
}

/** The names at its first level. */
export function membersOf(set: SelectionSetNode): string[] {
  return set.selections.flatMap((node) => {
    if (node.kind === Kind.FIELD) return [node.name.value];
    return node.kind === Kind.INLINE_FRAGMENT ? membersOf(node.selectionSet) : [];
  });
}
