import { getVariableValues } from 'graphql';
import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { inputFault } from '../../../subgraphs/kit/process/input-fault.ts';
import type { Limits } from '../config.ts';
import { clientError, RefusedError } from '../errors.ts';
import { coercePlain } from './coerce-plain.ts';

export type Variables = Readonly<Record<string, unknown>>;

/**
 * Raw variables to the values that the schema's input types give (GraphQL spec, CoerceVariableValues), after their size
 * has been looked at. @throws RefusedError of BAD_USER_INPUT, each with `field` (the way to it from the variable) and `rule`
 */
export function coerceVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  input: { readonly variables: Variables; readonly limits: Limits | null },
): Variables {
  if (input.limits) checkInputSize(input.variables, input.limits);
  const plain = coercePlain(operation, input.variables);
  if (plain) return plain;
  const definitions = operation.variableDefinitions ?? [];
  const { coerced, errors } = getVariableValues(schema, definitions, input.variables, {
    maxErrors: 50,
    hideSuggestions: true,
  });
  if (coerced) return coerced;
  throw new RefusedError(
    errors.map((error) =>
      clientError('BAD_USER_INPUT', error.message, {
        nodes: error.nodes,
        extensions: { ...inputFault(error) },
      }),
    ),
  );
}

interface Place {
  readonly value: unknown;
  readonly variable: string;
  readonly depth: number;
}

/** Without recursion: what is looked at may be nested ten thousand levels deep. @throws BAD_USER_INPUT (`field`, `rule`) */
export function checkInputSize(variables: Variables, limits: Limits): void {
  const open: Place[] = Object.entries(variables).map(([variable, value]) => ({ value, variable, depth: 1 }));
  for (let place = open.pop(); place; place = open.pop()) {
    const { value, variable, depth } = place;
    if (typeof value === 'string' && value.length > limits.stringLength)
      throw tooLarge(variable, 'max_length', `a text of at most ${limits.stringLength} characters`);
    if (typeof value !== 'object' || value === null) continue;
    if (depth > limits.jsonDepth)
      throw tooLarge(variable, 'max_depth', `nested at most ${limits.jsonDepth} levels deep`);
    if (Array.isArray(value) && value.length > limits.inputListLength)
      throw tooLarge(variable, 'max_items', `a list of at most ${limits.inputListLength} elements`);
    for (const inner of Object.values(value)) open.push({ value: inner, variable, depth: depth + 1 });
  }
}

function tooLarge(field: string, rule: string, expected: string): Error {
  return clientError('BAD_USER_INPUT', `Variable "$${field}" must be ${expected}.`, {
    extensions: { field, rule },
  });
}
