import { GraphQLError, specifiedRules, validate } from 'graphql';
import type { DocumentNode, GraphQLSchema, ValidationRule } from 'graphql';
import type { Limits } from '../config.ts';
import { clientError, RefusedError } from '../errors.ts';
import { createLimitsRule, finiteNumbers, noIntrospection } from './limits.ts';
import { incrementalRules } from './incremental-rules.ts';
import { scalarLiterals } from './scalar-literals.ts';
import { singleStreams } from './single-streams.ts';

export interface ValidationSettings {
  readonly limits: Limits | null;
  readonly introspection: boolean;
}

/** Our rules beside those of the GraphQL specification: the same list on every road. */
export function validationRules(settings: ValidationSettings): ValidationRule[] {
  return [
    finiteNumbers,
    scalarLiterals,
    incrementalRules,
    singleStreams,
    ...(settings.limits ? [createLimitsRule(settings.limits)] : []),
    ...(settings.introspection ? [] : [noIntrospection]),
  ];
}

/** Strangers get no hints ("Did you mean"), and one error fewer than the limit: validate adds a last one when it stops. */
export function validationOptions(settings: ValidationSettings): {
  maxErrors: number;
  hideSuggestions: true;
} {
  return { maxErrors: (settings.limits?.errors ?? 100) - 1, hideSuggestions: true };
}

/** For the roads that do not pass Apollo Server, which is given the same rules. @throws RefusedError of GRAPHQL_VALIDATION_FAILED */
export function validateDocument(
  schema: GraphQLSchema,
  document: DocumentNode,
  settings: ValidationSettings,
): void {
  const rules = [...specifiedRules, ...validationRules(settings)];
  const errors = errorsIn(() => validate(schema, document, rules, validationOptions(settings)));
  if (errors.length === 0) return;
  throw new RefusedError(
    errors.map(({ message, nodes, extensions }) =>
      clientError('GRAPHQL_VALIDATION_FAILED', message, { nodes, extensions }),
    ),
  );
}

/** graphql-js throws what it finds wrong with a condition on a subscription's root field, in place of listing it. */
function errorsIn(run: () => readonly GraphQLError[]): readonly GraphQLError[] {
  try {
    return run();
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}
