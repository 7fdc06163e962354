import { getNamedType, isAbstractType, isInterfaceType, isObjectType, isUnionType, Kind } from 'graphql';
import type {
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
 * The same operation with all that it selects of interfaces and unions selected of each of their types instead; undefined
 * where that is too much. The planner knows for each type where its fields are. For a condition on an interface that lacks
 * the field, or the type, in some subgraph it may find no way though there is one.
 */
export function concreteSelections(
  planned: SeparatedOperation,
  schema: GraphQLSchema,
): SeparatedOperation | undefined {
  const { operation } = planned;
  const root = schema.getRootType(operation.operation);
  if (!root) return undefined;
  const expanding: Expanding = { planned, schema, left: maxSelections };
  const selectionSet = expandSet(operation.selectionSet, root, expanding);
  if (expanding.left < 0) return undefined;
  return { ...planned, operation: { ...operation, selectionSet }, fragments: new Map() };
}

interface Expanding {
  readonly planned: SeparatedOperation;
  readonly schema: GraphQLSchema;
  left: number;
}

function expandSet(
  set: SelectionSetNode,
  type: GraphQLNamedType | undefined,
  expanding: Expanding,
): SelectionSetNode {
  if (isObjectType(type)) return { ...set, selections: expandFor(set, type, expanding) };
  if (!isAbstractType(type)) return set;
  const selections = expanding.schema.getPossibleTypes(type).flatMap((possible): InlineFragmentNode[] => {
    const own = expandFor(set, possible, expanding);
    if (own.length === 0) return [];
    const typeCondition = {
      kind: Kind.NAMED_TYPE as const,
      name: { kind: Kind.NAME as const, value: possible.name },
    };
    return [{ kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet: { ...set, selections: own } }];
  });
  return { ...set, selections };
}

/** What of a set is selected of objects of one type. Fragments cannot form a cycle: that was validated. */
function expandFor(set: SelectionSetNode, type: GraphQLObjectType, expanding: Expanding): SelectionNode[] {
  return set.selections.flatMap((node): SelectionNode[] => {
    expanding.left -= 1;
    if (expanding.left < 0) return [];
    if (node.kind === Kind.FIELD) {
      const field = type.getFields()[node.name.value];
      if (!node.selectionSet || !field) return [node];
      return [{ ...node, selectionSet: expandSet(node.selectionSet, getNamedType(field.type), expanding) }];
    }
    const fragment =
      node.kind === Kind.INLINE_FRAGMENT ? node : expanding.planned.fragments.get(node.name.value);
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
