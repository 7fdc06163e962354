import { getNamedType, isAbstractType, isInterfaceType, isObjectType, Kind, visit } from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLNamedType,
  GraphQLSchema,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';
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
  const { operation: asked, fragments } = planned;
  const preparing = { planned, schema: clientSchema };
  const root = clientSchema.getRootType(asked.operation) ?? undefined;
  const selectionSet = prepareSet(asked.selectionSet, root, preparing);
  if (selectionSet.selections.every((node) => node === filling)) return undefined;
  const prepared = [...fragments.values()]
    .filter(({ typeCondition }) => !typeCondition.name.value.startsWith('__'))
    .map((fragment): FragmentDefinitionNode => {
      const type = clientSchema.getType(fragment.typeCondition.name.value);
      return { ...fragment, selectionSet: prepareSet(fragment.selectionSet, type, preparing) };
    });
  // The planner would name each fetch after it, and equal fetches of two operations would not be equal any more.
  const operation = { ...asked, selectionSet, name: undefined };
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...prepared] };
  if (clientDirectives.size === 0) return document;
  return visit(document, {
    Directive: (node) => (clientDirectives.has(node.name.value) ? null : undefined),
  });
}

interface Preparing {
  readonly planned: SeparatedOperation;
  readonly schema: GraphQLSchema;
}

/** `visitWithTypeInfo` does the same for ten times as much. */
function prepareSet(
  set: SelectionSetNode,
  parent: GraphQLNamedType | undefined,
  preparing: Preparing,
): SelectionSetNode {
  const selections = set.selections.flatMap((node): readonly SelectionNode[] => {
    if (node.kind === Kind.FIELD) return prepareField(node, parent, preparing);
    if (node.kind === Kind.FRAGMENT_SPREAD) return [node];
    const condition = node.typeCondition && preparing.schema.getType(node.typeCondition.name.value);
    return [{ ...node, selectionSet: prepareSet(node.selectionSet, condition ?? parent, preparing) }];
  });
  return { ...set, selections: selections.length > 0 ? selections : [filling] };
}

function prepareField(
  node: FieldNode,
  parent: GraphQLNamedType | undefined,
  preparing: Preparing,
): readonly FieldNode[] {
  const name = node.name.value;
  if (name === '__schema' || name === '__type') return [];
  if (name === '__typename') return [node.alias ? { ...node, alias: undefined } : node];
  const plain = withoutStream(node);
  if (!plain.selectionSet) return [plain];
  const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
  const type = field && getNamedType(field.type);
  const selectionSet = prepareSet(plain.selectionSet, type, preparing);
  const prepared = { ...plain, selectionSet };
  const hasToKnow = isAbstractType(type) && selectsByType(selectionSet, type.name, preparing.planned);
  return [hasToKnow ? withTypename(prepared) : prepared];
}

/** The planner does not know it: what is streamed is fetched like the rest. */
function withoutStream(node: FieldNode): FieldNode {
  const stream = incrementalDirective(node, 'stream');
  return stream ? { ...node, directives: node.directives?.filter((each) => each !== stream) } : node;
}

const filling: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

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
