import { isAbstractType, isCompositeType } from '@apollo/federation-internals';
import type { CompositeType, NamedType, Schema } from '@apollo/federation-internals';
import { Kind } from 'graphql';
import type { FieldNode, OperationDefinitionNode, SelectionNode, SelectionSetNode } from 'graphql';

/** Identity of the specification that defines `@public`; a directive of that name from elsewhere means nothing here. */
const hubSpec = 'https://hub.hue.gov.vn/spec/hub';

export type PublicFetchTest = (operation: OperationDefinitionNode) => boolean;

/**
 * Tells whether every field that an operation for a subgraph selects bears `@public`: a field of an interface only if
 * it does in all implementations. Anything unknown makes the operation private, and so does any mutation.
 */
export function createPublicFetchTest(schema: Schema): PublicFetchTest {
  const directive = schema.coreFeatures?.getByIdentity(hubSpec)?.directiveNameInSchema('public');
  if (directive === undefined || !schema.directive(directive)) return () => false;
  const rules: Rules = { schema, directive };
  return ({ operation, selectionSet }) => {
    if (operation === 'mutation') return false;
    return setIsPublic(selectionSet, schema.type(operation === 'query' ? 'Query' : 'Subscription'), rules);
  };
}

interface Rules {
  readonly schema: Schema;
  readonly directive: string;
}

function setIsPublic(set: SelectionSetNode, parent: NamedType | undefined, rules: Rules): boolean {
  return set.selections.every((selection) => selectionIsPublic(selection, parent, rules));
}

function selectionIsPublic(selection: SelectionNode, parent: NamedType | undefined, rules: Rules): boolean {
  switch (selection.kind) {
    case Kind.FIELD:
      return fieldIsPublic(selection, parent, rules);
    case Kind.INLINE_FRAGMENT: {
      const condition = selection.typeCondition?.name.value;
      const type = condition === undefined ? parent : rules.schema.type(condition);
      return setIsPublic(selection.selectionSet, type, rules);
    }
    case Kind.FRAGMENT_SPREAD:
      return false;
  }
}

function fieldIsPublic(node: FieldNode, parent: NamedType | undefined, rules: Rules): boolean {
  const name = node.name.value;
  if (name === '__typename') return true;
  // The members of `_entities` are looked at each under its own type condition.
  if (name === '_entities')
    return node.selectionSet !== undefined && setIsPublic(node.selectionSet, undefined, rules);
  if (!parent || !isCompositeType(parent)) return false;
  const marked = declarers(parent).every(
    (type) => type.field(name)?.hasAppliedDirective(rules.directive) === true,
  );
  if (!marked) return false;
  if (!node.selectionSet) return true;
  return setIsPublic(node.selectionSet, resultType(parent, name), rules);
}

/** The types whose own declaration of a field counts: the type itself and, where it is abstract, all that it stands for. */
function declarers(type: CompositeType): readonly Exclude<CompositeType, { kind: 'UnionType' }>[] {
  if (type.kind === 'UnionType') return type.types();
  return isAbstractType(type) ? [type, ...type.possibleRuntimeTypes()] : [type];
}

function resultType(parent: CompositeType, field: string): NamedType | undefined {
  let type = parent.field(field)?.type;
  while (type && (type.kind === 'ListType' || type.kind === 'NonNullType')) type = type.ofType;
  return type;
}
