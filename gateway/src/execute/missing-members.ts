import type { RequiredSelection } from '../plan/plan-nodes.ts';
import type { TypeRelations } from '../plan/type-relations.ts';
import { isObject, own } from './data-object.ts';
import type { DataObject } from './data-object.ts';

/** The required members that an entity lacks, as paths: `a.b.c`. */
export function missingMembers(
  entity: DataObject,
  requires: readonly RequiredSelection[],
  types: TypeRelations,
): ReadonlySet<string> {
  const missing = new Set<string>();
  look(entity, requires, { types, missing, above: '' });
  return missing;
}

interface Looking {
  readonly types: TypeRelations;
  readonly missing: Set<string>;
  /** Path of the object, with a dot behind. */
  readonly above: string;
}

function look(value: unknown, selections: readonly RequiredSelection[], looking: Looking): void {
  if (Array.isArray(value)) {
    for (const element of value) look(element, selections, looking);
    return;
  }
  if (!isObject(value)) return;
  const { types, missing, above } = looking;
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') {
      const typename = own(value, '__typename');
      const applies =
        selection.type === undefined ||
        (typeof typename === 'string' && types.isSubtype(selection.type, typename));
      if (applies) look(value, selection.selections, looking);
      continue;
    }
    const path = `${above}${selection.key}`;
    const member = own(value, selection.key);
    if (member === undefined) missing.add(path);
    else if (selection.selections) look(member, selection.selections, { ...looking, above: `${path}.` });
  }
}
