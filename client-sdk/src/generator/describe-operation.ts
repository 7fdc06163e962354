import { createHash } from 'node:crypto';
import type {
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLOutputType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';
import { getNamedType, isObjectType, Kind, print, stripIgnoredCharacters } from 'graphql';
import type { OperationFacts } from '../document.ts';
import { deprecatedIn } from './deprecated-in.ts';

/** An operation and what the runtime is to know of it. */
export interface DescribedOperation {
  readonly facts: OperationFacts;
  /** What the contract says of its one root field. */
  readonly description: string | undefined;
  /** The operation's own text; with those of `fragments` behind it in this order it is `facts.text`. */
  readonly head: string;
  readonly fragments: readonly { readonly name: string; readonly text: string }[];
}

export interface OperationInput {
  readonly node: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly schema: GraphQLSchema;
}

/** @throws TypeError for an operation without a name: checkDocuments lets none through */
export function describeOperation(input: OperationInput): DescribedOperation {
  const { node } = input;
  if (!node.name) throw new TypeError('expected an operation with a name');
  const spread = usedFragments(node.selectionSet, input.fragments);
  const fragments = spread.map((fragment) => ({
    name: fragment.name.value,
    text: stripIgnoredCharacters(print(fragment)),
  }));
  const head = stripIgnoredCharacters(print(node));
  const text = [head, ...fragments.map((fragment) => fragment.text)].join('');
  const deprecated = deprecatedIn(input.schema, [node, ...spread]);
  return {
    head,
    fragments,
    description: rootField(input)?.description ?? undefined,
    facts: {
      kind: node.operation,
      name: node.name.value,
      field: onlyRootField(node),
      text,
      hash: createHash('sha256').update(text).digest('hex'),
      ...(takes(node, 'clientMutationId') ? { keyed: true as const } : {}),
      ...(isPaged(input) ? { paged: true as const } : {}),
      ...(deprecated.length > 0 ? { deprecated } : {}),
    },
  };
}

/** The name in the answer of the one root field; null where there are several, or one that may be another. */
function onlyRootField({ selectionSet: { selections } }: OperationDefinitionNode): string | null {
  const [first, ...more] = selections;
  if (first?.kind !== Kind.FIELD || more.length > 0) return null;
  return (first.alias ?? first.name).value;
}

function rootField({ node, schema }: OperationInput): GraphQLField<unknown, unknown> | undefined {
  const [root] = node.selectionSet.selections;
  if (onlyRootField(node) === null || root?.kind !== Kind.FIELD) return undefined;
  return schema.getRootType(node.operation)?.getFields()[root.name.value];
}

/** All fragments that a selection leads to, each once, in the order in which they are met. */
function usedFragments(
  selectionSet: SelectionSetNode,
  fragments: OperationInput['fragments'],
): readonly FragmentDefinitionNode[] {
  const used = new Map<string, FragmentDefinitionNode>();
  const visit = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value);
        if (!fragment || used.has(fragment.name.value)) continue;
        used.set(fragment.name.value, fragment);
        visit(fragment.selectionSet);
      } else if (selection.selectionSet) visit(selection.selectionSet);
    }
  };
  visit(selectionSet);
  return [...used.values()];
}

function takes(node: OperationDefinitionNode, name: string): boolean {
  return node.variableDefinitions?.some(({ variable }) => variable.name.value === name) ?? false;
}

/** A query for one page, of which the next can be asked for: `$after`, with `nodes` or `edges`, and `pageInfo` with its end. */
function isPaged(input: OperationInput): boolean {
  const { node } = input;
  const [root] = node.selectionSet.selections;
  if (node.operation !== 'query' || root?.kind !== Kind.FIELD) return false;
  const selected = fieldsOf(root.selectionSet);
  const end = fieldsOf(selected.get('pageInfo'));
  const type = namedTypeOf(rootField(input)?.type);
  return (
    takes(node, 'after') &&
    (selected.has('nodes') || selected.has('edges')) &&
    end.has('hasNextPage') &&
    end.has('endCursor') &&
    isObjectType(type) &&
    'pageInfo' in type.getFields()
  );
}

function namedTypeOf(type: GraphQLOutputType | undefined) {
  return type ? getNamedType(type) : undefined;
}

function fieldsOf(
  selectionSet: SelectionSetNode | undefined,
): ReadonlyMap<string, SelectionSetNode | undefined> {
  return new Map(
    (selectionSet?.selections ?? [])
      .filter((selection) => selection.kind === Kind.FIELD)
      .map(({ alias, name, selectionSet: below }) => [(alias ?? name).value, below]),
  );
}
