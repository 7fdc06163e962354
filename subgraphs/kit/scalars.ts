import type { GraphQLScalarType } from 'graphql';
import { GraphQLGeoJSON, GraphQLJSON } from 'graphql-scalars';
import { momentScalars } from './process/moment-scalars.ts';
import type { ScalarConfig } from './process/moment-scalars.ts';
import { refuseUnsafeKeys } from './unsafe-keys.ts';

/**
 * Scalars that every schema may declare by name alone.
 * DateTime and Date: process/moment-scalars.ts.
 * JSON: in, no key that MongoDB or JavaScript would read as more than a name. GeoJSON: out only (geometry of our own data).
 */
export const scalars: Readonly<Record<string, ScalarConfig>> = {
  ...momentScalars,
  JSON: safeJson(GraphQLJSON),
  GeoJSON: pick(GraphQLGeoJSON),
};

function pick({ serialize, parseValue, parseLiteral }: GraphQLScalarType): ScalarConfig {
  return { serialize, parseValue, parseLiteral };
}

/** threats.md D01, D02, D04: operators, dotted paths and prototype keys never enter through a JSON argument. */
function safeJson({ serialize, parseValue, parseLiteral }: GraphQLScalarType): ScalarConfig {
  return {
    serialize,
    parseValue: (value) => refuseUnsafeKeys(parseValue(value), 'JSON'),
    parseLiteral: (node, variables) => refuseUnsafeKeys(parseLiteral(node, variables), 'JSON'),
  };
}
