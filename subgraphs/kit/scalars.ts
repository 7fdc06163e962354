import type { GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO, GraphQLGeoJSON, GraphQLJSON, GraphQLLocalDate } from 'graphql-scalars';
import { badInput } from './errors.ts';

/** How one scalar of the schema behaves; its name and description stay those of schema.graphql. */
export type ScalarConfig = Pick<GraphQLScalarType, 'serialize' | 'parseValue' | 'parseLiteral'>;

/**
 * Scalars that every schema may declare by name alone.
 * DateTime: in, RFC 3339 with an offset → Date; out, ISO 8601 in UTC. Date: `YYYY-MM-DD`, a day that exists.
 * JSON: in, no key that MongoDB or JavaScript would read as more than a name. GeoJSON: out only (geometry of our own data).
 */
export const scalars: Readonly<Record<string, ScalarConfig>> = {
  DateTime: pick(GraphQLDateTimeISO),
  Date: pick(GraphQLLocalDate),
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
    parseValue: (value) => refuseUnsafeKeys(parseValue(value)),
    parseLiteral: (node, variables) => refuseUnsafeKeys(parseLiteral(node, variables)),
  };
}

const maxDepth = 20;
const prototypeKeys = new Set(['__proto__', 'constructor', 'prototype']);

function refuseUnsafeKeys(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > maxDepth) throw badInput({ field: 'JSON', rule: 'depth' }, `JSON: at most ${maxDepth} levels.`);
  for (const key of Object.keys(value)) {
    if (!Array.isArray(value) && isUnsafeKey(key)) {
      throw badInput(
        { field: 'JSON', rule: 'key' },
        'JSON: a key may not hold "$" or "." or name a prototype.',
      );
    }
  }
  for (const member of Object.values(value)) refuseUnsafeKeys(member, depth + 1);
  return value;
}

function isUnsafeKey(key: string): boolean {
  return key.includes('$') || key.includes('.') || prototypeKeys.has(key);
}
