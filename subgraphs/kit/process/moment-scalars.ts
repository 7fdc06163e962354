import { GraphQLError } from 'graphql';
import type { GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO, GraphQLLocalDate } from 'graphql-scalars';

/** How one scalar of the schema behaves; its name and description stay those of schema.graphql. */
export type ScalarConfig = Pick<GraphQLScalarType, 'serialize' | 'parseValue' | 'parseLiteral'>;

/**
 * DateTime: in, RFC 3339 with an offset → Date; out, ISO 8601 in UTC. Date: `YYYY-MM-DD`, a day that exists. What does
 * not fit is refused with `rule` in the extensions; a gateway refuses by the same rule before anything is asked.
 */
export const momentScalars: Readonly<Record<'DateTime' | 'Date', ScalarConfig>> = {
  DateTime: explained(GraphQLDateTimeISO, {
    rule: 'date_time',
    needs: 'DateTime needs a moment with its offset, such as 2026-11-22T08:30:00+07:00.',
  }),
  Date: explained(GraphQLLocalDate, {
    rule: 'date',
    needs: 'Date needs a day of the calendar, such as 2026-11-22.',
  }),
};

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
