import { Kind, parse, print } from 'graphql';
import type { FieldNode, SelectionSetNode } from 'graphql';

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

/** Its leaves as paths, `a.b.c`, whatever the types on the way. */
export function leavesOf(set: SelectionSetNode, above = ''): string[] {
  return set.selections.flatMap((node) => {
    if (node.kind === Kind.INLINE_FRAGMENT) return leavesOf(node.selectionSet, above);
    if (node.kind !== Kind.FIELD || node.name.value === '__typename') return [];
    const path = `${above}${node.name.value}`;
    return node.selectionSet ? leavesOf(node.selectionSet, `${path}.`) : [path];
  });
}

/** The arguments of a field as one text, whatever their order. */
export function printArguments(node: FieldNode): string {
  return (node.arguments ?? [])
    .map((argument) => print(argument))
    .sort()
    .join();
}
