import type { GraphQLError } from 'graphql';
import type { DataObject } from '../execute/data-object.ts';
import { completeRoot } from './complete-value.ts';
import { clientPaths } from './client-paths.ts';
import { createErrorPaths } from './error-paths.ts';
import { createFieldCollector } from './collect-fields.ts';
import type { ShapeInput, Shaping } from './shaping.ts';

export interface ShapedResponse {
  /** Without prototypes all through. */
  readonly data: DataObject | null;
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
  const { schema, planned, variables } = input;
  const fields = createFieldCollector(schema, planned);
  const located = clientPaths(input, fields);
  const shaping: Shaping = {
    schema,
    planned,
    variables,
    fields,
    explained: createErrorPaths(located),
    errors: [...located],
  };
  const data = completeRoot(input.data, shaping);
  return { data, errors: shaping.errors };
}
