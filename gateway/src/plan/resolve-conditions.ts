import { Kind } from 'graphql';
import type { DirectiveNode, DocumentNode, OperationDefinitionNode, SelectionSetNode } from 'graphql';
import { clientError } from '../errors.ts';
import { rewriteSelections, walkSelections } from './walk-selections.ts';

/** The values of the variables that `@skip`, `@include`, `@defer` and `@stream` look at. */
export type Conditions = ReadonlyMap<string, boolean>;

/** The variables in any `if` of a document, each once. */
export function conditionVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  walkSelections(document, ({ directives = [] }) => {
    for (const node of directives) {
      const value = isConditional(node) || isIncremental(node) ? ifArgument(node) : undefined;
      if (value?.kind === Kind.VARIABLE) names.add(value.name.value);
    }
  });
  return [...names];
}

/**
 * Their values for one request. Validation and coercion have seen to it that each is a Boolean, given or by default;
 * only `@defer` and `@stream` have a default of their own, which is true.
 * @param variables as the client sent them or coerced
 * @throws BAD_USER_INPUT for null: a variable with a default may be nullable, and what looks at it may not
 */
export function readConditions(
  names: readonly string[],
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Conditions {
  return new Map(
    names.map((name) => {
      const given = Object.hasOwn(variables, name) ? variables[name] : undefined;
      if (given === null) throw isNull(name);
      return [name, given === undefined ? (defaultOf(name, operation) ?? true) : given === true];
    }),
  );
}

function isNull(name: string): Error {
  return clientError('BAD_USER_INPUT', `Variable "$${name}" is an "if" and must not be null.`, {
    extensions: { field: name, rule: 'required' },
  });
}

/**
 * A part of a document without `@skip` and `@include`: what they leave out is gone, what they let in stands there
 * plainly. So each plan is made for one set of values, because the planner has it wrong where conditions meet: a
 * conditional field in a conditional one, a conditional `@requires` beside other fields of its fetch. A selection set
 * may be left empty.
 */
export function resolveConditions<T extends { readonly selectionSet: SelectionSetNode }>(
  node: T,
  conditions: Conditions,
): T {
  return rewriteSelections(node, (selection) => {
    const conditional = selection.directives?.filter(isConditional) ?? [];
    if (conditional.length === 0) return selection;
    if (!conditional.every((directive) => letsIn(directive, conditions))) return null;
    return {
      ...selection,
      directives: selection.directives?.filter((directive) => !isConditional(directive)),
    };
  });
}

function letsIn(directive: DirectiveNode, conditions: Conditions): boolean {
  const value = ifArgument(directive);
  const holds =
    value?.kind === Kind.VARIABLE
      ? conditions.get(value.name.value) === true
      : value?.kind === Kind.BOOLEAN && value.value;
  return holds === (directive.name.value === 'include');
}

function isConditional(directive: DirectiveNode): boolean {
  return directive.name.value === 'skip' || directive.name.value === 'include';
}

function ifArgument(
  directive: DirectiveNode,
): NonNullable<DirectiveNode['arguments']>[number]['value'] | undefined {
  return directive.arguments?.find(({ name }) => name.value === 'if')?.value;
}

function isIncremental({ name }: DirectiveNode): boolean {
  return name.value === 'defer' || name.value === 'stream';
}

function defaultOf(name: string, operation: OperationDefinitionNode): boolean | undefined {
  const definition = operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
  const value = definition?.defaultValue;
  return value?.kind === Kind.BOOLEAN ? value.value : undefined;
}
