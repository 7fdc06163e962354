import { executeSync, Kind, visit } from 'graphql';
import type { FieldNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { createObject, own } from '../execute/data-object.ts';
import type { PlannedOperation } from '../plan/plan-nodes.ts';
import type { CollectedField } from './collect-fields.ts';

/** Answers `__schema` or `__type` from the client's schema by graphql-js. Its fields cannot fail. */
export function introspect(
  field: CollectedField,
  {
    schema,
    planned,
    variables,
  }: {
    readonly schema: GraphQLSchema;
    readonly planned: PlannedOperation;
    readonly variables: Readonly<Record<string, unknown>>;
  },
): unknown {
  const used = usedVariables(field.nodes, planned);
  const operation: OperationDefinitionNode = {
    kind: Kind.OPERATION_DEFINITION,
    operation: planned.operation.operation,
    variableDefinitions: planned.operation.variableDefinitions?.filter((definition) =>
      used.has(definition.variable.name.value),
    ),
    selectionSet: { kind: Kind.SELECTION_SET, selections: field.nodes },
  };
  const variableValues = createObject();
  for (const name of used) {
    const value = own(variables, planned.variableNames.get(name) ?? name);
    if (value !== undefined) variableValues[name] = value;
  }
  const { data, errors } = executeSync({
    schema,
    document: { kind: Kind.DOCUMENT, definitions: [operation, ...planned.fragments.values()] },
    rootValue: {},
    variableValues,
  });
  if (!data || errors?.length) throw new Error('expected introspection to succeed', { cause: errors?.[0] });
  return own(data, field.dataKey);
}

function usedVariables(nodes: readonly FieldNode[], planned: PlannedOperation): ReadonlySet<string> {
  const used = new Set<string>();
  const seen = new Set<string>();
  const look = (node: FieldNode | OperationDefinitionNode['selectionSet']): void => {
    visit(node, {
      Variable: (variable) => void used.add(variable.name.value),
      FragmentSpread: ({ name }) => {
        const fragment = planned.fragments.get(name.value);
        if (!fragment || seen.has(name.value)) return;
        seen.add(name.value);
        look(fragment.selectionSet);
      },
    });
  };
  nodes.forEach(look);
  return used;
}
