import { getNamedType, isAbstractType, isInterfaceType, isObjectType, isUnionType, Kind } from 'graphql';
import type {
  FieldNode,
  FragmentDefinitionNode,
  FragmentSpreadNode,
  GraphQLNamedType,
  GraphQLObjectType,
  GraphQLSchema,
  InlineFragmentNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';
import type { SeparatedOperation } from './separate-keys.ts';

/** More than this is not worth trying: abstract types within abstract types multiply. */
const maxSelections = 2_000;

/**
 * The same operation with each condition on an interface or union written out as conditions on its types; undefined where
 * that is too much. The planner knows for each type where its fields are. For a condition on an interface that lacks the
 * field, or the type, in some subgraph it may find no way though there is one. What is selected of a field's own interface
 * stays: where no subgraph has that for all types, gateways agree that there is no plan.
 */
export function concreteSelections(
  planned: SeparatedOperation,
  schema: GraphQLSchema,
): SeparatedOperation | undefined {
  const { operation } = planned;
  const root = schema.getRootType(operation.operation);
  if (!root) return undefined;
  const budget = { left: maxSelections };
  const selectionSet = expandSet(operation.selectionSet, root, { planned, schema, budget, weight: 1 });
  if (budget.left < 0) return undefined;
  return { ...planned, operation: { ...operation, selectionSet }, fragments: new Map() };
}

interface Expanding {
  readonly planned: SeparatedOperation;
  readonly schema: GraphQLSchema;
  readonly budget: { left: number };
  /** What one selection here costs: the planner looks at what is left of an abstract type for each of its types all the same. */
  readonly weight: number;
}

/** Whether the budget allows one more. */
function spend({ budget, weight }: Expanding): boolean {
  budget.left -= weight;
  return budget.left >= 0;
}

function expandSet(
  set: SelectionSetNode,
  type: GraphQLNamedType | undefined,
  expanding: Expanding,
): SelectionSetNode {
  if (isObjectType(type)) return { ...set, selections: expandFor(set, type, expanding) };
  if (!isAbstractType(type)) return set;
  const { plain, conditioned } = partSelections(set.selections, type.name, expanding);
  const possibleTypes = expanding.schema.getPossibleTypes(type);
  const selections = possibleTypes.flatMap((possible): InlineFragmentNode[] => {
    const own = expandFor({ ...set, selections: conditioned }, possible, expanding);
    if (own.length === 0) return [];
    const typeCondition = {
      kind: Kind.NAMED_TYPE as const,
      name: { kind: Kind.NAME as const, value: possible.name },
    };
    return [{ kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet: { ...set, selections: own } }];
  });
  const forAll = { ...expanding, weight: expanding.weight * Math.max(possibleTypes.length, 1) };
  const fields = plain.map((node) => (spend(forAll) ? expandField(node, type, forAll) : node));
  return { ...set, selections: [...fields, ...selections] };
}

interface PartedSelections {
  readonly plain: readonly FieldNode[];
  readonly conditioned: readonly SelectionNode[];
}

/** What is selected of the abstract type itself, and what under a condition on another type or by a directive. */
function partSelections(
  selections: readonly SelectionNode[],
  type: string,
  expanding: Expanding,
): PartedSelections {
  const plain: FieldNode[] = [];
  const conditioned: SelectionNode[] = [];
  for (const node of selections) {
    if (node.kind === Kind.FIELD) {
      plain.push(node);
      continue;
    }
    const fragment = fragmentOf(node, expanding);
    const condition = fragment?.typeCondition?.name.value ?? type;
    const inner =
      fragment && condition === type && !node.directives?.length
        ? partSelections(fragment.selectionSet.selections, type, expanding)
        : { plain: [], conditioned: [node] };
    plain.push(...inner.plain);
    conditioned.push(...inner.conditioned);
  }
  return { plain, conditioned };
}

function fragmentOf(
  node: InlineFragmentNode | FragmentSpreadNode,
  { planned }: Expanding,
): InlineFragmentNode | FragmentDefinitionNode | undefined {
  return node.kind === Kind.INLINE_FRAGMENT ? node : planned.fragments.get(node.name.value);
}

function expandField(node: FieldNode, type: GraphQLNamedType, expanding: Expanding): FieldNode {
  const field = isInterfaceType(type) || isObjectType(type) ? type.getFields()[node.name.value] : undefined;
  if (!node.selectionSet || !field) return node;
  return { ...node, selectionSet: expandSet(node.selectionSet, getNamedType(field.type), expanding) };
}

/** What of a set is selected of objects of one type. Fragments cannot form a cycle: that was validated. */
function expandFor(set: SelectionSetNode, type: GraphQLObjectType, expanding: Expanding): SelectionNode[] {
  return set.selections.flatMap((node): SelectionNode[] => {
    if (!spend(expanding)) return [];
    if (node.kind === Kind.FIELD) return [expandField(node, type, expanding)];
    const fragment = fragmentOf(node, expanding);
    if (!fragment || !applies(fragment.typeCondition?.name.value, type, expanding.schema)) return [];
    const selections = expandFor(fragment.selectionSet, type, expanding);
    if (!node.directives?.length) return selections;
    const selectionSet = { ...fragment.selectionSet, selections };
    return selections.length > 0
      ? [{ kind: Kind.INLINE_FRAGMENT, directives: node.directives, selectionSet }]
      : [];
  });
}

function applies(condition: string | undefined, type: GraphQLObjectType, schema: GraphQLSchema): boolean {
  if (condition === undefined || condition === type.name) return true;
  const general = schema.getType(condition);
  return (isInterfaceType(general) || isUnionType(general)) && schema.isSubType(general, type);
}
