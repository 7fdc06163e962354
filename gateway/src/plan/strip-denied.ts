import { Kind } from 'graphql';
import type { FieldNode, OperationDefinitionNode, SelectionNode, SelectionSetNode } from 'graphql';
import type { DeniedInPlan } from './deny-in-plan.ts';
import { usedVariables } from './used-variables.ts';

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * The operation of a fetch without the denied fields that the plan selects for itself, as keys and required fields
 * (threats.md B09): the same object where there are none, undefined where nothing is left to fetch.
 * @param entityTypes the types of the entities that it is for: behind `@interfaceObject` its text names their interface
 */
export function stripDenied(
  operation: OperationDefinitionNode,
  { access, entityTypes }: { readonly access: DeniedInPlan; readonly entityTypes: readonly string[] },
): OperationDefinitionNode | undefined {
  const stripping: Stripping = { access, entityTypes, dropped: 0 };
  const selectionSet = strip(operation.selectionSet, [access.rootType(operation.operation)], stripping);
  if (stripping.dropped === 0) return operation;
  if (!selectionSet || !fetchesAnything(selectionSet)) return undefined;
  return withUsedVariables({ ...operation, selectionSet });
}

interface Stripping {
  readonly access: DeniedInPlan;
  readonly entityTypes: readonly string[];
  dropped: number;
}

/** Whose members are selected; empty below `_entities`, where each entity's type is yet to be named. */
type Owners = readonly (string | undefined)[];

function strip(set: SelectionSetNode, owners: Owners, stripping: Stripping): SelectionSetNode | undefined {
  const selections = set.selections.flatMap((node) => stripSelection(node, owners, stripping));
  return selections.length > 0 ? { ...set, selections } : undefined;
}

function stripSelection(node: SelectionNode, owners: Owners, stripping: Stripping): readonly SelectionNode[] {
  const { access } = stripping;
  if (node.kind === Kind.FRAGMENT_SPREAD) return [node];
  if (node.kind === Kind.INLINE_FRAGMENT) {
    const narrowed = narrow(node.typeCondition?.name.value, owners, stripping);
    const selectionSet = strip(node.selectionSet, narrowed, stripping);
    return selectionSet ? [{ ...node, selectionSet }] : [];
  }
  const name = node.name.value;
  const isEntities = name === '_entities';
  if (!isEntities && owners.some((owner) => access.isDenied(owner, name))) {
    stripping.dropped += 1;
    return [];
  }
  if (!node.selectionSet) return [node];
  const below = isEntities ? [] : owners.slice(0, 1).map((owner) => access.returned(owner, name));
  const selectionSet = strip(node.selectionSet, below, stripping);
  if (isEntities && !selectionSet) return [];
  return [{ ...node, selectionSet: selectionSet ?? { kind: Kind.SELECTION_SET, selections: [typename] } }];
}

function narrow(condition: string | undefined, owners: Owners, { access, entityTypes }: Stripping): Owners {
  if (condition === undefined) return owners;
  const isEntity = owners.length === 0 && entityTypes.length > 0;
  return isEntity && access.isAbstract(condition) ? entityTypes : [condition];
}

/** Whether a fetch adds anything to its targets: of an entity the type is known before. */
function fetchesAnything(set: SelectionSetNode): boolean {
  return set.selections.some((node) => {
    if (node.kind === Kind.FIELD && node.name.value === '_entities')
      return node.selectionSet !== undefined && fetchesAnything(node.selectionSet);
    if (node.kind === Kind.FIELD) return node.name.value !== '__typename';
    return node.kind === Kind.INLINE_FRAGMENT && fetchesAnything(node.selectionSet);
  });
}

function withUsedVariables(operation: OperationDefinitionNode): OperationDefinitionNode {
  const used = usedVariables(operation);
  const variableDefinitions = operation.variableDefinitions?.filter(({ variable }) =>
    used.has(variable.name.value),
  );
  return { ...operation, variableDefinitions };
}
