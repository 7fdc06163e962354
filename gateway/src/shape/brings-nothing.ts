import { getNamedType, isCompositeType, isUnionType } from 'graphql';
import type { GraphQLCompositeType } from 'graphql';
import type { FieldCollector, SelectionParent } from './collect-fields.ts';

/** Selections of one object: those of a deferred fragment, and those that were delivered before it. */
export interface ComparedSelections {
  readonly nodes: readonly SelectionParent[];
  readonly known: readonly SelectionParent[];
}

/**
 * Whether all that a deferred fragment selects has been delivered with what it stands in, down to the last field: then
 * there is nothing to announce. False also where that depends on the type of an object, or something is deferred within.
 */
export function bringsNothing(
  type: GraphQLCompositeType,
  { nodes, known }: ComparedSelections,
  collector: FieldCollector,
): boolean {
  const mine = collector.collect(nodes, type);
  const before = collector.collect(known, type);
  if (mine.selectsByType || before.selectsByType || mine.deferred.length > 0) return false;
  const delivered = new Map(before.fields.map((field) => [field.key, field.nodes]));
  return mine.fields.every(({ key, name, nodes: own }) => {
    const there = delivered.get(key);
    if (!there) return false;
    if (own.every(({ selectionSet }) => !selectionSet)) return true;
    const below = isUnionType(type) ? undefined : getNamedType(type.getFields()[name]?.type);
    return isCompositeType(below) && bringsNothing(below, { nodes: own, known: there }, collector);
  });
}
