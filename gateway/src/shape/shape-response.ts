import type { GraphQLError } from 'graphql';
import { clientPaths } from './client-paths.ts';
import type { Unshaped } from './client-paths.ts';
import { createErrorPaths } from './error-paths.ts';
import type { Shaping } from './shaping.ts';

export interface ShapeInput extends Unshaped {
  /** Of the client, coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface ShapedResponse {
  /** JSON, in the client's order: an object, or null. */
  readonly data: string;
  readonly errors: readonly GraphQLError[];
}

/**
 * Makes of raw data exactly what was asked, as graphql-js would have: the client's keys in the client's order, only
 * fields of the schema and of the selection, leaves that are values of their type. A null where none may be nulls the
 * nearest parent that allows it (GraphQL, "Handling Execution Errors") and adds an error unless one is there at, below
 * or above that path. A field that the plan found no way to is null with an error. Errors of the plan's own fields are
 * moved up to the nearest field that the client asked for.
 */
export function shapeResponse(input: ShapeInput): ShapedResponse {
  const { shape, variables, data } = input;
  const located = input.errors.length > 0 ? clientPaths(input) : [];
  const explained = located.length > 0 ? createErrorPaths(located) : undefined;
  const shaping: Shaping = { variables, path: [], explained, errors: located };
  return { data: shape.write(data, shaping, 0) ?? 'null', errors: shaping.errors };
}
