import { isEnumType, isSpecifiedScalarType } from 'graphql';
import type { GraphQLLeafType } from 'graphql';
import { jsonOf, quote } from '../execute/json-text.ts';

const int32 = 2 ** 31;

type WriteLeaf = (raw: unknown) => string | undefined;

/**
 * Writes a value as it goes out; undefined when it is none of the type. An enum has the values of the client's schema
 * only. A custom scalar's values are its subgraph's own affair and pass as they are.
 */
export function compileLeaf(type: GraphQLLeafType): WriteLeaf {
  if (isEnumType(type)) {
    const texts = new Map<unknown, string>(type.getValues().map(({ name }) => [name, JSON.stringify(name)]));
    return (raw) => texts.get(raw);
  }
  return isSpecifiedScalarType(type) ? builtIn(type.name) : jsonOf;
}

function builtIn(type: string): WriteLeaf {
  switch (type) {
    case 'Int':
      return (raw) =>
        typeof raw === 'number' && Number.isInteger(raw) && raw >= -int32 && raw < int32
          ? String(raw)
          : undefined;
    case 'Float':
      return (raw) => (typeof raw === 'number' && Number.isFinite(raw) ? String(raw) : undefined);
    case 'Boolean':
      return (raw) => (typeof raw === 'boolean' ? String(raw) : undefined);
    case 'ID':
      return (raw) => {
        if (typeof raw === 'string') return quote(raw);
        // Not every server writes ids as the specification wants them, as strings.
        return Number.isInteger(raw) ? `"${String(raw)}"` : undefined;
      };
    default:
      return (raw) => (typeof raw === 'string' ? quote(raw) : undefined);
  }
}
