import { Kind } from 'graphql';
import type { DirectiveNode, SelectionNode } from 'graphql';
import { clientError } from '../errors.ts';
import { readConditions, resolveConditions } from '../plan/resolve-conditions.ts';
import type { Conditions } from '../plan/resolve-conditions.ts';
import { walkSet } from '../plan/walk-selections.ts';
import type { KnownOperation } from '../program/known-documents.ts';

/**
 * Each event of a subscription is one answer. Validation lets a `@defer` or `@stream` pass that variables may turn off,
 * so that fragments can be shared with queries: here they must have done so.
 * @param variables coerced
 * @throws BAD_USER_INPUT naming the directive
 */
export function refuseParts(known: KnownOperation, variables: Readonly<Record<string, unknown>>): void {
  if (!known.inParts) return;
  const conditions = readConditions(known.conditionNames, known.operation, variables);
  const active = findActive(known, conditions);
  if (!active) return;
  const name = active.name.value;
  throw clientError(
    'BAD_USER_INPUT',
    `@${name} cannot be used in a subscription: each event is one answer. Its "if" has to be false here.`,
    { extensions: { field: `@${name}`, rule: 'not_in_subscription' } },
  );
}

function findActive(
  { document, operation }: KnownOperation,
  conditions: Conditions,
): DirectiveNode | undefined {
  let active: DirectiveNode | undefined;
  const seen = new Set<string>();
  const look = (node: SelectionNode): void => {
    active ??= node.directives?.find((directive) => isActive(directive, conditions));
    if (node.kind !== Kind.FRAGMENT_SPREAD || seen.has(node.name.value)) return;
    seen.add(node.name.value);
    for (const each of document.definitions)
      if (each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === node.name.value)
        walkSet(resolveConditions(each, conditions).selectionSet, look);
  };
  walkSet(resolveConditions(operation, conditions).selectionSet, look);
  return active;
}

function isActive({ name, arguments: given = [] }: DirectiveNode, conditions: Conditions): boolean {
  if (name.value !== 'defer' && name.value !== 'stream') return false;
  const value = given.find((each) => each.name.value === 'if')?.value;
  if (value?.kind === Kind.VARIABLE) return conditions.get(value.name.value) ?? true;
  return value?.kind !== Kind.BOOLEAN || value.value;
}
