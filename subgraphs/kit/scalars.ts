import { GraphQLError } from 'graphql';
import type { GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO, GraphQLGeoJSON, GraphQLJSON, GraphQLLocalDate } from 'graphql-scalars';
import { refuseUnsafeKeys } from './unsafe-keys.ts';

/** How one scalar of the schema behaves; its name and description stay those of schema.graphql. */
export type ScalarConfig = Pick<GraphQLScalarType, 'serialize' | 'parseValue' | 'parseLiteral'>;

/**
 * Scalars that every schema may declare by name alone.
 * DateTime: in, RFC 3339 with an offset → Date; out, ISO 8601 in UTC. Date: `YYYY-MM-DD`, a day that exists.
 * JSON: in, no key that MongoDB or JavaScript would read as more than a name. GeoJSON: out only (geometry of our own data).
 */
export const scalars: Readonly<Record<string, ScalarConfig>> = {
  DateTime: explained(GraphQLDateTimeISO, {
    rule: 'date_time',
    needs: 'DateTime needs a moment with its offset, such as 2026-11-22T08:30:00+07:00.',
  }),
  Date: explained(GraphQLLocalDate, {
    rule: 'date',
    needs: 'Date needs a day of the calendar, such as 2026-11-22.',
  }),
  JSON: safeJson(GraphQLJSON),
  GeoJSON: pick(GraphQLGeoJSON),
};

function pick({ serialize, parseValue, parseLiteral }: GraphQLScalarType): ScalarConfig {
  return { serialize, parseValue, parseLiteral };
}

interface Explanation {
  readonly rule: string;
  readonly needs: string;
}

/** Says what is needed, with an example: the library's own words name its types and give what was sent back. */
function explained(
  { serialize, parseValue, parseLiteral }: GraphQLScalarType,
  { rule, needs }: Explanation,
): ScalarConfig {
  const explain = (): GraphQLError => new GraphQLError(needs, { extensions: { rule } });
  return {
    serialize,
    parseValue: (value) => orThrow(() => parseValue(value), explain),
    parseLiteral: (node, variables) => orThrow(() => parseLiteral(node, variables), explain),
  };
}

function orThrow(parse: () => unknown, explain: () => GraphQLError): unknown {
  try {
    return parse();
  } catch {
    throw explain();
  }
}

/** threats.md D01, D02, D04: operators, dotted paths and prototype keys never enter through a JSON argument. */
function safeJson({ serialize, parseValue, parseLiteral }: GraphQLScalarType): ScalarConfig {
  return {
    serialize,
    parseValue: (value) => refuseUnsafeKeys(parseValue(value), 'JSON'),
    parseLiteral: (node, variables) => refuseUnsafeKeys(parseLiteral(node, variables), 'JSON'),
  };
}
