import { isScalarType } from 'graphql';
import type { GraphQLSchema } from 'graphql';

/** Throws for a value that a scalar does not take: a GraphQLError whose extensions name the `rule` that it breaks. */
export type CheckScalar = (value: unknown) => unknown;

/**
 * Makes the client's schema refuse values that custom scalars do not take. The supergraph says nothing of what those
 * are, so without this they pass as they are and each subgraph refuses what it does not take. A value that is taken is
 * sent as the client wrote it. A name that the schema does not have is passed over.
 */
export function teachScalars(
  schema: GraphQLSchema,
  scalars: Readonly<Record<string, CheckScalar>> | undefined,
): void {
  for (const [name, check] of Object.entries(scalars ?? {})) {
    const type = schema.getType(name);
    if (!isScalarType(type)) continue;
    type.parseValue = (value) => {
      check(value);
      return value;
    };
  }
}
