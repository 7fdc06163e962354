import type {
  DocumentNode,
  FieldNode,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';
import {
  getArgumentValues,
  getDirectiveValues,
  getVariableValues,
  GraphQLError,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
} from 'graphql';

/** The one root field of a subscription, with its arguments coerced and defaulted. */
export interface SubscribedField {
  readonly name: string;
  readonly responseKey: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly node: FieldNode;
}

export interface StreamOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/**
 * Finds the root field of a validated subscription, through fragments and past what is skipped.
 * @throws GraphQLError when variables or arguments do not fit, or nothing is selected
 */
export function subscribedField(stream: StreamOperation): SubscribedField {
  const { schema, document, operation } = stream;
  const { coerced, errors } = getVariableValues(
    schema,
    operation.variableDefinitions ?? [],
    stream.variables ?? {},
  );
  if (errors?.[0]) throw errors[0];
  const variables = coerced ?? {};
  const node = firstField(operation.selectionSet, { document, variables });
  const definition = node && schema.getSubscriptionType()?.getFields()[node.name.value];
  if (!node || !definition) throw new GraphQLError('The subscription selects no field.');
  const args = getArgumentValues(definition, node, variables);
  return { name: node.name.value, responseKey: (node.alias ?? node.name).value, args, node };
}

interface Scope {
  readonly document: DocumentNode;
  readonly variables: { readonly [name: string]: unknown };
}

function firstField(set: SelectionSetNode, scope: Scope): FieldNode | undefined {
  for (const selection of set.selections) {
    if (getDirectiveValues(GraphQLSkipDirective, selection, scope.variables)?.['if'] === true) continue;
    if (getDirectiveValues(GraphQLIncludeDirective, selection, scope.variables)?.['if'] === false) continue;
    if (selection.kind === Kind.FIELD) return selection;
    const inner =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection.selectionSet
        : fragment(selection.name.value, scope);
    const field = inner && firstField(inner, scope);
    if (field) return field;
  }
  return undefined;
}

function fragment(name: string, { document }: Scope): SelectionSetNode | undefined {
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name)
      return definition.selectionSet;
  return undefined;
}
