import { isEnumType, isSpecifiedScalarType } from 'graphql';
import type { GraphQLLeafType } from 'graphql';

const int32 = 2 ** 31;

/**
 * The value as it goes out, or undefined when it is none of the type. An enum has the values of the client's schema
 * only. A custom scalar's values are its subgraph's own affair and pass as they are.
 */
export function completeLeaf(type: GraphQLLeafType, raw: unknown): unknown {
  if (isEnumType(type)) return typeof raw === 'string' && type.getValue(raw) ? raw : undefined;
  if (!isSpecifiedScalarType(type)) return raw;
  return completeBuiltIn(type.name, raw);
}

function completeBuiltIn(type: string, raw: unknown): unknown {
  switch (type) {
    case 'Int':
      return typeof raw === 'number' && Number.isInteger(raw) && raw >= -int32 && raw < int32
        ? raw
        : undefined;
    case 'Float':
      return typeof raw === 'number' && Number.isFinite(raw) ? raw : undefined;
    case 'Boolean':
      return typeof raw === 'boolean' ? raw : undefined;
    case 'ID':
      // Not every server writes ids as the specification wants them, as strings.
      if (typeof raw === 'number' && Number.isInteger(raw)) return String(raw);
      return typeof raw === 'string' ? raw : undefined;
    default:
      return typeof raw === 'string' ? raw : undefined;
  }
}
