import { getNamedType, isAbstractType, Kind, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type {
  ASTVisitor,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLNamedType,
  GraphQLSchema,
  InlineFragmentNode,
} from 'graphql';
import type { Denied } from './denied.ts';
import type { SeparatedOperation } from './separate-keys.ts';

/**
 * The operation without what is denied: nothing of it is planned, hence nothing of it is fetched. A field of an
 * interface that is denied for some of its types is left for the others. Where an object may be of a denied type its
 * type is selected, so that shaping can tell. A selection set may be left empty.
 */
export function filterDenied(
  planned: SeparatedOperation,
  denied: Denied,
  schema: GraphQLSchema,
): SeparatedOperation {
  const types = new TypeInfo(schema);
  const visitor = visitWithTypeInfo(types, filtering({ planned, denied, schema, types }));
  return {
    ...planned,
    operation: visit(planned.operation, visitor),
    fragments: new Map(
      [...planned.fragments].map(([name, fragment]): [string, FragmentDefinitionNode] => [
        name,
        visit(fragment, visitor),
      ]),
    ),
  };
}

interface Filtering {
  readonly planned: SeparatedOperation;
  readonly denied: Denied;
  readonly schema: GraphQLSchema;
  readonly types: TypeInfo;
}

function filtering({ planned, denied, schema, types }: Filtering): ASTVisitor {
  const isDenied = (condition: string | undefined): boolean =>
    condition !== undefined && denied.type(condition);
  return {
    Field: {
      enter: (node) => {
        const parent = types.getParentType();
        if (!parent || node.name.value === '__typename') return undefined;
        if (node.name.value.startsWith('__')) return false;
        if (!denied.field(parent.name, node.name.value)) return undefined;
        return isAbstractType(parent) ? onAllowedTypes(node, parent, { denied, schema }) : null;
      },
      leave: (node) =>
        mayBeDenied(getNamedType(types.getType()), { denied, schema }) ? typed(node) : undefined,
    },
    InlineFragment: (node) => (isDenied(node.typeCondition?.name.value) ? null : undefined),
    FragmentSpread: (node) =>
      isDenied(planned.fragments.get(node.name.value)?.typeCondition.name.value) ? null : undefined,
  };
}

type Looking = Pick<Filtering, 'denied' | 'schema'>;

function onAllowedTypes(
  node: FieldNode,
  parent: GraphQLNamedType,
  { denied, schema }: Looking,
): InlineFragmentNode | null {
  if (!isAbstractType(parent)) return null;
  const allowed = schema.getPossibleTypes(parent).filter(({ name }) => !denied.field(name, node.name.value));
  if (allowed.length === 0) return null;
  const selections = allowed.map(({ name }): InlineFragmentNode => {
    const typeCondition = { kind: Kind.NAMED_TYPE as const, name: { kind: Kind.NAME as const, value: name } };
    return {
      kind: Kind.INLINE_FRAGMENT,
      typeCondition,
      selectionSet: { kind: Kind.SELECTION_SET, selections: [node] },
    };
  });
  return { kind: Kind.INLINE_FRAGMENT, selectionSet: { kind: Kind.SELECTION_SET, selections } };
}

function mayBeDenied(type: GraphQLNamedType | undefined, { denied, schema }: Looking): boolean {
  return isAbstractType(type) && schema.getPossibleTypes(type).some(({ name }) => denied.type(name));
}

function typed(node: FieldNode): FieldNode {
  const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
  const selections = [...(node.selectionSet?.selections ?? []), typename];
  return { ...node, selectionSet: { kind: Kind.SELECTION_SET, selections } };
}
