import { getNamedType, isAbstractType, Kind, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { ASTVisitor, DocumentNode, FieldNode, GraphQLSchema, SelectionSetNode } from 'graphql';
import { incrementalDirective } from './resolve-incremental.ts';
import type { SeparatedOperation } from './separate-keys.ts';

interface ClientTerms {
  readonly clientSchema: GraphQLSchema;
  /** Directives that only the gateway reads. */
  readonly clientDirectives: ReadonlySet<string>;
}

/**
 * The document as the planner can take it; undefined when no subgraph has to be asked anything. It has no `__schema`
 * and `__type`, which the planner knows at the root only and fails on below a field that returns the query type, and
 * no selection set that is empty because of them or of `@skip` and `@include`. Where the answer depends on an object's
 * type it has a plain `__typename`: the planner adds that itself, but not where a field that is abstract in the graph
 * is of one type in the subgraph.
 */
export function prepareDocument(
  planned: SeparatedOperation,
  { clientSchema, clientDirectives }: ClientTerms,
): DocumentNode | undefined {
  const types = new TypeInfo(clientSchema);
  const visitor = visitWithTypeInfo(types, {
    ...preparation(planned, types),
    Directive: (node) => (clientDirectives.has(node.name.value) ? null : undefined),
  });
  const operation = visit(planned.operation, visitor);
  if (operation.selectionSet.selections.every((node) => node === filling)) return undefined;
  const fragments = [...planned.fragments.values()]
    .filter(({ typeCondition }) => !typeCondition.name.value.startsWith('__'))
    .map((fragment) => visit(fragment, visitor));
  // The planner would name each fetch after it, and equal fetches of two operations would not be equal any more.
  return { kind: Kind.DOCUMENT, definitions: [{ ...operation, name: undefined }, ...fragments] };
}

function preparation(planned: SeparatedOperation, types: TypeInfo): ASTVisitor {
  return {
    Field: {
      enter: (node) => (node.name.value === '__schema' || node.name.value === '__type' ? null : undefined),
      leave: (node) => {
        if (node.name.value === '__typename' && node.alias) return { ...node, alias: undefined };
        const plain = withoutStream(node);
        const type = getNamedType(types.getType());
        if (!plain.selectionSet || !isAbstractType(type)) return plain === node ? undefined : plain;
        return selectsByType(plain.selectionSet, type.name, planned) ? withTypename(plain) : plain;
      },
    },
    SelectionSet: { leave: keepOne },
  };
}

/** The planner does not know it: what is streamed is fetched like the rest. */
function withoutStream(node: FieldNode): FieldNode {
  const stream = incrementalDirective(node, 'stream');
  return stream ? { ...node, directives: node.directives?.filter((each) => each !== stream) } : node;
}

const filling: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

function keepOne(node: SelectionSetNode): SelectionSetNode | undefined {
  return node.selections.length > 0 ? undefined : { ...node, selections: [filling] };
}

/** Fragments cannot form a cycle: that was validated. */
function selectsByType(set: SelectionSetNode, type: string, planned: SeparatedOperation): boolean {
  return set.selections.some((node) => {
    if (node.kind === Kind.FIELD) return node.name.value === '__typename';
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : planned.fragments.get(node.name.value);
    if (!fragment) return false;
    const condition = fragment.typeCondition?.name.value ?? type;
    return condition !== type || selectsByType(fragment.selectionSet, type, planned);
  });
}

/** With a directive: the planner moves a bare one to a field beside it, and loses it where that is selected twice. */
const kept: FieldNode = {
  ...filling,
  directives: [
    {
      kind: Kind.DIRECTIVE,
      name: { kind: Kind.NAME, value: 'include' },
      arguments: [
        {
          kind: Kind.ARGUMENT,
          name: { kind: Kind.NAME, value: 'if' },
          value: { kind: Kind.BOOLEAN, value: true },
        },
      ],
    },
  ],
};

function withTypename(node: FieldNode): FieldNode {
  const others = (node.selectionSet?.selections ?? []).filter(
    (selection) => selection.kind !== Kind.FIELD || selection.name.value !== '__typename',
  );
  const selections = [kept, ...others];
  return { ...node, selectionSet: { kind: Kind.SELECTION_SET, selections } };
}
