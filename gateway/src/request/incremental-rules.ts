import { getNullableType, GraphQLError, isListType, Kind } from 'graphql';
import type {
  ASTVisitor,
  DirectiveNode,
  FragmentSpreadNode,
  OperationDefinitionNode,
  SelectionNode,
  ValidationContext,
} from 'graphql';

/**
 * What `@defer` and `@stream` ask for beyond their arguments' types (GraphQL, incremental delivery): labels that can be
 * told apart, lists to stream, and nothing of a mutation's own fields, which run in their order, or of a subscription,
 * whose every event is one answer.
 */
export function incrementalRules(context: ValidationContext): ASTVisitor {
  const labels = new Set<string>();
  return {
    OperationDefinition: (node) => {
      if (node.operation === 'subscription') checkSubscription(node, context);
    },
    Directive: (node) => {
      const name = node.name.value;
      if (name !== 'defer' && name !== 'stream') return;
      checkLabel(node, labels, context);
      const mutation = context.getSchema().getMutationType();
      if (mutation && context.getParentType() === mutation)
        report(
          context,
          `@${name} cannot be used on fields of ${mutation.name}: they run one after another.`,
          node,
        );
      if (name === 'stream') checkStream(node, context);
    },
  };
}

function checkSubscription(operation: OperationDefinitionNode, context: ValidationContext): void {
  for (const directive of directivesIn(operation.selectionSet, context, new Set())) {
    if (mayBeOff(directive)) continue;
    const message = `@${directive.name.value} cannot be used in a subscription: each event is one answer.`;
    report(context, message, directive);
  }
}

type SelectionSet = OperationDefinitionNode['selectionSet'];

/** Those of fragments, too, each once. */
function directivesIn(set: SelectionSet, context: ValidationContext, seen: Set<string>): DirectiveNode[] {
  return set.selections.flatMap((node) => {
    if (mayBeLeftOut(node)) return [];
    const own = (node.directives ?? []).filter(
      ({ name }) => name.value === 'defer' || name.value === 'stream',
    );
    const below = node.kind === Kind.FRAGMENT_SPREAD ? fragmentOf(node, context, seen) : node.selectionSet;
    return [...own, ...(below ? directivesIn(below, context, seen) : [])];
  });
}

function fragmentOf(
  { name }: FragmentSpreadNode,
  context: ValidationContext,
  seen: Set<string>,
): SelectionSet | undefined {
  if (seen.has(name.value)) return undefined;
  seen.add(name.value);
  return context.getFragment(name.value)?.selectionSet;
}

/** By a variable it may be off, which is looked at when that is known (subscription/refuse-parts.ts). */
function mayBeOff(directive: DirectiveNode): boolean {
  const value = argument(directive, 'if');
  return value?.kind === Kind.VARIABLE || (value?.kind === Kind.BOOLEAN && !value.value);
}

/** The same of a selection, by `@skip` and `@include`. */
function mayBeLeftOut({ directives = [] }: SelectionNode): boolean {
  return directives.some((directive) => {
    const value = argument(directive, 'if');
    const name = directive.name.value;
    if (name !== 'skip' && name !== 'include') return false;
    return (
      value?.kind === Kind.VARIABLE || (value?.kind === Kind.BOOLEAN && value.value === (name === 'skip'))
    );
  });
}

function checkLabel(node: DirectiveNode, labels: Set<string>, context: ValidationContext): void {
  const label = argument(node, 'label');
  if (!label || label.kind === Kind.NULL) return;
  const name = node.name.value;
  if (label.kind !== Kind.STRING)
    return report(context, `The label of @${name} must be written out, and not a variable.`, node);
  if (labels.has(label.value))
    report(context, `The label "${label.value}" of @${name} stands twice: each must be unique.`, node);
  labels.add(label.value);
}

function checkStream(node: DirectiveNode, context: ValidationContext): void {
  const type = context.getType();
  const field = context.getFieldDef();
  if (field && type && !isListType(getNullableType(type)))
    report(context, `@stream cannot be used on "${field.name}", which is no list.`, node);
  const count = argument(node, 'initialCount');
  if (count?.kind === Kind.INT && Number(count.value) < 0)
    report(context, 'The initialCount of @stream must not be negative.', node);
}

function argument(
  directive: DirectiveNode,
  name: string,
): NonNullable<DirectiveNode['arguments']>[number]['value'] | undefined {
  return directive.arguments?.find((each) => each.name.value === name)?.value;
}

function report(context: ValidationContext, message: string, node: DirectiveNode): void {
  context.reportError(new GraphQLError(message, { nodes: node }));
}
