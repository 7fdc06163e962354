import { isAbstractType, isInterfaceType, isObjectType } from 'graphql';
import type { GraphQLAbstractType, GraphQLCompositeType, GraphQLSchema } from 'graphql';
import { own } from '../execute/data-object.ts';
import type { DataObject } from '../execute/data-object.ts';

/**
 * The type of an object by its `__typename`. The abstract type itself where that is all that is known: behind
 * `@interfaceObject` a subgraph names the interface, and a plan may leave `__typename` out. Undefined where the name
 * is not one that the field may hold, an `@inaccessible` type included.
 */
export function resolveType(
  type: GraphQLAbstractType,
  raw: DataObject,
  schema: GraphQLSchema,
): GraphQLCompositeType | undefined {
  const name = own(raw, '__typename');
  if (name === undefined || name === type.name) return type;
  const named = typeof name === 'string' ? schema.getType(name) : undefined;
  if (!isObjectType(named) && !isInterfaceType(named)) return undefined;
  return isAbstractType(type) && schema.isSubType(type, named) ? named : undefined;
}
