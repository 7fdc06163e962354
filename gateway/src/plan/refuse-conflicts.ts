import { visit } from 'graphql';
import type { DocumentNode } from 'graphql';
import { clientError } from '../errors.ts';
import type { ClaimedFields } from './claimed-fields.ts';

/**
 * Refuses an operation whose fields require one other field with different arguments: the planner would fetch it with
 * one of them and give that value to both, without an error. It does not look where in
 * the operation the fields stand, so in a supergraph with such requirements it may refuse more than it must.
 * @throws PLAN_TOO_COMPLEX naming the two fields
 */
export function refuseConflicts(document: DocumentNode, claimed: ClaimedFields): void {
  if (claimed.withArguments.size === 0) return;
  const selected = selectedNames(document, claimed);
  const given = new Map<string, { readonly by: string; readonly text: string }>();
  for (const { field, required } of claimed.requirements) {
    if (!selected.has(field)) continue;
    for (const [coordinate, text] of required) {
      const other = given.get(coordinate);
      if (other && other.text !== text) throw conflict(other.by, field);
      given.set(coordinate, { by: field, text });
    }
  }
}

/** All names in the document, and those of the fields that are required for them, and so on. */
function selectedNames(document: DocumentNode, { requirements }: ClaimedFields): ReadonlySet<string> {
  const names = new Set<string>();
  visit(document, { Field: (node) => void names.add(node.name.value) });
  let before = -1;
  while (names.size > before) {
    before = names.size;
    for (const { field, required } of requirements) {
      if (!names.has(field)) continue;
      for (const coordinate of required.keys()) names.add(coordinate.slice(coordinate.indexOf('.') + 1));
    }
  }
  return names;
}

function conflict(one: string, other: string): Error {
  return clientError(
    'PLAN_TOO_COMPLEX',
    `The fields "${one}" and "${other}" cannot be asked for in one operation: ask for each in its own.`,
  );
}
